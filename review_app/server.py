"""The web server around the pages: safe settings, and headers that keep the browser at home.

Nothing here reads a `.streamlit` folder: every setting is given by code, so a stray file cannot open the app to the network.
"""

import base64
import hashlib
import logging
import re
from pathlib import Path

MAIN = Path(__file__).with_name("main.py")


def settings(port: int, headless: bool) -> dict[str, object]:
    """Streamlit options by dotted name: loopback only, no telemetry, no error details, no English toolbar."""
    return {
        "server.address": "127.0.0.1",
        "server.port": port,
        "server.headless": headless,
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.maxUploadSize": 30,  # MB, the same limit the readers keep
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.disconnectedSessionTTL": 120,  # seconds
        "browser.serverAddress": "127.0.0.1",
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.disableDataExport": True,
        "client.toolbarMode": "viewer",
        "logger.hideWelcomeMessage": True,
        "logger.level": "warning",
        "logger.enableRich": False,
        "theme.base": "light",
        "theme.primaryColor": "#9b1c1c",
        "theme.backgroundColor": "#ffffff",
        "theme.secondaryBackgroundColor": "#f4f1ea",
        "theme.textColor": "#1f2328",
        "theme.font": "'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif",
        "theme.baseFontSize": 15,
        "theme.baseRadius": "small",
    }


def content_policy(index_html: str) -> str:
    """The Content-Security-Policy: own origin only.

    Streamlit's index page holds one inline script, admitted by its hash, and loads component scripts from blob: addresses;
    its style sheets are written into the page while it runs, hence 'unsafe-inline' for styles alone.
    """
    inline = re.findall(r"<script>(.*?)</script>", index_html, flags=re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def index_html() -> str:
    """The page Streamlit itself serves at `/`."""
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


class SafeHeaders:
    """ASGI middleware: adds the protective headers to every answer, static files and uploads included."""

    def __init__(self, app, policy: str):
        self.app = app
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-frame-options", b"DENY"),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]
        self.names = {name for name, _ in self.headers}

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message):
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in self.names]
                message = {**message, "headers": [*kept, *self.headers]}
            await send(message)

        await self.app(scope, receive, with_headers)


def build_app():
    """The whole web application, ready to `run(config=settings(…))`."""
    import streamlit as st
    from starlette.middleware import Middleware

    keep_texts_out_of_the_terminal()
    return st.App(MAIN, middleware=[Middleware(SafeHeaders, policy=content_policy(index_html()))], on_script_error=tell_failure)


def keep_texts_out_of_the_terminal() -> None:
    """Streamlit prints an uncaught exception with its message, and a message may quote a document; tell_failure logs kind and place."""
    logging.getLogger("streamlit.error_util").addFilter(_silence)


def _silence(record: logging.LogRecord) -> bool:
    return False


def tell_failure(error: Exception) -> bool:
    """A bug in a page: the log gets its kind and place, the reviewer a plain sentence, nobody the words of the document."""
    from review_app import records
    from review_app.parts import notices

    records.log_failure(error)
    notices.refused(
        records.RecordsError(
            "Có lỗi ngoài dự kiến trên trang này; mọi quyết định đã lưu vẫn còn.",
            "Bấm F5 để mở lại trang; nếu còn lỗi, báo người quản trị.",
        )
    )
    return True
