"""Looking into many records at once: of one file, or of several small ones together.

numpy's calls cost more than what they do for a few hundred records, which is all that many a slide
has. So heads and tails are gathered, over the ends of files, until there are enough of them; what
is found is dealt out to the files again. What `tile_walk` does not understand is read once more,
and whole.
"""

import threading
from dataclasses import dataclass, fields

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
    OTHER_IMAGE,
    PAYLOAD_CRC,
    WRONG_FIELD,
    WRONG_TYPE,
    Facts,
)
from tfrviewer.checks.integrity.image_heads import read_heads
from tfrviewer.checks.integrity.tile_walk import (
    CAPACITY,
    HEAD,
    ROW,
    TAIL,
    Block,
    Rows,
    TileWalk,
)
from tfrviewer.errors import ImageError, TfrError
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Example, FeatureKind, parse_example
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD, headers_hold, masks
from tfrviewer.tfrecord.salvage_proof import prove
from tfrviewer.tfrecord.scan import MOST_FINDINGS
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tiles.image.codecs import opened
from tfrviewer.tiles.image.sniff import image_size

Int64Array = npt.NDArray[np.int64]
UInt32Array = npt.NDArray[np.uint32]
BoolArray = npt.NDArray[np.bool_]

BLOCK = 1 << 20
"""Bytes read at once; the checksum of a record that is longer is computed piece by piece."""
LARGEST = (2 << 30) - 1
"""Bytes that a message of protobuf may have: a longer payload is no Example."""

_TYPES = {"slide": FeatureKind.BYTES, "loc_x": FeatureKind.INT64, "loc_y": FeatureKind.INT64}
_CALLED = {
    FeatureKind.BYTES: "text or bytes",
    FeatureKind.INT64: "whole numbers",
    FeatureKind.FLOAT: "numbers with fractions",
}


class _Room(threading.local):
    """Where a thread reads to, and keeps heads and tails: made once, as it takes 2.5 MB.

    Attributes:
        user: The gathering whose records lie there; another one may begin once it is through.
    """

    def __init__(self) -> None:
        self.block = Block(BLOCK)
        self.rows = Rows()
        self.user: Gathering | None = None


_room = _Room()


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was seen in the heads and tails of some records, an element a record.

    Attributes:
        sound: Whether the payload matches its checksum.
        computed: What the checksum should be, as it is stored.
        stored: What it is.
        unread: Whether protobuf must read it.
        start: Where in the payload its image begins; -1 for none that is known.
        stop: Where the image ends.
        odd: Whether any more of it is to be read.
    """

    sound: BoolArray
    computed: UInt32Array
    stored: UInt32Array
    unread: BoolArray
    start: Int64Array
    stop: Int64Array
    odd: BoolArray

    def part(self, which: slice) -> "_Found":
        """Return what was seen in some of them."""
        return _Found(*(getattr(self, one.name)[which] for one in fields(self)))


class Share:
    """What a gathering finds in one file.

    Attributes:
        source: The file, unpacked if it is compressed.
        follows: Whether one record leads to the next, so that each header must hold.
        broken: Where the first header is that does not, though it was followed.
        error: Why the file could not be read any more.
        causes: As in `Facts`.
    """

    def __init__(
        self, source: FileSource, names: dict[bytes, int], *, deep: bool, cancel: CancelToken | None
    ) -> None:
        """Begin a share; `names` are the slides of all the gathering and their codes."""
        self.source = source
        self.follows = False
        self.broken: int | None = None
        self.error: TfrError | OSError | None = None
        self.causes: dict[tuple[int, int], str] = {}
        self._deep = deep
        self._cancel = cancel
        self._names = names
        self._told = dict.fromkeys((PAYLOAD_CRC, NO_EXAMPLE, BAD_IMAGE, WRONG_FIELD), 0)
        self._parts: list[Facts] = []

    def check(self) -> None:
        """Raise `Cancelled` if it is cancelled."""
        if self._cancel is not None:
            self._cancel.check()

    def facts(self) -> Facts:
        """Return what was found, in the order in which it was gathered.

        Raises:
            TfrError, OSError: If the file could not be read.
        """
        if self.error is not None:
            raise self.error
        names = list(self._names)
        for part in self._parts:  # all of one list, so that their codes stay
            part.names = names
        facts = Facts.joined(self._parts)
        facts.slides, codes = _renumbered(facts.slides)
        facts.names = [names[code] for code in codes]
        facts.causes = self.causes
        return facts

    def holding(self, offsets: Int64Array, holds: BoolArray) -> int:
        """Return how many of its records come before a header that does not hold."""
        if self.broken is not None:
            return 0
        if not self.follows or holds.all():
            return len(offsets)
        count = int(np.argmin(holds))
        self.broken = int(offsets[count])
        return count

    def take(self, part: Facts, found: _Found, *, plain: bool) -> None:
        """Take what was found in records of its own; but for plain ones, read on in them."""
        self._parts.append(part)
        if (plain and not self._deep) or self.error is not None:
            return
        try:
            self._read(part, found)
        except (TfrError, OSError) as error:
            self.error = error

    def _read(self, part: Facts, found: _Found) -> None:
        for place in np.flatnonzero(~found.sound).tolist():
            computed, stored = int(found.computed[place]), int(found.stored[place])
            self._tell_crc(int(part.offsets[place]), computed, stored)
            if self._deep:
                self._prove(part, place)
        for place in np.flatnonzero(found.sound & found.unread).tolist():
            self._read_whole(part, place)
        has_image = found.start >= 0
        to_read = has_image if self._deep else has_image & (part.formats == 0)
        for place in np.flatnonzero(to_read).tolist():
            at = int(part.offsets[place]) + HEADER + int(found.start[place])
            image = self.source.read(at, int(found.stop[place] - found.start[place]))
            self._look_at(part, place, image)

    def _tell_crc(self, offset: int, computed: int, stored: int) -> None:
        cause = f"stored {stored:08x}, computed {computed:08x}" if stored else ""
        self._tell(offset, PAYLOAD_CRC, cause)

    def _tell(self, offset: int, flag: int, cause: str) -> None:
        self._told[flag] += 1
        if self._told[flag] <= MOST_FINDINGS:
            self.causes[offset, flag] = cause

    def _prove(self, facts: Facts, place: int) -> None:
        """See whether a payload whose CRC fails is an Example with an image all the same."""
        self.check()
        offset, length = int(facts.offsets[place]), int(facts.sizes[place]) - OVERHEAD
        if length <= LARGEST:
            proof = prove(self.source.read(offset + HEADER, length))
            if proof is not None and proof.has_image:
                facts.flags[place] |= DECODES

    def _read_whole(self, facts: Facts, place: int) -> None:
        """Read a record with protobuf."""
        offset, length = int(facts.offsets[place]), int(facts.sizes[place]) - OVERHEAD
        facts.has[place] = 0
        facts.xy[place] = 0
        facts.slides[place] = -1
        if length > LARGEST:
            facts.flags[place] |= NO_EXAMPLE
            self._tell(offset, NO_EXAMPLE, f"its {length:,} bytes are more than one can have")
            return
        try:
            example = parse_example(self.source.read(offset + HEADER, length))
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
            for axis, bit in (("loc_x", HAS_X), ("loc_y", HAS_Y)):
                if (kind := _kind_of(example, axis)) is not None:
                    facts.has[place] |= WRONG_TYPE if kind is FeatureKind.BYTES else bit
        if wrong := _wrong_fields(example):
            facts.flags[place] |= WRONG_FIELD
            self._tell(offset, WRONG_FIELD, wrong)
        image = example.image
        if image is None:
            facts.flags[place] |= NO_IMAGE
            return
        if example.image_key != "image_raw":
            facts.flags[place] |= OTHER_IMAGE
        self._look_at(facts, place, image)

    def _look_at(self, facts: Facts, place: int, image: bytes) -> None:
        """Read the head of an image, and in a deep examination all of it."""
        self.check()
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


class Gathering:
    """Heads and tails of records until there are enough of them, and what they say."""

    def __init__(self) -> None:
        self.block = _room.block
        self._rows = _room.rows
        self._names: dict[bytes, int] = {}
        self._count = 0
        self._runs: list[tuple[Share, int]] = []  # whose records begin at which row
        self._offsets = np.empty(CAPACITY, np.int64)
        self._sizes = np.empty(CAPACITY, np.int64)
        self._crcs = np.empty(CAPACITY, np.uint32)
        self._stored = np.empty(CAPACITY, np.uint32)

    def share(
        self, source: FileSource, *, deep: bool = False, cancel: CancelToken | None = None
    ) -> Share:
        """Return a file's share in it.

        Args:
            source: The file, unpacked if it is compressed.
            deep: Whether every image is decoded whole.
            cancel: Looked at before every record that is read whole.
        """
        return Share(source, self._names, deep=deep, cancel=cancel)

    def add(self, share: Share, offset: int, starts: Int64Array, crcs: list[int]) -> None:
        """Gather records that lie in the block, one after the other.

        Args:
            share: Whose they are.
            offset: Where in the file the block's data begins.
            starts: int64 (n + 1,), where in it each begins, and where the last ends.
            crcs: The CRC of each payload.
        """
        first, count = 0, len(crcs)
        while first < count:
            row = self._row_of(share)
            last = min(count, first + CAPACITY - row)
            part = starts[first : last + 1]
            ends = part[1:]
            rows = slice(row, row + last - first)
            self._rows.take(row, self.block, part)
            np.add(part[:-1], offset, out=self._offsets[rows])
            np.subtract(ends, part[:-1], out=self._sizes[rows])
            self._crcs[rows] = crcs[first:last]
            self._stored[rows] = self.block.words[ends - FOOTER]
            self._count = rows.stop
            first = last

    def put(self, share: Share, offset: int, size: int, crc: int) -> None:
        """Gather a record that is larger than the block."""
        row = self._row_of(share)
        head = share.source.read(offset, HEADER + HEAD)
        tail = share.source.read(offset + size - FOOTER - TAIL, TAIL + FOOTER)
        self._rows.put(row, head[:HEADER], head[HEADER:], tail[:TAIL])
        self._offsets[row], self._sizes[row], self._crcs[row] = offset, size, crc
        self._stored[row] = int.from_bytes(tail[TAIL:], "little")
        self._count = row + 1

    def _row_of(self, share: Share) -> int:
        """Return the next row, for a file's record."""
        if self._count == CAPACITY:
            self.flush()
        if not self._count:
            _room.user = self
        if not self._runs or self._runs[-1][0] is not share:
            self._runs.append((share, self._count))
        return self._count

    def flush(self) -> None:
        """Look into what was gathered, and deal it out."""
        count, runs = self._count, self._runs
        self._count, self._runs = 0, []
        if not count:
            return
        assert _room.user is self, "another gathering has begun in this thread meanwhile"
        facts = Facts.blank(self._offsets[:count].copy(), self._sizes[:count].copy())
        found = self._looked_into(facts)
        holds = headers_hold(self._rows.headers[:count])
        stops = [*(first for _, first in runs[1:]), count]
        for (share, first), stop in zip(runs, stops, strict=True):
            sound = share.holding(facts.offsets[first:stop], holds[first:stop])
            which = slice(first, first + sound)
            plain = not found.odd[which].any()
            share.take(facts[which], found.part(which), plain=plain)

    def _looked_into(self, facts: Facts) -> _Found:
        """Note what the heads and tails of the records say; return what is left to be read."""
        count = len(facts)
        computed, stored = masks(self._crcs[:count]), self._stored[:count]
        sound = computed == stored
        facts.flags[~sound] = PAYLOAD_CRC
        walk = TileWalk(self._rows, facts.sizes - OVERHEAD)
        seen = walk.run()
        for which, name in walk.names():
            facts.slides[which] = self._names.setdefault(name, len(self._names))
        facts.xy[:] = seen.xy
        facts.has[:] = seen.has_x * np.uint8(HAS_X) | seen.has_y * np.uint8(HAS_Y)
        start = np.where(seen.unread | ~sound, -1, walk.image_start)
        has_image = start >= 0
        facts.flags[sound & ~seen.unread & ~has_image] |= NO_IMAGE
        which = np.flatnonzero(has_image & (start < HEAD))
        sizes = np.minimum(walk.image_stop[which], HEAD) - start[which]
        formats, pixels = read_heads(self._rows.flat, which * ROW + start[which], sizes)
        facts.formats[which], facts.pixels[which] = formats, pixels
        odd = ~sound | seen.unread | (has_image & (facts.formats == 0))
        return _Found(sound, computed, stored, seen.unread, start, walk.image_stop, odd)


def _renumbered(codes: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], list[int]]:
    """Return codes by their first occurrence, and what each was; -1 stays."""
    if not len(codes):
        return codes, []
    if (codes == codes[0]).all():
        return (codes, []) if codes[0] < 0 else (np.zeros_like(codes), [int(codes[0])])
    kinds, first, which = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    order = order[kinds[order] >= 0]
    place = np.full(len(kinds), -1, np.int32)
    place[order] = np.arange(len(order))
    return place[which], kinds[order].tolist()


def _kind_of(example: Example, name: str) -> FeatureKind | None:
    """Return the type of a feature's values; None where it has none."""
    feature = example.features.get(name)
    return feature.kind if feature is not None and feature.values else None


def _wrong_fields(example: Example) -> str:
    """Say which of slide and location are of a type that readers of tiles do not take."""
    wrong = []
    for name, right in _TYPES.items():
        kind = _kind_of(example, name)
        if kind is not None and kind is not right:
            wrong.append(f"“{name}” holds {_CALLED[kind]}, not {_CALLED[right]}")
    return "; ".join(wrong)


def _what_else(image: bytes) -> str:
    if not image:
        return "it is empty"
    if not image.strip(b"\0"):
        return "it holds nothing but zeros"
    return "it does not begin as any image known"
