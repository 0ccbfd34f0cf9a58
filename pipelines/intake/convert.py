"""LibreOffice turns a .doc into a .docx, in a folder of its own that is removed at the end.

Called only for files that are known to carry no secrecy mark: this is the one step of reading that writes to disk.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pipelines.errors import ConverterMissing, DamagedFile, ReadCancelled, ReadTimeout
from pipelines.intake.process import TICK, kill_tree
from pipelines.intake.programs import find_soffice, install_command

SECONDS = 90.0
PREFIX = "tham-dinh-doc-"
NOTE = "Tệp .doc đã được chuyển sang .docx bằng LibreOffice để đọc; vị trí nêu theo bản chuyển."
STALE = 3_600  # seconds after which a folder left by a killed program is removed
# No macros, no linked pictures or templates from the network, a proxy that answers nothing.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def doc_to_docx(data: bytes, cancel: threading.Event | None = None, seconds: float = SECONDS) -> bytes:
    """The .docx. Raises ConverterMissing without LibreOffice, ReadTimeout, ReadCancelled, DamagedFile."""
    program = find_soffice()
    if program is None:
        raise ConverterMissing(next_step=f"Lưu tệp thành .docx bằng Word rồi nạp lại, hoặc cài LibreOffice: {install_command('soffice')}.")
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        return _convert(program, Path(folder), data, cancel, seconds)


def _convert(program: str, folder: Path, data: bytes, cancel, seconds: float) -> bytes:
    profile = folder / "profile"
    _write_profile(profile / "user")
    (folder / "in.doc").write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    command += ["--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "in.doc")]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
    silent = subprocess.DEVNULL
    child = subprocess.Popen(command, cwd=folder, stdin=silent, stdout=silent, stderr=silent, creationflags=hidden)
    try:
        _wait(child, cancel, time.monotonic() + seconds)
    finally:
        kill_tree(child)
    result = folder / "in.docx"
    if not result.exists():
        raise DamagedFile()
    return result.read_bytes()


def _write_profile(folder: Path) -> None:
    item = '<item oor:path="{}"><prop oor:name="{}"><value>{}</value></prop></item>'
    items = "".join(item.format(*setting) for setting in _SETTINGS)
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(f"<oor:items {spaces}>{items}</oor:items>", encoding="utf-8")


def _wait(child: subprocess.Popen, cancel, deadline: float) -> None:
    while child.poll() is None:
        if cancel and cancel.is_set():
            raise ReadCancelled()
        if time.monotonic() > deadline:
            raise ReadTimeout("LibreOffice chuyển tệp .doc quá lâu nên đã dừng.")
        time.sleep(TICK)


def sweep() -> None:
    """Folders of conversions that were killed with the program."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > STALE:
            shutil.rmtree(folder, ignore_errors=True)
