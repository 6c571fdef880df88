"""The large view: one tile in a window of its own, which goes on through the present order."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.figures import number as figure
from tfrviewer.gui.large_view import words
from tfrviewer.gui.large_view.bar import LargeBar
from tfrviewer.gui.tile_canvas.banner import FindingBanner
from tfrviewer.gui.tile_canvas.canvas import PictureCanvas
from tfrviewer.gui.tile_canvas.magnification import Magnification
from tfrviewer.gui.tile_canvas.neighbours import Neighbours
from tfrviewer.gui.tile_canvas.read_out import ReadOut
from tfrviewer.gui.tile_canvas.reader import PictureReader, findings_beside, is_partial
from tfrviewer.gui.tile_canvas.transform import TIGHT, Leeway, Look
from tfrviewer.gui.tile_canvas.window_state import restore_window, save_window
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.gui.tile_pictures import Picture, TilePictures
from tfrviewer.tiles.layout.placement import Direction

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.slide_facts import SlideFacts
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.gui.thumbnails import ThumbnailLoader

_NAME: Final = "large-view"
_NO_BREAK: Final = "\u00a0"
_PAN: Final = 64
_PAGE: Final = 10
_AMONG_NEIGHBOURS: Final = Leeway(roam=3.0, beside=0.5)
_Key = Qt.Key
_TOWARD: Final[dict[int, Direction]] = {
    _Key.Key_Left: Direction.LEFT,
    _Key.Key_Right: Direction.RIGHT,
    _Key.Key_Up: Direction.UP,
    _Key.Key_Down: Direction.DOWN,
}


class LargeView(QWidget):
    """Shows the current tile large, and follows it.

    Title, facts and picture change together once the picture is there, so that they never speak
    of different tiles.

    Args:
        session: Which tile, and in which order.
        tasks: Reads the pictures.
        thumbnails: Pictures of the neighbours; without it none can be shown.
        facts: What is known of the slides, for the scale bar.

    Signals:
        settled: The current tile is shown, or it is said why not.
        told: Something was done; a sentence for the status bar.
        compare_asked: This tile is to be put on the light table; its row number.
        hidden: It is seen no more; see `save_state`.
    """

    settled = Signal()
    told = Signal(str)
    compare_asked = Signal(int)
    hidden = Signal()

    def __init__(
        self,
        session: "Session",
        tasks: "TaskRunner",
        parent: QWidget | None = None,
        *,
        thumbnails: "ThumbnailLoader | None" = None,
        facts: "SlideFacts | None" = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("largeView")
        self.setWindowTitle(self.tr("Tile"))
        self.setAccessibleName(self.tr("Large view of a tile"))
        self._session = session
        self._slide_facts = facts
        self._picture: Picture | None = None
        self._wanted = -1
        self._forward = 1
        self._step: tuple[int, float, float] | None = None
        self.pictures = TilePictures(session, tasks, self)
        self.pictures.told.connect(self.told)
        self.pictures.told.connect(self._say)
        self.reader = PictureReader(session, tasks, _NAME, self)
        self.reader.arrived.connect(self._take_picture)
        self.reader.failed.connect(self._take_failure)
        self.canvas = PictureCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.neighbours: Neighbours | None = None
        if thumbnails is not None:
            name = f"{_NAME}-neighbours"
            self.neighbours = Neighbours(session, tasks, thumbnails, self.canvas, name)
            self.neighbours.changed.connect(self._take_neighbours)
        self.banner = FindingBanner()
        self._facts = QLabel()
        self._facts.setObjectName("largeFacts")
        self._facts.setAccessibleName(self.tr("Facts of the tile"))
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.setContentsMargins(10, 6, 10, 2)
        self.read_out = ReadOut()
        self.read_out.setObjectName("largeState")
        self.bar = LargeBar(self)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.canvas.addActions(self.bar.menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._facts)
        layout.addWidget(self.read_out)
        self.resize(QSize(760, 860))
        self.canvas.setFocus()
        self.canvas.changed.connect(self._tell_scale)
        self.canvas.pointed.connect(self._tell_pixel)
        self.canvas.clicked.connect(self._take_click)
        session.current_changed.connect(self._take_current)
        session.order_changed.connect(self._take_order)
        session.records_changed.connect(self._take_records)
        session.findings_changed.connect(self._take_findings)
        session.flags.changed.connect(self._take_flags)
        session.dataset_changed.connect(self._take_dataset)

    # ---------------------------------------------------------------- what is shown

    @property
    def number(self) -> int:
        """Row number of the tile shown, -1 for none."""
        return self._picture.number if self._picture is not None else -1

    def is_settled(self) -> bool:
        """Whether the current tile is shown, or it is said why not."""
        quiet = self.neighbours is None or self.neighbours.is_settled()
        return quiet and self.reader.is_settled()

    def show_number(self, number: int) -> None:
        """Show a record; the picture before stays until the new one is read."""
        self._wanted = number
        if not 0 <= number < self._session.n_records:
            self.reader.want(())
            return
        picture = self.reader.find(number)
        if picture is None:
            self.read_out.say(self.tr("Reading…"))
        self.reader.want((number,), self._likely(number))
        if picture is not None:
            self._take_picture(picture)

    def go(self, delta: int) -> None:
        """Make another record of the order current: the next by 1, the one before by -1."""
        order, position = self._session.order, self._position()
        if not len(order):
            return
        self._forward = 1 if delta > 0 else -1
        if position < 0:  # it was filtered out: go on from where it would be
            sorted_by_number = not (self._session.sort_keys or self._session.ordering.is_drawn)
            place = int(order.searchsorted(max(self._session.current, 0)))
            to = place - (delta < 0) if sorted_by_number else 0
        else:
            to = position + delta
        self._session.set_current(int(order[max(0, min(len(order) - 1, to))]))

    def go_beside(self, direction: Direction) -> None:
        """Make the neighbour on the slide current, whether the filter shows it or not."""
        if self.neighbours is None:
            return
        if not self.neighbours.is_on:
            self.bar.neighbours.setChecked(True)
            return
        number = self.neighbours.toward(direction)
        if number >= 0:
            self._go_to_neighbour(number)
        else:
            self._say(self.tr("No tile lies near on that side."))

    def _go_to_neighbour(self, number: int) -> None:
        offset = None if self.neighbours is None else self.neighbours.offset_of(number)
        if offset is not None and not self.canvas.fits:
            self._step = (number, *offset)  # it shall stay where it is
        self._session.set_current(number)

    def _likely(self, number: int) -> list[int]:
        """Return what may be shown after a record: the next two ahead, then the one behind."""
        order, position = self._session.order, self._position(number)
        if position < 0:
            return []
        steps = (position + step * self._forward for step in (1, 2, -1))
        return [int(order[at]) for at in steps if 0 <= at < len(order)]

    def _position(self, number: int | None = None) -> int:
        inverse = self._session.inverse
        of = self._session.current if number is None else number
        return int(inverse[of]) if 0 <= of < len(inverse) else -1

    @Slot(object)
    def _take_picture(self, picture: Picture) -> None:
        if picture.number != self._wanted:
            return
        number, look = picture.number, self.canvas.look
        other = self.number != number
        self._picture = picture
        finding = picture.finding
        if finding is not None:
            self._session.add_finding(number, finding)
        self._show_scale(picture)
        if picture.image is not None:
            self.canvas.show_image(picture.image, self.reader.levels(number))
            if self._step is not None and self._step[0] == number:
                _, du, dv = self._step
                self.canvas.set_look(Look(look.x - du, look.y - dv, look.extent))
        else:
            parts = (finding.message, finding.remedy) if finding is not None else ()
            self.canvas.show_words("\n\n".join(part for part in parts if part))
        self._step = None
        if self.neighbours is not None and other:
            self.neighbours.show_around(number)
        self._show_findings(picture)
        self._describe(picture)
        self._take_order()
        self._tell_scale()
        self.read_out.say("")
        if self.canvas.mark is not None:
            self._tell_middle()
        else:
            self.canvas.point_again()
        self.settled.emit()

    def _show_scale(self, picture: Picture) -> None:
        known = Magnification.of(self._session, picture.number, self._slide_facts)
        width = picture.image.width() if picture.image is not None else 0
        self.canvas.um_per_px = known.um_per_px(width)

    def _show_findings(self, picture: Picture) -> None:
        known = self._session.record_findings(picture.number)
        findings = findings_beside(picture, known)
        self.banner.show_findings(findings, partly=is_partial(picture))

    @Slot()
    def _take_flags(self) -> None:
        if self._picture is not None and self.number < self._session.n_records:
            self._describe(self._picture)

    @Slot(int, object)
    def _take_failure(self, number: int, error: BaseException) -> None:
        if number != self._wanted:
            return
        self._picture = None
        if self.neighbours is not None:
            self.neighbours.show_around(-1)
        self.banner.show_findings(())
        self._facts.clear()
        self.canvas.show_words(
            self.tr("The record cannot be read: {0}. Reload the dataset, in case the file has "
                    "moved or changed.").format(error)
        )  # fmt: skip
        self.read_out.say("")
        self.settled.emit()

    def _describe(self, picture: Picture) -> None:
        facts = TileFacts.of(self._session, picture.number)
        known = Magnification.of(self._session, picture.number, self._slide_facts)
        parts = words.facts_of(facts, picture, known)
        self.setWindowTitle(words.title_of(facts))
        # A line breaks between facts and not within one.
        whole = (part.replace(" ", _NO_BREAK) for part in parts)
        self._facts.setText(f"{_NO_BREAK}{_NO_BREAK}·  ".join(whole))
        self.canvas.setAccessibleDescription(", ".join(parts))
        if QAccessible.isActive():
            told = QAccessible.Event.DescriptionChanged
            QAccessible.updateAccessibility(QAccessibleEvent(self.canvas, told))

    def save_state(self) -> bytes:
        """Return where the window is, and what is switched on."""
        return save_window(self, self.bar.kept)

    def restore_state(self, state: bytes) -> None:
        """Be as when `state` was saved; nonsense changes nothing."""
        restore_window(self, self.bar.kept, state)

    # ---------------------------------------------------------------- what can be done

    def copy(self) -> None:
        """Copy the picture shown, in its full size."""
        if self.number >= 0:
            self.pictures.copy_image(self.number)

    def save(self) -> None:
        """Save the image as it is stored."""
        if self.number >= 0:
            self.pictures.save_image(self.number)

    def copy_location(self) -> None:
        """Copy where the tile lies on the slide."""
        if self.number >= 0:
            self.pictures.copy_location(self.number)

    def copy_colour(self) -> None:
        """Copy the colour of the pixel that is told, as #RRGGBB."""
        colour = self.read_out.colour
        if colour is not None:
            QGuiApplication.clipboard().setText(colour.name().upper())
            self.told.emit(self.tr("Colour {0} copied").format(colour.name().upper()))

    def ask_to_compare(self) -> None:
        """Have the tile put on the light table."""
        if self.number >= 0:
            self.compare_asked.emit(self.number)

    def set_neighbours(self, on: bool) -> None:
        """Show what lies around the tile on its slide, or not."""
        if self.neighbours is not None:
            self.canvas.leeway = _AMONG_NEIGHBOURS if on else TIGHT
            self.neighbours.set_on(on)

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or not."""
        self.showFullScreen() if on else self.showNormal()

    # ---------------------------------------------------------------- news

    @Slot(int)
    def _take_current(self, number: int) -> None:
        if self.isVisible():
            self.show_number(number)

    @Slot()
    def _take_order(self) -> None:
        self.bar.tell_place(self._position(), len(self._session.order))

    @Slot()
    def _take_records(self) -> None:
        # Its slide or location may have come only now.
        if self._picture is not None and self.isVisible():
            self._describe(self._picture)
        self._take_order()

    @Slot()
    def _take_findings(self) -> None:
        if self._picture is not None and self.isVisible():
            self._show_findings(self._picture)

    @Slot()
    def _take_dataset(self) -> None:
        self._picture = None
        self._wanted = -1
        self.close()

    def _take_neighbours(self) -> None:
        neighbours = self.neighbours
        if neighbours is None or not neighbours.is_on:
            return
        if neighbours.is_settled():
            self._say(neighbours.why_none)
            if not neighbours.why_none:
                self.canvas.point_again()
            self.settled.emit()
        else:
            self._say(self.tr("Looking where the tiles of this slide lie…"))

    @Slot(QPointF)
    def _take_click(self, at: QPointF) -> None:
        number = -1 if self.neighbours is None else self.neighbours.at(at)
        if number >= 0:
            self._go_to_neighbour(number)

    @Slot(str)
    def _say(self, text: str) -> None:
        self.read_out.say(text)

    @Slot()
    def _tell_scale(self) -> None:
        shown = self.canvas.image is not None
        percent = figure(round(self.canvas.scale * 100))
        self.bar.scale.setText(self.tr("{0} %").format(percent) if shown else "–")

    @Slot(int, int, object)
    def _tell_pixel(self, x: int, y: int, colour: QColor | None) -> None:
        self.canvas.set_mark(None)
        if colour is None:
            at = self.canvas.pointer
            number = -1 if at is None or self.neighbours is None else self.neighbours.at(at)
            self._say(words.neighbour_words(self._session, number) if number >= 0 else "")
            self.canvas.set_clickable(on=number >= 0)
        else:
            self.canvas.set_clickable(on=False)
            self.read_out.show_pixel(x, y, colour)

    def _tell_middle(self) -> None:
        """Tell the pixel in the middle, and where that is: moved by keys there is no pointer."""
        self.canvas.point_at_middle()
        pixel = self.canvas.pixel_at(self.canvas.middle())
        if pixel.x() >= 0:
            self.canvas.set_mark(QPointF(pixel) + QPointF(0.5, 0.5))

    # ---------------------------------------------------------------- events

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._session.current != self.number:
            self.show_number(self._session.current)
        self._take_order()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.neighbours is not None:
            self.neighbours.rest()
        self.hidden.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers, key = event.modifiers(), event.key()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if modifiers & Qt.KeyboardModifier.AltModifier and key in _TOWARD:
            self.go_beside(_TOWARD[key])
            return
        match key:
            case _Key.Key_Escape if self.bar.full.isChecked():
                self.bar.full.setChecked(False)
            case _Key.Key_Escape | _Key.Key_Space:
                self.close()
            case _ if key in _TOWARD and shift:
                dx, dy = _TOWARD[key].value
                self.canvas.pan(-dx * _PAN, -dy * _PAN)
                self._tell_middle()
            case _Key.Key_Up:
                self.go(-1)
            case _Key.Key_Down:
                self.go(1)
            case _Key.Key_PageUp:
                self.go(-_PAGE)
            case _Key.Key_PageDown:
                self.go(_PAGE)
            case _Key.Key_Home:
                self.go(-len(self._session.order))
            case _Key.Key_End:
                self.go(len(self._session.order))
            case _:
                super().keyPressEvent(event)
