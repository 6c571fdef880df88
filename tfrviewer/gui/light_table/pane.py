"""One tile on the light table: what it is called, its picture, and what can be done with it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.figures import number as figure
from tfrviewer.gui.light_table.choosing import letter
from tfrviewer.gui.tile_canvas.banner import FindingBanner
from tfrviewer.gui.tile_canvas.canvas import PictureCanvas
from tfrviewer.gui.tile_canvas.read_out import ReadOut
from tfrviewer.gui.tile_canvas.reader import findings_beside, is_partial
from tfrviewer.gui.tile_canvas.transform import Leeway
from tfrviewer.gui.tile_facts import TileFacts
from tfrviewer.gui.tile_pictures import Picture

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tile_canvas.painting import Levels

_FRAME: Final = 2
_NARROW: Final = 230


class Pane(QFrame):
    """Shows one record.

    Attributes:
        number: The row number of the record.
        picture: What was read of it; None while it is read.
        note: What is said of it before all else.
        canvas: Its picture.
        title: Which pane it is, and the slide.
        place: Where on it the tile lies, and what else is to be said of it.

    Signals:
        step_asked: Another record of the order is to be shown here; how many positions on.
        remove_asked: The pane is to go.
        activated: It got the focus.
    """

    step_asked = Signal(int)
    remove_asked = Signal()
    activated = Signal()

    def __init__(self, number: int, parent: "QWidget | None" = None) -> None:
        super().__init__(parent)
        self.setObjectName("lightPane")
        self.number = number
        self.picture: Picture | None = None
        self.note = ""
        self._active = False
        self._letter = ""
        self.canvas = PictureCanvas()
        self.canvas.setObjectName("lightPicture")
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.leeway = Leeway(roam=0.0)
        self.canvas.installEventFilter(self)
        self.title = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self.title.setObjectName("lightTitle")
        self.place = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.place.setObjectName("lightPlace")
        self.place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.banner = FindingBanner()
        self.read_out = ReadOut()
        self.back = self._button("chevron-left", lambda: self.step_asked.emit(-1))
        self.on = self._button("chevron-right", lambda: self.step_asked.emit(1))
        self.remove = self._button("x", self.remove_asked.emit)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.title)
        said.addWidget(self.place)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 4, 4)
        head.setSpacing(1)
        head.addLayout(said, 1)
        for button in (self.back, self.on, self.remove):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.read_out)

    def _button(self, icon: str, run: object) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        # Tab goes from tile to tile; keys do what these do.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(button, icon)
        button.clicked.connect(run)
        return button

    def name_pane(self, pane: int, *, alone: bool) -> None:
        """Give the pane its letter.

        Args:
            pane: Which one it is.
            alone: There is no other.
        """
        self._letter = letter(pane)
        names = (
            (self.back, self.tr("Previous tile in {0}")),
            (self.on, self.tr("Next tile in {0}")),
            (self.remove, self.tr("Remove {0}")),
        )
        for button, text in names:
            button.setAccessibleName(text.format(self._letter))
            button.setToolTip(text.format(self._letter))
        self.remove.setVisible(not alone)

    def set_active(self, *, on: bool) -> None:
        """Frame the pane that keys act upon."""
        if on != self._active:
            self._active = on
            font = self.title.font()
            font.setBold(on)
            self.title.setFont(font)
            self.title.set_whole(self.title.whole)  # bold takes more room
            self.update()

    def show_number(self, number: int) -> None:
        """Show another record; the picture before stays until the new one is read."""
        self.number = number
        self.picture, self.note = None, ""
        self.read_out.say(self.tr("Reading…"))

    def show_facts(self, session: "Session") -> None:
        """Say which tile it is."""
        facts = TileFacts.of(session, self.number)
        where = "{}, {}".format(*facts.location) if facts.location else self.tr("no location")
        shown = int(session.inverse[self.number]) >= 0
        name = self.tr("{0}  {1}").format(self._letter, facts.name)
        parts = [self.note] if self.note else []
        parts += [where, self.tr("number {0}").format(figure(facts.number))]
        parts += [] if shown else [self.tr("not shown by the filter")]
        self.title.set_whole(name)
        self.place.set_whole("  ·  ".join(parts))
        self.canvas.setAccessibleName(", ".join((name, *parts)))

    def show_picture(
        self, session: "Session", picture: Picture, levels: "Levels | None" = None
    ) -> None:
        """Show the picture of the record, or say why there is none."""
        self.picture = picture
        finding = picture.finding
        if picture.image is not None:
            self.canvas.show_image(picture.image, levels)
        else:
            parts = (finding.message, finding.remedy) if finding is not None else ()
            self.canvas.show_words("\n\n".join(part for part in parts if part))
        findings = findings_beside(picture, session.record_findings(self.number))
        self.banner.show_findings(findings, partly=is_partial(picture))
        self.read_out.say("")

    def show_failure(self, error: BaseException) -> None:
        """Say that the record cannot be read."""
        self.picture = Picture(self.number, b"", None, None, None)
        self.banner.show_findings(())
        self.canvas.show_words(
            self.tr("The record cannot be read: {0}. Reload the dataset, in case the file has "
                    "moved or changed.").format(error)
        )  # fmt: skip
        self.read_out.say("")

    def tell_pixel(self, x: int, y: int, colour: QColor | None) -> None:
        """Tell a pixel of the picture, or nothing."""
        if colour is None:
            self.read_out.say("")
        else:
            self.read_out.show_pixel(x, y, colour)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.back, self.on):  # the keys and the bar do the same
            button.setVisible(self.width() >= _NARROW)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.activated.emit()
        return bool(super().eventFilter(watched, event))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._active:
            with QPainter(self) as painter:
                painter.setPen(QPen(self.palette().highlight().color(), _FRAME))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
