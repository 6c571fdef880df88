"""The light table: two to four tiles side by side, which pan and zoom as one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.figures import counted
from tfrviewer.gui.figures import number as figure
from tfrviewer.gui.light_table.bar import LightBar
from tfrviewer.gui.light_table.choosing import MOST, groups, tiles_to_compare
from tfrviewer.gui.light_table.comparison import facts_of
from tfrviewer.gui.light_table.differences import Differences
from tfrviewer.gui.light_table.facts_table import FactsTable
from tfrviewer.gui.light_table.looking import Looking
from tfrviewer.gui.light_table.pane import Pane
from tfrviewer.gui.light_table.panes import Panes
from tfrviewer.gui.tile_canvas.magnification import Magnification
from tfrviewer.gui.tile_canvas.painting import Levels
from tfrviewer.gui.tile_canvas.reader import PictureReader
from tfrviewer.gui.tile_canvas.window_state import restore_window, save_window
from tfrviewer.gui.tile_drag import dragged_tiles
from tfrviewer.gui.tile_pictures import Picture, TilePictures

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.slide_facts import SlideFacts
    from tfrviewer.gui.tasks import TaskRunner

_NAME: Final = "light-table"
_PAN: Final = 64
_Key = Qt.Key
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}


class LightTable(QWidget):
    """Compares tiles.

    Args:
        session: Which tiles, and in which order.
        tasks: Reads the pictures.
        facts: What is known of the slides, for the scale bars.

    Attributes:
        panes: The tiles.
        looking: How they are looked at together.

    Signals:
        settled: All tiles are shown, or it is said why not.
        told: Something was done; a sentence for the status bar.
        hidden: It is seen no more; see `save_state`.
    """

    settled = Signal()
    told = Signal(str)
    hidden = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        parent: QWidget | None = None,
        *,
        facts: "SlideFacts | None" = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("lightTable")
        self.setWindowTitle(self.tr("Light table"))
        self.setAccessibleName(self.tr("Light table: tiles side by side"))
        self._session = session
        self._slide_facts = facts
        self._chosen = np.zeros(0, np.int64)
        self._group = 0
        self._together = False
        self.pictures = TilePictures(session, tasks, self)
        self.pictures.told.connect(self.told)
        self.pictures.told.connect(self._say)
        self.reader = PictureReader(session, tasks, _NAME, self)
        self.reader.arrived.connect(self._take_picture)
        self.reader.failed.connect(self._take_failure)
        self._differences = Differences(tasks, self)
        self._differences.made.connect(self._take_difference)
        self.panes = Panes()
        self.looking = Looking(self.panes)
        self.panes.activated.connect(self._take_active)
        self.facts = FactsTable()
        self.bar = LightBar(self)
        # Where text is, the arrows move through it.
        for step in self.bar.steps:
            step.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.panes.addAction(step)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(5)
        split.addWidget(self.panes)
        split.addWidget(self.facts)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([620, 190])
        self.facts.setMinimumHeight(70)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)
        self.resize(QSize(1100, 820))
        self.setAcceptDrops(True)
        for news in (session.order_changed, session.records_changed, session.findings_changed):
            news.connect(self._take_news)
        session.dataset_changed.connect(self._take_dataset)

    # ---------------------------------------------------------------- which tiles

    @property
    def numbers(self) -> list[int]:
        """The row numbers of the tiles, pane by pane."""
        return [pane.number for pane in self.panes]

    def is_settled(self) -> bool:
        """Whether all tiles are shown, or it is said why not."""
        return self.reader.is_settled() and self._differences.is_settled()

    def compare(self) -> None:
        """Put the selected tiles on the table, the first four of them."""
        self._chosen, self._group = tiles_to_compare(self._session), 0
        self.show_tiles(self._chosen[:MOST].tolist())
        self.looking.fit()

    def put(self, number: int) -> None:
        """Put one more tile on the table, in place of the active one where four are there."""
        if not 0 <= number < self._session.n_records:
            return
        there = self.panes.of(number)
        if there:
            self._focus(self.panes.place(there[0]))
            return
        if len(self.panes) < MOST:
            self._add_pane(number)
            self._focus(len(self.panes) - 1)
        else:
            self._set_number(self.panes.active, number)
            self._focus(self.panes.active)
        self._read()

    def put_into(self, place: int, number: int) -> None:
        """Show a tile in a pane, in place of the one there."""
        if 0 <= number < self._session.n_records and 0 <= place < len(self.panes):
            self._set_number(place, number)
            self._focus(place)
            self._read()

    def show_tiles(self, numbers: Sequence[int]) -> None:
        """Show these tiles and no others, as they are looked at now."""
        while len(self.panes) > len(numbers):
            self._take_pane(len(self.panes) - 1)
        for place, number in enumerate(numbers):
            if place < len(self.panes):
                self._set_number(place, number)
            else:
                self._add_pane(number)
        if len(self.panes):
            current = self.panes.of(self._session.current)
            self._focus(self.panes.place(current[0]) if current else 0)
        self._read()

    def step(self, delta: int, pane: int | None = None) -> None:
        """Show other tiles of the order in place of these.

        Args:
            delta: How many positions on.
            pane: In which pane; None in the active one. All of them go on together if that is on.
        """
        order, inverse = self._session.order, self._session.inverse
        if not len(order) or not len(self.panes):
            return
        place = self.panes.active if pane is None else pane
        for at in range(len(self.panes)) if self._together else (place,):
            position = int(inverse[self.panes[at].number])
            to = position + delta if position >= 0 else 0
            self._set_number(at, int(order[max(0, min(len(order) - 1, to))]))
        self._read()
        self._session.set_current(self.panes[self.panes.active].number)

    def show_group(self, delta: int) -> None:
        """Show the next four of the selected tiles, or those before."""
        to = self._group + delta
        if 0 <= to < groups(len(self._chosen)):
            self._group = to
            self.show_tiles(self._chosen[to * MOST : (to + 1) * MOST].tolist())

    def swap(self) -> None:
        """Let the active tile and the next one change places."""
        if len(self.panes) > 1:
            one = self.panes.active
            other = (one + 1) % len(self.panes)
            numbers = self.numbers
            self._set_number(one, numbers[other])
            self._set_number(other, numbers[one])
            self._read()
            self.looking.swap(one, other)
            self._focus(other)

    def remove(self, pane: int | None = None) -> None:
        """Take a tile off the table; the last one stays."""
        if len(self.panes) > 1:
            self._take_pane(self.panes.active if pane is None else pane)
            self._read()
            self._focus(self.panes.active)

    def _add_pane(self, number: int) -> None:
        pane, panes = Pane(number), self.panes
        canvas = pane.canvas
        pane.step_asked.connect(lambda delta: self.step(delta, panes.place(pane)))
        # Only once the button that was clicked is done with its click.
        pane.remove_asked.connect(
            lambda: self.remove(panes.place(pane)), Qt.ConnectionType.QueuedConnection
        )
        canvas.changed.connect(self._tell_scale)
        canvas.set_grid(self.bar.grid.isChecked())
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        canvas.addActions(self.bar.menu)
        panes.add(pane)
        pane.show_number(number)
        pane.show()
        self.looking.take(pane)

    def _take_pane(self, place: int) -> None:
        # It has nothing to say any more: the pointer may leave it after it is gone.
        self.panes[place].canvas.blockSignals(True)
        self.panes[place].blockSignals(True)
        pane = self.panes.take(place)
        self.looking.drop(place)
        pane.deleteLater()

    def _set_number(self, place: int, number: int) -> None:
        if self.panes[place].number != number:
            self.panes[place].show_number(number)

    def _focus(self, place: int) -> None:
        self.panes[place].canvas.setFocus()
        self.panes.activate(place)
        self._session.set_current(self.panes[place].number)

    def _read(self) -> None:
        """Show what is read already, and have the rest read; then what a step would show."""
        numbers, session = self.numbers, self._session
        found = [(pane, self.reader.find(pane.number)) for pane in self.panes if not pane.picture]
        ahead = []
        for number in numbers:
            position = int(session.inverse[number])
            if 0 <= position < len(session.order) - 1:
                ahead.append(int(session.order[position + 1]))
        ahead += self._chosen[(self._group + 1) * MOST : (self._group + 2) * MOST].tolist()
        self.reader.want(list(dict.fromkeys(numbers)), ahead)
        for pane, picture in found:
            if picture is not None:
                self._show_picture(pane, picture)
        self._tell()
        self._make_differences()

    # ---------------------------------------------------------------- looking

    def set_linked(self, on: bool) -> None:
        """Let the tiles pan and zoom as one, with the offsets that they have; or each alone."""
        self.looking.linked = on

    def zoom(self, steps: float) -> None:
        """Zoom the active tile, and with it those that are linked."""
        if len(self.panes):
            self.panes[self.panes.active].canvas.zoom(steps)

    def show_pixels(self) -> None:
        """Show a pixel of the active tile as a pixel of the screen."""
        if len(self.panes):
            self.panes[self.panes.active].canvas.show_pixels()

    def save_state(self) -> bytes:
        """Return where the window is, and what is switched on."""
        return save_window(self, self.bar.kept)

    def restore_state(self, state: bytes) -> None:
        """Be as when `state` was saved; nonsense changes nothing."""
        restore_window(self, self.bar.kept, state)

    # ---------------------------------------------------------------- the actions

    def copy_image(self) -> None:
        """Copy the picture of the active tile, in its full size."""
        if len(self.panes):
            self.pictures.copy_image(self.panes[self.panes.active].number)

    def save_image(self) -> None:
        """Save the image of the active tile as it is stored."""
        if len(self.panes):
            self.pictures.save_image(self.panes[self.panes.active].number)

    def set_together(self, on: bool) -> None:
        """Let all tiles step on together, or the active one alone."""
        self._together = on

    def set_grid(self, on: bool) -> None:
        """Draw lines between pixels once they are large, or not."""
        for pane in self.panes:
            pane.canvas.set_grid(on)

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or not."""
        self.showFullScreen() if on else self.showNormal()

    def set_difference(self, on: bool) -> None:
        """Show how the other tiles differ from the first, or the tiles themselves."""
        if on:
            self._make_differences()
        else:
            self._differences.stop()
            for pane in self.panes:
                pane.note = ""
                pane.show_facts(self._session)
                self._show_own(pane)

    def _make_differences(self) -> None:
        if self.bar.difference.isChecked() and len(self.panes):
            first = self.panes[0]
            if first.note:  # it was another place until now
                first.note = ""
                first.show_facts(self._session)
                self._show_own(first)
            self._differences.make(list(self.panes))

    def _show_own(self, pane: Pane) -> None:
        """Show the tile of a pane, and not how it differs from another."""
        if pane.picture is not None and pane.picture.image is not None:
            self._show_picture(pane, pane.picture)

    # ---------------------------------------------------------------- news

    @Slot(object)
    def _take_picture(self, picture: Picture) -> None:
        if picture.finding is not None:
            self._session.add_finding(picture.number, picture.finding)
        for pane in self.panes.of(picture.number):
            self._show_picture(pane, picture)
        self._make_differences()
        self._tell()
        if self.is_settled():
            self.settled.emit()

    def _show_picture(self, pane: Pane, picture: Picture) -> None:
        pane.show_picture(self._session, picture, self.reader.levels(picture.number))
        known = Magnification.of(self._session, picture.number, self._slide_facts)
        width = picture.image.width() if picture.image is not None else 0
        pane.canvas.um_per_px = known.um_per_px(width)
        self.looking.renew(self.panes.place(pane))

    @Slot(int, object)
    def _take_failure(self, number: int, error: BaseException) -> None:
        for pane in self.panes.of(number):
            pane.show_failure(error)
        self._make_differences()
        if self.is_settled():
            self.settled.emit()

    @Slot(int, object, str)
    def _take_difference(self, number: int, levels: Levels | None, words: str) -> None:
        for pane in self.panes.of(number):
            if self.panes.place(pane):
                pane.note = words
                pane.show_facts(self._session)
                if levels is not None:
                    pane.canvas.show_image(levels.image, levels)
                else:
                    self._show_own(pane)
        if self.is_settled():
            self.settled.emit()

    @Slot(str)
    def _say(self, text: str) -> None:
        if len(self.panes):
            self.panes[self.panes.active].read_out.say(text)

    @Slot(int)
    def _take_active(self, place: int) -> None:
        # The inspector and the other views follow the tile that one works with.
        self._session.set_current(self.panes[place].number)
        self._tell_scale()

    @Slot()
    def _take_news(self) -> None:
        if self.isVisible():
            self._tell()

    @Slot()
    def _take_dataset(self) -> None:
        self._differences.stop()
        while len(self.panes):
            self._take_pane(len(self.panes) - 1)
        self._chosen = np.zeros(0, np.int64)
        self.close()

    @Slot()
    def _tell(self) -> None:
        """Say which tiles these are, what is known of them, and of how many."""
        if not len(self.panes):
            return
        for pane in self.panes:
            pane.show_facts(self._session)
        facts = facts_of(self._session, self.numbers)
        self.facts.facts.show_facts(facts, len(self.panes))
        count, first = len(self._chosen), self._group * MOST
        several = count > MOST
        for action in (self.bar.group_back, self.bar.group_on):
            action.setVisible(several)
        self.bar.group_back.setEnabled(self._group > 0)
        self.bar.group_on.setEnabled(self._group + 1 < groups(count))
        told = self.tr("{0}–{1} of {2} selected")
        self.bar.group_text.setText(
            told.format(figure(first + 1), figure(min(first + MOST, count)), figure(count))
            if several
            else counted(len(self.panes), self.tr("1 tile"), self.tr("{0} tiles"))
        )
        self._tell_scale()

    @Slot()
    def _tell_scale(self) -> None:
        if not len(self.panes):
            return
        canvas = self.panes[self.panes.active].canvas
        percent = figure(round(canvas.scale * 100))
        self.bar.scale.setText(self.tr("{0} %").format(percent) if canvas.image else "–")

    # ---------------------------------------------------------------- events

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_tiles(event.mimeData(), self._session):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take tiles that are dropped: one into the pane that it is dropped on."""
        numbers = dragged_tiles(event.mimeData(), self._session)
        over = self.panes.at(self.panes.mapFrom(self, event.position().toPoint()))
        event.acceptProposedAction()
        if len(numbers) == 1 and over >= 0:
            self.put_into(over, numbers[0])
        else:
            for number in numbers[:MOST]:
                self.put(number)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ARROWS and len(self.panes):
            dx, dy = _ARROWS[key]
            if shift:
                self.panes[self.panes.active].canvas.pan(-dx * _PAN, -dy * _PAN)
            else:
                self.step(dx + dy)
        elif key == _Key.Key_Escape and self.bar.full.isChecked():
            self.bar.full.setChecked(False)
        elif key == _Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
