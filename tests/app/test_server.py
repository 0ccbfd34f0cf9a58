"""Safe settings and headers: loopback only, own origin only."""

import asyncio
import socket
import subprocess
import sys

from review_app import server
from review_app.__main__ import main


def test_the_server_listens_on_this_machine_alone_and_reports_nothing():
    options = server.settings(8501, headless=True)
    assert options["server.address"] == "127.0.0.1"
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"
    assert options["server.enableXsrfProtection"] is True
    assert options["server.maxUploadSize"] == 30


def test_every_setting_is_known_to_streamlit():
    from streamlit import config

    assert set(server.settings(8501, True)) <= set(config._config_options_template)


def test_the_policy_admits_the_page_s_own_script_and_no_other_inline_one():
    policy = server.content_policy("<script>a</script><script src='x.js'></script>")
    assert "default-src 'self'" in policy
    assert policy.count("'sha256-") == 1
    assert "unsafe-eval" not in policy
    assert "script-src 'self' blob: 'unsafe-inline'" not in policy


def test_headers_stand_on_every_answer_and_replace_the_application_s_own():
    async def inner(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"X-Frame-Options", b"ALLOWALL"), (b"x-own", b"1")]})

    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(server.SafeHeaders(inner, "default-src 'self'")({"type": "http"}, None, send))
    headers = dict(sent[0]["headers"])
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"content-security-policy"] == b"default-src 'self'"
    assert headers[b"x-own"] == b"1"


def test_an_uncaught_error_puts_no_text_of_a_document_into_the_terminal(capfd, monkeypatch):
    from streamlit import config, error_util

    settings = server.settings(8501, headless=True)
    monkeypatch.setattr(config, "get_option", lambda name: settings[name])
    server.keep_texts_out_of_the_terminal()
    error_util._log_uncaught_app_exception(ValueError("lời văn của dự thảo"))
    assert "lời văn" not in "".join(capfd.readouterr())


def test_a_busy_port_gives_a_plain_sentence(capsys):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert main(["--port", str(port), "--no-browser"]) == 3
    assert f"Cổng {port} đang được chương trình khác dùng" in capsys.readouterr().err


def test_backup_restore_and_verify_work_from_the_command_line(office, small_case, tmp_path, capsys, monkeypatch):
    archive = tmp_path / "sao-luu.zip"
    assert main(["backup", str(archive)]) == 0
    assert main(["--data", str(tmp_path / "moi"), "restore", str(archive)]) == 0
    assert main(["--data", str(tmp_path / "moi"), "verify"]) == 0
    assert "✓" in capsys.readouterr().out
    assert main(["--data", str(tmp_path / "moi"), "restore", str(archive)]) == 3


def test_help_names_every_command():
    said = subprocess.run(
        [sys.executable, "-m", "review_app", "--help"], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    for word in ("--port", "--data", "--no-browser", "backup", "restore", "verify"):
        assert word in said
