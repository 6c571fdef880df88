"""`TFRecord`: one file of records, read at random.

What `slideflow.TFRecord` offers, with its names; where the answer differs, the docstring says
why. The file is opened read-only. Beside it, only an index is ever written, only where there is
none, only if `create_index` is left on, and only for a file without damage (docs/adr/0009).
"""

import operator
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, SupportsIndex, overload

import numpy as np
import numpy.typing as npt

from tfrviewer.errors import (
    CrcError,
    ExampleError,
    FileChangedError,
    Finding,
    FindingKind,
    LocationNotFoundError,
    RecordError,
    Severity,
    renamed,
)
from tfrviewer.image_format import sniff_format
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import NO_EXAMPLE_REMEDY, Example, parse_example
from tfrviewer.tfrecord.framing import (
    FOOTER,
    HEADER,
    OVERHEAD,
    RecordFraming,
    masked_crc,
    read_header,
)
from tfrviewer.tfrecord.opening import (
    IndexState,
    Opened,
    open_records,
)
from tfrviewer.tfrecord.scan import MOST_FINDINGS, Scan, scan_known
from tfrviewer.tfrecord.values import read_stored, with_text

_FORMAT_PROBES = 16


class TFRecord:
    """One TFRecord file, with the names of `slideflow.TFRecord`. Safe for many threads at once.

    Attributes:
        path: The file.
        index: int64 (N, 2): byte where each record's length field begins, and the record's
            framed size in bytes.
        size: Bytes of the file as it lies on the disk.
        compression: "GZIP", "ZLIB" or None.
        index_state: Where the index came from (`IndexState`).
        index_path: The index file that is used, or None.
        check_crc: Whether a payload's CRC is checked when it is read.

    A damaged file can be opened: `len()` and record numbers count the records that are there,
    and `findings` tells what is missing.
    """

    def __init__(
        self,
        path: str | Path,
        index: str | Path | npt.NDArray[Any] | None = None,
        *,
        create_index: bool = True,
        check_crc: bool = True,
        cancel: CancelToken | None = None,
    ) -> None:
        """Open a file.

        Args:
            path: The TFRecord.
            index: An index file, or an int array (N, 2) of offsets and framed sizes, which may
                be a part of the records or in another order. None looks beside the file.
            create_index: Whether to write `<stem>.index.npz` beside a file that has no index.
                Where that fails, as in a read-only folder, or where it is off, the index is
                kept in the user's cache.
            check_crc: Whether reading a payload whose CRC does not match raises.
            cancel: Ends a scan of a file that has no index.

        Raises:
            NotATFRecordError: If the file holds no record and is something else.
            IndexFileError: If `index` is given and does not fit the file.
            OSError: If the file cannot be opened.
        """
        self.path = Path(path)
        self.check_crc = check_crc
        opened = open_records(self.path, index, may_write=create_index, cancel=cancel)
        self._opened: Opened = opened
        self._source = opened.source
        self._given = index if isinstance(index, np.ndarray) else None
        self.size = opened.stored_size
        self.compression = opened.compression
        self.index = np.ascontiguousarray(opened.records)
        # A number is taken from a memoryview in a quarter of the time that numpy needs.
        self._places = self.index.data
        self.index_state: IndexState = opened.index_state
        self.index_path = opened.index_path
        self._lock = threading.Lock()
        self._scan: Scan | None = opened.scan
        self._findings = {(f.kind, f.record, f.offset): f for f in opened.findings}
        self._by_location: dict[tuple[int, int], int] | None = None

    # -- what the file holds

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.index)

    @property
    def length(self) -> int:
        """The number of records."""
        return len(self.index)

    @property
    def locations_known(self) -> bool:
        """Whether the locations are at hand, so that asking for them reads no record."""
        return self._opened.locations is not None or self._scan is not None

    @property
    def xy(self) -> npt.NDArray[np.int64]:
        """int64 (N, 2): each tile's centre (x, y) in level-0 slide pixels, as stored.

        (0, 0) for a record without; `has_location` tells them apart.
        """
        locations = self._opened.locations
        return locations if locations is not None else self._scanned().xy

    @property
    def has_location(self) -> npt.NDArray[np.bool_]:
        """Bool (N,): whether each record has both `loc_x` and `loc_y`."""
        if self._opened.locations is not None:
            return np.ones(len(self.index), np.bool_)
        return self._scanned().has_location

    @property
    def locations(self) -> list[tuple[int, int] | None] | None:
        """Each tile's centre (x, y) in level-0 slide pixels, aligned with the records.

        None for a record without; None as a whole where no record has both coordinates.
        Slideflow leaves such records out, so that its list no longer says which is which.
        """
        has = self.has_location
        if not has.any():
            return None
        pairs = zip(map(tuple, self.xy.tolist()), has.tolist(), strict=True)
        return [pair if there else None for pair, there in pairs]

    @property
    def fields(self) -> list[str]:
        """Names of all features that occur in the file, sorted, not only the four known."""
        return list(self._scanned().fields)

    @property
    def img_format(self) -> str | None:
        """Format of the first image known, among the first few ("jpeg", "png", …)."""
        for i in range(min(len(self), _FORMAT_PROBES)):
            try:
                image = self.example(i, check_crc=False).image
            except RecordError:
                continue
            found = None if image is None else sniff_format(image)
            if found is not None:
                return found
        return None

    @property
    def slide(self) -> str | None:
        """The slide name of the first record that has one, among the first few."""
        for i in range(min(len(self), _FORMAT_PROBES)):
            try:
                slide = self.example(i, check_crc=False).slide
            except RecordError:
                continue
            if slide is not None:
                return slide
        return None

    @property
    def findings(self) -> list[Finding]:
        """What is wrong, as far as known; grows as records are read."""
        with self._lock:
            return sorted(self._findings.values(), key=lambda f: (f.offset or 0, f.record or 0))

    # -- one record

    def payload(self, i: int, *, check_crc: bool | None = None) -> bytes:
        """Return a record's payload.

        Args:
            i: Number of the record; negative ones count from the end.
            check_crc: Whether a CRC that does not match raises; None as the attribute says. It
                is a finding in any case.

        Raises:
            IndexError: If there is no such record.
            CrcError: If the payload's CRC does not match, unless it is not to be checked.
            FileChangedError: If the file is no longer the one that was opened.
        """
        i = self._number(i)
        offset, data = self._record(i)
        payload = data[HEADER:-FOOTER]
        stored = int.from_bytes(data[-FOOTER:], "little")
        computed = masked_crc(payload)
        if stored != computed:
            self._source.check_unchanged()
            finding = self._note_crc(i, offset, stored, computed)
            if self.check_crc if check_crc is None else check_crc:
                raise CrcError(finding)
        return payload

    def example(self, i: int, *, check_crc: bool | None = None) -> Example:
        """Return a record decoded, with the kind of each feature.

        Args:
            i: Number of the record; negative ones count from the end.
            check_crc: As for `payload`.

        Raises:
            ExampleError: If the payload is neither an Example nor a SequenceExample.
            RecordError: As `payload`.
        """
        i = self._number(i)
        try:
            return parse_example(self.payload(i, check_crc=check_crc))
        except ValueError as error:
            raise self._no_example(i, error) from None

    def image(self, i: int, *, check_crc: bool | None = None) -> bytes:
        """Return the encoded image of a record: `image_raw`, else what looks like one.

        Args:
            i: Number of the record; negative ones count from the end.
            check_crc: As for `payload`.

        Raises:
            ExampleError: If the record has none, which is not among the findings: it may be one
                of another kind. Or if it is no Example.
            RecordError: As `payload`.
        """
        i = self._number(i)
        image = self.example(i, check_crc=check_crc).image
        if image is None:
            raise ExampleError(
                Finding(
                    kind=FindingKind.NOT_AN_EXAMPLE,
                    severity=Severity.NOTE,
                    file=str(self.path),
                    record=i,
                    offset=int(self.index[i, 0]),
                    message="The record has no field with an image.",
                    remedy="Its fields can be seen in the inspector, or as tfr[i] in code.",
                )
            )
        return image

    def framing(self, i: int) -> RecordFraming:
        """Return how record `i` is framed, with both CRCs as stored and as computed.

        Raises:
            IndexError, FileChangedError: As `payload`.
        """
        i = self._number(i)
        offset, data = self._record(i)
        return RecordFraming(
            offset=offset,
            length=len(data) - OVERHEAD,
            length_crc_stored=int.from_bytes(data[8:HEADER], "little"),
            length_crc_computed=masked_crc(data[:8]),
            payload_crc_stored=int.from_bytes(data[-FOOTER:], "little"),
            payload_crc_computed=masked_crc(data[HEADER:-FOOTER]),
        )

    @overload
    def __getitem__(self, i: SupportsIndex) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, i: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, i: SupportsIndex | slice) -> dict[str, Any] | list[dict[str, Any]]:
        """Return a record, or for a slice a list of them, as plain values.

        `image_raw` is bytes, `slide` str, `loc_x` and `loc_y` int; of any further feature one
        value is that value, several are a list, none is an empty list.

        Raises:
            IndexError: If there is no such record.
            RecordError: If it cannot be read.
        """
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        return with_text(self.stored_values(operator.index(i)))

    def stored_values(self, i: int, *, check_crc: bool | None = None) -> dict[str, Any]:
        """Return a record as `tfr[i]`, but with the bytes of the slide's name as they are stored.

        Args:
            i: Number of the record; negative ones count from the end.
            check_crc: As for `payload`.

        Raises:
            IndexError: If there is no such record.
            RecordError: If it cannot be read.
        """
        payload = self.payload(i, check_crc=check_crc)
        try:
            return read_stored(payload, len(payload))
        except ValueError as error:
            raise self._no_example(self._number(i), error) from None

    def read_bytes(self, offset: int, size: int) -> bytes:
        """Return `size` bytes of the file from `offset` on, unpacked if it is compressed.

        Raises:
            FileChangedError: If the file no longer has them.
        """
        return self._source.read(offset, size)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield all records in order, each as `tfr[i]`."""
        return (self[i] for i in range(len(self)))

    def get_record_by_xy(self, x: int, y: int) -> tuple[str, bytes]:
        """Return (slide name, image bytes) of the first record at a location.

        Takes the same time wherever the record lies. Slideflow searches the list, and returns
        (False, False) where there is none.

        Args:
            x: Of the tile's centre, in level-0 slide pixels.
            y: The same.

        Raises:
            LocationNotFoundError: If there is none; it names the nearest location.
            RecordError: If the record cannot be read.
        """
        number = self._numbers_by_location().get((x, y))
        if number is None:
            raise self._not_found(x, y)
        values = self[number]
        image = values.get("image_raw")
        if not isinstance(image, bytes):
            image = self.image(number)
        slide = values.get("slide", "")
        return (slide if isinstance(slide, str) else ""), image

    def close(self) -> None:
        """Close the file; reading on opens it again."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"TFRecord({str(self.path)!r}, length={len(self)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the path, not the bytes: another process opens the file itself."""
        return _reopen, (self.path, self._given, self.check_crc)

    # -- how

    def _number(self, i: int) -> int:
        count = len(self.index)
        if not -count <= i < count:
            raise IndexError(f"{self.path.name} has {count} records; there is no record {i}.")
        return i + count if i < 0 else i

    def _record(self, i: int) -> tuple[int, bytes]:
        """Return a record's offset and its bytes with header and footer."""
        offset, size = self._places[i, 0], self._places[i, 1]
        data = self._source.read(offset, size)
        length, holds = read_header(data)
        if length != size - OVERHEAD:
            self._source.check_unchanged()
            raise FileChangedError(
                Finding(
                    kind=FindingKind.STALE_INDEX,
                    severity=Severity.ERROR,
                    file=str(self.path),
                    record=i,
                    offset=offset,
                    message=f"The index says {size:,} bytes, the length field there "
                    f"{length + OVERHEAD:,}: the index is not of this file.",
                    remedy="Rebuild the index (tfrviewer index --rebuild).",
                )
            )
        if not holds:
            self._add(
                FindingKind.LENGTH_CRC,
                i,
                offset,
                "The checksum of its length does not match, but the length is right.",
                "Its image can be seen; TensorFlow stops reading here.",
            )
        return offset, data

    def _note_crc(self, i: int, offset: int, stored: int, computed: int) -> Finding:
        return self._add(
            FindingKind.PAYLOAD_CRC,
            i,
            offset,
            f"The checksum of its payload does not match (stored {stored:08x}, computed "
            f"{computed:08x}): bytes of it were changed.",
            "Copy the file again from its source. Until then the tile can be looked at all the "
            'same; in code, check_crc=False reads it and on_damage="skip" of a loader passes it '
            "over.",
        )

    def _no_example(self, i: int, reason: object) -> ExampleError:
        return ExampleError(
            self._add(
                FindingKind.NOT_AN_EXAMPLE,
                i,
                int(self.index[i, 0]),
                f"The record is not a tf.train.Example: {reason}.",
                NO_EXAMPLE_REMEDY,
            )
        )

    def _add(
        self, kind: FindingKind, record: int, offset: int, message: str, remedy: str
    ) -> Finding:
        finding = Finding(
            kind=kind,
            severity=Severity.ERROR,
            file=str(self.path),
            record=record,
            offset=offset,
            message=message,
            remedy=remedy,
        )
        with self._lock:
            if len(self._findings) < 4 * MOST_FINDINGS:
                return self._findings.setdefault((kind, record, offset), finding)
        return finding

    def _scanned(self) -> Scan:
        """Return what only reading the records tells, from memory, cache or file."""
        scan = self._scan
        if scan is None:
            scan = self._opened.recall(self.index)
            if scan is None:
                scan = self._opened.scan = scan_known(self._source, self.index)
                self._opened.keep()
            with self._lock:
                self._scan = scan
                for finding in renamed(scan.findings, self.path):
                    self._findings.setdefault(
                        (finding.kind, finding.record, finding.offset), finding
                    )
        return scan

    def _numbers_by_location(self) -> dict[tuple[int, int], int]:
        if self._by_location is None:
            numbers = np.flatnonzero(self.has_location)[::-1]  # the first of equals stays
            pairs = map(tuple, self.xy[numbers].tolist())
            self._by_location = dict(zip(pairs, numbers.tolist(), strict=True))
        return self._by_location

    def _not_found(self, x: int, y: int) -> LocationNotFoundError:
        numbers = np.flatnonzero(self.has_location)
        if not len(numbers):
            message = "None of its records has a location."
        else:
            # As floats: the square of an untrusted coordinate may not fit 64 bits.
            apart = self.xy[numbers].astype(np.float64) - (x, y)
            nearest = int(numbers[np.argmin((apart**2).sum(axis=1))])
            near_x, near_y = self.xy[nearest].tolist()
            message = (
                f"No record lies at ({x}, {y}). The nearest is record {nearest} "
                f"at ({near_x}, {near_y})."
            )
        return LocationNotFoundError(
            Finding(
                kind=FindingKind.NO_LOCATION,
                severity=Severity.ERROR,
                file=str(self.path),
                message=message,
                remedy="Locations are the tiles' centres in level-0 slide pixels.",
            )
        )


def _reopen(path: Path, index: npt.NDArray[Any] | None, check_crc: bool) -> TFRecord:
    return TFRecord(path, index, create_index=False, check_crc=check_crc)
