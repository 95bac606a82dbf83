"""Headless Chromium for tests, with the network off and everything that it says written down."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVER = "chromedriver"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--window-size=1440,900",
    "--lang=en-US",
)
"""No name resolves and the proxy is a port on which nothing listens: whatever a page asks for, it does not get."""

PATIENCE = 10
"""Seconds that a test waits for something to appear on a page."""


def require_browser() -> None:
    """Skip the test where there is no browser; fail where there must be one (GONGBAO_CI=1)."""
    missing = [what for what in (_browser(), shutil.which(DRIVER)) if what is None]
    if not missing:
        return
    reason = "needs Chromium and ChromeDriver (Debian: apt install chromium chromium-driver)"
    if os.environ.get("GONGBAO_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def browser() -> Iterator[Chrome]:
    """A fresh browser without a network; closed in the end."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        driver = Chrome(options=_options(profile), service=Service(shutil.which(DRIVER)))
        try:
            yield driver
        finally:
            driver.quit()


def _options(profile: str) -> ChromeOptions:
    options = ChromeOptions()
    options.binary_location = _browser() or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return options


class Page:
    """A view, opened from a file, as a reader uses it."""

    def __init__(self, driver: Chrome, path: Path) -> None:
        self.driver = driver
        self.path = path
        driver.get("about:blank")
        self._log("performance")  # What the browser's own first page asked for is not ours.
        driver.get(path.resolve().as_uri())
        self.wait_for("[data-drawn]")

    def wait_for(self, css: str) -> WebElement:
        """The first element that a selector names, once it is there."""
        waiting = WebDriverWait(self.driver, PATIENCE)
        return waiting.until(lambda driver: driver.find_element(By.CSS_SELECTOR, css))

    def find(self, css: str) -> list[WebElement]:
        """All elements that a selector names."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def texts(self, css: str) -> list[str]:
        """Their texts, as the browser shows them."""
        return [element.text for element in self.find(css)]

    def type_search(self, words: str) -> None:
        """Type into the search box what nothing has been typed into yet."""
        box = self.wait_for("#search")
        box.clear()
        box.send_keys(words)

    def console(self) -> list[str]:
        """What the console complained of since the last time."""
        return [entry["message"] for entry in self._log("browser") if entry["level"] != "INFO"]

    def requests(self) -> list[str]:
        """Addresses asked for since the last time, the page's own and those inside of it left out."""
        sent = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        urls = [one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if url != self.path.resolve().as_uri() and not url.startswith("data:")]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries
