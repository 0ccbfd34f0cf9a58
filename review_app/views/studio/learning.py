"""Dạy máy: reviewers' decisions teach the topic classifier, which never takes over a model that finds less."""

from review_app import records
from review_app.parts import notices


def show(at: records.Desk) -> None:
    notices.line("Phần này chưa bật.", key="dy_chua")
