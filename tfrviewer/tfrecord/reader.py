"""Reading the records that a loader delivers, with the features asked for."""

from collections.abc import KeysView, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

from tfrviewer.errors import (
    ExampleError,
    Finding,
    FindingKind,
    RecordError,
    Severity,
    TfrError,
)
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.framing import FOOTER, HEADER, payload_holds
from tfrviewer.tfrecord.selection import AnyPath, Int64Array, as_path
from tfrviewer.tfrecord.values import read_stored, with_text

Description: TypeAlias = Sequence[str] | Mapping[str, str | None]
"""Names of features; or with each the kind that it must have: "byte", "int" or "float"."""
OnDamage: TypeAlias = Literal["raise", "skip"]

_KINDS: dict[str, type] = {"byte": bytes, "bytes": bytes, "int": int, "float": float}
_LOST = frozenset({FindingKind.TRUNCATED, FindingKind.DAMAGED_STRETCH})
"""Findings of a file whose records are not all there."""
_PROBES = 16


class RecordReader:
    """Reads records of one TFRecord, and raises or passes over the damaged ones.

    Attributes:
        tfrecord: The file.
        skipped: What was wrong with each record passed over so far, by its number.
    """

    def __init__(
        self,
        path: AnyPath,
        *,
        compression: str | None,
        as_numpy: bool,
        check_crc: bool,
        on_damage: OnDamage,
    ) -> None:
        """Open a file.

        Args:
            path: The TFRecord.
            compression: "gzip", "zlib" or None; it is found by itself, and this checks it.
            as_numpy: Whether values are given as arrays; see `as_array`.
            check_crc: Whether each payload is compared with its CRC.
            on_damage: Whether a damaged record is raised, or passed over and counted.

        Raises:
            ValueError: If `on_damage` is neither, or the compression is another.
            RecordError: If the file has lost records, and damage is raised.
            TfrError: If it cannot be read as a TFRecord.
            OSError: If it cannot be opened.
        """
        if on_damage not in ("raise", "skip"):
            raise ValueError(f'on_damage is "raise" or "skip", not {on_damage!r}.')
        self.tfrecord = TFRecord(as_path(path), create_index=False)
        self._check_compression(compression)
        lost = [finding for finding in self.tfrecord.findings if finding.kind in _LOST]
        if lost and on_damage == "raise":
            raise RecordError(lost[0])
        self.skipped: dict[int, Finding] = {}
        self._as_numpy = as_numpy
        self._check_crc = check_crc
        self._skips = on_damage == "skip"
        self._wanted: KeysView[str] | None = None
        self._places = self.tfrecord.index.data
        self._read_bytes = self.tfrecord.read_bytes

    def _check_compression(self, compression: str | None) -> None:
        if compression:
            found = self.tfrecord.compression
            if compression.upper() != found:
                raise ValueError(
                    f"{self.tfrecord.path} is {f'compressed by {found}' if found else 'plain'}, "
                    f"not {compression!r}. Leave compression out: it is found by itself."
                )

    def describe(self, description: Description | None, numbers: Int64Array) -> None:
        """Take only some features, which are looked for in the first records.

        Args:
            description: The features; None, or none, for all.
            numbers: int64 (n,), the records that will be read.

        Raises:
            ValueError: If a feature is in no record, or of another kind, or no such kind exists.
        """
        if not description:
            return
        if isinstance(description, str):
            raise ValueError(f"A description is a list of names, such as [{description!r}].")
        kinds = dict(description) if isinstance(description, Mapping) else {}
        for name, kind in kinds.items():
            if kind is not None and kind not in _KINDS:
                raise ValueError(
                    f"Field {name!r} is described as {kind!r}; a kind is one of "
                    f"{', '.join(map(repr, _KINDS))}, or None."
                )
        first = self._first(numbers)
        if first is None:
            self._wanted = dict.fromkeys(description).keys()
            return
        absent = [name for name in description if name not in first]
        if absent:
            fields = self.tfrecord.fields
            for name in absent:
                if name not in fields:
                    raise ValueError(
                        f"{self.tfrecord.path.name} has no field {name!r}; it has "
                        f"{', '.join(map(repr, fields)) or 'none'}."
                    )
        for name, kind in kinds.items():
            self._check_kind(name, kind, first.get(name))
        self._wanted = dict.fromkeys(description).keys()

    def _first(self, numbers: Int64Array) -> dict[str, Any] | None:
        """Return the values of the first record that can be read."""
        for number in numbers[:_PROBES].tolist():
            try:
                return self.tfrecord.stored_values(number, check_crc=False)
            except RecordError:
                continue
        return None

    def _check_kind(self, name: str, kind: str | None, value: Any) -> None:  # noqa: ANN401
        one = value[0] if isinstance(value, list) and value else value
        if kind is not None and one is not None and one != []:
            found = next(key for key, of in _KINDS.items() if isinstance(one, of))
            if not isinstance(one, _KINDS[kind]):
                raise ValueError(
                    f"Field {name!r} of {self.tfrecord.path.name} is described as {kind!r}, but "
                    f"it holds {found!r}."
                )

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file and with its records, as far as they were read."""
        return list(dict.fromkeys([*self.tfrecord.findings, *self.skipped.values()]))

    def read(self, number: int) -> dict[str, Any] | None:
        """Return a record's values; None for a damaged one that is passed over.

        Raises:
            RecordError: If the record is damaged or lacks a feature asked for, unless such
                records are passed over.
            FileChangedError: If the file is no longer the one that was opened.
        """
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
            if self._wanted is not None and values.keys() != self._wanted:
                values = self._choose(values, number)
        except RecordError as error:
            if not self._skips:
                raise
            self.skipped[number] = error.finding
            return None
        if self._as_numpy:
            return {name: as_array(value) for name, value in values.items()}
        return with_text(values)

    def _slowly(self, number: int) -> dict[str, Any]:
        """Read a record once more, in the way that tells what is wrong with it."""
        return self.tfrecord.stored_values(number, check_crc=self._check_crc)

    def _choose(self, values: dict[str, Any], number: int) -> dict[str, Any]:
        try:
            return {name: values[name] for name in self._wanted or ()}
        except KeyError as missing:
            raise ExampleError(
                Finding(
                    kind=FindingKind.MISSING_FIELD,
                    severity=Severity.ERROR,
                    file=str(self.tfrecord.path),
                    record=number,
                    offset=int(self._places[number, 0]),
                    message=f"The record has no field {missing.args[0]!r}, which was asked for; it "
                    f"has {', '.join(map(repr, values))}.",
                    remedy='Do not ask for it, or pass such records over (on_damage="skip").',
                )
            ) from None


def as_array(value: Any) -> Any:  # noqa: ANN401 - of any feature
    """Return a value as Slideflow's loader gives it.

    Returns:
        uint8 (bytes,) of bytes, which cannot be written to; int64 (n,) of n integers; float32
        (n,) of n floats. Of several bytes values, which Slideflow cuts to the first, a list.
    """
    if isinstance(value, bytes):
        return np.frombuffer(value, np.uint8)
    values = value if isinstance(value, list) else [value]
    if values and isinstance(values[0], bytes | list):
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
