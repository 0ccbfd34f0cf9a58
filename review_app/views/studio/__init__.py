"""The parts of the page “Danh mục kiểm tra” where an office tunes its checklist without writing code."""
