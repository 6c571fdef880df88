"""Writing a TFRecord: framed, whole or not at all, with its index."""

import errno
import operator
import os
from array import array
from collections.abc import Mapping, Sequence
from io import BufferedWriter, FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from tfrviewer.atomic import naming, new_token
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Value, make_example, parse_example
from tfrviewer.tfrecord.framing import OVERHEAD, frame
from tfrviewer.tfrecord.index import index_bytes, index_path_of
from tfrviewer.tfrecord.naming import HiddenNames, is_index, take_names
from tfrviewer.tfrecord.read_back import read_back

__all__ = ["RecordWriter", "is_index"]

_INT64 = 1 << 63
_LARGE = 1 << 17
"""Bytes written at once that take no less time for being gathered with others."""


class RecordWriter:
    """Writes records to a TFRecord, and its index as it goes.

    Used as a context manager. The bytes go to a temporary file beside the target, which takes
    the target's name once the block ends without an exception; otherwise nothing is left, and
    a file that was there before is untouched.

        with RecordWriter("SLIDE.tfrecords") as writer:
            writer.write_example({"image_raw": jpeg, "slide": "SLIDE", "loc_x": 768, "loc_y": 256})

    The bytes are those that TensorFlow's `TFRecordWriter` writes for the same payloads.

    Attributes:
        path: The TFRecord to write.
    """

    def __init__(
        self, path: str | Path, *, index: bool = True, sync: bool = True, token: str | None = None
    ) -> None:
        """Begin a file.

        Args:
            path: The TFRecord to write; Slideflow expects `<slide>.tfrecords`.
            index: Whether to write `<stem>.index.npz` beside it.
            sync: Whether the file is on the disk before it takes its name. Without, a loss of
                power soon after may leave an empty file where the old one was; a kill cannot.
            token: What `atomic.new_token` drew, where another process may have to know the
                names of what a kill leaves: `HiddenNames` tells them.

        Raises:
            OSError: If the folder cannot be written to, or a folder has the name of the index.
        """
        self.path = Path(path)
        self._index = index_path_of(self.path) if index else None
        self._sync = sync
        self._refuse_folder()
        self._hidden = HiddenNames.of(self.path, token or new_token())
        try:
            self._raw = FileIO(self._hidden.records, "xb")
        except OSError as error:  # of a file that the caller named, not of the hidden one
            error.filename = str(self.path)
            raise
        self._file: BufferedWriter | None = BufferedWriter(self._raw, 1 << 20)
        self._offset = 0
        # Arrays, not lists of tuples: a file may have a million records.
        self._sizes = array("q")
        self._locations = array("q")
        self._located = True
        self._whole = True

    def __len__(self) -> int:
        """Return the number of records written so far."""
        return len(self._sizes)

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._offset

    def write(self, payload: bytes, location: tuple[int, int] | None = None) -> None:
        """Write a payload as it is, or nothing of it if an argument is wrong.

        Args:
            payload: A serialised Example, or anything else.
            location: The (x, y) that the payload holds, for the index.

        Raises:
            TypeError: If the payload is no bytes, or the location no pair of whole numbers.
            ValueError: If the writer is closed, a number does not fit 64 bits, or an earlier
                record was not written whole.
            OSError: If it cannot be written; the file then takes no more, and is given up.
        """
        file = self._ready()
        place = None if location is None else _pair(location)
        framed = frame(payload)
        # Whatever ends it between here and there leaves bytes that no record is known of.
        self._whole = False
        with naming(self.path):
            file.write(framed)
        if place is None:
            self._located = False
        else:
            self._locations.extend(place)
        self._sizes.append(len(framed))
        self._offset += len(framed)
        self._whole = True

    def write_framed(
        self,
        data: bytes | memoryview | Sequence[bytes],
        sizes: Sequence[int] | npt.NDArray[np.int64],
        locations: Sequence[tuple[int, int]] | npt.NDArray[np.int64] | None = None,
    ) -> None:
        """Write records that are framed already, one after the other; `verify` looks at them.

        Args:
            data: The records, framed, and nothing else, in one piece or in several; a memoryview
                is of single bytes.
            sizes: The framed size of each.
            locations: The (x, y) of each, for the index; None where one of them has none.

        Raises:
            TypeError: If sizes or locations are no whole numbers.
            ValueError: If they do not fit the data, or as `write`.
            OSError: As `write`.
        """
        file = self._ready()
        lengths = _whole_numbers(sizes, "sizes")
        pieces = [data] if isinstance(data, bytes | memoryview) else data
        size = sum(map(len, pieces))
        if lengths.ndim != 1 or (lengths < OVERHEAD).any() or int(lengths.sum()) != size:
            raise ValueError(f"sizes are not those of records framed in {size:,} bytes.")
        places = None
        if locations is not None:
            places = _whole_numbers(locations, "locations").reshape(-1, 2)
            if len(places) != len(lengths):
                raise ValueError(f"{len(places):,} locations are not those of {len(lengths):,}.")
        self._whole = False
        with naming(self.path):
            for piece in pieces:
                if len(piece) < _LARGE:
                    file.write(piece)
                else:  # past the buffer, where it would be copied once more
                    file.flush()
                    _write_all(self._raw, piece)
        if places is None:
            self._located = False
        else:
            self._locations.frombytes(places.tobytes())
        self._sizes.frombytes(lengths.tobytes())
        self._offset += size
        self._whole = True

    def write_example(self, features: Mapping[str, Value]) -> None:
        """Write a tf.train.Example of the features; its location goes into the index.

        Args:
            features: By name: bytes, str (stored as UTF-8), a number or bool (stored as 0 or 1)
                of Python or NumPy, or several of one of them: a sequence or an array of one
                dimension. `loc_x` and `loc_y`, the tile's centre in level-0 slide pixels, are
                its location.

        Raises:
            TypeError: If it is no mapping, or a value is none of these.
            ValueError: If the writer is closed, or a whole number does not fit 64 bits.
        """
        if not isinstance(features, Mapping):
            raise TypeError(f"features is a mapping by names, not {type(features).__name__}.")
        payload = make_example(features)
        self.write(payload, parse_example(payload).location)

    def verify(self, *, cancel: CancelToken | None = None) -> os.stat_result:
        """Read back what was written: the framing, every checksum, and the number of records.

        It is read from where the system keeps it until it is on the disk, at a small part of
        what the writing took.

        Args:
            cancel: Looked at now and then.

        Returns:
            What the system knows of the file; it takes its size and time of change with it
            when it takes its name.

        Raises:
            BuildError: If it is not what was written; the writer then takes no more, and
                nothing of it is left once it is discarded.
            ValueError: If the writer is closed, or a record was not written whole.
            Cancelled: If `cancel` was raised.
            OSError: If it cannot be written or read.
        """
        self._flush()
        self._whole = False
        with naming(self.path):
            sizes = np.array(self._sizes, np.int64)
            read_back(self._hidden.records, sizes, told=self.path, cancel=cancel)
        self._whole = True
        return self.status()

    def status(self) -> os.stat_result:
        """Return what the system knows of the file when all of it has been written."""
        self._flush()
        return self._hidden.records.stat()

    def close(self) -> None:
        """Finish the file: give it its name, and its index beside it.

        What has the name of the index is replaced; with `index=False` an index of the file
        that is replaced is taken away, and anything else of that name stays.

        Raises:
            OSError: If something cannot be written; the file that was there is untouched, or
                whole and new without an index.
            ValueError: If a record was not written whole.
        """
        if self._file is None:
            return
        try:
            self._flush()
            with naming(self.path):
                if self._sync:
                    os.fsync(self._file.fileno())
                self._file.close()
            self._refuse_folder()
            if self._index is not None:
                self._write_index()
            take_names(self.path, self._hidden, index=self._index is not None)
        except BaseException:
            self._give_up()
            raise
        self._file = None

    def discard(self) -> None:
        """Give up: nothing of what was written is left."""
        if self._file is not None:
            self._give_up()

    def _ready(self) -> BufferedWriter:
        """Return the file to write to."""
        if self._file is None:
            raise ValueError(f"The writer of {self.path} is closed.")
        if not self._whole:
            raise ValueError(
                f"A record of {self.path} was not written whole, so that the file cannot be "
                "finished. Write it anew."
            )
        return self._file

    def _flush(self) -> None:
        file = self._ready()
        self._whole = False
        with naming(self.path):
            file.flush()
        self._whole = True

    def _give_up(self) -> None:
        file, self._file = self._file, None
        try:
            if file is not None:
                file.close()
        except OSError:
            pass  # it tries once more to write what is given up; the file is closed all the same
        finally:
            self._hidden.new_index.unlink(missing_ok=True)
            self._hidden.records.unlink(missing_ok=True)

    def _write_index(self) -> None:
        sizes = np.array(self._sizes, np.int64)
        records = np.stack((np.cumsum(sizes) - sizes, sizes), axis=1)
        places = np.array(self._locations, np.int64).reshape(-1, 2) if self._located else None
        try:
            self._hidden.new_index.write_bytes(index_bytes(records, places))
        except OSError as error:
            error.filename = str(self._index)  # nobody knows the other one
            raise

    def _refuse_folder(self) -> None:
        if self._index is not None and self._index.is_dir():
            raise IsADirectoryError(
                errno.EISDIR, "A folder has the name of the index", str(self._index)
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


def _write_all(file: FileIO, data: bytes | memoryview) -> None:
    """Write past a buffer: the system may take a part, as of a signal or the last of a disk."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _pair(location: tuple[int, int]) -> tuple[int, int]:
    try:
        x, y = (operator.index(value) for value in location)
    except (TypeError, ValueError):
        raise TypeError(f"location is a pair of whole numbers, not {location!r}.") from None
    if not all(-_INT64 <= value < _INT64 for value in (x, y)):
        raise ValueError(f"location={location!r} does not fit 64 bits.")
    return x, y


def _whole_numbers(values: object, name: str) -> npt.NDArray[np.int64]:
    array_of = np.asarray(values)
    if array_of.size == 0:
        return np.empty(0, np.int64)
    if array_of.dtype.kind != "i":
        raise TypeError(f"{name} are whole numbers of 64 bits, not {array_of.dtype}.")
    return np.ascontiguousarray(array_of, np.int64)
