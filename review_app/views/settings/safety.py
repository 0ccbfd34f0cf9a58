"""Backup of the whole store into one file."""

import tempfile
from pathlib import Path

import streamlit as st

from review_app import records
from review_app.parts import notices, session


def show(at: records.Desk) -> None:
    notices.line("Tệp sao lưu gồm cơ sở dữ liệu, tệp gốc và nhật ký của mọi hồ sơ; giữ ở nơi an toàn như chính các dự thảo.", "")
    if not at.user.can("backup"):
        notices.tell("Tài khoản này không có quyền sao lưu.")
        return
    name = f"sao-luu-{session.today():%Y-%m-%d}.zip"
    st.download_button(
        "Sao lưu và tải về", data=lambda: _archive(at), file_name=name, mime="application/zip", on_click="ignore", type="primary"
    )
    notices.line("Khôi phục (sau khi dừng chương trình): python3 start.py --data THƯ_MỤC_TRỐNG restore TỆP_SAO_LƯU")


def _archive(at: records.Desk) -> bytes:
    with tempfile.TemporaryDirectory(prefix="tham-dinh-") as folder:
        return records.make_backup(at, Path(folder) / "sao-luu.zip").path.read_bytes()
