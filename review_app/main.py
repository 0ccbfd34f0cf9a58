"""The page table and nothing else."""

from review_app.parts import frame
from review_app.views import cases, checklist, consensus, desk, guide, overview, receive, rounds, selfcheck, settings, sheet

PAGES = (
    ("Hồ sơ", "ho-so", cases.show),
    ("Tiếp nhận", "tiep-nhan", receive.show),
    ("Rà soát", "ra-soat", desk.show),
    ("Đối chiếu", "doi-chieu", consensus.show),
    ("Phiếu ý kiến", "phieu", sheet.show),
    ("Tiếp thu", "tiep-thu", rounds.show),
    ("Tổng quan", "tong-quan", overview.show),
    ("Danh mục kiểm tra", "danh-muc", checklist.show),
    ("Thiết lập", "thiet-lap", settings.show),
    ("Trợ giúp", "tro-giup", guide.show),
    ("Tự kiểm tra", "tu-kiem-tra", selfcheck.show),
)

frame.set_up()
frame.run(PAGES)
