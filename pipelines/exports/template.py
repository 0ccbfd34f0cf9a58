"""An office's own .docx template (docxtpl), filled with the fields of a paper (see fields.py for their list).

Names stand in the template as {{ trich_yeu }}, lists as {%p for dong in ket_luan %} … {%p endfor %} and rows of a table
as {%tr for y in y_kien %} … {%tr endfor %}. The template runs in Jinja's sandbox; a draft's words are data, never template.
"""

import difflib
import functools
import io
import re
import zipfile

from pipelines.errors import ExportError, IntakeError
from pipelines.exports.fields import COMMENT_FIELDS, TEMPLATE_FIELDS
from pipelines.exports.package import repack
from pipelines.intake import guard
from pipelines.intake.package import Package, local, parse

NEXT_STEP = "Sửa lại tệp mẫu, hoặc bỏ mẫu riêng để dùng mẫu có sẵn."
_TAGS = re.compile(r"<[^>]*>")
_LIVE = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)


def render_template(template: bytes, words: dict) -> bytes:
    """The template filled with the words; the same input gives the same bytes. Raises ExportError for a template that is no good."""
    check_safe(template)
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(words, jinja_env=_environment(), autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
    except UndefinedError as error:
        raise ExportError(_unknown(error), NEXT_STEP) from error
    except SecurityError as error:
        raise ExportError("Mẫu chứa lệnh không được phép.", NEXT_STEP) from error
    except TemplateSyntaxError as error:
        raise ExportError(f"Mẫu có dấu {{{{ … }}}} hoặc {{% … %}} viết chưa đúng{_near(error)}.", NEXT_STEP) from error
    except (TemplateError, *_BROKEN) as error:
        raise ExportError("Mẫu không điền được.", NEXT_STEP) from error
    return repack(buffer.getvalue())


# What python-docx, lxml and an expression of the template may throw.
_BROKEN = (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, SyntaxError, OSError)


def named_fields(template: bytes) -> set[str]:
    """Names of the fields that the template uses. It must have passed render_template."""
    from docxtpl import DocxTemplate

    return DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables(_environment())


def check_safe(template: bytes) -> None:
    """Raise ExportError unless the template is a whole .docx without macros, links to the outside and live fields."""
    try:
        guard.check_package(template)
        Package(template).main_part()
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            parts = [parse(archive.read(name)) for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
    except IntakeError as error:
        raise ExportError(f"Tệp mẫu không dùng được: {error.message}", NEXT_STEP) from error
    for root in parts:
        for element in root.iter():
            _check_element(element)


def _check_element(element) -> None:
    name = local(element.tag)
    if name == "Relationship" and element.get("TargetMode") == "External":
        raise ExportError("Tệp mẫu có liên kết ra ngoài.", NEXT_STEP)
    code = element.text if name == "instrText" else next((v for k, v in element.items() if local(k) == "instr"), None)
    if code and code.strip() and not _LIVE.match(code):
        raise ExportError("Tệp mẫu có trường tự động khác số trang.", NEXT_STEP)


@functools.cache
def _environment():
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})  # either can fill the memory with one expression

        def call_binop(self, context, operator, left, right):
            raise SecurityError(operator)

    environment = Sandbox(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    return environment


def _unknown(error: Exception) -> str:
    """The field that nothing fills, and the one that was probably meant."""
    found = re.search(r"'(\w{1,40})' is undefined|no attribute '(\w{1,40})'", str(error))
    if not found:
        return "Mẫu dùng trường không có trong danh sách."
    name = found[1] or found[2]
    meant = difflib.get_close_matches(name, [*TEMPLATE_FIELDS, *COMMENT_FIELDS], 1)
    return f"Mẫu dùng trường “{name}” không có trong danh sách" + (f"; có phải “{meant[0]}” không?" if meant else ".")


def _near(error: Exception) -> str:
    """The template's own words where its marks are wrong; "" when they cannot be told."""
    lines = [_TAGS.sub("", str(line)) for line in getattr(error, "docx_context", ())]
    marked = [line.strip() for line in lines if "{{" in line or "{%" in line]
    return f", gần chỗ “{marked[0][:60]}”" if marked else ""
