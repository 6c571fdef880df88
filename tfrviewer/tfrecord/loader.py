"""`tfrecord_loader`: the records of one TFRecord, one after another, as often as wanted."""

from collections.abc import Iterator
from typing import Any

from tfrviewer.errors import Finding
from tfrviewer.tfrecord.description import AnyDescription, as_description
from tfrviewer.tfrecord.reader import OnDamage, RecordReader
from tfrviewer.tfrecord.selection import (
    AnyIndex,
    AnyPath,
    Shard,
    as_index,
    as_path,
    check_shard,
    select_records,
    take_clip,
    take_shard,
)


class RecordLoader:
    """Delivers records of one TFRecord, in the order of its index; made by `tfrecord_loader`.

    Each `iter()` is a pass of its own over the same records. `len()` is the number of records in
    a pass, damaged ones among them. Can be pickled: another process opens the file itself.

    Attributes:
        path: The file.
        numbers: int64 (n,), the numbers of the records in the order of delivery.
    """

    def __init__(
        self,
        path: AnyPath,
        index: AnyIndex | None = None,
        shard: Shard | None = None,
        clip: int | None = None,
        description: AnyDescription | None = None,
        compression: str | None = None,
        *,
        as_numpy: bool = False,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
    ) -> None:
        """Open the file and check all that was asked for; see `tfrecord_loader`."""
        asked = as_description(description)
        block = None if shard is None else check_shard(shard)
        given = as_index(index)
        # All of it the loader's own: what is sent to another process is what was checked here.
        self._arguments = (as_path(path), given, block, clip, asked, compression)
        self._options = {"as_numpy": as_numpy, "check_crc": check_crc, "on_damage": on_damage}
        self._reader = RecordReader(
            path,
            compression=compression,
            as_numpy=as_numpy,
            check_crc=check_crc,
            on_damage=on_damage,
            whole=index is None,
        )
        self.path = self._reader.tfrecord.path
        selected = take_clip(select_records(self._reader.tfrecord, given), clip, self.path)
        self._reader.describe(asked, selected)
        self.numbers = take_shard(selected, block)
        self.numbers.flags.writeable = False

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        read = self._reader.read
        for number in self.numbers.tolist():
            values = read(number)
            if values is not None:
                yield values

    @property
    def skipped(self) -> int:
        """How many damaged records were passed over so far, each counted once."""
        return len(self._reader.skipped)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file and with its records, as far as they were read."""
        return self._reader.findings

    def close(self) -> None:
        """Close the file; reading on opens it again."""
        self._reader.tfrecord.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _load, (self._arguments, self._options)

    def __repr__(self) -> str:
        return f"<RecordLoader of {len(self):,} records of {self.path}>"


def _load(arguments: tuple[Any, ...], options: dict[str, Any]) -> RecordLoader:
    return RecordLoader(*arguments, **options)


def tfrecord_loader(
    path: AnyPath,
    index: AnyIndex | None = None,
    shard: Shard | None = None,
    clip: int | None = None,
    description: AnyDescription | None = None,
    compression: str | None = None,
    *,
    as_numpy: bool = False,
    check_crc: bool = True,
    on_damage: OnDamage = "raise",
) -> RecordLoader:
    """Deliver the records of a TFRecord in sequence, as dicts of their features.

    What `slideflow.tfrecord.tfrecord_loader` does, with the index given or not: it is found
    beside the file or in the user's cache, or made and kept in the cache. Every argument is
    checked here, before the first record.

    Args:
        path: The TFRecord, as str, bytes or Path.
        index: An index file, or int (n, 2) of offsets and framed sizes. A part of the records,
            or another order, is honoured. None for all, in the order of the file.
        shard: (i, n): the i-th of n contiguous blocks of the records, as `numpy.array_split`
            cuts them; each record is in exactly one, also when n exceeds their number.
        clip: Take only the first `clip` records (before `shard`), at every pass.
        description: Names of the features to give, or a dict with the kind that each must have
            ("byte", "int", "float"). None for all that a record has.
        compression: "gzip" or "zlib"; found by itself, so it need not be given.
        as_numpy: Give arrays as Slideflow does: uint8 (n,) of bytes, int64 (n,), float32 (n,).
            Otherwise one value is that value (`image_raw` bytes, `slide` str, `loc_x` int), and
            several are a list.
        check_crc: Compare each payload with its CRC. Slideflow compares none.
        on_damage: "raise" ends with an error at a damaged record; "skip" passes it over and counts
            it (`skipped`, `findings`).

    Returns:
        A loader that can be iterated again and again, with `len()`.

    Raises:
        ValueError: If a clip is below 1 or beyond the end, a shard does not exist, a feature
            described is in no record or of another kind, or the compression is another.
        IndexFileError: If the index is that of another file, or cannot be read.
        RecordError: If the file has lost records (unless "skip"); while iterating, if a record
            is damaged, or lacks a feature asked for.
        NotATFRecordError: If the file is no TFRecord.
        OSError: If it cannot be opened.
    """
    return RecordLoader(
        path,
        index,
        shard,
        clip,
        description,
        compression,
        as_numpy=as_numpy,
        check_crc=check_crc,
        on_damage=on_damage,
    )
