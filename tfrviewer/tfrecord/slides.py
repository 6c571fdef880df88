"""The slide and the location of many records, read off their heads and tails.

What the scan does for locations (`wire`), for those who have to know slides before they read
whole records: names are taken where they lie in the windows that were read, and anything that is
not understood is left to protobuf.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import RecordError
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import parse_example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import OVERHEAD
from tfrviewer.tfrecord.windows import borrowed_windows, read_windows
from tfrviewer.tfrecord.wire import BoolArray, Int64Array, Rows, Walk

_BATCH = 1024
_NAME = np.frombuffer(b"slide", np.uint8)
_FEATURE, _BYTES_LIST, _VALUE = 2 << 3 | 2, 1 << 3 | 2, 1 << 3 | 2


@dataclass(frozen=True, slots=True, eq=False)
class SlidesRead:
    """What some records tell of themselves.

    Attributes:
        names: The different slides, as text.
        codes: int32 (n,), which of them each record tells; -1 for none.
        xy: int64 (n, 2), its location; 0 where it tells none.
        has_location: bool (n,), whether it tells both coordinates.
    """

    names: list[str]
    codes: npt.NDArray[np.int32]
    xy: Int64Array
    has_location: BoolArray


def read_slides(
    tfrecord: TFRecord, numbers: Int64Array, *, cancel: CancelToken | None = None
) -> SlidesRead:
    """Read slide and location of some records, without their images.

    A record that cannot be read, or is no Example, tells neither.

    Args:
        tfrecord: The file.
        numbers: int64 (n,), which records, in any order.
        cancel: Looked at every 1,024 records.

    Raises:
        FileChangedError: If the file is no longer the one that was opened.
        Cancelled: If `cancel` is raised.
    """
    count = len(numbers)
    texts: dict[bytes, int] = {}
    codes = np.full(count, -1, np.int32)
    xy = np.zeros((count, 2), np.int64)
    has_location = np.zeros(count, np.bool_)
    order = np.argsort(numbers, kind="stable")
    with borrowed_windows(2 * _BATCH + 1) as windows:
        for first in range(0, count, _BATCH):
            if cancel is not None:
                cancel.check()
            places = order[first : first + _BATCH]
            records = tfrecord.index[numbers[places]]
            offsets = np.ascontiguousarray(records[:, 0])
            read_windows(tfrecord._source, offsets, offsets + records[:, 1], windows)
            walk = SlideWalk(windows, records[:, 1] - OVERHEAD)
            found = walk.run()
            has = found.has_x & found.has_y
            xy[places[has]] = found.xy[has]
            has_location[places] = has
            for which, name in walk.names():
                codes[places[which]] = texts.setdefault(name, len(texts))
            for place in np.flatnonzero(found.unread).tolist():
                whole = int(places[place])
                told, location = _parsed(tfrecord, int(numbers[whole]))
                codes[whole] = -1 if told is None else texts.setdefault(told, len(texts))
                has_location[whole] = location is not None
                xy[whole] = location or (0, 0)
    return SlidesRead([_text(name) for name in texts], codes, xy, has_location)


class SlideWalk(Walk):
    """A walk that notes where the names of slides lie as well."""

    def __init__(self, windows: Rows, lengths: Int64Array) -> None:
        super().__init__(windows, lengths)
        self._start = np.full(len(lengths), -1, np.int64)
        self._stop = np.zeros(len(lengths), np.int64)

    def names(self) -> Iterator[tuple[Int64Array, bytes]]:
        """Yield (records, their name) of the records whose slide was found, walked before.

        One whose name was not read whole is left to protobuf as well.
        """
        found = np.flatnonzero((self._start >= 0) & ~self.result.unread)
        if not len(found):
            return
        size = (self._stop - self._start)[found]
        # From the byte before: an empty name may end the payload, where there is none.
        position, known = self.windows.positions(
            found, self.lengths[found], self._start[found] - 1, 1 + int(size.max())
        )
        self._give_up(found[~known])
        found, size, position = found[known], size[known], position[known] + 1
        data = np.frombuffer(self.windows.buffer, np.uint8)
        while len(found):
            alike = size == size[0]
            letters = data[position[alike][:, None] + np.arange(size[0])]
            yield from _by_name(found[alike], letters)
            found, size, position = found[~alike], size[~alike], position[~alike]

    def _take_names(
        self,
        records: Int64Array,
        span: npt.NDArray[np.uint8],
        at: Int64Array,
        body: Int64Array,
        size: Int64Array,
        name_size: Int64Array,
        keep: Int64Array,
    ) -> None:
        super()._take_names(records, span, at, body, size, name_size, keep)
        named = keep[name_size[keep] == len(_NAME)]
        letters = span[named[:, None], body[named, None] + 2 + np.arange(len(_NAME))]
        named = named[(letters == _NAME).all(axis=1)]
        if not len(named):
            return
        # Feature, BytesList and name, each behind a tag and a length that must reach the end.
        place, end = body[named] + 2 + len(_NAME), body[named] + size[named]
        ok = np.ones(len(named), np.bool_)
        for tag in (_FEATURE, _BYTES_LIST, _VALUE):
            length = span[named, place + 1].astype(np.int64)
            ok &= (span[named, place] == tag) & (length < 128) & (place + 2 + length == end)
            place = place + 2
        target = records[named]
        self._start[target[ok]] = (at[named] + place)[ok]
        self._stop[target[ok]] = (at[named] + end)[ok]
        self._give_up(target[~ok])


def _by_name(
    records: Int64Array, letters: npt.NDArray[np.uint8]
) -> Iterator[tuple[Int64Array, bytes]]:
    """Yield (records, their name), of names of one length; `letters` are uint8 (n, length)."""
    # Neighbours mostly are of one slide: their names are compared, and one of each run is read.
    starts = np.flatnonzero((letters[1:] != letters[:-1]).any(axis=1)) + 1
    if not len(starts):
        yield records, letters[0].tobytes()
        return
    starts = np.concatenate(([0], starts))
    codes: dict[bytes, int] = {}
    runs = [codes.setdefault(name.tobytes(), len(codes)) for name in letters[starts]]
    which = np.repeat(runs, np.diff(starts, append=len(records)))
    order = np.argsort(which, kind="stable")
    bounds = np.cumsum(np.bincount(which))[:-1]
    yield from zip(np.split(records[order], bounds), codes, strict=True)


def _parsed(tfrecord: TFRecord, number: int) -> tuple[bytes | None, tuple[int, int] | None]:
    """Return the slide and location of a record as protobuf reads them."""
    try:
        example = parse_example(tfrecord.payload(number, check_crc=False))
    except (RecordError, ValueError):
        return None, None
    slide = example.features.get("slide")
    first = slide.values[0] if slide is not None and slide.values else None
    return (first if isinstance(first, bytes) else None), example.location


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
