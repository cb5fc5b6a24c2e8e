"""How a page looks to whoever looks at it: what of it would not be signed, found by the browser itself."""

from __future__ import annotations

import base64
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")
THEMES = ("light", "dark")
WIDTHS = (1_200, 390)
NARROWEST = 320
"""CSS pixels: a desk, a telephone, and what WCAG 1.4.10 asks for at least."""


@dataclass(frozen=True, slots=True)
class Look:
    """The browser on one page; `folder` takes pictures where somebody wants to see them (`pytest --pictures DIR`)."""

    chromium: Chrome
    folder: Path | None

    def signed(self, name: str) -> list[str]:
        """Look at the page as it stands in each theme and at each width; return what is wrong.

        Where pictures are kept, in each theme at each width: colours do not turn on the width, nor places on the theme.
        """
        found = []
        for theme, width in zip(THEMES, WIDTHS, strict=True) if self.folder is None else product(THEMES, WIDTHS):
            self.dress(theme, width)
            self._picture(f"{name}-{theme}-{width}")
            found += [f"{name}, {theme}, {width}: {problem}" for problem in self._problems()]
        self.dress(THEMES[0], NARROWEST)
        found += [f"{name}, {NARROWEST}: {problem}" for problem in self._problems()]
        self.dress(THEMES[0], WIDTHS[0])
        return found

    def heading(self) -> str:
        """Return what the page says it is."""
        return self.chromium.find_element(By.TAG_NAME, "h1").text

    def dress(self, theme: str, width: int, height: int = 900) -> None:
        """Set the theme and the width of the screen."""
        features = [{"name": "prefers-color-scheme", "value": theme}]
        self._do("Emulation.setEmulatedMedia", features=features)
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, url: str) -> None:
        """Go to a page; what the console said before is forgotten."""
        self._complaints()
        self.chromium.get(url)

    def press(self, words: str) -> None:
        """Press the button or follow the link with these words, and wait until another page stands there."""
        page = self.chromium.find_element(By.TAG_NAME, "html")
        button = self.chromium.find_element(By.XPATH, f"//*[self::button or self::a][normalize-space()='{words}']")
        with suppress(WebDriverException):  # the driver loses the page that it clicked on while that goes away
            button.click()
        WebDriverWait(self.chromium, 20, ignored_exceptions=[WebDriverException]).until(staleness_of(page))

    def choose(self, name: str, words: str) -> None:
        """Choose from a list."""
        Select(self.chromium.find_element(By.NAME, name)).select_by_visible_text(words)

    def fill(self, field: str, words: str) -> None:
        """Put words into a field in place of what stands there; a date as the browser keeps it, whatever its locale."""
        self.run(f"document.getElementById({field!r}).value = {words!r}")

    def text(self) -> str:
        """Return the words that are shown."""
        return str(self.run("return document.body.innerText"))

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever a page answers
        """Return what a script of the test's own says; pages have none."""
        return self.chromium.execute_script(script)

    def forget(self) -> None:
        """Forget cookies and dress."""
        self._do("Network.clearBrowserCookies")
        self._do("Emulation.setEmulatedMedia", features=[])
        self._do("Emulation.clearDeviceMetricsOverride")

    def _picture(self, name: str) -> None:
        """Keep a picture of the whole page, where a folder is given."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            taken = self._do("Page.captureScreenshot", captureBeyondViewport=True)
            self.folder.joinpath(f"{name}.png").write_bytes(base64.b64decode(taken["data"]))

    def _problems(self) -> list[str]:
        """Return what is wrong with the page as it stands: see audit.js, and whatever the console complains of.

        A status is no complaint; that plain http, which only tests speak, takes away one header's effect is known.
        """
        found: list[str] = self.chromium.execute_script(AUDIT)
        known = ("Failed to load resource", "origin was untrustworthy")
        return found + [words for words in self._complaints() if not any(each in words for each in known)]

    def _complaints(self) -> list[str]:
        """Return what the console said since it was asked last."""
        entries = self.chromium.get_log("browser")  # type: ignore[no-untyped-call] # the driver's one untyped method
        return [entry["message"] for entry in entries]

    def _do(self, command: str, **arguments: object) -> Any:  # noqa: ANN401 - the protocol's own shapes
        return self.chromium.execute_cdp_cmd(command, arguments)
