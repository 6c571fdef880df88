"""The walk over a damaged TFRecord: each of its bytes is saved in a record, or told as lost."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.framing import (
    FOOTER,
    HEADER,
    OVERHEAD,
    payload_holds,
    read_header,
    records_hold,
)
from tfrviewer.tfrecord.salvage_ends import LONGEST
from tfrviewer.tfrecord.salvage_gaps import Gaps
from tfrviewer.tfrecord.salvage_proof import Proof, parsed, prove
from tfrviewer.tfrecord.salvage_report import MOST_LISTED, Place
from tfrviewer.tfrecord.scan import Scan
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.writer import RecordWriter

_BLOCK = 2 << 20
_NONE = "its checksum is zero: it was written without one, or bytes were overwritten"
_CHANGED = "payload and checksum do not match: bytes of one of them were changed"
_LIMITED = "; not all of it was searched, since too much in it looks like the beginning of a record"
_NO_FOOTER = "the file ends inside its checksum"


class Walk:
    """One walk over a file, from its first byte to its last: each is saved or told as lost.

    Attributes:
        records: How many records are saved so far.
        size: Bytes of them with their framing.
        num_between: How many records were found that no length leads to.
        mended, doubtful, lost: As in `SalvageReport`, so far.
        num_mended, num_doubtful, num_lost, lost_bytes: The same.
    """

    def __init__(
        self,
        source: FileSource,
        scan: Scan,
        writer: RecordWriter | None,
        cancel: CancelToken | None,
        *,
        keep_doubtful: bool,
    ) -> None:
        """Prepare to walk.

        Args:
            source: The bytes of the file, unpacked.
            scan: The records that a scan of all of it found.
            writer: Where whole records go; None looks only.
            cancel: Looked at with each block and each odd record.
            keep_doubtful: Whether what parses and decodes is saved, too.
        """
        self._source, self._scan, self._writer, self._cancel = source, scan, writer, cancel
        self._gaps = Gaps(source, cancel)
        self._keep = keep_doubtful
        self._reasons = {
            finding.offset: _lower(finding.message)
            for finding in scan.findings
            if finding.record is None and finding.offset is not None
        }
        self.records = self.size = self.num_between = 0
        self.mended: list[Place] = []
        self.doubtful: list[Place] = []
        self.lost: list[Place] = []
        self.num_mended = self.num_doubtful = self.num_lost = self.lost_bytes = 0

    def go(self) -> Iterator[int]:
        """Walk; yield now and then how many records were looked at."""
        records = self._scan.records
        first = at = 0
        while first < len(records):
            self._check()
            begin = int(records[first, 0])
            if begin > at:
                at = self._gap(at, begin)
                if at > begin:
                    # What begins there is part of a record that holds TFRecords itself.
                    first = int(np.searchsorted(records[:, 0], at))
                    continue
            last = _run_end(records, first)
            at = int(records[last - 1].sum())
            self._run(first, last, self._source.read(begin, at - begin))
            first = last
            yield last
        if at < self._source.size:
            self._gap(at, self._source.size)

    def _check(self) -> None:
        if self._cancel is not None:
            self._cancel.check()

    # -- records that a length leads to

    def _run(self, first: int, last: int, data: bytes) -> None:
        """Deal with records that follow one another."""
        sizes = self._scan.records[first:last, 1]
        starts = np.concatenate(([0], np.cumsum(sizes)))
        sound = records_hold(np.frombuffer(data, np.uint8), starts)
        edges = np.flatnonzero(np.diff(sound)) + 1
        for begin, end in zip((0, *edges.tolist()), (*edges.tolist(), len(sound)), strict=True):
            if sound[begin]:
                whole = data if end - begin == len(sound) else data[starts[begin] : starts[end]]
                self._write_framed(first + begin, first + end, whole)
            else:
                for k in range(begin, end):
                    self._check()
                    self._odd(first + k, data[starts[k] : starts[k + 1]])

    def _write_framed(self, first: int, last: int, data: bytes) -> None:
        sizes = self._scan.records[first:last, 1]
        located = bool(self._scan.has_location[first:last].all())
        if self._writer is not None:
            places = self._scan.xy[first:last] if located else None
            self._writer.write_framed(data, sizes, places)
        self.records += last - first
        self.size += len(data)

    def _odd(self, record: int, framed: bytes) -> None:
        """Deal with a record one of whose checksums fails."""
        offset = int(self._scan.records[record, 0])
        payload = framed[HEADER:-FOOTER]
        if payload_holds(framed[HEADER:]):
            reason = "the checksum of its length does not match"
            self._mend(offset, len(framed), record, payload, reason)
        else:
            reason = _CHANGED if any(framed[-FOOTER:]) else _NONE
            self._doubt(offset, len(framed), record, payload, reason)

    # -- what lies between

    def _gap(self, start: int, stop: int) -> int:
        """Deal with bytes that no length leads to, or that end before a length does.

        Returns:
            Where they end: behind `stop` if a record does that begins in them.
        """
        at = start
        for begin, payload, end in self._gaps.whole(start, stop):
            if begin > at:
                self._unsaved(at, begin, self._reason(at, begin, stop))
            self.num_between += 1
            content = self._source.read(payload, end - FOOTER - payload)
            self._mend(begin, end - begin, None, content, "its length field is damaged")
            at = end
        if at < stop:
            reason = self._reason(at, stop, stop)
            self._unsaved(at, stop, f"{reason}{_LIMITED if self._gaps.is_limited else ''}")
        return max(at, stop)

    def _reason(self, at: int, end: int, stop: int) -> str:
        """Return why bytes are lost: what the scan says, if they are all that it speaks of."""
        told = self._reasons.get(at, "") if end == stop else ""
        return told or _damaged(end - at)

    def _unsaved(self, at: int, stop: int, reason: str) -> None:
        """Deal with bytes in which no record is whole."""
        if (cut := self._cut_footer(at, stop)) is not None:
            self._between(at, stop, cut, _NO_FOOTER, reason)
        elif OVERHEAD < stop - at <= LONGEST:
            why = f"{_CHANGED}; its length field is damaged, too"
            self._between(at, stop, stop - FOOTER, why, reason)
        else:
            self._lose(at, stop - at, None, reason)

    def _cut_footer(self, at: int, stop: int) -> int | None:
        """Return where a payload ends that is all there, but of whose checksum a part is not."""
        if stop != self._source.size or stop - at < HEADER:
            return None
        length, holds = read_header(self._source.read(at, HEADER))
        end = at + HEADER + length
        return end if holds and end <= stop < end + FOOTER else None

    def _between(self, at: int, stop: int, end: int, reason: str, told: str) -> None:
        payload = self._source.read(at + HEADER, end - at - HEADER)
        self._doubt(at, stop - at, None, payload, reason, told)

    # -- what becomes of a record

    def _mend(
        self, offset: int, size: int, record: int | None, payload: bytes, reason: str
    ) -> None:
        self.num_mended += 1
        if len(self.mended) < MOST_LISTED:
            self.mended.append(_place(offset, size, record, self.records, reason))
        example = parsed(payload)
        self._write(payload, None if example is None else example.location)

    def _doubt(
        self,
        offset: int,
        size: int,
        record: int | None,
        payload: bytes,
        reason: str,
        told: str | None = None,
    ) -> None:
        """Deal with a payload that no checksum speaks for.

        Args:
            offset: Where its header begins.
            size: Its framed size.
            record: Its number.
            payload: The payload, as far as it is there.
            reason: What is wrong with it if it is a record.
            told: What is wrong if it is none; None if it is one in any case.
        """
        proof: Proof | None = prove(payload)
        if proof is None:
            self._lose(offset, size, record, reason if told is None else told)
            return
        if record is None:
            self.num_between += 1
        self.num_doubtful += 1
        if not proof.has_image:
            reason += "; it has no image that could speak for it"
        place = _place(offset, size, record, self.records if self._keep else None, reason)
        if len(self.doubtful) < MOST_LISTED:
            self.doubtful.append(place)
        if self._keep:
            self._write(payload, proof.location)
        else:
            self._lose(offset, size, record, reason)

    def _write(self, payload: bytes, location: tuple[int, int] | None) -> None:
        if self._writer is not None:
            self._writer.write(payload, location)
        self.records += 1
        self.size += len(payload) + OVERHEAD

    def _lose(self, offset: int, size: int, record: int | None, reason: str) -> None:
        self.num_lost += 1
        self.lost_bytes += size
        if len(self.lost) < MOST_LISTED:
            self.lost.append(_place(offset, size, record, None, reason))


def _place(offset: int, size: int, record: int | None, saved_as: int | None, reason: str) -> Place:
    return Place(offset=offset, size=size, record=record, saved_as=saved_as, reason=reason)


def _damaged(size: int) -> str:
    return f"{size:,} bytes are damaged, and no record in them is whole"


def _lower(message: str) -> str:
    text = message.rstrip(".")
    return text[:1].lower() + text[1:]


def _run_end(records: npt.NDArray[np.int64], first: int) -> int:
    """Return the number after the last of the records that follow one another, some 2 MiB."""
    reach = int(records[first, 0]) + _BLOCK
    # A record has 16 bytes at least.
    part = records[first : first + _BLOCK // OVERHEAD]
    part = part[: max(1, int(np.searchsorted(part[:, 0], reach)))]
    ends = part.sum(axis=1)
    whole = max(1, int(np.searchsorted(ends, reach, side="right")))
    breaks = np.flatnonzero(part[1:whole, 0] != ends[: whole - 1])
    return first + (int(breaks[0]) + 1 if len(breaks) else whole)
