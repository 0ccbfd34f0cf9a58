"""Everything of one case in one archive, with a list of the files and the codes that prove them."""

import hashlib
import io
import zipfile

from pipelines.exports.content import inventory
from pipelines.exports.export import Export
from pipelines.exports.package import EPOCH, printable
from pipelines.types import Dossier

NAMES = {
    "phieu": "phieu-y-kien-tham-dinh",
    "cong_van": "cong-van-gop-y",
    "bao_cao": "bao-cao-tham-dinh",
    "du_thao": "du-thao-co-gop-y",
    "du_thao_sua": "du-thao-co-loi-van-de-nghi",
    "bang": "bang-y-kien",
    "tiep_thu": "bang-tiep-thu-giai-trinh",
    "tiep_thu_bang": "bang-tiep-thu-giai-trinh",
    "json": "du-lieu",
}
INVENTORY = "ban-ke-ma-kiem-tra.txt"


def bundle_export(exports: tuple[Export, ...]) -> Export:
    """An export that holds all the others that the dossier allows."""

    def render(dossier: Dossier) -> bytes:
        files = {NAMES.get(e.key, e.key) + e.suffix: e.render(dossier) for e in exports if e.possible(dossier)}
        codes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        files[INVENTORY] = printable("\r\n".join(inventory(dossier.sheet, codes))).encode("utf-8-sig")  # as Notepad reads it
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    return Export("tron_bo", "Trọn bộ hồ sơ (.zip)", ".zip", "application/zip", render)
