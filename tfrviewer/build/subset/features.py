"""Features added to chosen records, and slides renamed in them.

As in a build, every record has the same features: TensorFlow stops at one that lacks a field asked
for. What no value is given for keeps the one it has, or else gets "" among texts and NaN among
numbers; whole numbers of which one is missing are floats.
"""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from google.protobuf.message import DecodeError

from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.dataset.refusals import refusal
from tfrviewer.dataset.words import listed
from tfrviewer.tfrecord.example import SequenceExample, parse_example

Scalar: TypeAlias = bytes | float | int
Lookup: TypeAlias = Callable[[int], Any]

OWN = frozenset({"image_raw", "slide", "loc_x", "loc_y"})
"""Features that say what a tile is; none of them is added."""

_INT64 = 1 << 63
_FILLS: dict[str, Scalar] = {"float_list": math.nan, "bytes_list": b""}


@dataclass(frozen=True, slots=True)
class _Added:
    """A feature to add.

    Attributes:
        name: What it is called.
        kind: The list of a Feature that holds its values.
        value_of: Its value for the record at each place; None where none is given.
        is_even: Whether each value is one, so that it can be the same for all records.
        fill: What a record gets without a value; None if it gets none.
        was: The kind of the values given, where they are stored as another one.
    """

    name: str
    kind: str
    value_of: Lookup
    is_even: bool = True
    fill: Scalar | None = None
    was: str = ""


@dataclass(slots=True)
class Missing:
    """The records that no value of a feature is given for.

    Attributes:
        filled: How many of them got `fill`.
        kept: How many keep the value they had.
        without: How many have none.
        fill: What those filled got.
        floats: Whether whole numbers are floats because of them.
        rounded: Whether some of these numbers are too large to be exact as floats.
    """

    filled: int = 0
    kept: int = 0
    without: int = 0
    fill: Scalar | None = None
    floats: bool = False
    rounded: bool = False


class Remaker:
    """Makes Examples anew, with features added and slides renamed.

    Attributes:
        missing: The records that each feature had no value for, by its name.
    """

    def __init__(
        self, gathered: Gathered, features: Mapping[str, Any] | None, names: Sequence[str]
    ) -> None:
        """Look at what is to be added.

        Args:
            gathered: The chosen records.
            features: As `save_records` takes them.
            names: What each of the slides is called in the copy.

        Raises:
            TypeError: If a value is none that a feature can have.
            ValueError: If a name or a number of values is wrong.
        """
        if features is not None and not isinstance(features, Mapping):
            raise TypeError(f"features is a mapping by names, not {type(features).__name__}.")
        self._added = [
            _filled(gathered, _added(gathered, *pair)) for pair in (features or {}).items()
        ]
        self._slide_of = gathered.slide_of
        self._new = [
            None if old == new else new for old, new in zip(gathered.slides, names, strict=True)
        ]
        self.missing = {
            one.name: Missing(fill=one.fill, floats=bool(one.was)) for one in self._added
        }

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self._added) or any(new is not None for new in self._new)

    def __call__(self, row: int, payload: bytes) -> bytes | None:
        """Return the payload of a chosen record anew; None where nothing changes.

        Raises:
            ValueError: If it is no Example.
        """
        new = self._new[int(self._slide_of[row])]
        values = [(one, one.value_of(row)) for one in self._added]
        if new is None and all(value is None and one.fill is None for one, value in values):
            for one in self._added:
                self.missing[one.name].without += 1
            return None
        message = _parsed(payload)
        own = message.context.feature
        if new is not None:
            own["slide"].Clear()
            own["slide"].bytes_list.value.append(new.encode())
        for one, value in values:
            self._add(own, one, value)
        made: bytes = message.SerializeToString(deterministic=True)
        return made

    def _add(self, own: Any, one: _Added, value: Any) -> None:  # noqa: ANN401 - made at run time
        """Give a record the value of a feature, or what it gets without one."""
        kind, missing = one.kind, self.missing[one.name]
        had = own[one.name].WhichOneof("kind") if one.name in own else None
        if value is None:
            if had is not None:
                missing.kept += 1
                return
            if one.fill is None:
                missing.without += 1
                return
            value = one.fill
            missing.filled += 1
        elif one.was and had == one.was:
            kind = one.was  # as it was, like those that keep theirs
        elif one.was and int(np.float32(value)) != value:
            missing.rounded = True
        own[one.name].Clear()
        kept = getattr(own[one.name], kind).value
        kept.extend(value if isinstance(value, list) else [value])


def new_names(gathered: Gathered, renamed: Mapping[str, str] | None) -> list[str]:
    """Return what each slide is called in the copy.

    Raises:
        TypeError, ValueError: If a name is no text, or none.
        DatasetError: If no chosen record has a slide to be renamed.
    """
    if renamed is None:
        return list(gathered.slides)
    if not isinstance(renamed, Mapping):
        raise TypeError(f"renamed is a mapping of names, not {renamed!r:.80}.")
    for old, new in renamed.items():
        for name in (old, new):
            if not isinstance(name, str):
                raise TypeError(f"renamed is a mapping of names, and holds {name!r:.80}.")
        _utf8(new, f"The new name {new!r:.80}")
        if not new:
            raise ValueError(f"The new name of the slide {old!r:.80} is empty.")
    there = {gathered.slides[code] for code in np.unique(gathered.slide_of).tolist()}
    if unknown := [old for old in renamed if old not in there]:
        raise refusal(
            f"No chosen record is of the slide {listed(unknown)}, which is to be renamed.",
            f"There are: {listed(sorted(there))}.",
        )
    return [renamed.get(slide, slide) for slide in gathered.slides]


def _parsed(payload: bytes) -> Any:  # noqa: ANN401 - made at run time
    """Return a payload as a message that keeps what it does not know.

    Raises:
        ValueError: If it is no Example.
    """
    parse_example(payload)
    try:
        return SequenceExample.FromString(payload)
    except DecodeError:
        raise ValueError("its protobuf data is malformed") from None


def _added(gathered: Gathered, name: str, values: Any) -> _Added:  # noqa: ANN401 - any feature
    if not isinstance(name, str) or not name:
        raise TypeError(f"The name of a feature is text, not {name!r:.80}.")
    _utf8(name, f"The name of the feature {name!r:.80}")
    if name in OWN:
        hint = " Slides are renamed by renamed." if name == "slide" else ""
        raise ValueError(f"The feature {name!r} is what a tile is, and is not added.{hint}")
    if isinstance(values, Mapping):
        keys = list(values)
        told = [_plain(name, values[key]) for key in keys]
        kind = _kind(name, told)
        by_key = _by_key(gathered, name, dict(zip(keys, _as(kind, told), strict=True)))
        return _Added(name, kind, by_key, _is_even(told))
    if isinstance(values, bool | int | float | str | bytes | np.generic):
        one = _plain(name, values)
        kind = _kind(name, [one])
        (value,) = _as(kind, [one])
        return _Added(name, kind, lambda row: value)
    if not hasattr(values, "__len__") or not hasattr(values, "__iter__"):
        raise TypeError(f"The feature {name!r} is given as {type(values).__name__}, not as values.")
    if len(values) != gathered.asked:
        raise ValueError(
            f"The feature {name!r} has {len(values):,} values for {gathered.asked:,} chosen "
            "records."
        )
    told = [_plain(name, value) for value in values]
    kind = _kind(name, told)
    each = list(_as(kind, told))
    return _Added(name, kind, lambda row: each[int(gathered.given[row])], _is_even(told))


def _is_even(values: Sequence[Any]) -> bool:
    """Tell whether there is a value, and none of them is several."""
    return any(value is not None for value in values) and not any(
        isinstance(value, list) for value in values
    )


def _filled(gathered: Gathered, one: _Added) -> _Added:
    """Return a feature with what a record without a value gets, if there is such a record."""
    if not one.is_even or all(one.value_of(row) is not None for row in range(len(gathered))):
        return one
    if one.kind == "int64_list":
        return replace(one, kind="float_list", fill=math.nan, was=one.kind)
    return replace(one, fill=_FILLS[one.kind])


def _by_key(gathered: Gathered, name: str, values: Mapping[Any, Any]) -> Lookup:
    """Return what looks a record up: by slide, by slide and location, or by file and number."""
    if all(isinstance(key, str) for key in values):
        return lambda row: values.get(gathered.slides[int(gathered.slide_of[row])])
    if all(isinstance(key, tuple) and len(key) == 3 for key in values):
        return lambda row: (
            values.get((gathered.slides[int(gathered.slide_of[row])], *gathered.xy[row].tolist()))
            if gathered.located[row]
            else None
        )
    if all(isinstance(key, tuple) and len(key) == 2 for key in values):
        of_file = {(_absolute(path), number): value for (path, number), value in values.items()}
        paths = [_absolute(file.path) for file in gathered.files]
        return lambda row: of_file.get(
            (paths[int(gathered.file_of[row])], int(gathered.records[row]))
        )
    raise TypeError(
        f"The values of the feature {name!r} go by slide, by (slide, x, y) or by (path, record), "
        f"all alike; there is {next(iter(values))!r:.80}."
    )


def _absolute(path: Any) -> str:  # noqa: ANN401 - any path
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - resolve() would follow links


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - any feature
    """Return a value as Examples hold it: None, a scalar, or a list of scalars of one kind."""
    if value is None or type(value) in (int, float, bytes):
        return value
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return _utf8(value, f"A value of the feature {name!r}")
    if value is None or isinstance(value, int | float | bytes):
        return value
    if isinstance(value, list | tuple):
        return [_plain(name, one) for one in value]
    raise TypeError(
        f"A value of the feature {name!r} is a number, text or bytes, not {value!r:.80}."
    )


def _utf8(text: str, what: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{what} cannot be written as UTF-8.") from None


def _kind(name: str, values: Sequence[Any]) -> str:
    """Return the list of a Feature that holds all values."""
    types = set()
    for value in values:
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, list) or (one is None and isinstance(value, list)):
                raise TypeError(f"A value of the feature {name!r} is a list of lists, or of None.")
            types.add(type(one))
            if isinstance(one, int) and not -_INT64 <= one < _INT64:
                raise ValueError(f"A value of the feature {name!r} does not fit 64 bits: {one}.")
    types.discard(type(None))
    if types <= {int}:
        return "int64_list"
    if types <= {int, float}:
        return "float_list"
    if types == {bytes}:
        return "bytes_list"
    raise TypeError(f"The values of the feature {name!r} are numbers and texts mixed.")


def _as(kind: str, values: Sequence[Any]) -> list[Any]:
    if kind != "float_list":
        return list(values)
    return [[float(one) for one in value] if isinstance(value, list) else value for value in values]
