"""What lies on both sides of a split: the same slide, patient or tile in two datasets.

A model that was trained on one side has seen what it is judged by on the other.
"""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.checks.content.digests import digests_of
from tfrviewer.checks.content.duplicates import MOST_FINDINGS, NEAR, check_near
from tfrviewer.checks.content.groups import Match
from tfrviewer.checks.content.near_pairs import nearest
from tfrviewer.checks.content.patients import patient_like
from tfrviewer.checks.content.tiles import Tiles, offsets_of, tiles_of
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken, Progress

_PATIENT = "patient"


@dataclass(frozen=True, slots=True, eq=False)
class Leaks:
    """What two datasets have in common.

    Attributes:
        one: The tiles of one side.
        other: The tiles of the other side.
        near: In how many bits the hashes of tiles may differ that look nearly the same.
        slides: Slides that both sides have.
        patients: By patient, (slides of one side, slides of the other), of patients that both
            sides have slides of; slides that both have are left out.
        by_name: Whether patients were told by the names of the slides, as no annotations told.
        frame: A row a tile of one side that the other has too, with the tile there that is most
            like it: `number`, `tfrecord`, `record`, `slide`, the same with `other_` before,
            `match` ("exact": the same image, byte for byte; or "near") and `distance`, in how
            many bits their hashes differ.
        files: The first file of each slide of one side.
        offsets: Byte where each record of `frame` begins in its file, of as many as findings name;
            None if that is gone.
    """

    one: Tiles
    other: Tiles
    near: int
    slides: tuple[str, ...]
    patients: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    by_name: bool
    frame: pl.DataFrame
    files: Mapping[str, Path] = field(repr=False)
    offsets: list[int | None] = field(repr=False)

    @property
    def is_leaking(self) -> bool:
        """Whether the sides have anything in common."""
        return bool(self.slides or self.patients or self.frame.height)

    def findings(self) -> list[Finding]:
        """Return what the sides have in common, a finding each; of very many, the first."""
        there = _folder_of(self.other.paths)
        found = [
            _leak(
                str(self.files[slide]),
                f"The slide {slide} is in {there} as well.",
                "Put all of it on one side.",
            )
            for slide in self.slides
        ]
        how = "by the names of the slides" if self.by_name else "by the annotations"
        found += [
            _leak(
                str(self.files[one[0]]),
                f"The patient {patient} is in {there} as well, {how}: {_few(one)} here, "
                f"{_few(other)} there.",
                "Put all slides of a patient on one side; split with annotations does.",
            )
            for patient, (one, other) in self.patients.items()
        ]
        sides = ((self.one, "number"), (self.other, "other_number"))
        files = [side.file[self.frame[name].to_numpy()].tolist() for side, name in sides]
        what = {
            Match.EXACT: "The same image, byte for byte, is",
            Match.NEAR: "Nearly the same picture is",
        }
        rows = self.frame.head(MOST_FINDINGS).iter_rows(named=True)
        named = (*(of[:MOST_FINDINGS] for of in files), self.offsets)
        for file, other_file, offset, row in zip(*named, rows, strict=True):
            found.append(
                Finding(
                    kind=FindingKind.SPLIT_LEAK,
                    severity=Severity.WARNING,
                    file=str(self.one.paths[file]),
                    record=row["record"],
                    offset=offset,
                    message=f"{what[Match(row['match'])]} on the other side: record "
                    f"{row['other_record']} of {self.other.paths[other_file]}.",
                    remedy="Leave it out of one of the sides.",
                )
            )
        if self.frame.height > MOST_FINDINGS:
            more = self.frame.height - MOST_FINDINGS
            found.append(
                Finding(
                    kind=FindingKind.MORE,
                    severity=Severity.WARNING,
                    file=_folder_of(self.one.paths),
                    message=f"{more:,} more tiles are in {there} as well.",
                )
            )
        return found

    def counts(self) -> dict[str, int]:
        """Return how many slides, patients and tiles are on both sides."""
        matches = self.frame["match"]
        return {
            "slides": len(self.slides),
            "patients": len(self.patients),
            "tiles": self.frame.height,
            "exact": int((matches == Match.EXACT.value).sum()),
            "near": int((matches == Match.NEAR.value).sum()),
        }

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "num_tiles": [len(self.one), len(self.other)],
            "near": self.near,
            "counts": self.counts(),
            "slides": list(self.slides),
            "patients": {
                patient: {"one": list(here), "other": list(there)}
                for patient, (here, there) in self.patients.items()
            },
            "patients_by_name": self.by_name,
            "tiles": self.frame.drop("number", "other_number").to_dicts(),
            "findings": [finding.to_json() for finding in self.findings()],
        }


def find_leaks(
    one: Dataset,
    other: Dataset,
    *,
    near: int = NEAR,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Leaks:
    """Find what two datasets have in common, which are to have nothing: to train and to test.

    Args:
        one: One side.
        other: The other side.
        near: As for `find_duplicates`.
        executor: Where to measure and read; None does it here.
        cancel: Ends it.
        progress: Called with the tiles measured and read.

    Raises:
        ValueError: If `near` is no such number.
        Cancelled: If `cancel` was raised.
    """
    check_near(near)
    sides = [
        tiles_of(side, executor=executor, cancel=cancel, progress=progress) for side in (one, other)
    ]
    names = [_slides(side, executor, cancel) for side in (one, other)]
    owners = [_patients(side, slides) for side, slides in zip((one, other), names, strict=True)]
    by_name = not all(told for _, told in owners)
    if by_name:  # both sides alike, or a patient would have two names
        owners = [({slide: patient_like(slide) for slide in slides}, False) for slides in names]
    common = names[0].keys() & names[1].keys()
    frame = _same_tiles(sides[0], sides[1], near, executor, cancel, progress)
    return Leaks(
        sides[0],
        sides[1],
        near,
        tuple(sorted(common)),
        _shared(owners[0][0], owners[1][0], common),
        by_name,
        frame,
        files=names[0],
        offsets=offsets_of(one, sides[0], frame["number"].head(MOST_FINDINGS).to_numpy()),
    )


def _leak(file: str, message: str, remedy: str) -> Finding:
    return Finding(
        kind=FindingKind.SPLIT_LEAK,
        severity=Severity.WARNING,
        file=file,
        message=message,
        remedy=remedy,
    )


def _folder_of(paths: Iterable[Path]) -> str:
    """Return the folder that all of some files lie in, or that of the first."""
    folders = [str(path.parent) for path in paths]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # none, or of several drives
        return folders[0] if folders else ""


def _few(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _slides(
    dataset: Dataset, executor: Executor | None, cancel: CancelToken | None
) -> dict[str, Path]:
    """Return all slides that records name, and the first file of each."""
    found: dict[str, Path] = {}
    for i, frame in dataset.load_columns(executor=executor, cancel=cancel):
        for slide in frame.get_column("slide").drop_nulls().unique().cast(pl.String).to_list():
            if slide:
                found.setdefault(slide, dataset.tfrecords()[i])
    return found


def _patients(dataset: Dataset, slides: Iterable[str]) -> tuple[dict[str, str | None], bool]:
    """Return the patient of each slide by the annotations, and whether they tell of any."""
    found: dict[str, str | None] = {}
    for slide in slides:
        line = dataset.annotation_of(slide)
        found[slide] = None if line is None else line.get(_PATIENT) or None
    return found, any(found.values())


def _shared(
    here: Mapping[str, str | None], there: Mapping[str, str | None], common: set[str]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the patients that both sides have, but for slides that both have."""
    sides: list[dict[str, list[str]]] = [{}, {}]
    for found, owners in zip(sides, (here, there), strict=True):
        for slide, patient in sorted(owners.items()):
            if patient:
                found.setdefault(patient, []).append(slide)
    shared = {}
    for patient in sorted(sides[0].keys() & sides[1].keys()):
        both = [tuple(found[patient]) for found in sides]
        if not set().union(*both) <= common:
            shared[patient] = (both[0], both[1])
    return shared


def _same_tiles(
    one: Tiles,
    other: Tiles,
    near: int,
    executor: Executor | None,
    cancel: CancelToken | None,
    progress: Progress | None,
) -> pl.DataFrame:
    """Return the frame of `Leaks`."""
    here, there = _Hashes.of(one), _Hashes.of(other)
    theirs, distance = nearest(here.different, there.different, near, cancel=cancel)
    likes = np.where(theirs >= 0, there.first[theirs], -1) if len(there.first) else theirs
    chosen = theirs[here.which] >= 0
    places, which = one.compared[chosen], here.which[chosen]
    # The same image has the same hash; of near ones alone the first there is looked at.
    equal = here.different[(theirs >= 0) & (distance == 0)]
    alike = np.isin(other.hashes[other.compared], equal)
    counterparts = np.union1d(other.compared[alike], likes[theirs >= 0])
    digests = [
        digests_of(
            side.paths, side.file[at], side.record[at],
            executor=executor, cancel=cancel, progress=progress,
        )
        for side, at in ((one, places), (other, counterparts))
    ]  # fmt: skip
    where: dict[bytes, int] = {}
    for digest, place in zip(digests[1].digests, counterparts.tolist(), strict=True):
        where.setdefault(digest, place)
    where.pop(b"", None)
    exact = np.array([where.get(digest, -1) for digest in digests[0].digests], np.int64)
    found = np.where(exact >= 0, exact, likes[which])
    at = np.searchsorted(counterparts, found)
    kept = exact >= 0
    if near:  # sequences of images are alike only if all images are
        kept |= ~(digests[0].several | digests[1].several[at])
    slides = np.array(digests[1].slides, object)[at]
    matches = np.where(exact >= 0, Match.EXACT.value, Match.NEAR.value).tolist()
    frame = pl.DataFrame(
        {
            **_columns("", one, places, digests[0].slides),
            **_columns("other_", other, found, slides.tolist()),
            "match": pl.Series(matches, dtype=pl.String),
            "distance": np.where(exact >= 0, np.uint8(0), distance[which]),
        }
    )
    return frame.filter(pl.Series(kept))


@dataclass(frozen=True, slots=True, eq=False)
class _Hashes:
    """The different hashes of the tiles that are compared.

    Attributes:
        different: uint64 (h,), in ascending order.
        which: int64 (m,), which of them each compared tile has.
        first: int64 (h,), the place of the first tile of each.
    """

    different: NDArray[np.uint64]
    which: NDArray[np.int64]
    first: NDArray[np.int64]

    @classmethod
    def of(cls, tiles: Tiles) -> "_Hashes":
        different, first, which = np.unique(
            tiles.hashes[tiles.compared], return_index=True, return_inverse=True
        )
        return cls(different, which, tiles.compared[first])


def _columns(
    before: str, tiles: Tiles, places: NDArray[np.int64], slides: list[str]
) -> dict[str, pl.Series]:
    names = pl.Series(list(tiles.names), dtype=pl.String).gather(tiles.file[places])
    named = pl.Series(slides, dtype=pl.String)
    return {
        f"{before}number": pl.Series(places, dtype=pl.Int64),
        f"{before}tfrecord": names,
        f"{before}record": pl.Series(tiles.record[places], dtype=pl.Int64),
        f"{before}slide": named.zip_with(named != "", names),
    }
