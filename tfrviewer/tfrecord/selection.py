"""Which records of a TFRecord a loader delivers: an index, a clip and a shard, as numbers.

The order of these three is Slideflow's: of the records that the index names, the first `clip` are
taken, and of those the shard.
"""

import operator
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import Finding, FindingKind, IndexFileError, Severity
from tfrviewer.tfrecord.file import TFRecord

Int64Array: TypeAlias = npt.NDArray[np.int64]
AnyPath: TypeAlias = str | bytes | os.PathLike[str]
AnyIndex: TypeAlias = AnyPath | npt.NDArray[Any] | Sequence[Sequence[int]]
Shard: TypeAlias = tuple[int, int]


def as_path(path: AnyPath) -> Path:
    """Return a path given as str, bytes or Path, as it is from anywhere.

    Raises:
        TypeError: If it is none of these.
    """
    return Path(os.fsdecode(path)).absolute()


def as_index(index: AnyIndex | None) -> Path | Int64Array | None:
    """Return an index as a path, or as int64 (n, 2) of the loader's own.

    Raises:
        ValueError: If it is an array of another shape or type.
        TypeError: If it is no index at all.
    """
    if index is None or isinstance(index, Path):
        return None if index is None else as_path(index)
    if isinstance(index, str | bytes | os.PathLike):
        return as_path(index)
    if not isinstance(index, np.ndarray | list | tuple):
        raise TypeError(
            "An index is an index file or an array of offsets and sizes (tfrviewer.load_index), "
            f"not {index!r:.80}."
        )
    rows = np.asarray(index)
    if not rows.size:
        return np.empty((0, 2), np.int64)
    if rows.ndim == 1:  # NumPy reads one line of text so
        rows = rows.reshape(1, -1)
    if rows.ndim != 2 or rows.shape[1] != 2 or rows.dtype.kind not in "iu":
        raise ValueError(
            f"An index is an array of integers of shape (n, 2), not {rows.dtype} {rows.shape}."
        )
    return rows.astype(np.int64)


def select_records(tfrecord: TFRecord, index: Path | Int64Array | None) -> Int64Array:
    """Return the numbers of the records that an index names, in its order.

    Args:
        tfrecord: The file.
        index: An index file, which must fit the whole file; or int64 (n, 2) of offsets and framed
            sizes: all of the records, a part of them, or in another order. None for all.

    Returns:
        int64 (n,).

    Raises:
        IndexFileError: If the index names what is no record of the file, or cannot be read, or is
            a file that does not fit.
        OSError: If an index file is not there.
    """
    if index is None:
        return np.arange(len(tfrecord), dtype=np.int64)
    if isinstance(index, Path):
        index.stat()  # one that is not there is no bad index
        index = TFRecord(tfrecord.path, index).index
    return _numbers_of(index, tfrecord)


def take_clip(numbers: Int64Array, clip: int | None, path: Path) -> Int64Array:
    """Return the first `clip` records; all for None.

    Raises:
        ValueError: If the clip is below 1, or beyond the end.
    """
    if clip is None:
        return numbers
    check_clip(clip)
    if clip > len(numbers):
        raise ValueError(
            f"A clip of {clip:,} is beyond the end of {path.name}, which has {len(numbers):,} "
            "records here. Leave clip out to take all of them."
        )
    return numbers[:clip]


def check_clip(clip: int) -> None:
    """Check that a clip is a number of records.

    Raises:
        ValueError: If it is not.
    """
    if isinstance(clip, bool) or not isinstance(clip, int | np.integer) or clip < 1:
        raise ValueError(
            f"A clip is a number of records, 1 or more, not {clip!r}. Leave it out to take all."
        )


def check_shard(shard: Shard) -> Shard:
    """Return a shard (i, n): the i-th, from 0, of n.

    Raises:
        ValueError: If it is none.
    """
    try:
        i, n = map(operator.index, shard if isinstance(shard, tuple | list) else (shard,))
    except (TypeError, ValueError):
        raise ValueError(f"A shard is a pair (number, number of shards), not {shard!r}.") from None
    if n < 1 or not 0 <= i < n:
        raise ValueError(
            f"There is no shard {i} of {n}. A shard is (number, number of shards), counted from "
            f"0: (0, 2) and (1, 2) are the halves."
        )
    return i, n


def take_shard(numbers: Int64Array, shard: Shard | None) -> Int64Array:
    """Return the i-th of n blocks of records, as `numpy.array_split` cuts them.

    With more shards than records some blocks are empty; Slideflow then gives them all to the
    first shard.
    """
    if shard is None:
        return numbers
    start, stop = (shard_start(len(numbers), k, shard[1]) for k in (shard[0], shard[0] + 1))
    return numbers[start:stop]


def shard_start(count: int, i: int, n: int) -> int:
    """Return where the i-th of n blocks of `count` records begins."""
    size, longer = divmod(count, n)
    return i * size + min(i, longer)


def _numbers_of(rows: Int64Array, tfrecord: TFRecord) -> Int64Array:
    """Return the number of the record that each row of an index names."""
    own = tfrecord.index
    if np.array_equal(rows, own):
        return np.arange(len(own), dtype=np.int64)
    numbers = np.searchsorted(own[:, 0], rows[:, 0])
    known = numbers < len(own)
    known[known] = (own[numbers[known]] == rows[known]).all(axis=1)
    if not known.all():
        row = int(np.argmin(known))
        offset, size = rows[row].tolist()
        raise IndexFileError(
            Finding(
                kind=FindingKind.FOREIGN_INDEX,
                severity=Severity.ERROR,
                file=str(tfrecord.path),
                offset=offset,
                message=f"The index given names a record of {size:,} bytes there (its row {row}), "
                "which this file does not have: it is the index of another file, or of an "
                "earlier state of this one.",
                remedy="Give the index of this file (tfrviewer.load_index), or none.",
            )
        )
    return numbers.astype(np.int64)
