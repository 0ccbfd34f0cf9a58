"""A first template for an office to change in Word: the built-in form with the names of the fields in place of the words."""

from pipelines.errors import UsageError
from pipelines.exports.documents import compose, saved
from pipelines.exports.fields import PAPERS, TEMPLATE_FIELDS, fields
from pipelines.exports.form import form_of
from pipelines.exports.template import named_fields, render_template
from pipelines.types import CommentSheet, Header, SheetRow, SheetSettings, SourceFile

_LISTS = ("ho_so", "y_kien_chung", "y_kien_cu_the", "ket_luan", "noi_nhan")


def starter_template(key: str, form: str = "dang") -> bytes:
    """The .docx template of a paper (phieu, cong_van, bao_cao) in the Party's or the State's form (dang, nha_nuoc)."""
    sheet = _specimen(form)
    words = fields(_paper(key), sheet)
    names = {name: f"{{{{ {name} }}}}" if said else "" for name, said in words.items()}  # what this paper never says has no place in it
    names |= {name: [f"{{%p for dong in {name} %}}", "{{ dong }}", "{%p endfor %}"] for name in _LISTS}
    columns = words["y_kien"][0]
    names["y_kien"] = [
        dict.fromkeys(columns, "") | {"tt": "{%tr for y in y_kien %}"},
        {name: f"{{{{ y.{name} }}}}" for name in columns},
        dict.fromkeys(columns, "") | {"tt": "{%tr endfor %}"},
    ]
    return saved(compose(form_of(sheet.settings), names, ""))


def check_template(template: bytes, key: str) -> None:
    """Raise ExportError unless the template can be filled for this paper; to be asked before an office keeps it."""
    render_template(template, fields(_paper(key), _specimen("dang")))


def fields_left_out(template: bytes, key: str) -> tuple[str, ...]:
    """Fields of the paper that a template which passed check_template does not use: their words will not be printed."""
    words, named = fields(_paper(key), _specimen("dang")), named_fields(template)
    return tuple(name for name in TEMPLATE_FIELDS if words[name] and name not in named)


def _paper(key: str):
    if key not in PAPERS:
        raise UsageError(f"Không có văn bản “{key}”.", f"Chọn một trong: {', '.join(PAPERS)}.")
    return PAPERS[key]


def _specimen(form: str) -> CommentSheet:
    """A sheet with one of everything."""
    row = SheetRow(1, "", "khoản 1 Điều 1", "…", "dan_van", "S2", "…", "…", ("…",))
    settings = SheetSettings(*("…",) * 7, ("…",), "…", form)
    source = SourceFile("du-thao.docx", "0" * 64, "docx")
    return CommentSheet(settings, Header(), source, (row,), (), (), (), {}, (1, 1))
