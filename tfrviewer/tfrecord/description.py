"""Which features a loader gives, and of which kind they must be."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from tfrviewer.errors import ExampleError, Finding, FindingKind, RecordError, Severity
from tfrviewer.tfrecord.file import TFRecord

AnyDescription: TypeAlias = Iterable[str] | Mapping[str, str | None]
"""Names of features; or with each the kind that it must have: "byte", "int" or "float"."""

_KINDS: dict[str, type] = {"byte": bytes, "bytes": bytes, "int": int, "float": float}
_PROBES = 16


class Description:
    """The features asked for, in that order.

    Attributes:
        kinds: Their kinds by name; None for any.
        names: Their names.
        demands: Those of which a kind is demanded.
    """

    def __init__(self, description: AnyDescription) -> None:
        """Take a description.

        Raises:
            TypeError: If it is neither a list of names nor a dict of kinds by name.
            ValueError: If there is no such kind.
        """
        if isinstance(description, str | bytes):
            raise TypeError(f"A description is a list of names, such as [{description!r}].")
        self.kinds: dict[str, str | None] = (
            dict(description) if isinstance(description, Mapping) else dict.fromkeys(description)
        )
        for name, kind in self.kinds.items():
            if not isinstance(name, str):
                raise TypeError(f"A description is a list of names; {name!r} is none.")
            if kind is not None and (not isinstance(kind, str) or kind not in _KINDS):
                raise ValueError(
                    f"Field {name!r} is described as {kind!r}; a kind is one of "
                    f"{', '.join(map(repr, _KINDS))}, or None."
                )
        self.names = tuple(self.kinds)
        self.demands = {name: kind for name, kind in self.kinds.items() if kind is not None}

    def check(self, tfrecord: TFRecord, numbers: Iterable[int]) -> None:
        """Check that a file has these features, by the first record that can be read.

        Args:
            tfrecord: The file.
            numbers: The records that will be read; the first few are tried.

        Raises:
            ValueError: If a feature is in no record of the file, or of another kind in the first.
        """
        for number in numbers:
            try:
                first = tfrecord.stored_values(number, check_crc=False)
            except RecordError:
                continue
            break
        else:
            return
        absent = [name for name in self.names if name not in first]
        # To know the fields of a whole file may take a scan: only if the first record lacks one.
        fields = tfrecord.fields if absent else []
        for name in absent:
            if name not in fields:
                raise ValueError(
                    f"{tfrecord.path.name} has no field {name!r}; it has "
                    f"{', '.join(map(repr, fields)) or 'none'}."
                )
        wrong = self._wrong(first)
        if wrong is not None:
            raise ValueError(f"In {tfrecord.path.name}, {wrong}.")

    def choose(self, values: dict[str, Any], tfrecord: TFRecord, number: int) -> dict[str, Any]:
        """Return the features asked for, of a record's values.

        Raises:
            ExampleError: If one is not there, or of another kind.
        """
        if self.demands:
            wrong = self._wrong(values)
            if wrong is not None:
                raise self._unfit(FindingKind.WRONG_FIELD, tfrecord, number, wrong)
        try:
            return {name: values[name] for name in self.names}
        except KeyError as missing:
            has = ", ".join(map(repr, values)) or "none"
            what = f"the record has no field {missing.args[0]!r}, which was asked for; it has {has}"
            raise self._unfit(FindingKind.MISSING_FIELD, tfrecord, number, what) from None

    def _wrong(self, values: dict[str, Any]) -> str | None:
        """Say which value is not of the kind described, if any."""
        for name, kind in self.demands.items():
            for value in _scalars(values.get(name, [])):
                if not isinstance(value, _KINDS[kind]):
                    found = next(key for key, of in _KINDS.items() if isinstance(value, of))
                    return f"field {name!r} is described as {kind!r}, but it holds {found!r}"
        return None

    def _unfit(self, kind: FindingKind, tfrecord: TFRecord, number: int, what: str) -> ExampleError:
        return ExampleError(
            Finding(
                kind=kind,
                severity=Severity.ERROR,
                file=str(tfrecord.path),
                record=number,
                offset=int(tfrecord.index[number, 0]),
                message=f"{what[0].upper()}{what[1:]}.",
                remedy='Ask for other fields, or pass such records over (on_damage="skip").',
            )
        )


def as_description(description: AnyDescription | None) -> Mapping[str, str | None] | None:
    """Return a description as kinds by name, once and for all: it may be one that is used up.

    Raises:
        TypeError: If it is neither a list of names nor a dict of kinds by name.
        ValueError: If there is no such kind.
    """
    return None if description is None else Description(description).kinds


def probes(numbers: Any) -> list[int]:  # noqa: ANN401 - of an array
    """Return the records by which a description is checked."""
    first: list[int] = numbers[:_PROBES].tolist()
    return first


def _scalars(value: Any) -> Iterable[Any]:  # noqa: ANN401 - of any feature
    """Return the first scalar of a value, however deep it lies in lists; none of an empty one."""
    while isinstance(value, list):
        if not value:
            return ()
        value = value[0]
    return (value,)
