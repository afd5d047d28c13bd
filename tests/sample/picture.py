"""Take the README's picture of a report: ``make picture`` after a change of the reports.

Needs Chromium; the page is reports/sample's, so the picture shows what the sample shows.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "reports" / "sample" / "miracle-spring-of-tarrow.txt.html"
PICTURE = ROOT / "docs" / "images" / "report.png"
WIDTH, HEIGHT = 1400, 900


def main() -> None:
    """Write the picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("the picture is taken by Chromium, which is not installed")
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        options += ["--disable-background-networking", f"--user-data-dir={profile}"]
        options += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={PICTURE}"]
        subprocess.run([browser, *options, PAGE.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
