"""Everything of one case in one archive."""

import io
import zipfile

from pipelines.exports.export import Export
from pipelines.exports.package import EPOCH
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


def bundle_export(exports: tuple[Export, ...]) -> Export:
    """An export that holds all the others that the dossier allows."""

    def render(dossier: Dossier) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for export in exports:
                if export.possible(dossier):
                    name = NAMES.get(export.key, export.key) + export.suffix
                    archive.writestr(zipfile.ZipInfo(name, EPOCH), export.render(dossier), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    return Export("tron_bo", "Trọn bộ hồ sơ (.zip)", ".zip", "application/zip", render)
