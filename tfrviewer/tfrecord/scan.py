"""Finding the records of a TFRecord: following the lengths, and getting over damage.

A length whose CRC holds and whose record fits into the file is followed. One whose CRC fails is
followed as well where its payload's CRC holds, or where it leads, over others like it, to a
header that holds or exactly to the end of the file: then only checksums are damaged. Otherwise
the next header that holds is looked for, byte by byte, and the stretch between is a finding,
not a record (docs/adr/0008).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import google_crc32c
import numpy as np
import numpy.typing as npt

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import NO_EXAMPLE_REMEDY, parse_example
from tfrviewer.tfrecord.framing import FOOTER, HEADER, OVERHEAD, headers_hold, mask, read_header
from tfrviewer.tfrecord.headers import find_headers
from tfrviewer.tfrecord.source import FileSource
from tfrviewer.tfrecord.windows import ROW, TAIL, Windows, borrowed_windows, read_windows
from tfrviewer.tfrecord.wire import read_locations

Int64Array = npt.NDArray[np.int64]

BATCH = 1024
"""Records a batch: windows of 512 kB, which stay in the processor's cache."""
MOST_FINDINGS = 1000
"""Findings of one kind a file lists; the rest are counted."""

_SALVAGE = (
    "The records around it can be read. Copy the file again from its source, make it again, or "
    "have what is whole saved (tfrviewer salvage)."
)


@dataclass(slots=True)
class Scan:
    """The records of a file.

    Attributes:
        records: int64 (N, 2), offset of each record's length field, and its framed size.
        xy: int64 (N, 2), location of each tile in level-0 pixels; (0, 0) where there is none.
        has_location: bool (N,), whether the record has both loc_x and loc_y.
        fields: Names of all features that occur, sorted.
        findings: What is wrong with the framing, and with Examples as far as they were read.
    """

    records: Int64Array
    xy: Int64Array
    has_location: npt.NDArray[np.bool_]
    fields: list[str]
    findings: list[Finding] = field(default_factory=list)

    @property
    def framing_is_sound(self) -> bool:
        """Whether nothing is wrong with the framing: an index may be written beside the file."""
        return all(finding.kind in _OF_CONTENT for finding in self.findings)


_ROWS = 2 * BATCH + 1  # a row more for each record that none follows
_LENGTH = struct.Struct("<Q")
_FEWEST = 8
_PROOFS, _PROOF_LEAST = 4, 64 << 20
_OF_CONTENT = {FindingKind.NOT_AN_EXAMPLE, FindingKind.MORE}


def scan_file(source: FileSource, cancel: CancelToken | None = None) -> Scan:
    """Find all records of a file, with their locations and feature names.

    Reads the head and tail of each record, not the image between them.

    Raises:
        FileChangedError: If the file changes meanwhile.
        Cancelled: If `cancel` is raised; looked at every 1,024 records, and every MiB where
            records are looked for behind damage.
    """
    chain = _Chain(source, cancel)
    collector = _Collector(source)
    with borrowed_windows(_ROWS) as windows:
        for offsets, ends in chain.batches(windows):
            if cancel is not None:
                cancel.check()
            collector.add(offsets, ends, windows)
    return collector.finish(chain.findings)


def scan_known(source: FileSource, records: Int64Array, cancel: CancelToken | None = None) -> Scan:
    """Read locations and feature names of records whose places are known.

    Args:
        source: The file.
        records: int64 (N, 2), offset and framed size of each, inside the file.
        cancel: Looked at every 1,024 records.
    """
    collector = _Collector(source)
    with borrowed_windows(_ROWS) as windows:
        for first in range(0, len(records), BATCH):
            if cancel is not None:
                cancel.check()
            part = records[first : first + BATCH]
            ends = part[:, 0] + part[:, 1]
            read_windows(source, part[:, 0], ends, windows)
            collector.add(part[:, 0], ends, windows)
    return collector.finish(_Findings(source))


class _Findings:
    """Findings of one file, of each kind no more than can be listed."""

    def __init__(self, source: FileSource) -> None:
        self._file = str(source.path)
        self._counts: dict[FindingKind, int] = {}
        self.listed: list[Finding] = []

    def add(
        self,
        kind: FindingKind,
        severity: Severity,
        offset: int,
        message: str,
        remedy: str,
        record: int | None = None,
    ) -> None:
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= MOST_FINDINGS:
            self.listed.append(
                Finding(
                    kind=kind,
                    severity=severity,
                    file=self._file,
                    record=record,
                    offset=offset,
                    message=message,
                    remedy=remedy,
                )
            )

    def all(self) -> list[Finding]:
        surplus = [
            Finding(
                kind=FindingKind.MORE,
                severity=Severity.WARNING,
                file=self._file,
                message=f"{count - MOST_FINDINGS:,} more findings of the kind “{kind.value}”.",
            )
            for kind, count in self._counts.items()
            if count > MOST_FINDINGS
        ]
        return [*self.listed, *surplus]


class _Chain:
    """Follows the lengths of a file from its first byte to its last."""

    def __init__(self, source: FileSource, cancel: CancelToken | None) -> None:
        self._source = source
        self._cancel = cancel
        self._count = 0
        # Bytes that may still be read as proof of what is no sound record. Damage needs the
        # file once or twice; bytes made to mislead would ask for it at every byte.
        self._provable = _PROOFS * source.size + _PROOF_LEAST
        self.findings = _Findings(source)

    def batches(self, windows: Windows) -> Iterator[tuple[Int64Array, Int64Array]]:
        """Yield (offsets, ends) of records in order, their windows read."""
        offset, most = 0, BATCH
        while offset < self._source.size:
            offsets, after = self._follow(offset, windows, most)
            holds = headers_hold(windows.headers(len(offsets)))
            if holds.all():
                most = min(2 * most, BATCH)
            else:
                good = int(np.argmin(holds))
                after = int(offsets[good])
                offsets = offsets[:good]
                # What was read beyond is read again. So little is read at a time near damage.
                most = max(2 * good, _FEWEST)
            count = len(offsets)
            if count:
                start = int(offsets[-1])
                inside = self._begins_inside(start, after)
                if inside is not None:
                    count -= 1
                    self._count += count
                    self._tell_stretch(start, inside)
                    self._count -= count
                ends = np.append(offsets[1:], after)[:count]
                windows.head_row = np.arange(count)
                windows.tail_row = windows.head_row + 1
                self._count += count
                yield offsets[:count], ends
                offset = after if inside is None else inside
            else:
                odd, offset = self._get_over(offset)
                for first in range(0, len(odd), BATCH):
                    part = odd[first : first + BATCH]
                    ends = part[:, 0] + part[:, 1]
                    read_windows(self._source, part[:, 0], ends, windows)
                    yield part[:, 0], ends

    def _begins_inside(self, offset: int, end: int) -> int | None:
        """Say whether a record reaches too far, because bytes inside it were lost.

        Its header holds and its length fits, but it ends in the midst of the next one. So where
        nothing sound follows it, and its own payload is damaged, a record is looked for inside.

        Returns:
            Where a record begins inside it whose header holds, and whose payload does or which
            is followed by a sound one.
        """
        if self._is_followed(end) or self._payload_holds(offset, end):
            return None
        for found in find_headers(self._source, offset + 1, end, self._cancel):
            length, _ = read_header(self._source.read(found, HEADER))
            after = found + OVERHEAD + length
            if self._is_followed(after) or self._payload_holds(found, after):
                return found
        return None

    def _is_followed(self, end: int) -> bool:
        """Whether the file ends here, or a header that holds follows."""
        header = self._source.read_upto(end, HEADER)
        return end == self._source.size or (len(header) == HEADER and read_header(header)[1])

    def _follow(self, offset: int, windows: Windows, most: int) -> tuple[Int64Array, int]:
        """Follow lengths that fit, unchecked, of at most so many records.

        Returns:
            int64 (n,), where they begin, and where the last of them ends.
        """
        size = self._source.size
        offsets: list[int] = []
        append = offsets.append
        buffer, unpack = windows.buffer, _LENGTH.unpack_from
        lease = self._source.lease()
        read_into = lease.read_into
        start = TAIL
        for view in windows.views[:most]:
            if offset >= TAIL:
                read_into(view, offset - TAIL)
            else:
                windows.read_row(lease, len(offsets), offset)
            end = offset + OVERHEAD + unpack(buffer, start)[0]
            if end > size:
                break
            append(offset)
            offset = end
            start += ROW
            if offset == size:
                break
        windows.read_row(lease, len(offsets), offset)  # the tail of the last one
        return np.array(offsets, np.int64), offset

    def _get_over(self, offset: int) -> tuple[Int64Array, int]:
        """Deal with a header that cannot simply be followed.

        Returns:
            The records to be had from it, int64 (n, 2), and where to go on.
        """
        rest = self._source.size - offset
        header = self._source.read_upto(offset, HEADER)
        if rest < OVERHEAD:
            if not any(header):
                self._tell_trailing(offset)
            else:
                self._tell_truncated(offset, "inside the length field of", rest)
            return np.empty((0, 2), np.int64), self._source.size
        length, holds = read_header(header)
        if not holds and 0 < length <= rest - OVERHEAD:
            offsets = self._records_despite_crc(offset, length)
            if len(offsets) > 1:
                for at in offsets[:-1]:
                    self.findings.add(
                        FindingKind.LENGTH_CRC,
                        Severity.ERROR,
                        at,
                        "The checksum of its length does not match, but the length leads to "
                        "the next record.",
                        "Its image can be seen, but TensorFlow stops reading here; tfrviewer "
                        "salvage saves it with a sound length.",
                        record=self._count,
                    )
                    self._count += 1
                starts = np.array(offsets, np.int64)
                return np.stack([starts[:-1], np.diff(starts)], axis=1), offsets[-1]
        found = next(find_headers(self._source, offset + 1, self._source.size, self._cancel), None)
        if found is not None:
            self._tell_stretch(offset, found)
            return np.empty((0, 2), np.int64), found
        if holds:
            place = "inside the checksum of" if rest >= HEADER + length else "inside"
            self._tell_truncated(offset, place, rest)
        else:
            self._tell_trailing(offset)
        return np.empty((0, 2), np.int64), self._source.size

    def _tell_stretch(self, offset: int, end: int) -> None:
        self.findings.add(
            FindingKind.DAMAGED_STRETCH,
            Severity.ERROR,
            offset,
            f"{end - offset:,} bytes are damaged, so that no record can be read there; the next "
            f"one (number {self._count}) begins at byte {end:,}.",
            _SALVAGE,
        )

    def _tell_truncated(self, offset: int, place: str, rest: int) -> None:
        self.findings.add(
            FindingKind.TRUNCATED,
            Severity.ERROR,
            offset,
            f"The file ends {place} record {self._count}, of which {rest:,} bytes are there.",
            "It was cut short when written or copied: copy it again, or extract the slide again.",
        )

    def _tell_trailing(self, offset: int) -> None:
        rest = self._source.size - offset
        after = f", after record {self._count - 1}," if self._count else ""
        self.findings.add(
            FindingKind.TRAILING_GARBAGE,
            Severity.ERROR,
            offset,
            f"The last {rest:,} bytes of the file{after} are no record.",
            "Something was appended or overwritten, or an extraction broke off.",
        )

    def _records_despite_crc(self, offset: int, length: int) -> list[int]:
        """Follow lengths whose CRC fails, as long as something proves them.

        Returns:
            Where each such record begins and, last, where the next sound thing begins; only
            that, or less, if there is no proof.
        """
        size = self._source.size
        offsets = [offset]
        while self._may_prove(OVERHEAD):
            end = offsets[-1] + OVERHEAD + length
            offsets.append(end)
            if end == size:
                return offsets
            header = self._source.read_upto(end, HEADER)
            if len(header) < HEADER:
                break
            length, holds = read_header(header)
            if holds and end + OVERHEAD + length <= size:
                return offsets
            if not 0 < length <= size - end - OVERHEAD:
                break
        # It leads nowhere: those whose own payload's CRC holds are records all the same.
        proven = 0
        while proven + 1 < len(offsets) and self._payload_holds(
            offsets[proven], offsets[proven + 1]
        ):
            proven += 1
        return offsets[: proven + 1]

    def _check_cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel.check()

    def _may_prove(self, size: int) -> bool:
        """Take so many bytes from those that may be read as proof, if they are left."""
        self._check_cancelled()
        self._provable -= size
        return self._provable >= 0

    def _payload_holds(self, offset: int, end: int) -> bool:
        if not self._may_prove(end - offset):
            return False
        crc = 0
        for _, block in self._source.blocks(offset + HEADER, end - FOOTER):
            self._check_cancelled()
            crc = google_crc32c.extend(crc, block)
        return mask(crc) == int.from_bytes(self._source.read(end - FOOTER, FOOTER), "little")


class _Collector:
    """Gathers what the batches tell."""

    def __init__(self, source: FileSource) -> None:
        self._source = source
        self._records: list[Int64Array] = []
        self._xy: list[Int64Array] = []
        self._has: list[npt.NDArray[np.bool_]] = []
        self._names: set[str] = set()
        self._odd: list[tuple[int, int, str]] = []
        self._odd_count = 0
        self._count = 0

    def add(self, offsets: Int64Array, ends: Int64Array, windows: Windows) -> None:
        """Take the records of a batch, their windows read."""
        found = read_locations(windows, ends - offsets - OVERHEAD)
        for place in np.flatnonzero(found.unread).tolist():
            offset, end = int(offsets[place]), int(ends[place])
            payload = self._source.read(offset + HEADER, end - offset - OVERHEAD)
            found.has_x[place] = found.has_y[place] = False
            try:
                example = parse_example(payload)
            except ValueError as error:
                self._odd_count += 1
                if self._odd_count <= MOST_FINDINGS:
                    self._odd.append((self._count + place, offset, str(error)))
                continue
            self._names.update(example.features, example.feature_lists)
            location = example.location
            if location is not None:
                found.xy[place] = location
                found.has_x[place] = found.has_y[place] = True
        has = found.has_x & found.has_y
        found.xy[~has] = 0
        self._names |= found.names
        self._records.append(np.stack([offsets, ends - offsets], axis=1))
        self._xy.append(found.xy)
        self._has.append(has)
        self._count += len(offsets)

    def finish(self, findings: _Findings) -> Scan:
        """Return what was gathered."""
        for record, offset, reason in self._odd:
            findings.add(
                FindingKind.NOT_AN_EXAMPLE,
                Severity.ERROR,
                offset,
                f"The record is not a tf.train.Example: {reason}.",
                NO_EXAMPLE_REMEDY,
                record=record,
            )
        return Scan(
            np.concatenate(self._records or [np.empty((0, 2), np.int64)]),
            np.concatenate(self._xy or [np.empty((0, 2), np.int64)]),
            np.concatenate(self._has or [np.empty(0, np.bool_)]),
            sorted(self._names),
            findings.all(),
        )
