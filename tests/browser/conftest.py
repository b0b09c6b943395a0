"""A real installation for the browser tests: ./dev run with its own database, worker and demo, and Chromium."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from welfareplans.local_site import any_port

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START_SECONDS = 240


@dataclass(frozen=True)
class Installation:
    """A running installation. address: without a slash at the end; environment: what its commands need."""

    address: str
    environment: dict[str, str]

    def manage(self, *arguments: str, standard_input: str = "") -> str:
        """Run one manage.py command beside it and return what it printed."""
        command = [sys.executable, "-m", "welfareplans.supervisor", "manage", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=standard_input, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="package")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Start everything as ./dev run does, from an empty folder, and stop it at the end."""
    port = any_port()
    inherited = {name: text for name, text in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    home = tmp_path_factory.mktemp("home")
    environment = {**inherited, "WELFAREPLANS_HOME": str(home), "PORT": str(port), "DEMO": "1"}
    log = (home / "run.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "welfareplans.supervisor", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/sv/", server, home / "run.log")
        yield Installation(address, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        log.close()


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the address answers; fail with the log when the server ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the installation did not start: {log.read_text()}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return Chromium; without it the tests are skipped on a laptop and fail in CI.

    It ends with this folder's tests: Django refuses its database in a thread that has Playwright's event loop.
    """
    if CHROMIUM is None:
        message = "Chromium is not installed: the browser tests did NOT run."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of its own, that fails the test when a script does."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(15_000)
    yield page
    context.close()
    assert errors == []
