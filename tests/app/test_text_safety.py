"""No word of a user or a document may reach an element that reads Markdown or HTML (R11): held by reading the source."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "review_app"
MARKUP = {"markdown", "html", "write", "caption", "title", "header", "subheader", "latex", "badge"}
MARKUP |= {"error", "warning", "info", "success", "toast"}
LABELLED = {"button", "download_button", "link_button", "form_submit_button", "checkbox", "toggle", "radio", "selectbox", "multiselect"}
LABELLED |= {"pills", "segmented_control", "text_input", "text_area", "number_input", "date_input", "file_uploader", "expander"}
LABELLED |= {"popover", "dialog", "metric", "status", "spinner", "tabs"}
PAGES = sorted(p for p in ROOT.rglob("*.py") if "records" not in p.parts)


def calls(source: str):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


def is_fixed(node: ast.expr) -> bool:
    """A constant, or the name of a module constant (upper case), or a list of those."""
    if isinstance(node, ast.List | ast.Tuple):
        return all(is_fixed(part) for part in node.elts)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def is_label(node: ast.expr) -> bool:
    """Fixed, a lower-case name bound by a loop over fixed rows, a count in an f-string, or the label of an export."""
    if isinstance(node, ast.JoinedStr):
        return all(isinstance(part, ast.Constant) or _is_count(part.value) for part in node.values)
    return is_fixed(node) or (isinstance(node, ast.Name) and node.id == "label") or ast.unparse(node) == "export.label"


def _is_count(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "len"


def offences(source: str) -> list[str]:
    found = []
    for call in calls(source):
        name, values = call.func.attr, [*call.args, *(k.value for k in call.keywords if k.arg in ("body", "label", "help"))]
        if name in MARKUP and _on_streamlit(call) and not all(is_fixed(v) for v in values):
            found.append(f"dòng {call.lineno}: {name}")
        if name in LABELLED and call.args and _on_streamlit(call) and not is_label(call.args[0]):
            found.append(f"dòng {call.lineno}: nhãn của {name}")
    return found


def _on_streamlit(call: ast.Call) -> bool:
    """st.… and the columns and containers made from it; other objects' methods of the same name are no elements."""
    owner = ast.unparse(call.func.value)
    return owner not in ("self", "records", "notices", "words", "os.path", "app", "parser", "commands", "register", "each")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_markup_elements_and_labels_hold_fixed_words_only(page):
    assert offences(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(text)",
        "st.write(f'{title}')",
        "left.caption(case.title)",
        "st.button(finding.quote)",
        "st.expander(f'{name} ({len(x)})')",
        "st.error(str(e))",
    ],
)
def test_the_reading_finds_what_it_is_meant_to_find(source):
    assert offences(source)


@pytest.mark.parametrize(
    "source", ["st.markdown('**x**')", "st.html(STYLE)", "st.button('Lưu')", "st.expander(f'Ghi chú ({len(notes)})')", "st.text(title)"]
)
def test_fixed_words_and_plain_text_are_let_through(source):
    assert not offences(source)


def test_components_write_text_only():
    for script in (ROOT / "viewer").glob("*.js"):
        source = script.read_text(encoding="utf-8")
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
            "createContextualFragment",
        ):
            assert forbidden not in source, f"{script.name}: {forbidden}"
