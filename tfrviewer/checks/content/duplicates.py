"""Tiles that are in a dataset more than once: the same, or nearly, within and across slides."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.checks.content.digests import digests_of
from tfrviewer.checks.content.groups import Match, group_near
from tfrviewer.checks.content.near_pairs import MOST_BOUND
from tfrviewer.checks.content.tiles import Tiles, offsets_of, tiles_of
from tfrviewer.checks.slides import DUPLICATE_GROUP
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken, Progress
from tfrviewer.tiles.metrics import hash_distance

NEAR = 6
"""Bits of 64 in which the hashes of tiles that look nearly the same may differ, unless asked."""
MOST_FINDINGS = 1000
"""Groups of a kind that findings name; the rest are counted."""

_REMEDY = (
    "Leave all of them but one out, as by a filter on the column “duplicate group”, or find out "
    "where they come from."
)


@dataclass(frozen=True, slots=True, eq=False)
class Duplicates:
    """The groups of tiles that are alike; those across slides first, then the largest.

    Attributes:
        tiles: What was compared.
        near: In how many bits a tile may differ from the first of its group; with 0 groups are of
            equal tiles alone.
        frame: A row a tile that is in a group, group by group, the first of a group first:
            `number` of the record in the dataset, `tfrecord`, `record`, `slide`, `group` (from
            1), `match` ("exact", "pixels" or "near": how alike it is to any other tile of the
            group) and `distance` (in how many bits its hash differs from that of the first).
        groups: A row a group: `group`, `match` ("exact", "pixels" or "near": how alike those are
            that are least alike), `tiles`, `slides` and `tfrecords`, how many there are of each.
        offsets: Byte where each record of `frame` begins in its file; None if that is gone.
    """

    tiles: Tiles
    near: int
    frame: pl.DataFrame
    groups: pl.DataFrame
    offsets: list[int | None] = field(repr=False)

    def __len__(self) -> int:
        """Return the number of groups."""
        return self.groups.height

    def column(self) -> pl.DataFrame:
        """Return the column `duplicate group` of all records, null for a tile like no other."""
        numbers = np.zeros(len(self.tiles), np.uint32)
        numbers[self.frame["number"].to_numpy()] = self.frame["group"].to_numpy()
        groups = pl.Series(DUPLICATE_GROUP, numbers)
        return pl.DataFrame([groups]).with_columns(
            pl.when(pl.col(DUPLICATE_GROUP) > 0).then(pl.col(DUPLICATE_GROUP))
        )

    def findings(self) -> list[Finding]:
        """Return a finding a group, at the first tile that is there already."""
        counts: Counter[FindingKind] = Counter()
        found: list[Finding] = []
        for finding in self._findings():
            counts[finding.kind] += 1
            if counts[finding.kind] <= MOST_FINDINGS:
                found.append(finding)
        for kind, count in counts.items():
            if count > MOST_FINDINGS:
                found.append(
                    Finding(
                        kind=FindingKind.MORE,
                        severity=Severity.WARNING,
                        file="",
                        message=f"{count - MOST_FINDINGS:,} more groups of the kind "
                        f"“{kind.value}”.",
                        remedy=_REMEDY,
                    )
                )
        return found

    def _findings(self) -> Iterator[Finding]:
        frame, sizes = self.frame, self.groups["tiles"].to_list()
        several, kinds = self.groups["slides"].to_list(), self.groups["match"].to_list()
        files = self.tiles.file[frame["number"].to_numpy()].tolist()
        records, names = frame["record"].to_list(), frame["tfrecord"].to_list()
        at = 0
        for size, slides, match in zip(sizes, several, kinds, strict=True):
            second = at + 1
            across = slides > 1
            other = f"record {records[at]} of {names[at]}"
            more = " They are of different slides." if across else ""
            if size > 2:
                where = f" of {slides:,} slides" if across else ""
                more = f" {size:,} tiles{where} are alike in all."
            near = match == Match.NEAR
            what = {
                Match.EXACT: f"The image is the same, byte for byte, as that of {other}.",
                Match.PIXELS: f"The picture is the same, pixel for pixel, as that of {other}.",
                Match.NEAR: f"The picture looks nearly the same as that of {other}.",
            }[Match(match)]
            yield Finding(
                kind=FindingKind.NEAR_DUPLICATE if near else FindingKind.DUPLICATE_TILE,
                severity=Severity.NOTE if near and not across else Severity.WARNING,
                file=str(self.tiles.paths[files[second]]),
                record=records[second],
                offset=self.offsets[second],
                message=what + more,
                remedy=_REMEDY,
            )
            at += size

    def counts(self) -> dict[str, int]:
        """Return how many groups, and tiles too many, there are of each kind."""
        kinds = self.groups["match"]
        return {
            "groups": len(self),
            "across_slides": int((self.groups["slides"] > 1).sum()),
            "across_files": int((self.groups["tfrecords"] > 1).sum()),
            **{match.value: int((kinds == match.value).sum()) for match in Match},
            "duplicates": self.frame.height - len(self),
        }

    def to_json(self) -> dict[str, Any]:
        """Return all groups as a JSON object."""
        groups: list[dict[str, Any]] = []
        paths = [str(self.tiles.paths[i]) for i in self.tiles.file[self.frame["number"].to_numpy()]]
        kept = ("record", "slide", "match", "distance")
        tiles = [
            {"path": path, **{name: row[name] for name in kept}}
            for path, row in zip(paths, self.frame.iter_rows(named=True), strict=True)
        ]
        at = 0
        for row in self.groups.iter_rows(named=True):
            groups.append({**row, "tiles": tiles[at : at + row["tiles"]]})
            at += row["tiles"]
        return {
            "num_tiles": len(self.tiles),
            "compared": len(self.tiles.compared),
            "blank": self.tiles.blank,
            "undecodable": self.tiles.undecodable,
            "near": self.near,
            "counts": self.counts(),
            "groups": groups,
            "findings": [finding.to_json() for finding in self.findings()],
        }


def find_duplicates(
    dataset: Dataset,
    *,
    near: int = NEAR,
    metrics: pl.DataFrame | None = None,
    executor: Executor | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Duplicates:
    """Find the tiles of a dataset that are there more than once.

    Tiles that are nothing but background are not compared. Of the others those are read whose
    perceptual hashes are alike; which are known once the tiles were measured. Records that hold
    several images, as a SequenceExample may, are alike only if all of these are the same.

    Args:
        dataset: The dataset.
        near: In how many of 64 bits the hashes of tiles may differ that look nearly the same, 0 to
            11; 0 finds equal tiles alone.
        metrics: What `metrics_frame` returns for the dataset; None measures what is not kept.
        executor: Where to measure and read; None does it here.
        cancel: Ends it.
        progress: Called with the tiles measured, then with those read.

    Raises:
        ValueError: If `near` is another number, or the metrics are not of these records.
        Cancelled: If `cancel` was raised.
    """
    check_near(near)
    tiles = tiles_of(dataset, metrics=metrics, executor=executor, cancel=cancel, progress=progress)
    places = tiles.compared
    group = group_near(tiles.hashes[places], near, cancel=cancel)
    places, group = places[group >= 0], group[group >= 0]
    read = digests_of(
        tiles.paths, tiles.file[places], tiles.record[places],
        executor=executor, cancel=cancel, progress=progress,
    )  # fmt: skip
    same = _same_pixels(tiles, places, group, read.digests, executor, cancel)
    if near:  # sequences of images are alike only if all images are
        group = np.where(read.several, -1 - same, group)
    else:
        group = np.where(same >= 0, same, -np.arange(1, len(same) + 1))
    frame, groups = _told(tiles, places, group, _classes(read.digests), same, read.slides)
    offsets = offsets_of(dataset, tiles, frame["number"].to_numpy())
    return Duplicates(tiles, near, frame, groups, offsets)


def check_near(near: int) -> None:
    """Raise ValueError if a bound of near tiles is none."""
    if isinstance(near, bool) or not isinstance(near, int) or not 0 <= near <= MOST_BOUND:
        raise ValueError(f"near is a number of bits, 0 to {MOST_BOUND}, not {near!r}.")


def _classes(digests: list[bytes]) -> NDArray[np.int64]:
    """Return a number for each digest, the same for the same; -1 for none."""
    known: dict[bytes, int] = {b"": -1}
    for digest in digests:
        known.setdefault(digest, len(known) - 1)
    return np.array([known[digest] for digest in digests], np.int64)


def _same_pixels(
    tiles: Tiles,
    places: NDArray[np.int64],
    group: NDArray[np.int64],
    digests: list[bytes],
    executor: Executor | None,
    cancel: CancelToken | None,
) -> NDArray[np.int64]:
    """Return a number for each tile, the same for those of the same pixels; -1 if unreadable.

    Of equal images one is decoded; of a group whose images are all equal, none.
    """
    exact = _classes(digests)
    first = np.unique(exact, return_index=True)[1]
    first = np.sort(first[exact[first] >= 0])  # one of each image
    with_others = np.bincount(group[first], minlength=1) > 1 if len(first) else np.empty(0, bool)
    wanted = first[with_others[group[first]]] if len(first) else first
    if not len(wanted):
        return exact
    at = places[wanted]
    read = digests_of(
        tiles.paths, tiles.file[at], tiles.record[at], pixels=True,
        executor=executor, cancel=cancel,
    )  # fmt: skip
    same = np.arange(int(exact.max()) + 1)
    known: dict[bytes, int] = {}
    for digest, image in zip(read.digests, exact[wanted].tolist(), strict=True):
        if digest:
            same[image] = known.setdefault(digest, image)
    return np.where(exact >= 0, same[exact], -1)


def _told(
    tiles: Tiles,
    places: NDArray[np.int64],
    group: NDArray[np.int64],
    exact: NDArray[np.int64],
    same: NDArray[np.int64],
    slides: list[str],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the frames of `Duplicates`: of tiles, and of groups."""
    file = tiles.file[places]
    names = pl.Series("names", list(tiles.names), pl.String)
    found = pl.DataFrame(
        {
            "number": pl.Series(places, dtype=pl.Int64),
            "tfrecord": names.gather(file),
            "record": pl.Series(tiles.record[places], dtype=pl.Int64),
            "slide": pl.Series(slides, dtype=pl.String),
            "raw": pl.Series(group, dtype=pl.Int64),
            "exact": pl.Series(exact, dtype=pl.Int64),
            "same": pl.Series(same, dtype=pl.Int64),
        }
    ).with_columns(
        pl.when(pl.col("slide") != "").then("slide").otherwise("tfrecord").alias("slide")
    )
    found = found.filter(pl.len().over("raw") > 1).sort("raw", "number")
    equal = [(pl.col(name) >= 0) & (pl.len().over("raw", name) > 1) for name in ("exact", "same")]
    found = found.with_columns(_match(*equal))
    one = [
        (pl.col(name).n_unique() == 1) & (pl.col(name).first() >= 0) for name in ("exact", "same")
    ]
    groups = (
        found.group_by("raw")
        .agg(
            _match(*one),
            pl.len().cast(pl.Int64).alias("tiles"),
            pl.col("slide").n_unique().cast(pl.Int64).alias("slides"),
            pl.col("tfrecord").n_unique().cast(pl.Int64).alias("tfrecords"),
            pl.col("number").min().alias("first"),
        )
        .sort(pl.col("slides") > 1, "tiles", "first", descending=[True, True, False])
        .with_row_index("group", offset=1)
    )
    frame = found.join(groups.select("raw", "group", "first"), on="raw").sort("group", "number")
    apart = hash_distance(
        tiles.hashes[frame["number"].to_numpy()], tiles.hashes[frame["first"].to_numpy()]
    )
    frame = frame.with_columns(pl.Series("distance", apart)).select(
        "number", "tfrecord", "record", "slide", "group", "match", "distance"
    )
    return frame, groups.drop("raw", "first")


def _match(exact: pl.Expr, same: pl.Expr) -> pl.Expr:
    of = {match: pl.lit(match.value) for match in Match}
    told = pl.when(exact).then(of[Match.EXACT]).when(same).then(of[Match.PIXELS])
    return told.otherwise(of[Match.NEAR]).alias("match")
