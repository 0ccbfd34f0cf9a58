"""Tự kiểm tra: is the store whole, the audit trail unbroken, the model and the checklist good, the disk large enough?"""

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import judges, notices, session, words
from review_app.viewer import show_table

ACTIONS = {
    "create_case": "Lập hồ sơ",
    "update_case": "Sửa thông tin hồ sơ",
    "move_case": "Chuyển trạng thái",
    "delete_case": "Xóa hồ sơ",
    "assign": "Phân công",
    "add_file": "Nạp tệp",
    "remove_file": "Bỏ tệp",
    "save_review": "Lưu kết quả đọc",
    "decision": "Quyết định",
    "own_finding": "Ý kiến riêng",
    "note": "Ghi chú",
    "sheet_words": "Phần viết của phiếu",
    "undo": "Hoàn tác",
    "second_look": "Trả lời xem lại",
    "finish_review": "Rà soát xong",
    "open_consensus": "Mở đối chiếu",
    "approve": "Duyệt phiếu",
    "reopen": "Mở lại phiếu",
    "save_settings": "Lưu thiết lập",
    "log_in": "Đăng nhập",
    "log_in_failed": "Đăng nhập sai",
    "turn_login": "Bật, tắt đăng nhập",
    "add_user": "Thêm người dùng",
    "backup": "Sao lưu",
}


def show() -> None:
    at = session.desk()
    st.title("Tự kiểm tra")
    checks = records.self_check(at.store, (_checklist, _model))
    bad = [c for c in checks if not c.ok]
    vital = [c for c in bad if c.vital]
    if vital:
        notices.warn(f"Có {len(vital)} mục cần xử lý trước khi làm việc tiếp.")
    elif bad:
        notices.tell(f"Chương trình chạy được; có {len(bad)} mục chưa đầy đủ.")
    else:
        notices.done("Mọi mục đều tốt.")
    rows = [{"cells": [c.name, _state(c), c.sentence, c.next_step]} for c in checks]
    show_table([("Mục", "22%"), ("Kết quả", "8rem"), ("Chi tiết", ""), ("Việc cần làm", "28%")], rows, "", key="bang_kiem_tra")
    st.button("Kiểm tra lại", shortcut="Alt+1")
    _trail(at)


def _state(check: records.Check) -> tuple[str, str]:
    if check.ok:
        return "✓ Tốt", "xong"
    return ("✖ Phải xử lý", "tre") if check.vital else ("◆ Chưa đủ", "gan")


def _checklist() -> records.Check:
    try:
        found = judges.checklist()
    except PipelineError as error:
        return records.Check("Danh mục kiểm tra", False, error.message, error.next_step)
    return records.Check("Danh mục kiểm tra", True, f"{len(found.items)} mục, phiên bản {found.version}.")


def _model() -> records.Check:
    classifier, doubt = judges.classifier()
    if classifier is None:
        return records.Check("Mô hình chủ đề", False, doubt, "Chương trình chỉ dùng danh mục kiểm tra.", vital=False)
    return records.Check("Mô hình chủ đề", not doubt, doubt or f"Phiên bản {classifier.version}.", vital=False)


def _trail(at: records.Desk) -> None:
    names = records.person_names(at)
    with st.expander("Nhật ký gần đây"):
        rows = [
            {"cells": [words.moment(e.at), names.get(e.by, "chương trình"), ACTIONS.get(e.action, e.action), e.subject]}
            for e in records.read_trail(at, limit=50)
        ]
        show_table([("Lúc", "10rem"), ("Người", "22%"), ("Việc", ""), ("Đối tượng", "")], rows, "Chưa có việc nào.", key="bang_nhat_ky")
