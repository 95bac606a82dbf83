"""Make the pictures of the documents anew: pages of the sample, as Chromium shows them.

.venv/bin/python docs/make_pictures.py
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from gongbao.cli import main as gongbao

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SHOTS = {
    "overview": (),
    "agency": ("--about", "青海省财政厅"),
    "directive": ("--about", "青政办〔2023〕24号", "--picture", "tasks", "--language", "zh"),
}
"""The name of each picture, and what ``gongbao view`` is told."""


def main() -> None:
    """Write every picture."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import Page, browser

    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, browser() as driver:
        store, page = Path(folder, "store"), Path(folder, "page.html")
        run("build", str(ROOT / "sample"), "--store", str(store))
        for name, options in SHOTS.items():
            run("view", *options, "--output", str(page), "--store", str(store))
            Page(driver, page)
            driver.save_screenshot(str(PICTURES / f"{name}.png"))


def run(*words: str) -> None:
    """Run gongbao.

    Raises:
        SystemExit: It complained.
    """
    ran = CliRunner().invoke(gongbao, words)
    if ran.exit_code:
        raise SystemExit(ran.output)


if __name__ == "__main__":
    main()
