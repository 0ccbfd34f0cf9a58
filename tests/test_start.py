"""The launcher: one file, standard library only, plain sentences when something stands in the way."""

import ast
import importlib.util
import pathlib
import socket
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def start():
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def recorded(start, monkeypatch, tmp_path):
    """The launcher in an empty place: what it would install and run is written down instead of done."""
    calls = []
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(start, "make_environment", lambda: (start.VENV.mkdir(), start.PYTHON.touch(), calls.append("venv")))
    monkeypatch.setattr(start, "install", lambda requirements: calls.append(("install", requirements)))
    monkeypatch.setattr(start, "run", lambda module, *arguments: calls.append((module, *arguments)) or 0)
    return calls


def launch(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(ROOT / "start.py"), *arguments], capture_output=True, text=True, encoding="utf-8")


def test_it_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_a_first_start_makes_the_environment_and_a_second_does_not(start, recorded, monkeypatch):
    monkeypatch.setattr(start, "check_port", lambda port: None)
    start.main([])
    start.main([])
    assert recorded == ["venv", ("install", "requirements.txt"), ("review_app",), ("review_app",)]


def test_tests_install_the_test_tools_and_serve_the_app_too(start, recorded, monkeypatch):
    monkeypatch.setattr(start, "check_port", lambda port: None)
    start.main(["test", "-k", "sheet"])
    start.main([])
    tested = ("pytest", "-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-k", "sheet")
    assert recorded == ["venv", ("install", "requirements-dev.txt"), tested, ("review_app",)]


def test_a_changed_list_of_packages_is_installed_again(start, recorded, monkeypatch, tmp_path):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("a==1", encoding="utf-8")
    start.prepare("requirements.txt")
    (tmp_path / "requirements.txt").write_text("a==2", encoding="utf-8")
    start.prepare("requirements.txt")
    assert recorded.count(("install", "requirements.txt")) == 2


@pytest.mark.parametrize("command", ["review", "classify", "train", "evaluate", "checks"])
def test_library_commands_pass_through(start, recorded, command):
    start.main([command, "tệp có dấu cách.docx"])
    assert recorded[-1] == ("pipelines", command, "tệp có dấu cách.docx")


@pytest.mark.parametrize("command", ["backup", "restore", "verify"])
def test_store_commands_pass_through(start, recorded, command):
    start.main([command, "x.zip"])
    assert recorded[-1] == ("review_app", command, "x.zip")


def test_a_busy_port_gets_a_plain_sentence(start):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        with pytest.raises(start.Stop, match="đang được dùng"):
            start.check_port(busy.getsockname()[1])


@pytest.mark.parametrize(("arguments", "port"), [([], 8501), (["--port", "8600"], 8600), (["--port=8601"], 8601)])
def test_the_port_is_read_from_the_command(start, arguments, port):
    assert start.port_of(arguments) == port


@pytest.mark.parametrize("arguments", [["--port"], ["--port", "abc"], ["--port="]])
def test_a_port_that_is_no_number_is_explained(start, arguments):
    with pytest.raises(start.Stop, match="phải là một số"):
        start.port_of(arguments)


def test_without_a_network_the_sentence_says_what_to_do(start, monkeypatch):
    monkeypatch.setattr(start.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1))
    with pytest.raises(start.Stop, match="kết nối mạng"):
        start.install("requirements.txt")


def test_an_unknown_command_is_refused_without_a_traceback():
    done = launch("khong-co-lenh")
    assert done.returncode == 2 and "Traceback" not in done.stderr and "--help" in done.stderr


def test_help_names_every_command():
    text = launch("--help").stdout
    commands = ("test", "review", "classify", "train", "evaluate", "checks", "backup", "restore", "verify", "--port")
    assert all(word in text for word in commands)
