"""python -m review_app: start the desk, or back up, restore and verify its store."""

import argparse
import os
import socket
import sys
from pathlib import Path

from pipelines import usage
from pipelines.errors import PipelineError

PORT = 8501


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 a check found a fault, 2 wrong usage, 3 refused with a Vietnamese sentence on standard error."""
    options = _parser().parse_args(arguments)
    if options.data:
        os.environ["THAM_DINH_DATA"] = str(options.data.expanduser().absolute())
    try:
        return options.run(options)
    except PipelineError as error:
        print(error.sentence, file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    usage.speak()
    parser = argparse.ArgumentParser(prog="python -m review_app", description="Bàn làm việc của người thẩm định dự thảo.")
    parser.add_argument("--port", metavar="SỐ", type=int, default=PORT, help=f"cổng trên máy này (mặc định {PORT})")
    parser.add_argument("--data", metavar="THƯ_MỤC", type=Path, help="thư mục kho hồ sơ (mặc định: thư mục dữ liệu của người dùng)")
    parser.add_argument("--no-browser", action="store_true", help="không tự mở trình duyệt")
    parser.set_defaults(run=serve)
    commands = parser.add_subparsers(title="lệnh khác", metavar="LỆNH")
    one = commands.add_parser("backup", help="sao lưu cả kho vào một tệp")
    one.add_argument("archive", metavar="TỆP", type=Path)
    one.set_defaults(run=backup)
    two = commands.add_parser("restore", help="khôi phục vào thư mục --data còn trống")
    two.add_argument("archive", metavar="TỆP", type=Path)
    two.set_defaults(run=restore)
    three = commands.add_parser("verify", help="kiểm tra kho và chuỗi nhật ký")
    three.add_argument("--head", metavar="MÃ", help="mã nhật ký in trên phiếu hoặc ghi ở bản kê trong trọn bộ hồ sơ, để đối chiếu")
    three.set_defaults(run=verify)
    return parser


def serve(options: argparse.Namespace) -> int:
    """Run the web application until stopped."""
    if not _free(options.port):
        print(f"Cổng {options.port} đang được chương trình khác dùng. Chọn cổng khác: --port {options.port + 1}.", file=sys.stderr)
        return 3
    from review_app import records, server

    records.set_up_log(records.data_folder())
    print(f"Mở trình duyệt tại http://127.0.0.1:{options.port} (dừng: Ctrl+C).", flush=True)
    sys.argv = [sys.argv[0]]
    server.build_app().run(config=server.settings(options.port, headless=options.no_browser))
    return 0


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def backup(options: argparse.Namespace) -> int:
    from review_app import records

    records.backup(records.open_store(), options.archive)
    print(f"Đã sao lưu vào {options.archive}.")
    return 0


def restore(options: argparse.Namespace) -> int:
    from review_app import records

    report = records.restore(options.archive, records.data_folder())
    print(f"Đã khôi phục vào {records.data_folder()}.")
    show(report.checks)
    return 0 if report.ok else 1


def verify(options: argparse.Namespace) -> int:
    from review_app import records

    store = records.open_store()
    checks = records.verify_store(store)
    report = records.verify_trail(store, options.head)
    show(checks)
    for fault in report.faults:
        print(f"✖ {fault}")
    return 0 if report.ok and all(check.ok for check in checks if check.vital) else 1


def show(checks) -> None:
    for check in checks:
        print(f"{'✓' if check.ok else '✖'} {check.name}: {check.sentence} {check.next_step}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
