"""What the window remembers: one table of settings, kept in an INI file of the user's.

An INI file can be read, copied and thrown away by people; the registry and property lists of
the platforms cannot.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QRect, QSettings, Signal
from PySide6.QtGui import QGuiApplication

from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.remembered import Remembered

T = TypeVar("T")

VERSION = 1
"""Of the layout; a layout saved by another version is not restored."""
MAX_RECENT = 10


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing remembered.

    Attributes:
        key: Its name in the file, with its section.
        default: What it is until somebody changes it; says its type as well.
        choices: What it may be; empty for anything of the type.
        low: Least value of a number.
        high: Greatest value of a number.
    """

    key: str
    default: T
    choices: tuple[T, ...] = ()
    low: int | None = None
    high: int | None = None


GEOMETRY = Setting("window/geometry", b"")
STATE = Setting("window/state", b"")
LAYOUT_VERSION = Setting("window/layout_version", 0)
CENTRE = Setting("window/centre", b"")
UPPER = Setting("window/upper", b"")
THEME = Setting("view/theme", "system", choices=("system", "light", "dark", "contrast"))
LANGUAGE = Setting("view/language", "system", choices=("system", "en", "de"))
TILE_PX = Setting("view/tile_px", 112, low=32, high=512)
GRID_LOOKS = Setting("view/grid_looks", "")
PICTURE_MB = Setting("view/picture_mb", 128, low=16, high=4096)
LARGE_VIEW = Setting("view/large", b"")
LIGHT_TABLE = Setting("view/light_table", b"")
RECENT = Setting("open/recent", "")
FOLDER = Setting("open/folder", "")
FILTERS = Setting("filter/history", "")
SAVED_FILTERS = Setting("filter/saved", "")
COMMANDS = Setting("finder/recent", "")
WIZARD_GEOMETRY = Setting("build/geometry", b"")
BUILT_OF = Setting("build/recent", "")
SAVED_IN = Setting("save/folder", "")
READER = Setting("review/reader", "")
AUTO_ADVANCE = Setting("review/advance", "yes", choices=("yes", "no"))

SETTINGS: tuple[Setting[Any], ...] = (
    GEOMETRY,
    STATE,
    LAYOUT_VERSION,
    CENTRE,
    UPPER,
    THEME,
    LANGUAGE,
    TILE_PX,
    GRID_LOOKS,
    PICTURE_MB,
    LARGE_VIEW,
    LIGHT_TABLE,
    RECENT,
    FOLDER,
    FILTERS,
    SAVED_FILTERS,
    COMMANDS,
    WIZARD_GEOMETRY,
    BUILT_OF,
    SAVED_IN,
    READER,
    AUTO_ADVANCE,
)
LAYOUT = (GEOMETRY, STATE, LAYOUT_VERSION, CENTRE, UPPER)


def config_dir() -> Path:
    """Return the folder of the settings; `TFRVIEWER_CONFIG_DIR` names another one."""
    own = os.environ.get("TFRVIEWER_CONFIG_DIR")
    return Path(own) if own else Path(platformdirs.user_config_dir("tfrviewer", appauthor=False))


def cache_dir() -> Path:
    """Return the folder of the cache, as `tfrecord.store` does, without what else that needs."""
    own = os.environ.get("TFRVIEWER_CACHE_DIR")
    return Path(own) if own else Path(platformdirs.user_cache_dir("tfrviewer", appauthor=False))


class Settings(QObject):
    """Typed access to the settings file; a value that makes no sense reads as its default.

    Attributes:
        path: The file.

    Signals:
        recent_changed: The list of what was opened last is another one.
    """

    recent_changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = config_dir() / "tfrviewer.ini" if path is None else path
        self.path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat, self)

    def get(self, setting: Setting[T]) -> T:
        """Return the value of a setting, or its default where it is absent or senseless."""
        value: Any = self._store.value(setting.key)
        if isinstance(value, QByteArray):
            value = value.data()
        if isinstance(value, str) and type(setting.default) is int:
            try:
                value = int(value)
            except ValueError:
                return setting.default
        if type(value) is not type(setting.default):
            return setting.default
        if setting.choices and value not in setting.choices:
            return setting.default
        if isinstance(value, int):
            low = value if setting.low is None else setting.low
            high = value if setting.high is None else setting.high
            value = min(max(value, low), high)
        return value  # type: ignore[no-any-return]

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value."""
        self._store.setValue(setting.key, QByteArray(value) if isinstance(value, bytes) else value)

    def forget(self, settings: Sequence[Setting[Any]]) -> None:
        """Let settings have their defaults again."""
        for setting in settings:
            self._store.remove(setting.key)

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    def lines(self, setting: Setting[str]) -> list[str]:
        """Return a setting that is a list of lines."""
        return [line for line in self.get(setting).split("\n") if line]

    @property
    def recent(self) -> list[ToOpen]:
        """What was opened last, the newest first; several files opened together are one."""
        return [known.what for known in self.remembered]

    @property
    def remembered(self) -> list[Remembered]:
        """What was opened last, with what is known of it."""
        found = []
        for line in self.lines(RECENT):
            try:
                found.append(Remembered.from_json(json.loads(line)))
            except ValueError:  # written by hand, or by another version
                continue
        return _at_most(found, MAX_RECENT)

    def add_recent(self, what: ToOpen) -> None:
        """Put what was opened at the top of the list."""
        new = what.absolute()
        known = {one.what: one for one in self.remembered}
        first = replace(known.pop(new, Remembered(new)), when=time.time())
        self._set_recent(_at_most([first, *known.values()], MAX_RECENT))

    def note_recent(self, what: ToOpen, *, files: int, tiles: int) -> None:
        """Note how much there is in something on the list."""
        self._change_recent(what, files=files, tiles=tiles)

    def pin_recent(self, what: ToOpen, *, pinned: bool) -> None:
        """Keep something on the list whatever else is opened, or no longer."""
        self._change_recent(what, pinned=pinned)

    def remove_recent(self, what: ToOpen) -> None:
        """Forget one thing that was opened."""
        gone = what.absolute()
        self._set_recent([one for one in self.remembered if one.what != gone])

    def clear_recent(self) -> None:
        """Forget what was opened, except what is pinned."""
        self._set_recent([one for one in self.remembered if one.pinned])

    def _change_recent(self, what: ToOpen, **changes: Any) -> None:  # noqa: ANN401 - its fields
        known, found = self.remembered, what.absolute()
        changed = [replace(one, **changes) if one.what == found else one for one in known]
        if changed != known:
            self._set_recent(changed)

    def _set_recent(self, recent: Sequence[Remembered]) -> None:
        lines = [json.dumps(known.to_json(), ensure_ascii=False) for known in recent]
        self.set(RECENT, "\n".join(lines))
        self.recent_changed.emit()


def _at_most(known: Sequence[Remembered], most: int) -> list[Remembered]:
    """Return what is pinned, and of the others the first."""
    others = [one for one in known if not one.pinned][:most]
    return [one for one in known if one.pinned or one in others]


def clamp_to_screens(frame: QRect) -> QRect:
    """Return a window's frame moved and shrunk so that it lies on a screen there is."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens:
        return frame

    def seen(screen: QRect) -> int:
        part = screen.intersected(frame)
        return max(part.width(), 0) * max(part.height(), 0)

    screen = max(screens, key=seen)
    width, height = min(frame.width(), screen.width()), min(frame.height(), screen.height())
    left = min(max(frame.left(), screen.left()), screen.left() + screen.width() - width)
    top = min(max(frame.top(), screen.top()), screen.top() + screen.height() - height)
    return QRect(left, top, width, height)
