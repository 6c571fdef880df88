"""Reading a file from front to back, and looking at every record of it on the way.

The file is read in blocks that stay in the processor's cache while the checksums are computed;
nothing of it is copied but head and tail of each payload, in which numpy finds what the Examples
of tiles hold (`tile_walk`). What is not understood there is read once more, and whole.
"""

import struct
import threading
from dataclasses import dataclass

import google_crc32c
import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import (
    BAD_IMAGE,
    DECODES,
    FORMATS,
    HAS_X,
    HAS_Y,
    NO_EXAMPLE,
    NO_IMAGE,
    PAYLOAD_CRC,
    Facts,
)
from tfrviewer.checks.integrity.image_heads import read_heads
from tfrviewer.checks.integrity.tile_walk import (
    CAPACITY,
    HEAD,
    MARGIN,
    ROW,
    TAIL,
    Block,
    Rows,
    TileWalk,
)
from tfrviewer.errors import ImageError
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Example, parse_example
from tfrviewer.tfrecord.framing import (
    FOOTER,
    HEADER,
    OVERHEAD,
    headers_hold,
    mask,
    masks,
    payload_crcs,
    read_header,
)
from tfrviewer.tfrecord.salvage_proof import prove
from tfrviewer.tfrecord.scan import MOST_FINDINGS
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tiles.image.codecs import opened
from tfrviewer.tiles.image.sniff import image_size

Int64Array = npt.NDArray[np.int64]

BLOCK = 1 << 20
"""Bytes read at once; the checksum of a record that is longer is computed piece by piece."""
LARGEST = (2 << 30) - 1
"""Bytes that a message of protobuf may have: a longer payload is no Example."""

_length = struct.Struct("<Q")


class _Room(threading.local):
    """Where a thread reads to, and keeps heads and tails: made once, as it takes 2.5 MB."""

    def __init__(self) -> None:
        self.block = Block(BLOCK)
        self.rows = Rows()


_room = _Room()


@dataclass(frozen=True, slots=True)
class Way:
    """How far a chain of records could be followed.

    Attributes:
        end: Where the last record ends.
        is_broken: Whether what begins there is no record, though more was to be read.
    """

    end: int
    is_broken: bool


class Examiner:
    """Examines records of one file."""

    def __init__(
        self, source: FileSource, *, deep: bool = False, cancel: CancelToken | None = None
    ) -> None:
        """Take what is to be examined.

        Args:
            source: The file, unpacked if it is compressed.
            deep: Whether every image is decoded whole.
            cancel: Looked at between blocks; in a deep examination, between images.
        """
        self._source = source
        self._deep = deep
        self._cancel = cancel
        self._block, self._rows = _room.block, _room.rows
        self._data = self._block.data
        self._count = 0
        self._follows = False
        self._broken: int | None = None
        self._offsets = np.empty(CAPACITY, np.int64)
        self._sizes = np.empty(CAPACITY, np.int64)
        self._sound = np.empty(CAPACITY, np.bool_)
        self._names: dict[bytes, int] = {}
        self._causes: dict[tuple[int, int], str] = {}
        self._told = dict.fromkeys((PAYLOAD_CRC, NO_EXAMPLE, BAD_IMAGE), 0)
        self._parts: list[Facts] = []

    def follow(self, start: int, stop: int) -> Way:
        """Examine the records that begin from `start` up to `stop`, one leading to the next.

        Raises:
            FileChangedError: If the file changes meanwhile.
            Cancelled: If it is cancelled.
        """
        offset = start
        self._follows = True
        while offset < stop and self._broken is None:
            self._check()
            got = self._fill(offset, BLOCK)
            starts, crcs = self._starts(got, stop - offset)
            if len(crcs):
                self._take(offset, starts, crcs)
                offset += int(starts[-1]) - MARGIN
                continue
            size = self._odd_size(offset, got)
            if size is None:
                break
            self._take_large(offset, size)
            offset += size
        self._flush()
        self._follows = False
        if self._broken is not None:
            return Way(self._broken, True)
        return Way(offset, offset < stop)

    def examine(self, records: Int64Array) -> None:
        """Examine records whose places are known, whatever their length fields say.

        Args:
            records: int64 (n, 2), offset and framed size of each, inside the file, in order.

        Raises:
            FileChangedError: If the file changes meanwhile.
            Cancelled: If it is cancelled.
        """
        first = 0
        offsets, ends = records[:, 0], records[:, 0] + records[:, 1]
        while first < len(records):
            self._check()
            start = int(offsets[first])
            if int(records[first, 1]) > BLOCK:
                self._take_large(start, int(records[first, 1]))
                first += 1
                continue
            last = first + max(1, int(np.searchsorted(ends[first:], start + BLOCK, "right")))
            apart = np.flatnonzero(offsets[first + 1 : last] != ends[first : last - 1])
            last = first + 1 + int(apart[0]) if len(apart) else last
            self._fill(start, int(ends[last - 1]) - start)
            starts = np.append(offsets[first:last], ends[last - 1]) - start + MARGIN
            self._take(start, starts, payload_crcs(self._data, starts))
            first = last

    def facts(self) -> Facts:
        """Return what was found, in the order in which it was examined."""
        self._flush()
        names = list(self._names)
        for part in self._parts:  # all of one list, so that their codes stay
            part.names = names
        facts = Facts.joined(self._parts)
        facts.causes = self._causes
        return facts

    # -- reading

    def _check(self) -> None:
        if self._cancel is not None:
            self._cancel.check()

    def _fill(self, offset: int, most: int) -> int:
        """Read a block, fewer bytes only at the end of the file; return how many."""
        size = min(most, self._source.size - offset)
        self._source.read_into(self._data.data[MARGIN : MARGIN + size], offset)
        return size

    def _starts(self, got: int, reach: int) -> tuple[Int64Array, npt.NDArray[np.uint32]]:
        """Follow the lengths in the block, unchecked.

        Returns:
            int64 (n + 1,), where the records begin, and where the last one ends; uint32 (n,), the
            CRCs of their payloads.
        """
        at, data, unpack = MARGIN, self._data, _length.unpack_from
        view, value = data.data, google_crc32c.value
        starts, crcs = [at], list[int]()
        add_start, add_crc = starts.append, crcs.append
        limit, reach = MARGIN + got, MARGIN + min(reach, got - OVERHEAD + 1)
        while at < reach:
            end = at + OVERHEAD + unpack(view, at)[0]
            if end > limit:
                break
            add_crc(value(data[at + HEADER : end - FOOTER]))  # taken as it is, without a copy
            add_start(end)
            at = end
        return np.array(starts, np.int64), np.array(crcs, np.uint32)

    def _odd_size(self, offset: int, got: int) -> int | None:
        """Return the size of a record that does not fit into a block; None if it is none."""
        if got < OVERHEAD:
            return None
        length, holds = read_header(self._data[MARGIN : MARGIN + HEADER].tobytes())
        size = OVERHEAD + length
        return size if holds and offset + size <= self._source.size else None

    # -- what is read

    def _take(self, offset: int, starts: Int64Array, crcs: npt.NDArray[np.uint32]) -> None:
        """Take the records of a block; `starts` are places in it, `crcs` of their payloads."""
        first, count = 0, len(starts) - 1
        stored = self._block.words[starts[1:] - FOOTER]
        holds = masks(crcs) == stored
        if not holds.all():
            for bad in np.flatnonzero(~holds).tolist():
                self._tell_crc(int(starts[bad]) + offset - MARGIN, int(crcs[bad]), int(stored[bad]))
        while first < count:
            if self._count == CAPACITY:
                self._flush()
            last = min(count, first + CAPACITY - self._count)
            part = starts[first : last + 1]
            rows = slice(self._count, self._count + last - first)
            self._rows.take(self._count, self._block, part)
            self._offsets[rows] = part[:-1] + (offset - MARGIN)
            self._sizes[rows] = np.diff(part)
            self._sound[rows] = holds[first:last]
            self._count += last - first
            first = last

    def _take_large(self, offset: int, size: int) -> None:
        """Take a record that is larger than a block."""
        if self._count == CAPACITY:
            self._flush()
        crc = 0
        for _, block in self._source.blocks(offset + HEADER, offset + size - FOOTER):
            self._check()
            crc = google_crc32c.extend(crc, block)
        stored = int.from_bytes(self._source.read(offset + size - FOOTER, FOOTER), "little")
        holds = mask(crc) == stored
        if not holds:
            self._tell_crc(offset, crc, stored)
        head = self._source.read(offset, HEADER + HEAD)
        tail = self._source.read(offset + size - FOOTER - TAIL, TAIL)
        self._rows.put(self._count, head[:HEADER], head[HEADER:], tail)
        self._offsets[self._count] = offset
        self._sizes[self._count] = size
        self._sound[self._count] = holds
        self._count += 1

    def _tell_crc(self, offset: int, crc: int, stored: int) -> None:
        cause = f"stored {stored:08x}, computed {mask(crc):08x}" if stored else ""
        self._tell(offset, PAYLOAD_CRC, cause)

    def _tell(self, offset: int, flag: int, cause: str) -> None:
        self._told[flag] += 1
        if self._told[flag] <= MOST_FINDINGS:
            self._causes[offset, flag] = cause

    def _flush(self) -> None:
        """Look at what the records taken so far hold."""
        count, self._count = self._count, 0
        if self._follows and self._broken is None:
            holds = headers_hold(self._rows.headers[:count])
            if not holds.all():
                count = int(np.argmin(holds))
                self._broken = int(self._offsets[count])
        elif self._follows:
            count = 0
        if not count:
            return
        facts = Facts.blank(self._offsets[:count].copy(), self._sizes[:count].copy())
        sound = self._sound[:count]
        facts.flags[~sound] = PAYLOAD_CRC
        walk = TileWalk(self._rows, facts.sizes - OVERHEAD)
        found = walk.run()
        for which, name in walk.names():
            facts.slides[which] = self._names.setdefault(name, len(self._names))
        facts.xy[:] = found.xy
        facts.has[:] = found.has_x * np.uint8(HAS_X) | found.has_y * np.uint8(HAS_Y)
        start = np.where(found.unread | ~sound, -1, walk.image_start)
        has_image = start >= 0
        facts.flags[sound & ~found.unread & ~has_image] |= NO_IMAGE
        which = np.flatnonzero(has_image & (start < HEAD))
        sizes = np.minimum(walk.image_stop[which], HEAD) - start[which]
        formats, pixels = read_heads(self._rows.flat, which * ROW + start[which], sizes)
        facts.formats[which], facts.pixels[which] = formats, pixels
        for place in np.flatnonzero(sound & found.unread).tolist():
            self._read_whole(facts, place)
        for place in np.flatnonzero(~sound).tolist() if self._deep else ():
            self._prove(facts, place)
        to_read = has_image if self._deep else has_image & (facts.formats == 0)
        for place in np.flatnonzero(to_read).tolist():
            at = int(facts.offsets[place]) + HEADER + int(start[place])
            image = self._source.read(at, int(walk.image_stop[place] - start[place]))
            self._look_at(facts, place, image)
        self._parts.append(facts)

    def _prove(self, facts: Facts, place: int) -> None:
        """See whether a payload whose CRC fails is an Example with an image all the same."""
        self._check()
        offset, length = int(facts.offsets[place]), int(facts.sizes[place]) - OVERHEAD
        if length <= LARGEST:
            proof = prove(self._source.read(offset + HEADER, length))
            if proof is not None and proof.has_image:
                facts.flags[place] |= DECODES

    def _read_whole(self, facts: Facts, place: int) -> None:
        """Read a record with protobuf."""
        offset, length = int(facts.offsets[place]), int(facts.sizes[place]) - OVERHEAD
        facts.has[place] = 0
        facts.slides[place] = -1
        if length > LARGEST:
            facts.flags[place] |= NO_EXAMPLE
            self._tell(offset, NO_EXAMPLE, f"its {length:,} bytes are more than one can have")
            return
        try:
            example = parse_example(self._source.read(offset + HEADER, length))
        except ValueError as error:
            facts.flags[place] |= NO_EXAMPLE
            self._tell(offset, NO_EXAMPLE, str(error))
            return
        slide = example.features.get("slide")
        name = slide.values[0] if slide is not None and slide.values else None
        if isinstance(name, bytes):
            facts.slides[place] = self._names.setdefault(name, len(self._names))
        location = example.location
        if location is not None:
            facts.xy[place] = location
            facts.has[place] = HAS_X | HAS_Y
        else:
            facts.has[place] = _is_there(example, "loc_x") * HAS_X
            facts.has[place] |= _is_there(example, "loc_y") * HAS_Y
        image = example.image
        if image is None:
            facts.flags[place] |= NO_IMAGE
        else:
            self._look_at(facts, place, image)

    def _look_at(self, facts: Facts, place: int, image: bytes) -> None:
        """Read the head of an image, and in a deep examination all of it."""
        self._check()
        kind, size = sniff_format(image), image_size(image)
        cause = ""
        if kind is None:
            cause = _what_else(image)
        elif size is None:
            cause = f"the header of this {kind.upper()} is damaged or cut off"
        else:
            facts.formats[place] = FORMATS.index(kind)
            facts.pixels[place] = np.minimum(size, (1 << 31) - 1)
            if self._deep:
                try:
                    with opened(image, kind, size) as picture:
                        picture.load()
                except ImageError as error:
                    cause = error.finding.message.rpartition("cannot be decoded: ")[2].rstrip(".")
        if cause:
            facts.flags[place] |= BAD_IMAGE
            text = f"The image ({len(image):,} bytes) cannot be decoded: {cause}."
            self._tell(int(facts.offsets[place]), BAD_IMAGE, text)


def _is_there(example: Example, name: str) -> bool:
    feature = example.features.get(name)
    return feature is not None and bool(feature.values)


def _what_else(image: bytes) -> str:
    if not image:
        return "it is empty"
    if not image.strip(b"\0"):
        return "it holds nothing but zeros"
    return "it does not begin as any image known"
