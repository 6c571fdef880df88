"""The large view: one tile in a window of its own, which goes on through the present order."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QToolBar, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.tile_canvas.canvas import PictureCanvas
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.gui.tile_pictures import Picture, TilePictures, read_picture
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

_TASK: Final = "large-view"
_PAN: Final = 64
_Key = Qt.Key


class LargeView(QWidget):
    """Shows the current tile large, and follows it.

    Title, facts and picture change together once the picture is there, so that they never speak
    of different tiles.

    Signals:
        settled: The current tile is shown, or it is said why not.
        told: Something was done; a sentence for the status bar.
    """

    settled = Signal()
    told = Signal(str)

    def __init__(
        self, session: "Session", tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("largeView")
        self.setWindowTitle(self.tr("Tile"))
        self.setAccessibleName(self.tr("Large view of a tile"))
        self._session = session
        self._tasks = tasks
        self._picture: Picture | None = None
        self._wanted = -1
        self.pictures = TilePictures(session, tasks, self)
        self.pictures.told.connect(self.told)
        self.pictures.told.connect(self._tell)
        self.canvas = PictureCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._facts = QLabel()
        self._facts.setObjectName("largeFacts")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = QLabel()
        self._note.setObjectName("largeNote")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.hide()
        self._state = QLabel()
        self._state.setObjectName("largeState")
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        # Always there, so that nothing shifts while the pointer moves over the picture.
        self._state.setContentsMargins(10, 0, 10, 8)
        self._state.setMinimumHeight(self._state.fontMetrics().height() + 8)
        self._bar = self._make_bar()
        self._note.setContentsMargins(10, 6, 10, 6)
        self._facts.setContentsMargins(10, 6, 10, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._note)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._facts)
        layout.addWidget(self._state)
        self.resize(QSize(720, 800))
        self.canvas.setFocus()
        self.canvas.changed.connect(self._tell_scale)
        self.canvas.pointed.connect(self._tell_pixel)
        session.current_changed.connect(self._take_current)
        session.order_changed.connect(self._take_order)
        session.records_changed.connect(self._take_order)
        session.dataset_changed.connect(self._take_dataset)

    # ---------------------------------------------------------------- what is shown

    @property
    def number(self) -> int:
        """Row number of the tile shown, -1 for none."""
        return self._picture.number if self._picture is not None else -1

    def is_settled(self) -> bool:
        """Whether the current tile is shown, or it is said why not."""
        return not self._tasks.is_running(_TASK)

    def show_number(self, number: int) -> None:
        """Show a record; the picture before stays until the new one is read."""
        self._wanted = number
        if not 0 <= number < self._session.n_records:
            self._tasks.cancel(_TASK)
            return
        session = self._session

        def work(cancel: CancelToken) -> Picture:
            cancel.check()
            return read_picture(session, number)

        self._state.setText(self.tr("Reading…"))
        self._tasks.submit(_TASK, work, self._take_picture, failed=self._take_failure)

    def go(self, delta: int) -> None:
        """Make another record of the order current: the next by 1, the one before by -1."""
        order, position = self._session.order, self._position()
        if len(order):
            to = max(0, min(len(order) - 1, position + delta)) if position >= 0 else 0
            self._session.set_current(int(order[to]))

    def _position(self) -> int:
        inverse, current = self._session.inverse, self._session.current
        return int(inverse[current]) if 0 <= current < len(inverse) else -1

    def _take_picture(self, picture: Picture) -> None:
        self._picture = picture
        facts = TileFacts.of(self._session, picture.number)
        finding = picture.finding
        if finding is not None:
            self._session.add_finding(picture.number, finding)
        if picture.image is not None:
            self.canvas.show_image(picture.image)
        else:
            parts = (finding.message, finding.remedy) if finding is not None else ()
            self.canvas.show_words("\n\n".join(part for part in parts if part))
        damaged = picture.image is not None and finding is not None
        self._note.setText(f"⚠ {finding.message} {finding.remedy}" if damaged and finding else "")
        self._note.setVisible(damaged)
        self._describe(facts, picture)
        self._take_order()
        self._tell_scale()
        self.settled.emit()

    def _take_failure(self, error: BaseException) -> None:
        self._picture = None
        self._note.hide()
        self._facts.clear()
        self.canvas.show_words(
            self.tr("The record cannot be read: {0}. Reload the dataset, in case the file has "
                    "moved or changed.").format(error)
        )  # fmt: skip
        self._state.clear()
        self.settled.emit()

    def _describe(self, facts: TileFacts, picture: Picture) -> None:
        where = self.tr("{0}, {1}").format(*facts.location) if facts.location else ""
        self.setWindowTitle(" – ".join(part for part in (facts.name, where) if part))
        number = QLocale().toString
        parts = [facts.name, where or self.tr("no location")]
        parts.append(self.tr("number {0}").format(number(facts.number)))
        parts.append(self.tr("record {0} of {1}").format(number(facts.record), facts.tfrecord))
        if picture.image is not None:
            size = picture.image.size()
            parts.append(self.tr("{0} × {1} px").format(size.width(), size.height()))
        kind = picture.format.upper() if picture.format else self.tr("no known image format")
        parts.append(self.tr("{0}, {1} bytes").format(kind, number(len(picture.data))))
        self._facts.setText("  ·  ".join(parts))
        self.canvas.setAccessibleDescription(", ".join(parts))

    # ---------------------------------------------------------------- the tool bar

    def _make_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Large view"), self)
        bar.setObjectName("largeBar")
        bar.setIconSize(QSize(20, 20))
        self._previous = self._action(
            bar, "previous", "arrow-left", self.tr("Previous"), "Left", lambda: self.go(-1)
        )
        self._next = self._action(
            bar, "next", "arrow-right", self.tr("Next"), "Right", lambda: self.go(1)
        )
        self._place = QLabel()
        self._place.setObjectName("largePlace")
        self._place.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self._place)
        bar.addSeparator()
        canvas = self.canvas
        self._action(bar, "zoomOut", "zoom-out", self.tr("Smaller"), "-", lambda: canvas.zoom(-2))
        self._scale = QLabel()
        self._scale.setObjectName("largeScale")
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scale.setMinimumWidth(self._scale.fontMetrics().horizontalAdvance("6400 %") + 8)
        bar.addWidget(self._scale)
        self._action(bar, "zoomIn", "zoom-in", self.tr("Larger"), "+", lambda: canvas.zoom(2))
        self._action(bar, "fit", "maximize", self.tr("Fit"), "F", canvas.fit)
        self._action(bar, "pixels", "", self.tr("1:1"), "1", canvas.show_pixels)
        bar.addSeparator()
        copy = QKeySequence(QKeySequence.StandardKey.Copy).toString()
        save = QKeySequence(QKeySequence.StandardKey.Save).toString()
        self._action(bar, "copyImage", "copy", self.tr("Copy image"), copy, self.copy)
        self._action(bar, "saveImage", "device-floppy", self.tr("Save image as…"), save, self.save)
        return bar

    def _action(
        self, bar: QToolBar, name: str, icon: str, text: str, key: str, run: Callable[[], object]
    ) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if icon:
            set_icon(action, icon)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})")
        action.triggered.connect(lambda _checked=False: run())
        bar.addAction(action)
        button = bar.widgetForAction(action)
        if button is not None:
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action

    def copy(self) -> None:
        """Copy the picture shown, in its full size."""
        if self.number >= 0:
            self.pictures.copy_image(self.number)

    def save(self) -> None:
        """Save the image as it is stored."""
        if self.number >= 0:
            self.pictures.save_image(self.number)

    # ---------------------------------------------------------------- news

    @Slot(int)
    def _take_current(self, number: int) -> None:
        if self.isVisible():
            self.show_number(number)

    @Slot()
    def _take_order(self) -> None:
        position, count = self._position(), len(self._session.order)
        self._previous.setEnabled(position > 0)
        self._next.setEnabled(0 <= position < count - 1)
        number = QLocale().toString
        self._place.setText(
            self.tr("{0} of {1}").format(number(position + 1), number(count))
            if position >= 0
            else self.tr("not among the {0} shown").format(number(count))
        )

    @Slot()
    def _take_dataset(self) -> None:
        self._tasks.cancel(_TASK)
        self._picture = None
        self._wanted = -1
        self.close()

    @Slot(str)
    def _tell(self, text: str) -> None:
        self._state.setText(text)

    @Slot()
    def _tell_scale(self) -> None:
        shown = self.canvas.image is not None
        percent = f"{self.canvas.scale * 100:.0f}"
        self._scale.setText(self.tr("{0} %").format(percent) if shown else "–")
        self._state.clear()

    @Slot(int, int, object)
    def _tell_pixel(self, x: int, y: int, colour: QColor | None) -> None:
        if colour is None:
            self._state.clear()
            return
        red, green, blue = colour.red(), colour.green(), colour.blue()
        self._state.setText(
            self.tr("pixel {0}, {1}  ·  RGB {2}, {3}, {4}").format(x, y, red, green, blue)
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._session.current != self.number:
            self.show_number(self._session.current)
        self._take_order()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        count = len(self._session.order)
        match event.key():
            case _Key.Key_Escape | _Key.Key_Space:
                self.close()
            case _Key.Key_Left if shift:
                self.canvas.pan(_PAN, 0)
            case _Key.Key_Right if shift:
                self.canvas.pan(-_PAN, 0)
            case _Key.Key_Up:
                self.canvas.pan(0, _PAN) if shift else self.go(-1)
            case _Key.Key_Down:
                self.canvas.pan(0, -_PAN) if shift else self.go(1)
            case _Key.Key_Home:
                self.go(-count)
            case _Key.Key_End:
                self.go(count)
            case _Key.Key_0:
                self.canvas.fit()
            case _Key.Key_Equal:
                self.canvas.zoom(2)
            case _:
                super().keyPressEvent(event)
