"""From image files to framed records: what workers do.

Worker processes import this; it knows neither polars nor the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TypeAlias

from tfrviewer.build.pictures.encoding import read_image, stored
from tfrviewer.build.pictures.pictures import slideflow_names
from tfrviewer.build.planning.wanted import Wanted
from tfrviewer.errors import Finding, ImageError
from tfrviewer.tfrecord.example import Value
from tfrviewer.tfrecord.spliced import Pieces, framed_tile

Location: TypeAlias = tuple[int, int]

UNKNOWN = -1
"""Size and time of a file that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Some images of one TFRecord.

    Attributes:
        files: Their paths.
        slides: The slide of each.
        locations: (x, y) of each; (0, 0) where it is not known.
        features: Names and values of what each has besides; empty if none has.
        wanted: What the images are to be.
        quality: Of JPEG, where an image is encoded.
        validate: Whether all are decoded.
        keyed: Whether to tell the `record_key` of each.
    """

    files: Sequence[str]
    slides: Sequence[str]
    locations: Sequence[Location]
    features: Sequence[Sequence[tuple[str, int | float | str]]]
    wanted: Wanted
    quality: int
    validate: bool
    keyed: bool = False


@dataclass(slots=True)
class Made:
    """What became of a task.

    Attributes:
        records: The records, framed, each in pieces.
        sizes: The framed size of each.
        taken: Which of the images each record is of.
        problems: Which images became none, and why.
        stats: Size and time of change of every file that was read, `UNKNOWN` of others.
        keys: The key of each record, if they were asked for.
        named: Whether Slideflow could name the format of each.
    """

    records: list[Pieces] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    problems: list[tuple[int, Finding]] = field(default_factory=list)
    stats: list[tuple[int, int]] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)


def make_records(task: Task) -> Made:
    """Read images, and make the records of them."""
    made = Made()
    for at, path in enumerate(task.files):
        status = (UNKNOWN, UNKNOWN)
        try:
            file = read_image(path)
            status = file.size, file.modified
            image = stored(file.data, task.wanted, quality=task.quality, validate=task.validate)
        except ImageError as error:
            made.problems.append((at, replace(error.finding, file=path)))
        else:
            record = framed_tile(image, _features(task, at))
            made.records.append(record)
            made.sizes.append(sum(map(len, record)))
            made.taken.append(at)
            made.named.append(slideflow_names(image))
            if task.keyed:
                made.keys.append(record_key(task.slides[at].encode(), task.locations[at], image))
        made.stats.append(status)
    return made


def record_key(slide: bytes, location: Location | None, image: bytes) -> bytes:
    """Return what tells a tile from others: its slide, its location and its bytes."""
    x, y = location or (0, 0)
    key = blake2b(b"%d %d %d " % (x, y, len(slide)) + slide, digest_size=16)
    key.update(image)
    return key.digest()


def _features(task: Task, at: int) -> dict[str, Value]:
    """Return what the record of an image has besides the image."""
    # Without a location it is (0, 0), as Slideflow writes: with the features missing in some
    # records, its index says of which tile it knows the place no more.
    x, y = task.locations[at]
    features: dict[str, Value] = dict(task.features[at]) if task.features else {}
    features["slide"] = task.slides[at]
    features["loc_x"] = x
    features["loc_y"] = y
    return features
