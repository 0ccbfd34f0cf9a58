"""The sheet written out: one file an export, one line in EXPORTS; its button appears by itself."""

import os
import pathlib
import tempfile

from pipelines.errors import ExportError, UsageError
from pipelines.exports.annotated import ANNOTATED
from pipelines.exports.bundle import bundle_export
from pipelines.exports.documents import BAO_CAO, CONG_VAN, PHIEU
from pipelines.exports.export import Export
from pipelines.exports.plain_json import PLAIN_JSON
from pipelines.exports.responses import RESPONSES, RESPONSES_TABLE
from pipelines.exports.table import TABLE
from pipelines.exports.tracked import TRACKED
from pipelines.types import Dossier

_ALL = (PHIEU, CONG_VAN, BAO_CAO, ANNOTATED, TRACKED, TABLE, RESPONSES, RESPONSES_TABLE, PLAIN_JSON)
EXPORTS: dict[str, Export] = {export.key: export for export in _ALL}
EXPORTS["tron_bo"] = bundle_export(tuple(EXPORTS.values()))


def export_sheet(dossier: Dossier, kind: str, path: pathlib.Path | str) -> pathlib.Path:
    """Write one export to `path`, whole or not at all: temporary file, fsync, replace. Returns the path."""
    if kind not in EXPORTS:
        raise UsageError(f"Không có kiểu xuất “{kind}”.", f"Chọn một trong: {', '.join(EXPORTS)}.")
    data = EXPORTS[kind].render(dossier)
    target = pathlib.Path(path)
    try:
        _replace(target, data)
    except OSError as error:
        raise ExportError(f"Không ghi được tệp xuất ({error.strerror or 'lỗi đĩa'}).") from error
    return target


def _replace(target: pathlib.Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".dang-xuat-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        pathlib.Path(temporary).unlink(missing_ok=True)
        raise
