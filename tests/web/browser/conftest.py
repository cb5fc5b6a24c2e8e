"""A real browser: Chromium, in both themes and on the narrowest screen that is asked for."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.web.browser.look import THEMES, WIDTHS, Look
from tests.web.browser.walk import walking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.browser.walk import Walk

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


@pytest.fixture
def look(chromium: Chrome, request: pytest.FixtureRequest) -> Iterator[Look]:
    """Yield a fresh look without cookies, at a desk, by day; no script of any page may run."""
    folder: Path | None = request.config.getoption("--pictures")
    look = Look(chromium, folder)
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    look.dress(THEMES[0], WIDTHS[0])
    yield look
    look.forget()


@pytest.fixture
def walk(tmp_path: Path, look: Look) -> Iterator[Walk]:
    """Yield the beginning of a walk."""
    with walking(tmp_path, look) as walk:
        yield walk
