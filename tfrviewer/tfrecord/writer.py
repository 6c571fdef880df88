"""Writing a TFRecord: framed, whole or not at all, with its index."""

import os
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from tfrviewer.atomic import temporary_beside
from tfrviewer.tfrecord.example import Value, make_example, parse_example
from tfrviewer.tfrecord.framing import OVERHEAD, frame
from tfrviewer.tfrecord.index import index_path_of, write_index


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
            OSError: If the folder cannot be written to.
        """
        self.path = Path(path)
        self._index = index
        self._temporary = temporary_beside(self.path)
        self._file: BinaryIO | None = open(self._temporary, "xb", buffering=1 << 20)  # noqa: SIM115
        self._offset = 0
        # Arrays, not lists of tuples: a file may have a million records.
        self._sizes = array("q")
        self._locations = array("q")
        self._located = True

    def __len__(self) -> int:
        """Return the number of records written so far."""
        return len(self._sizes)

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._offset

    def write(self, payload: bytes, location: tuple[int, int] | None = None) -> None:
        """Write a payload as it is.

        Args:
            payload: A serialised Example, or anything else.
            location: The (x, y) that the payload holds, for the index.
        """
        if self._file is None:
            raise ValueError(f"The writer of {self.path} is closed.")
        self._file.write(frame(payload))
        size = len(payload) + OVERHEAD
        if location is None:
            self._located = False
        else:
            self._locations.extend(location)
        self._sizes.append(size)
        self._offset += size

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
        """Finish the file: give it its name, and write its index."""
        if self._file is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            with self._old_index_aside():
                self._temporary.replace(self.path)
        except BaseException:
            self.discard()
            raise
        self._file = None
        if self._index:
            sizes = np.array(self._sizes, np.int64)
            write_index(
                index_path_of(self.path),
                np.stack((np.cumsum(sizes) - sizes, sizes), axis=1),
                np.array(self._locations, np.int64).reshape(-1, 2) if self._located else None,
            )

    def discard(self) -> None:
        """Give up: nothing of what was written is left."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._temporary.unlink(missing_ok=True)

    @contextmanager
    def _old_index_aside(self) -> Iterator[None]:
        """Have no index while the file is replaced: one of the old file would lie of the new.

        A kill in between leaves a file without an index, which every reader builds anew.
        """
        path = index_path_of(self.path)
        aside = temporary_beside(path)
        if not self.path.exists():  # what has the name of its index is something else
            yield
            return
        try:
            path.rename(aside)
        except OSError:  # there is none, or it cannot be moved; then it is replaced as well
            yield
            return
        try:
            yield
        except BaseException:
            aside.rename(path)
            raise
        aside.unlink()

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
