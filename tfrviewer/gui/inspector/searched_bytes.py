"""Bytes with a line to find some of them, written in hexadecimal or as text."""

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tfrviewer.gui.inspector.byte_view import ByteView
from tfrviewer.gui.inspector.find_bar import FindBar
from tfrviewer.gui.tasks import Pool

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner

_HEX: Final = re.compile(r"\s*(?:0x)?((?:[0-9a-fA-F]{2}\s*)+)$")


def wanted_bytes(text: str) -> bytes:
    """Return what a person looks for: `ff d8` or `0xffd8` as bytes, anything else as UTF-8."""
    as_hex = _HEX.match(text)
    return bytes.fromhex(as_hex[1]) if as_hex is not None else text.encode("utf-8", "replace")


class SearchedBytes(QWidget):
    """A view of bytes below a line to find some.

    Attributes:
        view: The bytes.
        bar: The line.

    Signals:
        settled: What was looked for is found, or is not there.
    """

    settled = Signal()

    def __init__(self, name: str, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.view = ByteView(name, self)
        self.bar = FindBar(self.tr("Find: ff d8, or text"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.view, 1)
        self._key = ("inspector", "find bytes", name)
        self.view.find_asked.connect(self.bar.open_it)
        self.bar.changed.connect(self._begin)
        self.bar.go_asked.connect(self._go)
        self.bar.closed.connect(self._end)

    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return not self._tasks.is_running(self._key)

    @Slot()
    def _begin(self) -> None:
        self._find(self.view.cursor_byte, forward=True)

    @Slot(int)
    def _go(self, step: int) -> None:
        self._find(self.view.selection[0] + step, forward=step > 0)

    def _find(self, start: int, *, forward: bool) -> None:
        wanted, source = wanted_bytes(self.bar.wanted), self.view.source
        self._tasks.cancel(self._key)
        if not wanted:
            self.bar.tell("", found=False)
            return

        def done(at: int) -> None:
            if source is not self.view.source:  # others are shown by now
                self._begin()
                return
            if at >= 0:
                self.view.select(at, at + len(wanted))
            self.bar.tell("" if at >= 0 else self.tr("not found"), found=at >= 0)
            self.settled.emit()

        self._tasks.submit(
            self._key,
            lambda cancel: source.find(wanted, start, cancel, forward=forward),
            done,
            pool=Pool.LONG,
        )

    @Slot()
    def _end(self) -> None:
        self._tasks.cancel(self._key)
        self.view.setFocus()
