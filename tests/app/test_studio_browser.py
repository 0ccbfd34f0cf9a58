"""A new reviewer, with no help but the page's own words, adds a check, tries it, sees its effect, has it signed and exports it."""

import time

import openpyxl
import pytest
from playwright.sync_api import sync_playwright

from tests.app.browser import Program, Window
from tests.studio.factory import ITEM

pytestmark = [pytest.mark.browser]


@pytest.fixture
def window(tmp_path):
    with Program(tmp_path / "kho") as program, sync_playwright() as playwright:
        opened = Window(playwright, program)
        yield opened
        opened.close()


def type_lines(page, box: str, lines: list[str]) -> None:
    for place, line in enumerate(lines):
        page.locator(f"[class*=st-key-{box}_] textarea").nth(place).fill(line)


def test_a_check_is_added_tried_looked_at_signed_and_exported(window, tmp_path):
    page = window.page
    window.open("/danh-muc")
    window.wait_for("Thêm mục mới", 60_000)
    began = time.perf_counter()
    window.press("Thêm mục mới")
    window.wait_for("1. Hỏi gì, nặng đến đâu")
    page.get_by_label("Câu hỏi kiểm tra").fill(ITEM["question"])
    assert page.get_by_label("Mã", exact=True).input_value() == "Y01"  # offered, nobody has to invent a code
    page.get_by_label("Ý kiến gợi ý in trên phiếu").fill(ITEM["comment"])
    page.get_by_label("Nêu khi gặp một trong các cụm từ").fill(ITEM["find"]["any"][0])
    page.keyboard.press("Tab")
    type_lines(page, "so_phai", [*ITEM["hits"][:2], "Một câu không liên quan."])
    type_lines(page, "so_khong", ITEM["misses"])
    window.wait_for("1 câu chưa đúng")
    assert page.get_by_text("✗ chưa").count() == 1 and page.get_by_text("✓ đúng").count() == 5
    window.shot("studio-soan")
    page.locator("[class*=st-key-so_phai_] textarea").nth(2).press_sequentially(" ")
    page.locator("[class*=st-key-so_phai_] textarea").nth(2).fill(ITEM["hits"][2])
    window.wait_for("Cả 6 câu đều đúng.")
    window.press("Xem ảnh hưởng")
    window.wait_for("dự thảo trong")
    window.press("Lưu mục vào bản soạn")
    window.wait_for("Đã lưu mục Y01.")
    window.press("Sang phần Phiên bản")
    window.wait_for("Bản đang soạn")
    window.press("Xem ảnh hưởng")
    window.wait_for("mẫu câu trong")
    window.shot("studio-phien-ban")
    window.press("Ký và đưa vào dùng")
    window.wait_for("Đã ký phiên bản 1")
    with page.expect_download() as waiting:
        window.press("Excel")
    waiting.value.save_as(tmp_path / "danh-muc.xlsx")
    assert openpyxl.load_workbook(tmp_path / "danh-muc.xlsx")["Mục kiểm tra"]["A2"].value == "Y01"
    assert time.perf_counter() - began < 600
    assert window.foreign == []
