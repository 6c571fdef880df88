"""The menu of what was opened last."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from tfrviewer.gui.recent import RecentEntry, RecentPaths


class RecentMenu(QObject):
    """Fills a menu with what was opened last; what is missing is greyed.

    Signals:
        chosen: Open this again; a `ToOpen`.
    """

    chosen = Signal(object)

    def __init__(self, menu: QMenu, recent: RecentPaths) -> None:
        super().__init__(menu)
        self._menu = menu
        self._recent = recent
        recent.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        entries = self._recent.entries
        for entry in entries:
            self._add(entry)
        if entries:
            self._menu.addSeparator()
            pinned = any(entry.known.pinned for entry in entries)
            text = self.tr("Clear List Except What Is Pinned") if pinned else self.tr("Clear List")
            self._menu.addAction(text).triggered.connect(self._recent.clear)
        self._menu.menuAction().setEnabled(bool(entries))

    def _add(self, entry: RecentEntry) -> None:
        # An ampersand in a name is no mnemonic.
        action = self._menu.addAction(f"{entry.title}  –  {entry.where}".replace("&", "&&"))
        action.setEnabled(not entry.missing)
        action.setToolTip(entry.tip)
        action.triggered.connect(lambda _=False, what=entry.what: self.chosen.emit(what))
