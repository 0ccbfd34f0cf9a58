"""The sheet as JSON, for another program or the archive."""

import dataclasses
import json

from pipelines.exports.export import Export
from pipelines.types import Dossier


def render(dossier: Dossier) -> bytes:
    """UTF-8 JSON of the sheet, keys in the order of the dataclass."""
    return (json.dumps(dataclasses.asdict(dossier.sheet), ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


PLAIN_JSON = Export("json", "Dữ liệu (.json)", ".json", "application/json", render)
