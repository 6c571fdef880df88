"""Which of the known patterns the names of a folder have."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np

from tfrviewer.build.naming.known import CLAM, DEEPZOOM, KNOWN, SLIDEFLOW
from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.naming.reading import IntArray, Reading, follow, is_doubtful, read_names

SAMPLE = 256
"""So many names, spread evenly, tell what the names of a folder are like."""

_MOST_COLUMNS = 4096
"""A slide of a million pixels, cut into tiles of 256."""

_LEAST_STEP = 16
"""Tiles lie at least so far apart, in pixels, where nothing else says that numbers are places."""

_THINNEST = 2000
"""Of so many places of a slide's grid at least one has a tile."""

_TRIED = tuple(pattern for pattern in KNOWN if pattern is not DEEPZOOM)
"""CLAM has the same form."""

_LEVEL = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?")
_NUMBER_BEHIND = re.compile(r"(?:^|[_-])[0-9]+\Z")


def recognise(
    stems: Sequence[str], owners: Sequence[str], folder: str, usual: Pattern | None = None
) -> tuple[Pattern, Reading] | None:
    """Return the pattern that most names of a folder have, and what they say by it.

    A name is of the first pattern it fits. One name of a form that nothing else has is enough;
    two bare numbers are believed only where more than half of the names have them, two at least,
    and they are not the same everywhere. Whether such pairs are pixels or columns and rows is
    told by all of them together.

    Args:
        stems: The names without extension.
        owners: What the slide may be called in them.
        folder: The folder they lie in.
        usual: The pattern of folders like it, which is theirs where they alone do not tell.
    """
    sample = [stems[at] for at in spread(len(stems), SAMPLE)]
    pattern = _most(sample, owners, folder)
    if pattern is None and len(sample) < len(stems):
        pattern = _most(stems, owners, folder)
    if pattern is None or (pattern is CLAM and usual is DEEPZOOM):
        pattern = usual
    if pattern is None:
        return None
    reading = read_names(pattern, stems, owners, guarded=True)
    if pattern is CLAM and pattern is not usual and _are_counts(reading):
        pattern, reading = DEEPZOOM, read_names(DEEPZOOM, stems, owners, guarded=True)
    if not reading.found.any():
        return None
    if not pattern.is_sure and not reading.owned.any() and not is_level(folder):
        return None if _are_no_places(reading) else (pattern, reading)
    return pattern, reading


def is_level(folder: str) -> bool:
    """Tell whether a folder is a level of a DeepZoom pyramid: `slide_files/17`."""
    path = PurePath(folder)
    return path.parent.name.endswith("_files") and _LEVEL.fullmatch(path.name) is not None


def spread(count: int, most: int) -> Sequence[int]:
    """Return numbers below a count, all or so many, spread evenly."""
    return range(count) if count <= most else [at * count // most for at in range(most)]


def _most(stems: Sequence[str], owners: Sequence[str], folder: str) -> Pattern | None:
    """Return the pattern of most of some names, None if none can be believed."""
    prefixes = tuple(owner for owner in owners if owner)
    counts: Counter[str] = Counter()
    owned = 0
    for stem in stems:
        if stem.startswith(prefixes):
            match, slide = follow(SLIDEFLOW, stem, prefixes)
            if slide is not None:  # no other form begins so
                owned += match is not None
                continue
        pattern = _first(stem)
        if pattern is not None:
            counts[pattern.word] += 1
    counts[SLIDEFLOW.word] += owned
    best, most = None, 0
    for pattern in _TRIED:
        count = counts[pattern.word]
        is_sure = pattern.is_sure or (pattern is SLIDEFLOW and owned)
        if count > most and (is_sure or (count > 1 and 2 * count > len(stems))):
            best, most = pattern, count
    if best is CLAM or (best is None and counts[CLAM.word]):
        return DEEPZOOM if is_level(folder) else best
    return best


def _first(stem: str) -> Pattern | None:
    """Return the first pattern that a name fits, whosever it is."""
    letters = stem.lower()
    for pattern in _TRIED:
        if pattern.mark not in letters:
            continue
        match = pattern.expression.fullmatch(stem)
        if match is not None and not is_doubtful(pattern, match):
            return pattern
    return None


def _are_counts(reading: Reading) -> bool:
    """Tell whether pairs of numbers are columns and rows: small, close together, and many."""
    x, y = reading.numbers["x"][reading.found], reading.numbers["y"][reading.found]
    if not len(x) or min(x.min(), y.min()) < 0 or max(x.max(), y.max()) >= _MOST_COLUMNS:
        return False
    step = max(_step(x), _step(y))
    area = (int(np.ptp(x)) + 1) * (int(np.ptp(y)) + 1)
    return step < _LEAST_STEP and area <= _THINNEST * len(x)


def _step(values: IntArray) -> int:
    return int(np.gcd.reduce(values - values.min()))


def _are_no_places(reading: Reading) -> bool:
    """Tell whether pairs of numbers are something else, since one never changes, or hardly does.

    A size: "tile_7_512_512", "S_1024_512_256". A year: "2023-4711". A class, a block, a part:
    "img-7-1". Tiles of one line have the same x or y; of several, they are not so close.
    """
    columns = "column" in reading.numbers
    parts = ("column", "row") if columns else ("x", "y")
    pairs = np.stack([reading.numbers[part][reading.found] for part in parts], axis=1)
    count, places = len(pairs), len(np.unique(pairs, axis=0))
    slides = {reading.slides[at] for at in np.flatnonzero(reading.found).tolist()}
    if places == 1 < count or (2 * places <= count < 2 * len(slides)):
        return True
    if columns:
        return False
    spans, steps = np.ptp(pairs, axis=0), [_step(axis) for axis in pairs.T]
    if ((spans > 0) & (spans < _LEAST_STEP)).any():
        return True
    if spans.all():
        return False
    # In one line there are steps; and x of "S_1024_512_256" is taken for the end of a slide's name.
    third = all(_NUMBER_BEHIND.search(slide or "") for slide in slides)
    return 0 < max(steps) < _LEAST_STEP or (2 * places <= count and third)
