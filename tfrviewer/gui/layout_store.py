"""Layouts kept for datasets, silently, and layouts with names; in a file beside the settings."""

import base64
import hashlib
import json
import time
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QSettings

from tfrviewer.gui.opening import ToOpen

MOST_DATASETS = 200
"""Datasets whose layout is kept; of more, those that were left longest ago are forgotten."""
_DATASETS, _NAMED = "datasets", "named"
_LAST_SECOND = 1e12
"""Later than any time in which somebody looked at a dataset, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a window is arranged.

    Attributes:
        panels: The panels and the toolbar, as `QMainWindow.saveState` gives them.
        centre: How the views share their room, and the columns of the tables.
        maximised: The view that has all the room, or "".
        tile_px: The size of the tiles in the grid.
        colour: What the map is coloured by.
    """

    panels: bytes = b""
    centre: bytes = b""
    maximised: str = ""
    tile_px: int = 0
    colour: bytes = b""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in a dataset.

    Attributes:
        condition: The filter.
        keys: What was sorted by: columns, and whether each descends.
        file: The TFRecord of the current record, or "".
        record: Its number in there.
    """

    condition: str = ""
    keys: tuple[tuple[str, bool], ...] = ()
    file: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """What is kept of a dataset, or under a name; a name keeps no place."""

    layout: Layout
    place: Place = field(default_factory=Place)
    name: str = ""
    when: float = 0.0

    def to_json(self) -> str:
        """Return it as text."""
        value = asdict(self)
        for key, part in value["layout"].items():
            if isinstance(part, bytes):
                value["layout"][key] = base64.b64encode(part).decode("ascii")
        return json.dumps(value, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `to_json` gave.

        Raises:
            ValueError: If it is anything else: anybody may edit the file.
        """
        value = json.loads(text)
        if not isinstance(value, dict):
            raise ValueError("not an object")
        name, when = value.get("name", ""), value.get("when", 0.0)
        if not isinstance(name, str) or not isinstance(when, int | float):
            raise ValueError("neither a name nor a time")
        if not 0 <= when < _LAST_SECOND:  # nor is what is no number at all
            raise ValueError("no time")
        return cls(_layout(value.get("layout")), _place(value.get("place")), name, float(when))


def _layout(value: object) -> Layout:
    if not isinstance(value, dict):
        raise ValueError("not a layout")
    found: dict[str, Any] = {}
    for one in fields(Layout):
        part = value.get(one.name, one.default)
        if isinstance(one.default, bytes) and isinstance(part, str):
            part = base64.b64decode(part, validate=True)
        if type(part) is not type(one.default):
            raise ValueError(f"{one.name} is no {type(one.default).__name__}")
        found[one.name] = part
    return Layout(**found)


def _place(value: object) -> Place:
    if not isinstance(value, dict):
        raise ValueError("not a place")
    keys = value.get("keys", [])
    if not isinstance(keys, list):
        raise ValueError("not a list of keys")
    for key in keys:
        kinds = [type(part) for part in key] if isinstance(key, list) else []
        if kinds != [str, bool]:
            raise ValueError("not a key to sort by")
    place = Place(
        value.get("condition", ""),
        tuple((column, descends) for column, descends in keys),
        value.get("file", ""),
        value.get("record", 0),
    )
    known = (str, str, int)
    if tuple(map(type, (place.condition, place.file, place.record))) != known:
        raise ValueError("not a place")
    if place.record < 0:
        raise ValueError("not a record")
    return place


def dataset_key(what: ToOpen) -> str:
    """Return what a dataset is known by: its paths and tiles, not its annotations."""
    value = what.absolute().to_json()
    value.pop("annotations", None)
    return _digest(json.dumps(value, sort_keys=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class LayoutStore:
    """Reads and writes the file; what in it makes no sense is passed over."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def of_dataset(self, what: ToOpen) -> KeptLayout | None:
        """Return what was kept of a dataset, None if nothing was."""
        return self._read(f"{_DATASETS}/{dataset_key(what)}")

    def keep(self, what: ToOpen, layout: Layout, place: Place, *, now: float | None = None) -> None:
        """Keep how a dataset is being looked at."""
        kept = KeptLayout(layout, place, what.name, time.time() if now is None else now)
        self._store.setValue(f"{_DATASETS}/{dataset_key(what)}", kept.to_json())
        self._prune()

    def _prune(self) -> None:
        keys = self._keys(_DATASETS)
        if len(keys) > MOST_DATASETS:
            read = {key: self._read(key) for key in keys}
            keys.sort(key=lambda key: 0.0 if (one := read[key]) is None else one.when)
            for key in keys[: len(keys) - MOST_DATASETS]:
                self._store.remove(key)

    @property
    def names(self) -> list[str]:
        """The names given to layouts, in their order."""
        found = [self._read(key) for key in self._keys(_NAMED)]
        return sorted((one.name for one in found if one is not None), key=str.casefold)

    def named(self, name: str) -> Layout | None:
        """Return the layout of a name."""
        kept = self._read(f"{_NAMED}/{_digest(name)}")
        return None if kept is None else kept.layout

    def name(self, name: str, layout: Layout) -> None:
        """Keep a layout under a name, in the place of the one that had it."""
        kept = KeptLayout(layout, name=name, when=time.time())
        self._store.setValue(f"{_NAMED}/{_digest(name)}", kept.to_json())
        self._store.sync()

    def forget(self, name: str) -> None:
        """Keep the layout of a name no longer."""
        self._store.remove(f"{_NAMED}/{_digest(name)}")
        self._store.sync()

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _keys(self, group: str) -> list[str]:
        self._store.beginGroup(group)
        keys = [f"{group}/{key}" for key in self._store.childKeys()]
        self._store.endGroup()
        return keys

    def _read(self, key: str) -> KeptLayout | None:
        value = self._store.value(key)
        try:
            return KeptLayout.from_json(value) if isinstance(value, str) else None
        except (ValueError, RecursionError):
            return None
