"""A study in small: patients of several slides, labels, sites, and TFRecords of odd sizes."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from tests.unit.dataset.made import write_slide
from tfrviewer.dataset.dataset import Dataset

# patient, slide, subtype, site, score, tiles
_LINES = [
    ("P1", "a1", "A", "S1", "0", 10),
    ("P1", "a2", "A", "S1", "0", 20),
    ("P2", "b1", "B", "S1", "1", 7),
    ("P3", "c1", "B", "S2", "1", 30),
    ("P3", "c2", "B", "S2", "1", 5),
    ("P3", "c3", "B", "S2", "1", 1),
    ("P4", "d1", "A", "S2", "0", 12),
    ("P5", "e1", "A", "S3", "1", 40),
    ("P6", "f1", "A", "S3", "0", 9),
    ("P7", "g1", "B", "S4", "1", 15),
    ("P8", "h1", "A", "S4", "0", 8),
    ("P8", "h2", "A", "S4", "0", 8),
]
TILES = {slide: tiles for _, slide, *_, tiles in _LINES}
PATIENTS = {slide: patient for patient, slide, *_ in _LINES}
SUBTYPES = {slide: subtype for _, slide, subtype, *_ in _LINES}
SITES = {slide: site for _, slide, _, site, *_ in _LINES}


def annotations() -> pl.DataFrame:
    header = ["patient", "slide", "subtype", "site", "score"]
    return pl.DataFrame([line[:5] for line in _LINES], schema=header, orient="row")


def write_study(folder: Path) -> Path:
    """Write the TFRecords with their indices."""
    for slide, tiles in TILES.items():
        write_slide(folder / f"{slide}.tfrecords", tiles)
    return folder


def open_study(folder: Path) -> Dataset:
    return Dataset(folder, annotations=annotations())


def by_slide(given: Mapping[str, float]) -> dict[str, float]:
    """Clips or weights by slide instead of by path."""
    return {Path(path).stem: value for path, value in given.items()}
