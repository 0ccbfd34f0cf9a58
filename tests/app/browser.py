"""A running program and a browser that notes every request: what the browser tests stand on."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = 30  # seconds the program may take to answer on a busy machine


class Program:
    """`python -m review_app` on a free port over a data folder."""

    def __init__(self, folder: Path, **environment: str):
        self.folder = folder
        self.environment = environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Seconds until the program answered."""
        command = [sys.executable, "-m", "review_app", "--data", str(self.folder), "--port", str(self.port), "--no-browser"]
        began = time.perf_counter()
        self.log = open(self.folder.parent / "chuong-trinh.log", "ab")  # noqa: SIM115 – closed in kill
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=self.log, stderr=self.log, env={**os.environ, "OMP_NUM_THREADS": "1", **self.environment}
        )
        while time.perf_counter() - began < START:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder.parent / "chuong-trinh.log").read_text(encoding="utf-8"))

    def __enter__(self) -> "Program":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.kill()

    def kill(self) -> None:
        """As a power cut would: no time to tidy up."""
        self.process.kill()
        self.process.wait()
        self.log.close()


class Window:
    """A Chromium page of office size; `.foreign` lists requests to any other origin."""

    def __init__(self, playwright, program: Program, width: int = 1366, height: int = 768):
        self.browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        self.page = self.browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True, locale="vi-VN")
        self.program = program
        self.foreign: list[str] = []
        self.page.on("request", self._note)

    def _note(self, request) -> None:
        if not request.url.startswith((self.program.url, f"ws://127.0.0.1:{self.program.port}", "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, address: str = "/") -> None:
        self.page.goto(f"{self.program.url}{address}")
        self.page.wait_for_selector("[data-testid=stTopNavLink]", timeout=30_000)

    def press(self, name: str, **options) -> None:
        self.page.get_by_role("button", name=name, **options).first.click()

    def wait_for(self, words: str, timeout: int = 30_000) -> None:
        self.page.get_by_text(words).first.wait_for(timeout=timeout)

    def answer(self, number: int) -> float:
        """Seconds from the press on a finding, as the page received it, until list, draft and detail pane all show that finding.

        Timed by the page's own clock: the driver's aiming and waiting around a click is not the program's. She looks for half a
        second at what she has before she presses.
        """
        self.page.wait_for_timeout(500)
        self.page.evaluate(ARM_ANSWER, number)
        self.page.locator(".diem").nth(number).click()
        return self.page.evaluate("window.answered") / 1000

    def words(self) -> str:
        """All visible words, those inside components too."""
        return self.page.evaluate(VISIBLE)

    def shot(self, name: str) -> None:
        """Kept only when asked for: THAM_DINH_ANH names a folder."""
        if folder := os.environ.get("THAM_DINH_ANH"):
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))

    def close(self) -> None:
        self.browser.close()


VISIBLE = """() => {
  const walk = (root) => {
    let text = root.innerText ?? '';
    for (const rules of root.querySelectorAll('style')) text = text.replace(rules.textContent, '');  // told as words in a hidden tab
    for (const node of root.querySelectorAll('*')) if (node.shadowRoot) text += '\\n' + [...node.shadowRoot.children].map(walk).join('\\n');
    return text;
  };
  return walk(document.body);
}"""


ARM_ANSWER = """(number) => {
  const all = (selector) => {
    const found = [];
    const walk = (root) => {
      found.push(...root.querySelectorAll(selector));
      for (const node of root.querySelectorAll('*')) if (node.shadowRoot) walk(node.shadowRoot);
    };
    walk(document);
    return found;
  };
  const wanted = all('.diem')[number].dataset.id;
  const words = () => all('.st-key-chi_tiet, .van').map((node) => node.innerText).join('');
  const before = words();
  window.answered = new Promise((done, fail) => addEventListener('click', () => {
    const pressed = performance.now();
    setTimeout(fail, 10_000, new Error('no answer'));
    const look = () => {
      const listed = all('.diem[aria-selected=true]').some((node) => node.dataset.id === wanted);
      const marked = all('mark.dang-xem').some((node) => JSON.parse(node.dataset.ids).includes(wanted));
      if (listed && marked && words() !== before) done(performance.now() - pressed);
      else setTimeout(look, 5);
    };
    look();
  }, { once: true, capture: true }));
}"""


def _chromium() -> str:
    return next(path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path)
