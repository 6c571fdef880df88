"""Index files: where each record of a TFRecord begins, how long it is, and where its tile lies.

The form is Slideflow's: `<stem>.index.npz` with `arr_0`, int64 (N, 2), offset of the length
field and total framed size; and `locations`, int64 (N, 2), or float64 (0,) where there are
none. Older forms are read as well: `.index.npy` (arr_0 alone), `.index.npz` without locations,
and a text file `.index` of lines "offset size".

An index found on disk is never trusted for its name: `check_fit` compares it with the file.
"""

import os
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from tfrviewer.atomic import write_atomically
from tfrviewer.errors import Finding, FindingKind, IndexFileError, Severity
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD, read_header
from tfrviewer.tfrecord.source import FileSource

Int64Array = npt.NDArray[np.int64]

SUFFIXES = (".index", ".index.npz", ".index.npy")
"""In the order in which Slideflow looks for them."""

_SHARD = re.compile(r"\.tfrec(?:ords?)?-\d{5}-of-\d{5}$", re.IGNORECASE)
_SPOT_CHECKS = 32
REBUILD = "It is not used. Rebuild it: tfrviewer index --rebuild, or File > Rebuild Indices."


@dataclass(frozen=True, slots=True)
class Index:
    """What an index file says.

    Attributes:
        records: int64 (N, 2): offset of each record's length field, and its framed size.
        locations: int64 (N, 2), the tiles' centres in level-0 pixels; None where the index
            says nothing about them.
        source: The file it was read from.
    """

    records: Int64Array
    locations: Int64Array | None
    source: Path


def stem_of(tfrecord: str | Path) -> str:
    """Return a TFRecord's name without its last extension; Slideflow's slide name.

    Of a shard such as `train.tfrecord-00000-of-00010` it is the whole name: without the number
    all shards would share one index.
    """
    path = Path(tfrecord)
    return path.name if _SHARD.search(path.name) else path.stem


def index_path_of(tfrecord: str | Path) -> Path:
    """Return where the index of a TFRecord is written: `<stem>.index.npz` beside it."""
    path = Path(tfrecord)
    return path.with_name(f"{stem_of(path)}.index.npz")


def find_index(tfrecord: str | Path) -> Path | None:
    """Return the index file beside a TFRecord, or None.

    Looks for `<stem>.index`, `.index.npz` and `.index.npy`, in Slideflow's order. That a file
    is found does not say that it fits.

    Args:
        tfrecord: The TFRecord; it need not be there.
    """
    path = Path(tfrecord)
    return next(iter(find_indices(path)), None)


def find_indices(tfrecord: Path) -> list[Path]:
    """Return all index files beside a TFRecord, in the order in which they are looked for."""
    return [path for path in possible_indices(tfrecord) if _is_file(path)]


def possible_indices(tfrecord: Path) -> list[Path]:
    """Return where an index of a TFRecord may lie, in the order in which it is looked for."""
    stem = stem_of(tfrecord)
    return [tfrecord.with_name(stem + suffix) for suffix in SUFFIXES]


def read_index(path: Path) -> Index:
    """Read an index file of any form.

    Raises:
        IndexFileError: If it is none, with the reason.
        OSError: If it cannot be opened.
    """
    with open(path, "rb") as file:
        try:
            records, locations = _read_arrays(path, file)
            return Index(_as_pairs(records, "arr_0"), _as_locations(locations, len(records)), path)
        except _UnreadableError as error:
            reason = str(error)
        except Exception as error:  # damage to a zip or an array raises nearly anything
            reason = f"it is damaged ({error or type(error).__name__})"
    raise IndexFileError(
        Finding(
            kind=FindingKind.UNREADABLE_INDEX,
            severity=Severity.WARNING,
            file=str(path),
            message=f"The index cannot be read: {reason}.",
            remedy=REBUILD,
        )
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """How an index and its TFRecord go together.

    Attributes:
        misfit: What kind of misfit it is, or None if the index fits.
        reason: Why it does not fit.
        lengths_hold: Whether all length fields looked at hold their CRC; if not, the TFRecord
            is damaged, and the index cannot tell where.
    """

    misfit: FindingKind | None = None
    reason: str = ""
    lengths_hold: bool = True


def check_fit(records: Int64Array, source: FileSource) -> Fit:
    """Compare an index with its TFRecord.

    It fits if its first record begins at byte 0, each next one where the one before ends, the
    last ends with the file, and the length fields of up to 32 records, spread evenly, say the
    same. No payload is read.

    Args:
        records: int64 (N, 2), offset and framed size, from an untrusted file.
        source: The TFRecord.
    """
    count = len(records)
    if not count:
        reason = f"it lists no record, but the file has {source.size:,} bytes"
        return Fit(FindingKind.STALE_INDEX, reason) if source.size else Fit()
    offsets, sizes = records[:, 0], records[:, 1]
    # Differences of what is not negative cannot overflow, as sums of untrusted numbers can.
    plausible = bool((offsets >= 0).all()) and bool((sizes >= OVERHEAD).all())
    contiguous = plausible and bool((np.diff(offsets) == sizes[:-1]).all())
    if not contiguous and int(offsets[0]) != 0:
        return Fit(
            FindingKind.FOREIGN_INDEX,
            "its numbers are no byte offsets and sizes; it may be the index of a feature bag, "
            "which holds tile locations under the same name",
        )
    if not contiguous:
        return Fit(FindingKind.STALE_INDEX, "its records do not follow one another")
    if int(offsets[0]) != 0:
        return Fit(
            FindingKind.STALE_INDEX, f"its first record begins at byte {int(offsets[0]):,}, not 0"
        )
    end = int(offsets[-1]) + int(sizes[-1])
    if end != source.size:
        return Fit(
            FindingKind.STALE_INDEX,
            f"its last record ends at byte {end:,}, but the file ends at byte {source.size:,}",
        )
    picks = np.unique(np.linspace(0, count - 1, _SPOT_CHECKS).astype(np.int64))
    all_hold = True
    for pick in picks.tolist():
        offset, size = int(offsets[pick]), int(sizes[pick])
        length, holds = read_header(source.read(offset, HEADER))
        if length + OVERHEAD != size:
            return Fit(
                FindingKind.STALE_INDEX,
                f"it puts record {pick} at byte {offset:,} with {size:,} bytes, "
                f"but the length field there says {length + OVERHEAD:,}",
            )
        all_hold &= holds
    return Fit(lengths_hold=all_hold)


def write_index(path: Path, records: Int64Array, locations: Int64Array | None) -> None:
    """Write an index in Slideflow's form, whole or not at all.

    Args:
        path: Where to; should end in `.index.npz`.
        records: int64 (N, 2), offset and framed size.
        locations: int64 (N, 2); None, or of another length, writes the float64 (0,) that
            Slideflow writes where there are none: it would misread a shorter array.
    """
    write_atomically(path, index_bytes(records, locations))


def index_bytes(records: Int64Array, locations: Int64Array | None) -> bytes:
    """Return what `write_index` writes; the same arguments give the same bytes."""
    count = len(records)
    arrays: dict[str, npt.NDArray[Any]] = {
        "arr_0": records.astype(np.int64, copy=False) if count else np.empty(0, np.float64),
        "locations": (
            locations.astype(np.int64, copy=False)
            if locations is not None and len(locations) == count and count
            else np.empty(0, np.float64)
        ),
    }
    buffer = BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]  # the stub takes **kwds for allow_pickle
    return buffer.getvalue()


class _UnreadableError(Exception):
    """Why an index cannot be read."""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name of the TFRecord leaves no room for the suffix
        return False


def _read_arrays(path: Path, file: BinaryIO) -> tuple[npt.NDArray[Any], npt.NDArray[Any] | None]:
    """Return arr_0 and, if they are there, the locations of an index file of any form."""
    head = file.read(6)
    file.seek(0)
    if not head:
        raise _UnreadableError("it is empty (0 bytes)")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        arrays = _read_npz(file)
        if "arr_0" not in arrays:
            raise _UnreadableError("it has no array named arr_0")
        return arrays["arr_0"], arrays.get("locations")
    if head.startswith(b"\x93NUMPY"):
        return _read_array(file.read()), None
    if path.suffix == ".index":
        return _read_text(file.read()), None
    raise _UnreadableError("it is not a NumPy file")


def _read_npz(file: BinaryIO) -> dict[str, npt.NDArray[Any]]:
    arrays = {}
    # A zip can promise any size: 24 MB of records a MB of file is beyond any index.
    most = 24 * file.seek(0, os.SEEK_END) + (1 << 16)
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = info.filename.removesuffix(".npy")
            if name in ("arr_0", "locations"):
                if info.file_size > most:
                    raise _UnreadableError(f"its array {name} unpacks to {info.file_size:,} bytes")
                arrays[name] = _read_array(archive.read(info))
    return arrays


def _read_array(data: bytes) -> npt.NDArray[Any]:
    """Read an .npy from bytes; its header may not promise more than the bytes that follow."""
    file = BytesIO(data)
    version = np.lib.format.read_magic(file)
    read_header = (
        np.lib.format.read_array_header_1_0
        if version == (1, 0)
        else np.lib.format.read_array_header_2_0
    )
    shape, fortran, dtype = read_header(file)
    if dtype.hasobject or dtype.kind not in "iuf":
        raise _UnreadableError(f"an array in it holds {dtype}, not numbers")
    count = 1
    for side in shape:
        count *= side
    if len(data) - file.tell() < count * dtype.itemsize:
        raise _UnreadableError("an array in it is cut short")
    flat = np.frombuffer(data, dtype, count, file.tell())
    return flat.reshape(shape, order="F" if fortran else "C")


def _read_text(data: bytes) -> npt.NDArray[Any]:
    words = data.split()
    if len(words) % 2 or not all(word.isdigit() and len(word) < 19 for word in words):
        raise _UnreadableError("it is not a list of offsets and sizes")
    return np.array([int(word) for word in words], np.int64).reshape(-1, 2)


def _as_pairs(array: npt.NDArray[Any], name: str) -> Int64Array:
    if array.size == 0:
        return np.empty((0, 2), np.int64)
    if array.ndim == 1 and array.size == 2:  # a text index of one record, read by NumPy
        array = array.reshape(1, 2)
    if array.ndim != 2 or array.shape[1] != 2:
        raise _UnreadableError(f"{name} has shape {array.shape}, not (records, 2)")
    if array.dtype.kind == "f" and not bool((np.abs(array) < 2.0**63).all()):
        raise _UnreadableError(f"{name} holds numbers beyond 64 bits")
    if array.dtype.kind == "f" and not bool((array == np.round(array)).all()):
        raise _UnreadableError(f"{name} holds fractions")
    if array.dtype.kind == "u" and array.dtype.itemsize == 8 and bool((array >> 63).any()):
        raise _UnreadableError(f"{name} holds numbers beyond 64 bits")
    return array.astype(np.int64)


def _as_locations(array: npt.NDArray[Any] | None, count: int) -> Int64Array | None:
    """Return locations only where there is one a record: fewer cannot be told apart."""
    if array is None or array.ndim != 2 or array.shape != (count, 2) or array.dtype.kind == "f":
        return None
    return array.astype(np.int64)
