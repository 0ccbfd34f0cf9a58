"""The office's settings: what a sheet prints and how terms are counted. Nothing of an office is a constant in code."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from sqlalchemy import Connection, insert, select, update

from pipelines.types import SheetSettings
from review_app.records import audit
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, StaleRecord
from review_app.records.models import CASE_KINDS
from review_app.records.roles import needs
from review_app.records.tables import office

FORMS = {"dang": "Văn bản của Đảng", "nha_nuoc": "Văn bản hành chính nhà nước"}
RANKS = {"trung_uong": "Trung ương", "tinh": "Cấp tỉnh", "xa": "Cấp xã", "co_so": "Cơ sở", "khac": "Khác"}
_LINE = 300  # longest single line


@dataclass(frozen=True)
class Agency:
    """A body that sends drafts."""

    name: str
    rank: str = "khac"  # RANKS


@dataclass(frozen=True)
class FormRule:
    """Which rules of form apply to a document dated on or after `since`."""

    form: str  # FORMS
    name: str
    since: date


# Quy định 399-QĐ/TW (09/01/2026) and Hướng dẫn 05-HD/VPTW (27/5/2026) replaced 66-QĐ/TW and 36-HD/VPTW for Party documents;
# State documents follow Nghị định 30/2020/NĐ-CP since 05/3/2020.
FORM_RULES = (
    FormRule("dang", "Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW", date(2018, 4, 3)),
    FormRule("dang", "Quy định 399-QĐ/TW", date(2026, 1, 9)),
    FormRule("dang", "Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW", date(2026, 5, 27)),
    FormRule("nha_nuoc", "Nghị định 30/2020/NĐ-CP", date(2020, 3, 5)),
)


@dataclass(frozen=True)
class OfficeSettings:
    """Empty names until the office fills them in. `version` goes back into `save_settings` as `seen`."""

    parent_agency: str = ""  # cơ quan cấp trên trực tiếp
    agency: str = ""  # cơ quan ban hành
    rank: str = "khac"  # of the agency: RANKS
    place: str = ""  # địa danh
    symbol: str = ""  # of the office, after the kind in the number: "BDVTU"
    signer_authority: str = ""  # "T/M …", "K/T TRƯỞNG BAN"
    signer_title: str = "TRƯỞNG BAN"
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    addressee: str = ""  # Kính gửi; empty: the sending agency of the case
    form: str = "dang"  # FORMS
    agencies: tuple[Agency, ...] = ()  # bodies that often send drafts
    deadline_days: tuple[tuple[str, int], ...] = tuple((kind, 5) for kind in CASE_KINDS)  # case kind → working days
    remind_days: int = 3  # working days before the deadline at which a case counts as due soon
    holidays: tuple[date, ...] = ()  # announced days off; for a year listed here they replace the computed ones
    make_up_days: tuple[date, ...] = ()  # Saturdays or Sundays worked in exchange
    form_rules: tuple[FormRule, ...] = FORM_RULES
    version: int = 0

    def days_for(self, kind: str) -> int:
        """Working days for a case of that kind."""
        return dict(self.deadline_days).get(kind, 5)

    def rule_for(self, form: str, day: date) -> FormRule | None:
        """The rules of form in force on that day, None before the first."""
        known = [rule for rule in self.form_rules if rule.form == form and rule.since <= day]
        return max(known, key=lambda rule: rule.since, default=None)

    def sheet(self, addressee: str = "") -> SheetSettings:
        """What the comment sheet prints; `addressee` is used when the settings name none."""
        chosen = {each.name: getattr(self, each.name) for each in fields(SheetSettings) if hasattr(self, each.name)}
        return SheetSettings(**{**chosen, "addressee": self.addressee or addressee})


@needs("read")
def read_settings(desk: Desk) -> OfficeSettings:
    with desk.store.read() as tx:
        return current_settings(tx)


@needs("settings")
def save_settings(desk: Desk, settings: OfficeSettings, seen: int) -> OfficeSettings:
    """Store checked settings. Raises BadInput with the field, StaleRecord when someone saved since version `seen`."""
    check_settings(settings)
    with desk.store.write() as tx:
        theirs = current_settings(tx)
        if theirs.version != seen:
            raise StaleRecord(theirs)
        saved = replace(settings, version=seen + 1)
        body = settings_to_json(saved)
        change = insert(office).values(id=1) if seen == 0 else update(office).where(office.c.id == 1)
        tx.execute(change.values(body=body, version=saved.version))
        desk.record(tx, "save_settings", "store", version=saved.version, content=audit.digest(body))
        return saved


def current_settings(tx: Connection) -> OfficeSettings:
    row = tx.execute(select(office).where(office.c.id == 1)).first()
    return replace(settings_from_json(row.body), version=row.version) if row else OfficeSettings()


def settings_to_json(settings: OfficeSettings) -> str:
    return json.dumps(asdict(settings), ensure_ascii=False, sort_keys=True, default=date.isoformat)


def settings_from_json(body: str) -> OfficeSettings:
    """Settings as stored by this or an older version: fields it did not know keep their defaults."""
    found = json.loads(body)
    convert = {
        "recipients": tuple,
        "agencies": lambda rows: tuple(Agency(**row) for row in rows),
        "deadline_days": lambda rows: tuple((kind, days) for kind, days in rows),
        "holidays": _dates,
        "make_up_days": _dates,
        "form_rules": lambda rows: tuple(FormRule(row["form"], row["name"], date.fromisoformat(row["since"])) for row in rows),
    }
    known = {each.name for each in fields(OfficeSettings)}
    return OfficeSettings(**{name: convert.get(name, lambda same: same)(value) for name, value in found.items() if name in known})


def _dates(values: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(value) for value in values)


def check_settings(settings: OfficeSettings) -> None:
    """Raises BadInput naming the first wrong field."""
    for each in ("parent_agency", "agency", "place", "symbol", "signer_authority", "signer_title", "signer_name", "addressee"):
        _check_line(each, getattr(settings, each))
    for line in settings.recipients:
        _check_line("recipients", line)
    for agency in settings.agencies:
        _check_line("agencies", agency.name)
        _check_choice("agencies", agency.rank, RANKS)
    _check_choice("form", settings.form, FORMS)
    _check_choice("rank", settings.rank, RANKS)
    for rule in settings.form_rules:
        _check_line("form_rules", rule.name)
        _check_choice("form_rules", rule.form, FORMS)
    for kind, days in settings.deadline_days:
        _check_choice("deadline_days", kind, CASE_KINDS)
        _check_days("deadline_days", days, 1, 365)
    _check_days("remind_days", settings.remind_days, 0, 30)
    if any(day.weekday() < 5 for day in settings.make_up_days):
        raise BadInput("make_up_days", "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.")


def _check_line(field: str, text: str) -> None:
    if len(text) > _LINE or any(ord(letter) < 32 and letter != "\n" for letter in text) or text.count("\n") > 3:
        raise BadInput(field, f"Mỗi ô không quá {_LINE} chữ và không chứa ký tự điều khiển.")


def _check_choice(field: str, value: str, choices: dict[str, str]) -> None:
    if value not in choices:
        raise BadInput(field, f"Chọn một trong: {', '.join(choices.values())}.")


def _check_days(field: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        raise BadInput(field, f"Số ngày phải từ {lowest} đến {highest}.")
