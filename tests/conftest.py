"""Shared by all tests: where the data beside the project stands, and which optional programs this machine has."""

import gc
import os
import pathlib
import shutil

import pytest
from hypothesis import settings

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

IN_CI = bool(os.environ.get("CI"))
settings.register_profile("house", deadline=None, database=None, max_examples=100)
# What lands is judged by the same examples every time.
settings.register_profile("ci", deadline=None, database=None, max_examples=50, derandomize=True)
settings.load_profile("ci" if IN_CI else "house")
gc.set_threshold(50_000, 20, 50)  # the models stay in memory: looking for garbage among them slows every test
os.environ.setdefault("OMP_NUM_THREADS", "1")

PROGRAMS = {
    "browser": (("chromium", "chromium-browser", "google-chrome"), "không có Chromium trên máy này"),
    "office": (("soffice", "libreoffice"), "không có LibreOffice trên máy này"),
    "ocr": (("tesseract",), "không có tesseract trên máy này"),
}


def pytest_addoption(parser):
    parser.addoption("--programs", action="store_true", default=IN_CI, help="cả các kiểm thử cần trình duyệt, LibreOffice, OCR, PostgreSQL")
    parser.addoption("--all", action="store_true", help="tất cả, kể cả kiểm thử lâu và đo tốc độ")


def pytest_collection_modifyitems(items):
    """A file's tests stay in one process; those of the browser come last, all in one: it needs the machine for itself."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    for item in items:
        item.add_marker(pytest.mark.xdist_group("browser" if item.get_closest_marker("browser") else item.path.as_posix()))


def pytest_runtest_setup(item):
    """Skip, with the reason, what this machine cannot run, what takes long and, outside CI, what drives other programs."""
    everything = item.config.getoption("--all")
    if item.get_closest_marker("slow") and not everything:
        pytest.skip("chạy với --all")
    if any(item.get_closest_marker(m) for m in PROGRAMS) and not (everything or item.config.getoption("--programs")):
        pytest.skip("chạy trong CI, với --programs hoặc --all")
    for marker, (names, reason) in PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(shutil.which(name) for name in names):
            pytest.skip(reason)
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("không có thư mục ../shared")


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """The folder of labelled data and tools beside the checkout; tests that use it carry the marker `shared`."""
    return SHARED
