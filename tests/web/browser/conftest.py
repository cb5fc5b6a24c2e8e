"""A real browser: Chromium, in both themes and on the narrowest screen that is asked for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.web.browser.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-sync",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
)  # fmt: skip
"""Names that end with .test lead to this machine: a server's public address must not be a loopback one."""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Yield the browser, started once; it is Debian's, or what CHROMIUM and CHROMEDRIVER name."""
    options = ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(argument)
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver") or "chromedriver"
    browser = Chrome(options, Service(driver))
    yield browser
    browser.quit()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    """Return each theme in turn."""
    return str(request.param)


@pytest.fixture(params=[1_280, 320])
def width(request: pytest.FixtureRequest) -> int:
    """Return a desk's width and the narrowest that WCAG 1.4.10 asks for, in CSS pixels."""
    return int(request.param)


@pytest.fixture
def look(chromium: Chrome) -> Iterator[Look]:
    """Yield a fresh look: no cookies, the light theme, a desk's width. SCREENSHOTS names a folder for pictures."""
    folder = os.environ.get("SCREENSHOTS")
    look = Look(chromium, Path(folder) if folder else None)
    yield look
    look.forget()
