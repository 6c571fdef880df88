"""Names of slides: what a slide is called after its file, and whose it is."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SLIDE_SUFFIXES = (
    ".svs",
    ".tif",
    ".tiff",
    ".ndpi",
    ".vms",
    ".vmu",
    ".scn",
    ".mrxs",
    ".svslide",
    ".bif",
    ".jpg",
    ".jpeg",
    ".png",
)
"""Of the files that Slideflow takes for slides."""

_SUFFIX = re.compile(
    rf"(?:\.ome\.tiff?|{'|'.join(map(re.escape, SLIDE_SUFFIXES))})$", re.IGNORECASE
)
_HEAD = 1 << 16
_TCGA_FILE, _TCGA_PATIENT = 60, 12


def slide_files(folder: Path) -> Iterator[Path]:
    """Yield the slides of a folder and of the folders in it, as deep as Slideflow looks.

    Raises:
        OSError: If the folder itself cannot be listed.
    """
    deeper = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = Path(entry.path)
            if not entry.name.startswith(".") and _is(path, stat.S_ISDIR):
                deeper.append(path)
            elif _is_slide(path):
                yield path
    for inside in deeper:
        try:
            found = sorted(inside.iterdir())
        except OSError:  # closed to us: the others are still slides
            continue
        yield from filter(_is_slide, found)


def outlined_slides(folder: Path) -> set[str]:
    """Return the slides for which a folder has outlines: a CSV file with more than a header.

    None where the folder is not there, or closed; nor those whose file is closed.
    """
    found = set[str]()
    try:
        inside = list(folder.iterdir())
    except OSError:
        return found
    for path in inside:
        if path.suffix != ".csv" or path.name.startswith(".") or not _is(path, stat.S_ISREG):
            continue
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD).splitlines()
        except OSError:  # the others are still outlines
            continue
        if sum(bool(line.strip()) for line in head) > 1:
            found.add(path.stem)
    return found


def slide_name(file: str) -> str:
    """Return what a slide is called: the name of its file without extension."""
    return _SUFFIX.sub("", file)


def _is_slide(path: Path) -> bool:
    name = path.name
    return not name.startswith(".") and bool(_SUFFIX.search(name)) and _is(path, stat.S_ISREG)


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    """Tell of what kind a file is; one that is closed to us, or a link to itself, is of none."""
    try:
        return kind(path.stat().st_mode)
    except OSError:
        return False


def short_name(slide: str) -> str:
    """Return the patient in the name of a slide of TCGA; any other name as it is."""
    return slide[:_TCGA_PATIENT] if len(slide) == _TCGA_FILE else slide


@dataclass(frozen=True, slots=True)
class Matched:
    """Patients and their slides.

    Attributes:
        slides: The slide of each patient.
        ambiguous: Patients who have several, and so are not in `slides`.
    """

    slides: Mapping[str, str]
    ambiguous: tuple[str, ...]


def match_patients(patients: Iterable[str], slides: Iterable[str]) -> Matched:
    """Find the slide that bears a patient's name, or, of TCGA, begins with it."""
    known = {patient for patient in patients if patient}
    found: dict[str, list[str]] = {}
    for slide in dict.fromkeys(slides):
        for patient in {slide, short_name(slide)} & known:
            found.setdefault(patient, []).append(slide)
    # A slide called just like the patient is his, whatever others begin so.
    matched = {
        patient: patient if patient in several else several[0]
        for patient, several in found.items()
        if len(several) == 1 or patient in several
    }
    return Matched(matched, tuple(sorted(found.keys() - matched.keys())))
