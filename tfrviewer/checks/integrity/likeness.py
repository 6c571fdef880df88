"""Which records are unlike their neighbours: of another slide, of another size or format."""

import unicodedata
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.beside import SUFFIX
from tfrviewer.checks.integrity.facts import FORMATS, Facts
from tfrviewer.checks.integrity.said import of_file, suspicions
from tfrviewer.dataset.discovery import base_name
from tfrviewer.dataset.words import short
from tfrviewer.errors import Finding, FindingKind, Severity

_NAMES = 3
_SLIDE_REMEDY = (
    "Slideflow goes by the file name alone. Find out which of them is right; a subset saved by "
    "tfrviewer can give each slide a file of its own."
)
_SIZE_REMEDY = "A model takes tiles of one size: leave these out, or extract the slide again."
_FORMAT_REMEDY = (
    "They can be read all the same; but tiles of two formats mostly come from two extractions, "
    "and compression can be told by a model."
)


def likeness_findings(path: Path, facts: Facts) -> list[Finding]:
    """Return what is unlike: suspicions, which can be right."""
    return [*_slides(path, facts), *_sizes(path, facts), *_formats(path, facts)]


def _slides(path: Path, facts: Facts) -> list[Finding]:
    told = facts.readable & (facts.slides >= 0)
    if not told.any():
        return []
    name = base_name(path)
    texts = [text.decode("utf-8", "replace") for text in facts.names]
    plain = _plain(name)
    is_other = np.array([_plain(text) != plain for text in texts], np.bool_)
    others = np.flatnonzero(told)[is_other[facts.slides[told]]]
    if not len(others):
        return []
    if len(others) < int(np.count_nonzero(told)):
        return suspicions(
            path,
            facts,
            others,
            FindingKind.OTHER_SLIDE,
            lambda record: (
                f"The record says it is of the slide “{short(texts[facts.slides[record]])}”, "
                f"not of “{name}” as the file is named."
            ),
            f"{{0}} records say they are of another slide than “{name}”, as the file is named.",
            _SLIDE_REMEDY,
        )
    # None is of the slide: the file was renamed, or holds many slides.
    codes, counts = np.unique(facts.slides[others], return_counts=True)
    usual = [texts[codes[place]] for place in np.argsort(-counts, kind="stable").tolist()]
    if len(usual) == 1:
        own = short(usual[0])
        message = f"Its records say they are of the slide “{own}”, the file is named “{name}”."
    else:
        named = ", ".join(f"“{short(text)}”" for text in usual[:_NAMES])
        more = f" and {len(usual) - _NAMES:,} more" if len(usual) > _NAMES else ""
        message = (
            f"Its records say they are of {len(usual):,} slides, {named}{more}; none is “{name}” "
            "as the file is named."
        )
    # Only of what Slideflow finds is the name that of a slide.
    severity = Severity.WARNING if path.suffix == SUFFIX else Severity.NOTE
    return [of_file(path, FindingKind.OTHER_SLIDE, severity, message, _SLIDE_REMEDY)]


def _plain(text: str) -> str:
    """Return a name in the one form that macOS and others write in two."""
    return unicodedata.normalize("NFC", text)


def _sizes(path: Path, facts: Facts) -> list[Finding]:
    known = np.flatnonzero(facts.readable & (facts.pixels[:, 0] > 0))
    pixels = facts.pixels[known].astype(np.int64)
    usual, odd = _odd_ones(pixels[:, 0] << 32 | pixels[:, 1])
    if not len(odd):
        return []
    width, height = usual >> 32, usual & 0xFFFFFFFF
    return suspicions(
        path,
        facts,
        known[odd],
        FindingKind.ODD_SIZE,
        lambda record: (
            f"Its image has {_pixels(facts, record)} px, others of the file have "
            f"{width} x {height} px."
        ),
        f"{{0}} images are of another size than {width} x {height} px, which others have.",
        _SIZE_REMEDY,
    )


def _formats(path: Path, facts: Facts) -> list[Finding]:
    known = np.flatnonzero(facts.readable & (facts.formats > 0))
    usual, odd = _odd_ones(facts.formats[known].astype(np.int64))
    if not len(odd):
        return []
    name = FORMATS[usual].upper()
    return suspicions(
        path,
        facts,
        known[odd],
        FindingKind.MIXED_FORMATS,
        lambda record: (
            f"Its image is a {FORMATS[facts.formats[record]].upper()}, others of "
            f"the file are {name}."
        ),
        f"{{0}} images are of another format than {name}, which others are.",
        _FORMAT_REMEDY,
    )


def _odd_ones(values: npt.NDArray[np.int64]) -> tuple[int, npt.NDArray[np.int64]]:
    """Return the value that most have, of equally many that of the first, and who has another."""
    if not len(values) or (values == values[0]).all():
        return 0, np.empty(0, np.int64)
    kinds, first, counts = np.unique(values, return_index=True, return_counts=True)
    most = np.flatnonzero(counts == counts.max())
    usual = int(kinds[most[np.argmin(first[most])]])
    return usual, np.flatnonzero(values != usual)


def _pixels(facts: Facts, record: int) -> str:
    width, height = facts.pixels[record].tolist()
    return f"{width} x {height}"
