"""Records between records: payloads that are whole though the length before them is not.

Where a length field is damaged, nothing says how long the payload is, and where something else
is damaged before it, not even where it begins. But it is followed by its own checksum, and it
says itself how long it is, since it is an Example. What is found so must match its checksum and
parse, so that nothing is taken for a record that is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD, payload_holds
from tfrviewer.tfrecord.salvage_ends import LONGEST, payload_ends
from tfrviewer.tfrecord.salvage_proof import parsed
from tfrviewer.tfrecord.salvage_starts import ends_told, likely_starts
from tfrviewer.tfrecord.source import FileSource

_PROOFS, _PROOF_LEAST = 4, 64 << 20
_PROOF_COST = 1 << 10
"""Bytes that a look at what is no record counts for at least: many small ones take time, too."""


class Whole(NamedTuple):
    """A record that is whole but for its length field.

    Attributes:
        start: Where its header begins, or what is left of it.
        begin: Where its payload begins.
        end: Where its checksum ends.
    """

    start: int
    begin: int
    end: int


class Gaps:
    """Looks for whole records in the stretches of a file that no length leads to.

    Attributes:
        is_limited: Whether the search in the stretch looked at last was broken off.
    """

    def __init__(self, source: FileSource, cancel: CancelToken | None = None) -> None:
        """Prepare to look.

        Args:
            source: The file, unpacked.
            cancel: Looked at with every block read.
        """
        self._source, self._cancel = source, cancel
        # Bytes that may be read of what proves to be no record. Damage needs those of the stretch
        # once or twice; bytes made to mislead would ask for them at every byte.
        self._provable = _PROOFS * source.size + _PROOF_LEAST
        self.is_limited = False

    def whole(self, start: int, stop: int) -> Iterator[Whole]:
        """Yield the records of a stretch that are whole but for their length, in order.

        Args:
            start: Where the stretch begins.
            stop: Where a record begins whose length can be followed again, or the file ends. A
                record may end behind it: then what begins there is part of that record.

        Raises:
            FileChangedError: If the file changes meanwhile.
            Cancelled: If it is cancelled.
        """
        self.is_limited = False
        if self._is_one(start, stop):
            yield Whole(start, start + HEADER, stop)
            return
        at = start
        starts = likely_starts(self._source, start, stop, self._cancel)
        while at < stop:
            # Mostly only the lengths are damaged, and each record begins where one ended.
            record = self._record(at, at + HEADER)
            if record is None:
                record = self._next(starts, at)
                before = stop if record is None else record.start
                yield from self._unlikely(at, before)
            if record is None:
                return
            yield record
            at = record.end

    def _is_one(self, start: int, stop: int) -> bool:
        """Whether a stretch is a record as a whole: nearly always one length is damaged.

        Then it is saved whatever it holds, since nothing had to be guessed.
        """
        begin = start + HEADER
        is_small = FOOTER <= stop - begin <= LONGEST
        return is_small and payload_holds(self._source.read(begin, stop - begin))

    def _record(self, start: int, begin: int) -> Whole | None:
        """Return the record whose payload begins at a byte and is as long as it says."""
        for end in ends_told(self._source, begin):
            if self._provable < end - begin:
                self.is_limited = True
                return None
            if self._cancel is not None:
                self._cancel.check()
            framed = self._source.read(begin, end + FOOTER - begin)
            if payload_holds(framed) and parsed(framed[:-FOOTER]) is not None:
                return Whole(start, begin, end + FOOTER)
            self._provable -= max(len(framed), _PROOF_COST)
        return None

    def _next(self, starts: Iterator[int], at: int) -> Whole | None:
        """Return the next record that begins where one may begin; `starts` goes on behind it."""
        for begin in starts:
            if begin >= at:
                record = self._record(max(at, begin - HEADER), begin)
                if record is not None:
                    return record
                if self.is_limited:
                    return None
        return None

    def _unlikely(self, start: int, stop: int) -> Iterator[Whole]:
        """Yield records, one after the other from a byte on, that do not say how long they are."""
        at = start
        while stop - at >= OVERHEAD:
            end = self._unlikely_end(at + HEADER, stop)
            if end is None:
                return
            yield Whole(at, at + HEADER, end)
            at = end

    def _unlikely_end(self, begin: int, stop: int) -> int | None:
        if payload_holds(self._source.read(begin, FOOTER)):
            return begin + FOOTER  # an empty record
        for end in payload_ends(self._source, begin, stop, self._cancel):
            if parsed(self._source.read(begin, end - begin)) is not None:
                return end + FOOTER
        return None
