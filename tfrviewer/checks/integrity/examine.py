"""Reading a file from front to back, and looking at every record of it on the way.

The file is read in blocks that stay in the processor's cache while the checksums are computed;
nothing of it is copied but head and tail of each payload, which a `Gathering` looks into.
"""

import struct
from dataclasses import dataclass

import google_crc32c
import numpy as np
import numpy.typing as npt

from tfrviewer.checks.integrity.facts import Facts
from tfrviewer.checks.integrity.gathering import BLOCK, Gathering
from tfrviewer.checks.integrity.tile_walk import MARGIN
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD, payload_crcs, read_header
from tfrviewer.tfrecord.source import FileSource

Int64Array = npt.NDArray[np.int64]

_length = struct.Struct("<Q")


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
        self,
        source: FileSource,
        gathering: Gathering | None = None,
        *,
        deep: bool = False,
        cancel: CancelToken | None = None,
    ) -> None:
        """Take what is to be examined.

        Args:
            source: The file, unpacked if it is compressed.
            gathering: Where its records are looked into; None for one of its own. Of several
                examiners with one gathering each may be asked for what it found once all of them
                are through with their files.
            deep: Whether every image is decoded whole.
            cancel: Looked at between blocks; in a deep examination, between images.
        """
        self._source = source
        self._gathering = Gathering() if gathering is None else gathering
        self._share = self._gathering.share(source, deep=deep, cancel=cancel)
        self._data = self._gathering.block.data
        self._view = self._data.data
        self._end = self._stop = 0

    def follow(self, start: int, stop: int) -> None:
        """Examine the records that begin from `start` up to `stop`, one leading to the next.

        Raises:
            FileChangedError: If the file changes meanwhile.
            Cancelled: If it is cancelled.
        """
        offset, share = start, self._share
        share.follows = True
        while offset < stop and share.broken is None:
            share.check()
            got = self._fill(offset, BLOCK)
            starts, crcs = self._starts(got, stop - offset)
            if crcs:
                self._gathering.add(share, offset - MARGIN, np.array(starts, np.int64), crcs)
                offset += starts[-1] - MARGIN
                continue
            size = self._odd_size(offset, got)
            if size is None:
                break
            self._take_large(offset, size)
            offset += size
        self._end, self._stop = offset, stop

    def way(self) -> Way:
        """Return how far the records could be followed."""
        self._gathering.flush()
        broken = self._share.broken
        if broken is not None:
            return Way(broken, True)
        return Way(self._end, self._end < self._stop)

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
            self._share.check()
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
            crcs = payload_crcs(self._data, starts).tolist()
            self._gathering.add(self._share, start - MARGIN, starts, crcs)
            first = last

    def facts(self) -> Facts:
        """Return what was found, in the order in which it was examined.

        Raises:
            TfrError, OSError: If the file could not be read any more.
            Cancelled: If it is cancelled.
        """
        self._gathering.flush()
        return self._share.facts()

    def _fill(self, offset: int, most: int) -> int:
        """Read a block, fewer bytes only at the end of the file; return how many."""
        size = min(most, self._source.size - offset)
        self._source.read_into(self._view[MARGIN : MARGIN + size], offset)
        return size

    def _starts(self, got: int, reach: int) -> tuple[list[int], list[int]]:
        """Follow the lengths in the block, unchecked.

        Returns:
            Where the records begin, and where the last one ends; the CRCs of their payloads.
        """
        at, data, unpack = MARGIN, self._data, _length.unpack_from
        view, value = self._view, google_crc32c.value
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
        return starts, crcs

    def _odd_size(self, offset: int, got: int) -> int | None:
        """Return the size of a record that does not fit into a block; None if it is none."""
        if got < OVERHEAD:
            return None
        length, holds = read_header(self._data[MARGIN : MARGIN + HEADER].tobytes())
        size = OVERHEAD + length
        return size if holds and offset + size <= self._source.size else None

    def _take_large(self, offset: int, size: int) -> None:
        """Take a record that is larger than a block."""
        crc = 0
        for _, block in self._source.blocks(offset + HEADER, offset + size - FOOTER):
            self._share.check()
            crc = google_crc32c.extend(crc, block)
        self._gathering.put(self._share, offset, size, crc)
