"""Programs outside Python that some formats need: whether they are here, and the command that installs them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

VIETNAMESE = "vie"  # tesseract's name for the language


@dataclass(frozen=True)
class Program:
    name: str
    found: str  # its path, "" when missing
    needed_for: str  # Vietnamese
    install: str  # the command or the step that installs it, for this system


def optional_programs() -> list[Program]:
    """For the self-check page: LibreOffice and tesseract with Vietnamese, found or not."""
    return [
        Program("LibreOffice", find_soffice() or "", "đọc tệp .doc đầy đủ (số tự động, bảng, đầu trang)", install_command("soffice")),
        Program("Tesseract (tiếng Việt)", find_tesseract() or "", "nhận dạng chữ trong PDF là ảnh quét", install_command("tesseract")),
    ]


def find_soffice() -> str | None:
    """Path of LibreOffice, on PATH or where its installers put it."""
    return _find(("soffice", "libreoffice"), ("LibreOffice/program/soffice.exe",), "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def find_tesseract() -> str | None:
    """Path of a tesseract that has Vietnamese; None when the program or the language is missing."""
    program = _find(("tesseract",), ("Tesseract-OCR/tesseract.exe",), "/opt/homebrew/bin/tesseract")
    return program if program and VIETNAMESE in _languages(program) else None


def _find(names: tuple[str, ...], windows: tuple[str, ...], mac: str) -> str | None:
    for name in names:
        if found := shutil.which(name):
            return found
    homes = [os.environ.get(key) for key in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")]
    places = [Path(home, tail) for home in homes if home for tail in windows] + [Path(mac)]
    return next((str(place) for place in places if place.is_file()), None)


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(listed.stdout.decode("utf-8", "replace").split())


def install_command(program: str) -> str:
    """What installs "soffice" or "tesseract" on this system."""
    commands = {
        ("soffice", "linux"): "sudo apt-get install libreoffice-writer",
        ("soffice", "win32"): "winget install TheDocumentFoundation.LibreOffice",
        ("soffice", "darwin"): "brew install --cask libreoffice",
        ("tesseract", "linux"): "sudo apt-get install tesseract-ocr tesseract-ocr-vie",
        ("tesseract", "win32"): "winget install UB-Mannheim.TesseractOCR (chọn thêm ngôn ngữ Vietnamese khi cài)",
        ("tesseract", "darwin"): "brew install tesseract tesseract-lang",
    }
    return commands.get((program, sys.platform), commands[program, "linux"])
