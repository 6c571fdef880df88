"""Reading the records that a loader delivers, with the features asked for."""

from typing import Any, Literal, TypeAlias

import numpy as np

from tfrviewer.errors import Finding, FindingKind, RecordError, Severity, TfrError
from tfrviewer.tfrecord.description import AnyDescription, Description, probes
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import FOOTER, HEADER, payload_holds
from tfrviewer.tfrecord.scan import MOST_FINDINGS
from tfrviewer.tfrecord.selection import AnyPath, Int64Array, as_path
from tfrviewer.tfrecord.values import read_stored, with_text

OnDamage: TypeAlias = Literal["raise", "skip"]

_LOST = frozenset({FindingKind.TRUNCATED, FindingKind.DAMAGED_STRETCH})
"""Findings of a file with bytes that belong to no record."""


class RecordReader:
    """Reads records of one TFRecord, and raises or passes over the damaged ones.

    Attributes:
        tfrecord: The file.
        skipped: Numbers of the records passed over so far. They are not read again.
    """

    def __init__(
        self,
        path: AnyPath,
        *,
        compression: str | None = None,
        as_numpy: bool = False,
        check_crc: bool = True,
        on_damage: OnDamage = "raise",
        whole: bool = True,
    ) -> None:
        """Open a file.

        Args:
            path: The TFRecord.
            compression: "gzip", "zlib" or None; it is found by itself, and this checks it.
            as_numpy: Whether values are given as arrays; see `as_array`.
            check_crc: Whether each payload is compared with its CRC.
            on_damage: Whether a damaged record is raised, or passed over and counted.
            whole: Whether bytes that belong to no record are damage, too.

        Raises:
            ValueError: If `on_damage` is neither, or the compression is another.
            RecordError: If the file has bytes that belong to no record, and damage is raised.
            TfrError: If it cannot be read as a TFRecord.
            OSError: If it cannot be opened.
        """
        if on_damage not in ("raise", "skip"):
            raise ValueError(f'on_damage is "raise" or "skip", not {on_damage!r}.')
        self.tfrecord = TFRecord(as_path(path), create_index=False)
        self._check_compression(compression)
        lost = [finding for finding in self.tfrecord.findings if finding.kind in _LOST]
        if lost and whole and on_damage == "raise":
            raise RecordError(lost[0])
        self.skipped: set[int] = set()
        self._found: dict[int, Finding] = {}
        self._as_numpy = as_numpy
        self._check_crc = check_crc
        self._skips = on_damage == "skip"
        self._description: Description | None = None
        self._places = self.tfrecord.index.data
        self._read_bytes = self.tfrecord.read_bytes

    def _check_compression(self, compression: str | None) -> None:
        if compression is None or compression == "":
            return
        found = self.tfrecord.compression
        if not isinstance(compression, str) or compression.upper() != found:
            raise ValueError(
                f"{self.tfrecord.path} is {f'compressed by {found}' if found else 'plain'}, "
                f"not {compression!r}. Leave compression out: it is found by itself."
            )

    def describe(self, description: AnyDescription | None, numbers: Int64Array) -> None:
        """Take only some features, which are looked for in the first records.

        Args:
            description: The features; None, or none, for all.
            numbers: int64 (n,), the records that will be read.

        Raises:
            TypeError: If it is no description.
            ValueError: If a feature is in no record, or of another kind, or no such kind exists.
        """
        asked = None if description is None else Description(description)
        if asked is not None and asked.names:
            asked.check(self.tfrecord, probes(numbers))
            self._description = asked

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file and with its records, as far as they were read.

        Of very many records passed over, the first thousands.
        """
        return list(dict.fromkeys([*self.tfrecord.findings, *self._found.values()]))

    def read(self, number: int) -> dict[str, Any] | None:
        """Return a record's values; None for a damaged one that is passed over.

        Raises:
            RecordError: If the record is damaged or lacks a feature asked for, unless such
                records are passed over.
            FileChangedError: If the file is no longer the one that was opened.
        """
        if self.skipped and number in self.skipped:
            return None
        offset, size = self._places[number, 0], self._places[number, 1]
        data = self._read_bytes(offset + HEADER, size - HEADER)
        try:
            if self._check_crc and not payload_holds(data):
                values = self._slowly(number)
            else:
                try:
                    values = read_stored(data, len(data) - FOOTER)
                except ValueError:
                    values = self._slowly(number)
            asked = self._description
            if asked is not None and (asked.demands or tuple(values) != asked.names):
                values = asked.choose(values, self.tfrecord, number)
        except RecordError as error:
            if not self._skips:
                raise
            self.skipped.add(number)
            if len(self._found) < 4 * MOST_FINDINGS:
                self._found[number] = error.finding
            return None
        if self._as_numpy:
            return {name: as_array(value) for name, value in values.items()}
        return with_text(values)

    def damage(self, number: int) -> RecordError:
        """Return why a record was passed over."""
        found = self._found.get(number)
        return RecordError(
            found
            if found is not None
            else Finding(
                kind=FindingKind.MORE,
                severity=Severity.ERROR,
                file=str(self.tfrecord.path),
                record=number,
                message="The record is damaged, as many others of this file.",
                remedy="tfrviewer show tells what is wrong with it.",
            )
        )

    def _slowly(self, number: int) -> dict[str, Any]:
        """Read a record once more, in the way that tells what is wrong with it."""
        return self.tfrecord.stored_values(number, check_crc=self._check_crc)


def as_array(value: Any) -> Any:  # noqa: ANN401 - of any feature
    """Return a value as Slideflow's loader gives it.

    Returns:
        uint8 (bytes,) of bytes, which cannot be written to; int64 (n,) of n integers; float32
        (n,) of n floats. Of several bytes values, which Slideflow cuts to the first, and of the
        steps of a feature list, a list.
    """
    if isinstance(value, bytes):
        return np.frombuffer(value, np.uint8)
    values = value if isinstance(value, list) else [value]
    if any(isinstance(one, bytes | list) for one in values):
        return [as_array(one) for one in values]
    return np.array(values, np.int64 if isinstance(next(iter(values), 0), int) else np.float32)


def nothing_readable(paths: list[str]) -> TfrError:
    """Return the error of a loader all of whose records are damaged."""
    return TfrError(
        Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=paths[0] if len(paths) == 1 else "",
            message="Every record to be delivered is damaged, so that none can be.",
            remedy="tfrviewer info tells what is wrong with a file.",
        )
    )
