#!/usr/bin/env python3
"""One launcher for Windows, Linux and macOS; needs only Python 3.11 or later.

    python3 start.py                    mở chương trình tại http://127.0.0.1:8501
    python3 start.py --port 8600        mở ở cổng khác
    python3 start.py review TỆP …       rà soát bằng dòng lệnh (cũng có classify, train, evaluate, checks)
    python3 start.py backup TỆP.zip     sao lưu (cũng có restore, verify)
    python3 start.py test               cài công cụ kiểm thử và chạy kiểm thử
"""

import hashlib
import os
import pathlib
import socket
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LIBRARY_COMMANDS = ("review", "classify", "train", "evaluate", "checks")
STORE_COMMANDS = ("backup", "restore", "verify")
DEFAULT_PORT = 8501
TWO_AT_ONCE = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder")  # groups: tests/conftest.py


class Stop(Exception):
    """The start cannot go on; carries the plain sentence for the person at the keyboard."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python must get a plain sentence
        raise Stop(f"Cần Python 3.11 trở lên; máy đang dùng Python {sys.version_info.major}.{sys.version_info.minor}.")
    command = arguments[0] if arguments else ""
    if command in ("-h", "--help", "help"):
        say(__doc__ or "")
        return 0
    if command == "test":
        prepare("requirements-dev.txt")
        return run("pytest", *TWO_AT_ONCE, *arguments[1:])
    if command in LIBRARY_COMMANDS:
        prepare("requirements.txt")
        return run("pipelines", *arguments)
    if command in STORE_COMMANDS:
        prepare("requirements.txt")
        return run("review_app", *arguments)
    if command and not command.startswith("-"):
        raise Stop(f"Không có lệnh “{command}”. Xem: python3 start.py --help")
    check_port(port_of(arguments))
    prepare("requirements.txt")
    return run("review_app", *arguments)


def port_of(arguments: list[str]) -> int:
    for index, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--port=") else ""
        if argument == "--port":
            value = arguments[index + 1] if index + 1 < len(arguments) else ""
        if argument.startswith("--port"):
            if not value.isdigit():
                raise Stop("Sau --port phải là một số, ví dụ: python3 start.py --port 8600")
            return int(value)
    return DEFAULT_PORT


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Stop(
                f"Cổng {port} đang được dùng: có thể chương trình đã mở sẵn tại http://127.0.0.1:{port}. "
                f"Nếu không, mở ở cổng khác: python3 start.py --port {port + 1}"
            )


def prepare(requirements: str) -> None:
    """Make .venv and install the pinned packages; does nothing when the same list is already installed."""
    wanted = fingerprint(requirements)
    mark = VENV / f"installed-{requirements}"
    if PYTHON.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists():
        say("[1/2] Tạo môi trường riêng trong thư mục .venv …")
        make_environment()
    say("[2/2] Cài các gói cần thiết (lần đầu mất vài phút) …")
    install(requirements)
    for name in {requirements, "requirements.txt"}:
        (VENV / f"installed-{name}").write_text(fingerprint(name), encoding="utf-8")


def fingerprint(requirements: str) -> str:
    """Changes when a list of packages or the Python in use changes."""
    lists = sorted({"requirements.txt", requirements})
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in lists)
    return hashlib.sha256(f"{sys.version_info[:2]}{text}".encode()).hexdigest()


def make_environment() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except (subprocess.CalledProcessError, OSError) as error:
        raise Stop("Không tạo được môi trường .venv. Trên Debian/Ubuntu hãy cài thêm: sudo apt-get install python3-venv") from error
    (VENV / ".gitignore").write_text("*\n", encoding="utf-8")


def install(requirements: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "on"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    if subprocess.run([*pip, *quiet, "-r", str(ROOT / requirements)], cwd=ROOT).returncode:
        raise Stop(
            "Không cài được các gói. Kiểm tra kết nối mạng rồi chạy lại lệnh này; phần đã tải được giữ lại. "
            "Máy không có mạng: chép cả thư mục .venv từ một máy cùng hệ điều hành đã cài xong."
        )


def run(module: str, *arguments: str) -> int:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    caller = os.getcwd() if module == "pipelines" else ROOT
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    try:
        return subprocess.call([str(PYTHON), "-m", module, *arguments], cwd=caller, env=environment)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        print(stop, file=sys.stderr)
        sys.exit(2)
