"""The direction of imports: left never imports right, rooms in the middle stay apart (design of the house)."""

import ast
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEFT = {"types", "errors", "weights"}
MIDDLE = {"intake", "structure", "header", "language", "citations", "checklist", "classifier", "studio"}
# room → rooms of the middle it may use
ALLOWED = {
    "structure": {"header"},
    "checklist": {"language", "citations", "header"},
    "classifier": {"language"},
    "studio": {"language", "checklist", "classifier"},
    "header": {"language"},
    "citations": {"language"},
    "intake": set(),
    "language": set(),
}
FORBIDDEN = {
    "pipelines": {"streamlit", "sqlalchemy", "alembic"},
    "review_app": {"docx", "spacy", "sklearn", "underthesea"},
}


def imports_of(path: pathlib.Path) -> set[str]:
    """Every module a file names in an import, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def files(package: str) -> list[pathlib.Path]:
    return sorted((ROOT / package).rglob("*.py"))


def room(path: pathlib.Path) -> str:
    parts = path.relative_to(ROOT / "pipelines").parts
    return parts[0].removesuffix(".py")


def rooms_used(path: pathlib.Path) -> set[str]:
    return {name.split(".")[1] for name in imports_of(path) if name.startswith("pipelines.")}


def test_the_two_packages_hold_code():
    assert len(files("pipelines")) > 20 and len(files("review_app")) > 10


@pytest.mark.parametrize("path", [p for p in files("pipelines") if room(p) in MIDDLE | LEFT], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_what_stands_left_of_it(path):
    own = room(path)
    used = {r for r in rooms_used(path) if (ROOT / "pipelines" / r).exists() or (ROOT / "pipelines" / f"{r}.py").exists()} - {own}
    allowed = set() if own in LEFT else LEFT | ALLOWED[own]
    assert used <= allowed, f"{own} imports {used - allowed}"


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_package_keeps_out_the_libraries_of_the_other(package):
    seen = {(p.name, name.split(".")[0]) for p in files(package) for name in imports_of(p)}
    assert not {(file, name) for file, name in seen if name in FORBIDDEN[package]}


def test_pipelines_never_imports_the_app():
    assert not [p for p in files("pipelines") if any(n.split(".")[0] == "review_app" for n in imports_of(p))]


def test_the_store_knows_no_page():
    for path in files("review_app/records"):
        assert not {n for n in imports_of(path) if n.split(".")[0] == "streamlit" or n.startswith(("review_app.views", "review_app.parts"))}


def test_views_use_only_the_public_verbs_of_the_library():
    public = {"pipelines", "pipelines.types", "pipelines.errors", "pipelines.studio"}
    for path in [*files("review_app/views"), *files("review_app/parts"), *files("review_app/viewer")]:
        modules = {n for n in imports_of(path) if n.split(".")[0] == "pipelines"}
        inside = {n for n in modules if not any(n == p or n.startswith(f"{p}.") and p != "pipelines" for p in public)}
        assert {n for n in inside if n.count(".") > 1 or (ROOT / "pipelines" / n.split(".")[1]).exists()} == set(), path


def test_data_folders_hold_no_code():
    assert not [p for folder in ("models", "samples") for p in (ROOT / folder).rglob("*") if p.suffix in (".py", ".sh", ".js")]


def test_the_top_level_is_the_users():
    import subprocess

    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    top = {name.split("/")[0] for name in names if name}
    assert top <= {
        "review_app", "pipelines", "models", "samples", "tests", "requirements.txt", "requirements-dev.txt",
        "README.md", "CHANGELOG.md", "pyproject.toml", "start.py", ".ci",
    }  # fmt: skip
