"""Backup and restore: one zip with the database, the originals, the office's learned models and a manifest of sha256 sums.

SQLite is copied by VACUUM INTO (consistent, without what was deleted), a server's database row by row as JSON lines. Either
restores into either, so an office may also move from one to the other. The zip holds the drafts: keep it as safe as they are.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, select

from review_app.records import audit, migrate, places, portable
from review_app.records.desk import Desk
from review_app.records.errors import BadBackup
from review_app.records.files import FOLDER, case_folder
from review_app.records.models import Check
from review_app.records.roles import needs
from review_app.records.selfcheck import verify_store
from review_app.records.store import SQLITE_FILE, Store, address, disk_errors, open_store, sqlite_url
from review_app.records.tables import case_files
from review_app.records.teaching import MODELS

MANIFEST, ROWS = "manifest.json", "rows.jsonl"
_MEMBER = re.compile(
    rf"{re.escape(SQLITE_FILE)}|{re.escape(ROWS)}|{FOLDER}/\d+/[0-9a-f]{{64}}|{MODELS}/\d+/(?:card\.json|lexicon\.json|weights\.npz)"
)
_PIECE = 1 << 20


@dataclass(frozen=True)
class BackupReport:
    path: Path
    files: int  # originals inside
    size: int  # bytes of the archive
    audit_head: str


@dataclass(frozen=True)
class RestoreReport:
    folder: Path
    files: int
    audit_head: str
    checks: tuple[Check, ...]  # what verify_store found afterwards

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)


@needs("backup")
def make_backup(desk: Desk, out: Path) -> BackupReport:
    """`backup`, for a page: only who may."""
    return backup(desk.store, out)


def backup(store: Store, out: Path) -> BackupReport:
    """Write the archive; a half-written one never bears its name. Raises StoreFull, StoreBusy."""
    out = Path(out).absolute()
    temporary = out.with_name(f"{out.name}.tmp")
    with store.write() as tx:
        audit.append(store, tx, 0, "backup", "store")
    try:
        with disk_errors(), places.workshop(store.folder) as work:
            out.parent.mkdir(parents=True, exist_ok=True)
            facts = _snapshot(store, work)
            count = _zip(work, temporary, facts)
            os.replace(temporary, out)
    finally:
        temporary.unlink(missing_ok=True)
    return BackupReport(out, count - 1, out.stat().st_size, facts["audit_head"])


def restore(archive: Path, folder: Path, database_url: str | None = None) -> RestoreReport:
    """Bring a backup back into an empty folder, then verify it. The rows go into the empty database of `database_url`, else of
    DATABASE_URL, else into SQLite in the folder, as `open_store` would look for them.

    Raises BadBackup, before anything is written there, when a sum does not agree or the target is not empty.
    """
    folder = Path(folder).absolute()
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup("Thư mục khôi phục không trống; chưa khôi phục gì.", "Đổi tên thư mục ấy hoặc chọn thư mục khác rồi khôi phục lại.")
    url = address(folder, database_url)
    with disk_errors():
        folder.parent.mkdir(parents=True, exist_ok=True)
        places.sweep_workshops(folder.parent)
        with places.workshop(folder.parent) as work:
            unpacked = work / "kho"
            manifest = _unpack(Path(archive), unpacked)
            _fill(unpacked, manifest["schema"], url)
            if folder.exists():
                folder.rmdir()
            os.replace(unpacked, folder)
    with closing(open_store(folder, database_url)) as store:
        checks = verify_store(store, manifest["audit_head"])
        return RestoreReport(folder, len(manifest["members"]) - 1, audit.trail_head(store), checks)


# ---------------------------------------------------------------- out


def _snapshot(store: Store, work: Path) -> dict[str, str]:
    """Database and originals of one moment: nobody writes meanwhile; originals are linked, so it is a short one."""
    with store.write() as tx:
        if store.sqlite:
            with store.engine.connect() as second:
                second.connection.execute("VACUUM INTO ?", (str(work / SQLITE_FILE),))
        else:
            portable.dump(tx, work / ROWS)
        for row in tx.execute(select(case_files.c.case_id, case_files.c.sha256).distinct()):
            _link(case_folder(store, row.case_id) / row.sha256, work / FOLDER / str(row.case_id) / row.sha256)
        for path in store.folder.glob(f"{MODELS}/*/*.*"):
            _link(path, work / path.relative_to(store.folder))
        return {"schema": migrate.revision(tx), "audit_head": audit.last(tx)[1]}


def _link(source: Path, target: Path) -> None:
    if not source.exists():  # verify reports it; a backup of the rest is worth more than none
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _zip(work: Path, out: Path, facts: dict[str, str]) -> int:
    """Pack the folder and its manifest, flushed to the disk; returns the number of members."""
    members = {}
    with open(out, "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in sorted(each for each in work.rglob("*") if each.is_file()):
                name = path.relative_to(work).as_posix()
                with open(path, "rb") as source, archive.open(name, "w", force_zip64=True) as target:
                    members[name] = _copy(source, target)
            archive.writestr(MANIFEST, json.dumps({"format": 1, **facts, "members": members}, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
    return len(members)


def _copy(source, target, limit: int | None = None) -> dict[str, int | str]:
    """Copy by pieces; returns size and sha256. Stops past `limit`, so that a false size cannot fill the disk."""
    sha256, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if limit is not None and size > limit:
            raise BadBackup()
        sha256.update(piece)
        target.write(piece)
    return {"size": size, "sha256": sha256.hexdigest()}


# ---------------------------------------------------------------- in


def _unpack(archive: Path, work: Path) -> dict:
    """Every member against its sum; only names a backup has."""
    try:
        with zipfile.ZipFile(archive) as opened:
            manifest = json.loads(opened.read(MANIFEST))
            members = manifest["members"]
            names = set(opened.namelist()) - {MANIFEST}
            if manifest["format"] != 1 or names != set(members) or not all(_MEMBER.fullmatch(name) for name in names):
                raise BadBackup()
            for name, told in members.items():
                path = work / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(name) as source, open(path, "wb") as target:
                    if _copy(source, target, told["size"]) != told:
                        raise BadBackup()
            return manifest
    except FileNotFoundError:
        raise BadBackup("Không tìm thấy tệp sao lưu.", "Kiểm tra lại đường dẫn.") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError):
        raise BadBackup() from None


def _fill(work: Path, schema: str, url: URL) -> None:
    """Rows go where the office keeps them; a SQLite copy meant for SQLite just stays where it is."""
    copied, rows = work / SQLITE_FILE, work / ROWS
    to_file = url.get_backend_name() == "sqlite"
    if copied.exists() and to_file:
        return
    if copied.exists():
        portable.dump_file(copied, rows)
        copied.unlink()
    portable.load(rows, schema, sqlite_url(copied) if to_file else url)
    rows.unlink()
