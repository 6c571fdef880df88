"""What the Examples of many records hold, read off their heads and tails with numpy.

`tfrecord.wire` and `tfrecord.slides` read locations and slides so; here the image is found as
well. A record that has any further feature, or is written in another way than protobuf would, is
left to protobuf: what is taken for an Example here is one to its last byte.
"""

import numpy as np
import numpy.typing as npt

from tfrviewer.tfrecord.framing import FOOTER, HEADER
from tfrviewer.tfrecord.slides import SlideWalk
from tfrviewer.tfrecord.wire import Int64Array, int64_value

HEAD, TAIL = 512, 256
ROW = HEAD + TAIL
CAPACITY = 2048
"""Records that are looked at together: few calls of numpy, in 1.5 MB."""
MARGIN = max(HEAD, TAIL)
"""Bytes of any content that a block has before its first and after its last."""

_SPAN = 64
_IMAGE = int.from_bytes(b"image_ra", "little")
_SLIDE, _X, _Y = (int.from_bytes(name, "little") for name in (b"slide", b"loc_x", b"loc_y"))
_FIVE_BYTES = np.uint64((1 << 40) - 1)
_FEATURE, _VALUES = 2 << 3 | 2, 1 << 3 | 2


class Block:
    """Bytes of a file, with MARGIN bytes of any content before the first and after the last.

    Attributes:
        data: uint8, the bytes.
        headers: What begins at each of them, as many bytes as a header has.
        heads: The same, as many as a head has.
        tails: The same, as many as a tail has.
        words: uint32, the same, 4 bytes as a number.
    """

    def __init__(self, size: int) -> None:
        self.data = np.zeros(size + 2 * MARGIN, np.uint8)
        places = size + MARGIN
        self.headers, self.heads, self.tails = (
            np.ndarray((places,), f"V{width}", self.data, strides=(1,))
            for width in (HEADER, HEAD, TAIL)
        )
        self.words = np.ndarray((places,), "<u4", self.data, strides=(1,))


class Rows:
    """Heads and tails of the payloads of some records, in one buffer; the windows of a walk.

    Attributes:
        buffer: The heads and tails, and some bytes more.
        flat: uint8, the same as an array.
        headers: uint8 (CAPACITY, 12), the records' headers.
    """

    def __init__(self) -> None:
        self.buffer = bytearray(CAPACITY * ROW + MARGIN)
        self.flat = np.frombuffer(self.buffer, np.uint8)
        self.headers = np.empty((CAPACITY, HEADER), np.uint8)
        self._headers = self.headers.view(f"V{HEADER}")[:, 0]
        self._heads = np.ndarray((CAPACITY,), f"V{HEAD}", self.buffer, 0, (ROW,))
        self._tails = np.ndarray((CAPACITY,), f"V{TAIL}", self.buffer, HEAD, (ROW,))

    def take(self, row: int, block: "Block", starts: Int64Array) -> None:
        """Copy header, head and tail of records that lie one after the other.

        Args:
            row: Of the first of them.
            block: Where they lie.
            starts: int64 (n + 1,), where in it each begins, and where the last ends.
        """
        stop = row + len(starts) - 1
        begins = starts[:-1]
        self._headers[row:stop] = block.headers[begins]
        self._heads[row:stop] = block.heads[begins + HEADER]
        self._tails[row:stop] = block.tails[starts[1:] - (FOOTER + TAIL)]

    def put(self, row: int, header: bytes, head: bytes, tail: bytes) -> None:
        """Take header, head and tail of a record that was read piece by piece."""
        self.headers[row] = np.frombuffer(header, np.uint8)
        at = row * ROW
        self.buffer[at : at + len(head)] = head
        self.buffer[at + ROW - len(tail) : at + ROW] = tail

    def positions(
        self, records: Int64Array, lengths: Int64Array, at: Int64Array, need: int
    ) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
        """Say where in the buffer a byte of each payload lies; see `Windows.positions`."""
        in_head = np.minimum(at + need, lengths) <= HEAD
        after = at - (lengths - TAIL)
        position = records * ROW + np.where(in_head, at, HEAD + after)
        return position, (in_head | (after >= 0)) & (at < lengths)


class TileWalk(SlideWalk):
    """Walks Examples of tiles; tells locations, slides, and where the images lie.

    Attributes:
        image_start: int64 (n,), where in the payload the image begins; -1 where there is none.
        image_stop: int64 (n,), where it ends.
    """

    def __init__(self, rows: Rows, lengths: Int64Array) -> None:
        super().__init__(rows, lengths)
        self.image_start = np.full(len(lengths), -1, np.int64)
        self.image_stop = np.zeros(len(lengths), np.int64)

    def _gather(
        self, records: Int64Array, at: Int64Array
    ) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
        if not len(at) or int(at.max()) > HEAD - _SPAN:
            return super()._gather(records, at)
        position = records * ROW + at  # all are in the heads, as is each first feature
        span = self.spans[position].view(np.uint8).reshape(len(records), _SPAN)
        return span, np.ones(len(records), np.bool_)

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
        """Note what each entry is; all others than the four known are left to protobuf."""
        if not len(keep):
            return
        letters = np.ndarray((span.size - 7,), "<u8", span, strides=(1,))
        begin = body[keep]
        name = letters[keep * _SPAN + begin + 2]
        sizes = name_size[keep]
        is_image = sizes == 9
        if is_image.any():
            is_image &= (name == _IMAGE) & (span[keep, begin + 10] == ord("w"))
        ends = begin + size[keep]
        if is_image.all():  # as in most files, whose records are all written alike
            self._take_bytes(records, span, at, keep, begin + 11, ends, is_image)
            return
        five = np.where((sizes == 5) & (begin == 2), name & _FIVE_BYTES, 0)
        is_x, is_y, is_slide = five == _X, five == _Y, five == _SLIDE
        has_bytes = is_image | is_slide
        known = has_bytes | is_x | is_y
        if not known.all():
            self._give_up(records[keep[~known]])
        self._take_coordinates(records, span, size, keep[is_x], keep[is_y])
        which = np.flatnonzero(has_bytes)
        if len(which):
            image = is_image[which]
            place = begin[which] + np.where(image, 11, 7)
            self._take_bytes(records, span, at, keep[which], place, ends[which], image)

    def _take_coordinates(
        self,
        records: Int64Array,
        span: npt.NDArray[np.uint8],
        size: Int64Array,
        x: Int64Array,
        y: Int64Array,
    ) -> None:
        both = np.concatenate((x, y))
        if not len(both):
            return
        value, ok = int64_value(span[both], 9, size[both] + 2)
        found, targets = self.result, records[both]
        for part, column, has in (
            (slice(0, len(x)), 0, found.has_x),
            (slice(len(x), None), 1, found.has_y),
        ):
            sound = ok[part]
            target = targets[part][sound]
            found.xy[target, column] = value[part][sound]
            has[target] = True
        self._give_up(targets[~ok])

    def _take_bytes(
        self,
        records: Int64Array,
        span: npt.NDArray[np.uint8],
        at: Int64Array,
        named: Int64Array,
        place: Int64Array,
        end: Int64Array,
        is_image: npt.NDArray[np.bool_],
    ) -> None:
        """Note where images and slides lie; `place` is where their names end."""
        start, ok = _value_of(span, named, place, end)
        targets, begins = records[named], at[named]
        if not ok.all():
            self._give_up(targets[~ok])
            is_image = is_image & ok
        for which, starts, stops in (
            (is_image, self.image_start, self.image_stop),
            (ok & ~is_image, self._start, self._stop),
        ):
            if which.any():
                starts[targets[which]] = (begins + start)[which]
                stops[targets[which]] = (begins + end)[which]


def _value_of(
    span: npt.NDArray[np.uint8], rows: Int64Array, place: Int64Array, end: Int64Array
) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
    """Find the one value of a Feature with a BytesList.

    Feature, list and value lie one within the other, each behind a tag and a length that must
    reach just to the end of the entry.

    Args:
        span: uint8 (m, 64), entries.
        rows: int64 (n,), which of them.
        place: int64 (n,), where the name ends.
        end: int64 (n,), where the entry ends.

    Returns:
        Where the value begins, and whether it is so.
    """
    words = np.ndarray((span.size - 3,), "<u4", span, strides=(1,))
    at = rows * _SPAN + place
    end = at + (end - place)
    ok = np.ones(len(rows), np.bool_)
    for tag in (_FEATURE, _VALUES, _VALUES):
        word = words[at]  # the tag and three bytes of the length, which few exceed
        ok &= (word & 0xFF) == tag
        going = (word >> 8) & 0x808080
        length = ((word >> 8) & 0x7F).astype(np.int64)
        width = 2
        if going.any():
            two, three = (going & 0x80) != 0, (going & 0x8080) == 0x8080
            length += np.where(two, (word >> 9) & 0x3F80, 0)
            length += np.where(three, (word >> 10) & 0x1FC000, 0)
            ok &= going != 0x808080
            width = 2 + two.astype(np.int64) + three
        at = at + width
        ok &= at + length == end
    return at - rows * _SPAN, ok
