"""Finding the flags of a dataset's records by what its indices tell."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.discovery import base_name
from tfrviewer.errors import TfrError
from tfrviewer.review.keys import ABSENT, KEY, RecordKeys, plain_name
from tfrviewer.review.names import default_reader
from tfrviewer.review.store import Store
from tfrviewer.tfrecord.slides import read_slides

if TYPE_CHECKING:
    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.table.columns import FileColumns

REVIEW_SCHEMA: Final[dict[str, pl.DataType]] = {"flag": pl.String(), "note": pl.String()}


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """What was said of the records of a dataset by one reader, by row number.

    Attributes:
        names: The flags there are; the first is None, for no flag.
        codes: uint16 (n,), the place of each record's flag in `names`.
        notes: The notes, by row number.
        images: uint64 (n,), the first bytes of the hash of the image that was flagged, as
            `short_hash` gives it; 0 where it is not known.
    """

    names: tuple[str | None, ...]
    codes: NDArray[np.uint16]
    notes: dict[int, str]
    images: NDArray[np.uint64]

    @classmethod
    def of_none(cls, count: int) -> Self:
        """Return that nothing was said of so many records."""
        return cls((None,), np.zeros(count, np.uint16), {}, np.zeros(count, np.uint64))

    def frame(self) -> pl.DataFrame:
        """Return `flag` and `note` of each record, with the columns of `REVIEW_SCHEMA`."""
        flags = pl.Series("flag", self.names, dtype=pl.String)
        note = pl.repeat(None, len(self.codes), dtype=pl.String, eager=True).alias("note")
        if self.notes:
            told = sorted(self.notes.items())
            note = note.scatter([number for number, _ in told], [text for _, text in told])
        return pl.DataFrame([flags.gather(pl.Series(self.codes, dtype=pl.UInt32)), note])


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What was said of some records of a dataset.

    Attributes:
        rows: Their row numbers, int64 (k,).
        names: The flags, as in `Joined`.
        codes: uint16 (k,), the place of each record's flag in `names`.
        notes: The notes, by row number.
        images: uint64 (k,), as in `Joined`.
    """

    rows: NDArray[np.int64]
    names: tuple[str | None, ...]
    codes: NDArray[np.uint16]
    notes: dict[int, str]
    images: NDArray[np.uint64]


def short_hash(image: bytes | None) -> int:
    """Return the first eight bytes of an image's hash as a number; 0 for None."""
    return 0 if image is None else int.from_bytes(image[:8], "little")


def short_hashes(images: pl.Series) -> NDArray[np.uint64]:
    """Return `short_hash` of each, uint64 (n,)."""
    data = b"".join((image or b"")[:8].ljust(8, b"\0") for image in images)
    return np.frombuffer(data, "<u8").astype(np.uint64)


def join_flags(keys: RecordKeys, flags: pl.DataFrame) -> Joined:
    """Return what flags say of records.

    A flag is looked for under the slide that a record names and that its file is called after;
    where both are found the later one counts.

    Args:
        keys: Of the records.
        flags: Of one reader, as `Store.flags` returns them.
    """
    said = said_of(keys, flags)
    joined = Joined.of_none(len(keys))
    joined.codes[said.rows] = said.codes
    joined.images[said.rows] = said.images
    return Joined(said.names, joined.codes, said.notes, joined.images)


def said_of(keys: RecordKeys, flags: pl.DataFrame) -> Said:
    """Return what flags say of records, of those alone that they say something of.

    Args:
        keys: Of the records.
        flags: Of one reader, as `Store.flags` returns them.
    """
    rows, found = matches(keys, flags)
    flagged = flags[found]
    names = flagged["flag"].unique(maintain_order=True).drop_nulls().to_list()
    codes = np.zeros(len(rows), np.uint16)
    if names:
        places = flagged["flag"].replace_strict(
            names, list(range(1, len(names) + 1)), default=0, return_dtype=pl.UInt16
        )
        codes = places.fill_null(0).to_numpy()
    texts = flagged["note"]
    written = texts.ne("").fill_null(value=False)
    notes = dict(zip(rows[written.to_numpy()].tolist(), texts.filter(written), strict=True))
    images = short_hashes(flagged["image"])
    images[(codes == 0) & ~written.to_numpy()] = 0  # nothing is said any more that it could belie
    return Said(rows, (None, *names), codes, notes, images)


def flags_of(keys: RecordKeys, flags: pl.DataFrame) -> pl.DataFrame:
    """Return those of some flags that are of these records, by whichever readers.

    Args:
        keys: Of the records.
        flags: With the columns of keys, as `Store.flags` returns them.
    """
    if not flags.height or not len(keys):
        return flags.head(0)
    return flags[_pairs(keys, flags)["flagged"].unique().sort()]


def matches(keys: RecordKeys, flags: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return row numbers of records, none twice, and the row of the flag of each.

    Args:
        keys: Of the records.
        flags: Of one reader, as `Store.flags` returns them.
    """
    if not flags.height or not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    matched = _pairs(keys, flags)
    if keys.slide is not None:
        matched = matched.sort("number", "revision").unique("number", keep="last")
    return matched["number"].to_numpy(), matched["flagged"].to_numpy().astype(np.int64)


def _pairs(keys: RecordKeys, flags: pl.DataFrame) -> pl.DataFrame:
    """Return which flag is of which record: `number`, `flagged`, and the flag's `revision`."""
    slides = {name: code for code, name in enumerate(flags["slide"].unique().to_list())}
    wanted = flags.select(
        pl.col("slide").replace_strict(slides, return_dtype=pl.Int64),
        pl.col("x", "y").fill_null(ABSENT),
        "bytes",
        "ordinal",
        (pl.col("revision") if "revision" in flags.columns else pl.lit(0)).alias("revision"),
    ).with_row_index("flagged")
    # Slides that nobody flagged need not be looked at.
    of_file = np.array([slides.get(name, -1) for name in keys.names], np.int64)
    found = _of_slides(keys, wanted, of_file[keys.file_number])
    if keys.slide is None:
        return found
    told = keys.slide.replace_strict(slides, default=-1, return_dtype=pl.Int64).fill_null(-1)
    return pl.concat([found, _of_slides(keys, wanted, told.to_numpy())])


def _of_slides(keys: RecordKeys, wanted: pl.DataFrame, slide: NDArray[np.int64]) -> pl.DataFrame:
    rows = np.flatnonzero(slide >= 0)
    mine = pl.DataFrame(
        {
            "number": rows,
            "slide": slide[rows],
            "x": keys.x[rows],
            "y": keys.y[rows],
            "bytes": keys.bytes[rows],
            "ordinal": keys.ordinal[rows],
        }
    )
    return mine.join(wanted, on=list(KEY), how="inner").select("number", "flagged", "revision")


def keys_of(dataset: "Dataset") -> RecordKeys:
    """Return the keys of a dataset's records.

    Reads the indices, and the first and the last record of each file. All records are read, unless
    the cache knows them, of a file whose index tells no locations, and of one that holds other
    slides than it is called after, such as one that was joined of several.
    """
    files = list(dataset.load())
    names = [base_name(file.path) for file in files]
    read = [_told(dataset, file, name) for file, name in zip(files, names, strict=True)]
    located = [_located(file, told) for file, told in zip(files, read, strict=True)]
    counts = [len(file) for file in files]
    slides = [
        pl.repeat(None, len(file), dtype=pl.String, eager=True)
        if told is None
        else told["slide"].cast(pl.String)
        for file, told in zip(files, read, strict=True)
    ]
    return RecordKeys.of(
        names,
        np.repeat(np.arange(len(files), dtype=np.int32), counts),
        np.concatenate([np.zeros(0, np.int64), *(x for x, _, _ in located)]),
        np.concatenate([np.zeros(0, np.int64), *(y for _, y, _ in located)]),
        np.concatenate([np.zeros(0, np.bool_), *(there for _, _, there in located)]),
        np.concatenate([np.zeros(0, np.int64), *(file.bytes for file in files)]),
        pl.concat(slides) if any(told is not None for told in read) else None,
    )


def _told(dataset: "Dataset", file: "FileColumns", name: str) -> pl.DataFrame | None:
    """Return what the records of a file tell, None if its index and its name tell the same."""
    if not len(file):
        return None
    if not file.locations_known:
        return dataset.read_columns(file.file_number)
    try:
        tfrecord = dataset.open(file.file_number)
        told = read_slides(tfrecord, np.unique([0, len(file) - 1]))
    except (TfrError, OSError):  # the flags of its name are found all the same
        return None
    names = map(plain_name, told.names)
    return None if set(names) <= {plain_name(name)} else dataset.read_columns(file.file_number)


def _located(
    file: "FileColumns", read: pl.DataFrame | None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return x, y and whether there is a location, of each record of a file."""
    if file.locations_known or read is None:
        return file.x, file.y, file.has_location
    there = read["x"].is_not_null().to_numpy()
    x, y = (read[name].fill_null(0).cast(pl.Int64).to_numpy() for name in ("x", "y"))
    return x, y, there


def flags_frame(
    dataset: "Dataset", store: Store | None = None, reader: str | None = None
) -> pl.DataFrame:
    """Return what a reader said of a dataset's records.

    Args:
        dataset: The records; only their indices are read.
        store: Where flags are kept; None is the user's own.
        reader: Whose flags; None is whoever is logged in.

    Returns:
        A row a record in the order of the dataset, with the columns of `REVIEW_SCHEMA`; null
        where nothing was said.

    Raises:
        ReviewError: If the store cannot be read.
    """
    keys = keys_of(dataset)
    kept = Store() if store is None else store
    try:
        flags = kept.flags(reader=default_reader() if reader is None else reader)
    finally:
        if store is None:
            kept.close()
    return join_flags(keys, flags).frame()
