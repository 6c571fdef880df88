"""Writing a TFRecord: framed, whole or not at all, with its index."""

import os
from collections.abc import Mapping
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
        self._records: list[tuple[int, int]] = []
        self._locations: list[tuple[int, int] | None] = []

    def __len__(self) -> int:
        """Return the number of records written so far."""
        return len(self._records)

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
        self._records.append((self._offset, size))
        self._locations.append(location)
        self._offset += size

    def write_example(self, features: Mapping[str, Value]) -> None:
        """Write a tf.train.Example of the features; its location goes into the index."""
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
            self._temporary.replace(self.path)
        except BaseException:
            self.discard()
            raise
        self._file = None
        if self._index:
            located = [location for location in self._locations if location is not None]
            complete = len(located) == len(self._records)
            write_index(
                index_path_of(self.path),
                np.array(self._records, np.int64).reshape(-1, 2),
                np.array(located, np.int64).reshape(-1, 2) if complete and located else None,
            )

    def discard(self) -> None:
        """Give up: nothing of what was written is left."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._temporary.unlink(missing_ok=True)

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
