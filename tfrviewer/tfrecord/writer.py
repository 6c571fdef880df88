"""Writing a TFRecord: framed, whole or not at all, with its index."""

import errno
import operator
import os
from array import array
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from tfrviewer.atomic import naming, temporary_beside
from tfrviewer.errors import IndexFileError
from tfrviewer.tfrecord.example import Value, make_example, parse_example
from tfrviewer.tfrecord.framing import OVERHEAD, frame
from tfrviewer.tfrecord.index import index_path_of, read_index, write_index

_INT64 = 1 << 63


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

    def __init__(self, path: str | Path, *, index: bool = True) -> None:
        """Begin a file.

        Args:
            path: The TFRecord to write; Slideflow expects `<slide>.tfrecords`.
            index: Whether to write `<stem>.index.npz` beside it.

        Raises:
            OSError: If the folder cannot be written to, or a folder has the name of the index.
        """
        self.path = Path(path)
        self._index = index_path_of(self.path) if index else None
        self._refuse_folder()
        self._temporary = temporary_beside(self.path)
        self._file: BinaryIO | None = open(self._temporary, "xb", buffering=1 << 20)  # noqa: SIM115
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
        if self._file is None:
            raise ValueError(f"The writer of {self.path} is closed.")
        self._refuse_broken()
        place = None if location is None else _pair(location)
        framed = frame(payload)
        # Whatever ends it between here and there leaves bytes that no record is known of.
        self._whole = False
        with naming(self.path):
            self._file.write(framed)
        if place is None:
            self._located = False
        else:
            self._locations.extend(place)
        self._sizes.append(len(payload) + OVERHEAD)
        self._offset += len(framed)
        self._whole = True

    def write_example(self, features: Mapping[str, Value]) -> None:
        """Write a tf.train.Example of the features; its location goes into the index.

        Args:
            features: By name: bytes, str (stored as UTF-8), int or float, or a sequence of one
                of them. `loc_x` and `loc_y`, the tile's centre in level-0 slide pixels, are its
                location.

        Raises:
            TypeError: If a value is none of these.
            ValueError: If the writer is closed, or a whole number does not fit 64 bits.
        """
        payload = make_example(features)
        self.write(payload, parse_example(payload).location)

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
        new_index: Path | None = None
        try:
            self._refuse_broken()
            with naming(self.path):
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
            self._refuse_folder()
            if self._index is not None:
                new_index = temporary_beside(self._index)
                self._write_index(self._index, new_index)
            self._take_names(new_index)
        except BaseException:
            if new_index is not None:
                new_index.unlink(missing_ok=True)
            self._give_up()
            raise
        self._file = None

    def discard(self) -> None:
        """Give up: nothing of what was written is left."""
        if self._file is not None:
            self._give_up()

    def _give_up(self) -> None:
        file, self._file = self._file, None
        try:
            if file is not None:
                file.close()
        except OSError:
            pass  # it tries once more to write what is given up; the file is closed all the same
        finally:
            self._temporary.unlink(missing_ok=True)

    def _take_names(self, new_index: Path | None) -> None:
        """Give the file its name, and its index.

        No index lies there while the file is replaced: one of the old file would lie of the
        new. A kill in between leaves a file without an index, which every reader builds anew.
        """
        path = index_path_of(self.path)
        aside = temporary_beside(path) if self._is_old_index(path) else None
        if aside is not None:
            path.rename(aside)
        try:
            self._temporary.replace(self.path)
        except BaseException:
            if aside is not None:
                aside.rename(path)
            raise
        try:
            if new_index is not None:
                new_index.replace(path)
        finally:
            if aside is not None:
                aside.unlink()

    def _is_old_index(self, path: Path) -> bool:
        """Tell whether what has the name of the index is one of the file to be replaced."""
        if not self.path.exists() or not (path.is_symlink() or path.is_file()):
            return False
        return self._index is not None or is_index(path)

    def _write_index(self, path: Path, temporary: Path) -> None:
        sizes = np.array(self._sizes, np.int64)
        records = np.stack((np.cumsum(sizes) - sizes, sizes), axis=1)
        places = np.array(self._locations, np.int64).reshape(-1, 2) if self._located else None
        try:
            write_index(temporary, records, places)
        except OSError as error:
            error.filename = str(path)  # nobody knows the other one
            raise

    def _refuse_folder(self) -> None:
        if self._index is not None and self._index.is_dir():
            raise IsADirectoryError(
                errno.EISDIR, "A folder has the name of the index", str(self._index)
            )

    def _refuse_broken(self) -> None:
        if not self._whole:
            raise ValueError(
                f"A record of {self.path} was not written whole, so that the file cannot be "
                "finished. Write it anew."
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


def is_index(path: Path) -> bool:
    """Tell whether a file lists records that follow one another from byte 0.

    The file of tile locations beside a feature bag has the name of an index, and does not.
    """
    try:
        records = read_index(path).records
    except (IndexFileError, OSError):
        return False
    if not len(records):
        return True
    follows = records[1:, 0] == records[:-1, 0] + records[:-1, 1]
    return (
        int(records[0, 0]) == 0 and bool((records[:, 1] >= OVERHEAD).all()) and bool(follows.all())
    )


def _pair(location: tuple[int, int]) -> tuple[int, int]:
    try:
        x, y = (operator.index(value) for value in location)
    except (TypeError, ValueError):
        raise TypeError(f"location is a pair of whole numbers, not {location!r}.") from None
    if not all(-_INT64 <= value < _INT64 for value in (x, y)):
        raise ValueError(f"location={location!r} does not fit 64 bits.")
    return x, y
