"""A reading process whose reader misbehaves as the file says: the first word of the file names how."""

import ctypes
import pathlib
import subprocess
import sys
import time

from pipelines.intake import formats, worker
from pipelines.types import Block, Reading, SourceFile


def loop():
    while True:
        pass


def sleep():
    time.sleep(60)


def allocate():
    return [bytearray(2**24) for _ in range(200)]


def segfault():
    ctypes.string_at(0)


def quit_silently():
    sys.exit(0)


def raise_unexpected():
    raise KeyError("nội dung bí mật của dự thảo")


def print_noise():
    print('{"reading": "giả"}', flush=True)
    subprocess.run([sys.executable, "-c", "print('ồn')"], check=True)


def write_file():
    pathlib.Path(f"{pathlib.Path.home()}/tham-dinh-test.txt").write_text("x" * 100)


def start_child():
    subprocess.run([sys.executable, "-c", "import time; time.sleep(61.25)"], check=False)


_ALL = (loop, sleep, allocate, segfault, quit_silently, raise_unexpected, print_noise, write_file, start_child)
ACTIONS = {action.__name__: action for action in _ALL}


def read_here(data: bytes, request: dict, progress) -> Reading:
    word = data.decode().split()[0]
    progress(0.5, "nửa chừng")
    if word in ACTIONS:
        ACTIONS[word]()
    return Reading(SourceFile(request["name"], request["sha256"], "txt"), (Block("paragraph", word, "body/line[1]"),))


if __name__ == "__main__":
    formats.read_here = read_here
    worker.main()
