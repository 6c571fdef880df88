"""Draw the pictures of reports in the documentation: `make screenshots` calls it.

A report is a page, which no part of tfrviewer can draw: any browser that descends from Chromium
does it. Without one the pictures stay as they are, and that is said.
usage: report_pictures.py SAMPLE FOLDER
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import polars as pl

from tfrviewer import Dataset
from tfrviewer.dataset.metrics import metrics_frame
from tfrviewer.report import Checks, ReportRequest, gather, know, usual_rules, write_report
from tfrviewer.tiles.metrics import VERSION

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_REJECTED = (12, 47, 140, 166, 201)
_FOLDER = "/data/sample"
"""What the pictures say was opened: not where somebody happens to keep the sample."""
_MIDDLE = (
    "header, .figures, .verdict, nav, section:not(#maps, #sample) { display: none; } "
    "main { padding-top: 0; } #maps h2 { margin-top: 1.2rem; }"
)
_POSES = (
    ("report", (1100, 1250), "", ()),
    ("report-dark", (1100, 875), _MIDDLE, ("--blink-settings=preferredColorScheme=0",)),
)
"""Name, size, what is left out, and how the browser is called."""


def main(sample: Path, folder: Path) -> None:
    """Draw them into a folder."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print(f"There is no browser ({', '.join(_BROWSERS)}): the pictures of reports are kept.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch, "sample.html")
        _report(sample, page)
        whole = page.read_text(encoding="utf-8")
        for name, size, style, options in _POSES:
            page.write_text(whole.replace("</style>", f"{style}</style>", 1), encoding="utf-8")
            _draw(browser, page, size, options, (folder / f"{name}.png").absolute())


def _report(sample: Path, page: Path) -> None:
    """Write a report on the sample, some tiles of which somebody rejected."""
    with Dataset(sample) as dataset:
        known = know(dataset)
        frame = known.frame
        if known.checks.metrics is None:
            frame = frame.hstack(metrics_frame(dataset))
        frame = frame.with_columns(
            flag=pl.when(pl.col("number").is_in(_REJECTED)).then(pl.lit("reject")),
            note=pl.lit(None, pl.String),
        )
        checks = Checks(verified=known.checks.verified, metrics=VERSION, reader="a reader")
        request = ReportRequest(seed=7, tiles=24, rules=usual_rules(frame.columns))
        report = gather(dataset, request, frame=frame, findings=known.findings, checks=checks)
    opened = tuple(
        replace(fact, text=_FOLDER) if fact.name == "Opened" else fact for fact in report.facts
    )
    write_report(replace(report, where=_FOLDER, facts=opened), page)


def _draw(
    browser: str, page: Path, size: tuple[int, int], options: tuple[str, ...], picture: Path
) -> None:
    command = [
        browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--user-data-dir={page.parent / 'browser'}", f"--window-size={size[0]},{size[1]}",
        f"--screenshot={picture}", *options, page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, timeout=120, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
