"""What the program's own child processes share: how one is started, where its answers go, how a bug in it is named."""

import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

_ROOT = Path(__file__).resolve().parents[2]


def start(module: str) -> subprocess.Popen:
    """`python -m module` with pipes to its standard input and output."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no black window on Windows
    command = [sys.executable, "-X", "utf8", "-m", module]
    return subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=hidden
    )


def answer_stream() -> BinaryIO:
    """Inside the child: standard output for answers alone; what a library prints no longer reaches it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def place_of(error: BaseException) -> str:
    """Kind and place of an unexpected exception, without its words: those may quote the document."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {os.path.basename(frame.filename)}:{frame.lineno}"
