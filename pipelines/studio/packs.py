"""An overlay on its way to another office: one YAML text, or a .zip with a manifest; and two overlays made one, conflicts shown."""

import dataclasses
import hashlib
import io
import json
import zipfile
import zlib

from pipelines.checklist import strict_yaml
from pipelines.checklist.load import Checklist
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.studio.overlay import KEYS, PARTS, Overlay, compose_values, shipped_entry

MANIFEST = "goi.json"
LARGEST = 5_000_000  # bytes of the archive and of each file in it
_FILES = {"items": "muc_kiem_tra.yaml", "bases": "can_cu.yaml", "names": "ten_cu_ten_moi.yaml", "glossary": "thuat_ngu.yaml"}
_DATE = (2020, 1, 1, 0, 0, 0)  # of every file in a pack: the same content gives the same bytes


def write_yaml(overlay: Overlay) -> str:
    """All parts in one YAML text."""
    parts = {part: list(overlay.entries(part).values()) for part in PARTS}
    return "".join(plain.write({part: entries}) for part, entries in parts.items() if entries) or "items: []\n"


def read_yaml(text: str, name: str, base: Checklist | None = None) -> Overlay:
    """The overlay of such a text, or of a bare list of items; checked as a whole. Raises ChecklistError with file and line."""
    if len(text) > LARGEST:
        raise ChecklistError(f"{name}: tệp quá lớn.")
    try:
        root = plain.parse(text, name)
    except (RecursionError, ValueError) as error:
        raise ChecklistError(f"{name}, dòng 1: cấu trúc lồng quá sâu hoặc có ký tự không dùng được.") from error
    if isinstance(root.node, plain.yaml.ScalarNode):
        raise root.refuse(f"tệp phải là danh sách mục, hoặc gồm các phần {', '.join(PARTS)}.")
    values = {"items": root.items()} if isinstance(root.node, plain.yaml.SequenceNode) else {k: v.items() for k, v in _parts(root).items()}
    values = {part: values.get(part, []) for part in PARTS}
    compose_values(values, base)
    overlay = Overlay()
    for part, entries in values.items():
        overlay = overlay.holding(part, map(plain.value_of, entries))
    return overlay


def _parts(root: strict_yaml.Value) -> dict[str, strict_yaml.Value]:
    found = root.pairs()
    for key, value in found.items():
        if key not in PARTS:
            raise value.refuse(f"không có phần “{key}”; các phần dùng được: {', '.join(PARTS)}.")
    return found


@dataclasses.dataclass(frozen=True)
class Pack:
    """An overlay handed over by an office."""

    overlay: Overlay
    office: str
    date: str  # ISO
    number: int  # of the version there
    checklist: str  # version of its whole checklist


def write_pack(pack: Pack) -> bytes:
    """The .zip; the same content gives the same bytes."""
    files = {_FILES[part]: getattr(pack.overlay, part).encode() for part in PARTS}
    told = {k: v for k, v in dataclasses.asdict(pack).items() if k != "overlay"} | {"files": {n: _digest(d) for n, d in files.items()}}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: json.dumps(told, ensure_ascii=False, indent=1).encode(), **files}.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), data)
    return stream.getvalue()


def read_pack(data: bytes, base: Checklist | None = None) -> Pack:
    """Raises ChecklistError for a pack that is damaged, changed on the way or does not fit this program's register."""
    try:
        with zipfile.ZipFile(io.BytesIO(data[: LARGEST + 1])) as archive:
            told = json.loads(_member(archive, MANIFEST))
            files = {part: _member(archive, name) for part, name in _FILES.items()}
        if any(told["files"][_FILES[part]] != _digest(content) for part, content in files.items()):
            raise ChecklistError("Gói danh mục đã bị sửa sau khi đóng gói.", "Đề nghị cơ quan gửi đóng gói lại.")
        pack = Pack(
            Overlay(**{part: content.decode() for part, content in files.items()}),
            str(told["office"]),
            str(told["date"]),
            int(told["number"]),
            str(told["checklist"]),
        )
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, OSError, RuntimeError, NotImplementedError) as error:
        raise ChecklistError(
            "Tệp không phải là gói danh mục, hoặc đã hỏng.", "Chọn tệp .zip do trang Phiên bản của một cơ quan khác xuất ra."
        ) from error
    compose_values({part: plain.read(getattr(pack.overlay, part), f"{_FILES[part]} trong gói") for part in PARTS}, base)
    return pack


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(name)
    return content


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclasses.dataclass(frozen=True)
class Conflict:
    """One entry that two sides hold differently."""

    part: str
    key: str
    field: str  # "" the whole entry
    mine: object
    theirs: object


def merge(mine: Overlay, theirs: Overlay) -> tuple[Overlay, tuple[Conflict, ...]]:
    """Both together; where they differ mine stays, and the conflict is listed for a person to choose."""
    conflicts, merged = [], mine
    for part in PARTS:
        own, others = mine.entries(part), theirs.entries(part)
        conflicts += [Conflict(part, k, "", own[k], entry) for k, entry in others.items() if k in own and own[k] != entry]
        merged = merged.holding(part, (others | own).values()) if others else merged
    return merged, tuple(conflicts)


def take_theirs(overlay: Overlay, conflict: Conflict) -> Overlay:
    """The overlay with their side of a conflict between two offices."""
    return overlay.put(conflict.part, conflict.theirs)


Base = dict[str, dict[str, dict]]


def shipped_under(overlay: Overlay) -> Base:
    """part → key → what is shipped today under the fields the overlay replaces.

    Kept with a version, to tell later what an update of the program changed.
    """
    found: Base = {}
    for part in ("items", "bases", "names"):
        for key, entry in overlay.entries(part).items():
            before = shipped_entry(part, key)
            if before is not None:
                names = before if "off" in entry else {*entry, *entry.get("without", ())}
                found.setdefault(part, {})[key] = {name: before[name] for name in before if name in names and name != KEYS[part]}
    return found


def update_conflicts(overlay: Overlay, base: Base) -> tuple[Conflict, ...]:
    """Fields the office replaced and a shipped update changed since too: the office's words stand until a person looks.

    `mine` is the office's value, `theirs` what is shipped now (None: no longer shipped).
    """
    found = []
    for part, entries in base.items():
        own = overlay.entries(part)
        for key, fields in entries.items():
            now = shipped_entry(part, key) or {}
            found += [
                Conflict(part, key, name, own[key].get(name), now.get(name))
                for name, value in fields.items()
                if key in own and now.get(name) != value and own[key].get(name) != now.get(name)
            ]
    return tuple(found)


def take_shipped(overlay: Overlay, conflict: Conflict) -> Overlay:
    """The overlay without the office's own words in the field of the conflict."""
    entry = overlay.entries(conflict.part)[conflict.key]
    left = {name: value for name, value in entry.items() if name != conflict.field}
    if conflict.field in left.get("without", ()):
        left["without"] = [name for name in left["without"] if name != conflict.field]
    left = {name: value for name, value in left.items() if name != "without" or value}
    return overlay.drop(conflict.part, conflict.key) if set(left) == {KEYS[conflict.part]} else overlay.put(conflict.part, left)


@dataclasses.dataclass(frozen=True)
class Difference:
    """One entry that two versions of an overlay hold differently; `before` or `after` is None where it is absent."""

    part: str
    key: str
    before: dict | None
    after: dict | None


def compare(before: Overlay, after: Overlay) -> tuple[Difference, ...]:
    """What a later version changed, entry by entry."""
    found = []
    for part in PARTS:
        old, new = before.entries(part), after.entries(part)
        found += [Difference(part, key, old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    return tuple(found)
