"""Filters kept under a name, in the settings: they outlive the dataset."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tfrviewer.gui.settings import SAVED_FILTERS, Settings

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A condition and what somebody called it."""

    name: str
    condition: str


class SavedFilters(QObject):
    """The filters kept, in the order of their names.

    Signals:
        changed: One was kept or dropped.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def all(self) -> list[SavedFilter]:
        """Return the filters; a line of the settings that makes no sense is none."""
        found: dict[str, SavedFilter] = {}
        for line in self._settings.lines(SAVED_FILTERS):
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                name, condition = value.get("name"), value.get("condition")
                if isinstance(name, str) and isinstance(condition, str) and name and condition:
                    found[name] = SavedFilter(name, condition)
        return sorted(found.values(), key=lambda one: one.name.casefold())

    def keep(self, name: str, condition: str) -> None:
        """Keep a condition; one of the same name is replaced.

        Raises:
            ValueError: If the name or the condition is empty.
        """
        name, condition = name.strip()[:LONGEST_NAME], condition.strip()
        if not name or not condition:
            raise ValueError("a filter is kept with a name and a condition.")
        others = [one for one in self.all() if one.name != name]
        self._write([*others, SavedFilter(name, condition)])

    def drop(self, name: str) -> None:
        """Forget the filter of a name."""
        self._write([one for one in self.all() if one.name != name])

    def name_of(self, condition: str) -> str:
        """Return the name that a condition is kept under, "" if it is not."""
        return next((one.name for one in self.all() if one.condition == condition.strip()), "")

    def _write(self, filters: list[SavedFilter]) -> None:
        lines = (
            json.dumps({"name": one.name, "condition": one.condition}, ensure_ascii=False)
            for one in filters
        )
        self._settings.set(SAVED_FILTERS, "\n".join(lines))
        self.changed.emit()
