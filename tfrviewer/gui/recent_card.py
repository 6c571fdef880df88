"""Something opened before, on the start page: its picture, where it lies, and how much it is."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.recent import RecentEntry, RecentPaths
from tfrviewer.gui.theme import border_colour, muted_text
from tfrviewer.gui.welcome_choice import Choice

CARD_MARGIN = 10
_PICTURE = QSize(78, 52)
_MORE = 24


class RecentCard(QWidget):
    """A button that opens it again, and a menu of what else can be done with it.

    Signals:
        open_asked: Open it again; a `ToOpen`.
        window_asked: Open it again in another window; a `ToOpen`.
    """

    open_asked = Signal(object)
    window_asked = Signal(object)

    def __init__(
        self, entry: RecentEntry, recent: RecentPaths, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._recent = recent
        self.button = _Face(entry)
        self.button.setObjectName("recent")
        self.button.setEnabled(not entry.missing)
        self.button.setToolTip(entry.tip)
        self.button.clicked.connect(lambda: self.open_asked.emit(entry.what))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button)
        self._more = QToolButton(self)
        self._more.setObjectName("recentMore")
        self._more.setAutoRaise(True)
        self._more.setFixedSize(_MORE, _MORE)
        set_icon(self._more, "dots")
        name = self.tr("More about {0}").format(entry.title)
        self._more.setAccessibleName(name)
        self._more.setToolTip(self.tr("Pin, remove and more"))
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.clicked.connect(
            lambda: self._show_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        )

    def make_menu(self) -> QMenu:
        """Return what can be done with it."""
        menu = QMenu(self)
        what, entry = self._entry.what, self._entry

        def add(text: str, sign: str) -> QAction:
            return menu.addAction(icon(sign), text)

        opening = add(self.tr("&Open"), "folder-open")
        opening.triggered.connect(lambda: self.open_asked.emit(what))
        beside = add(self.tr("Open in New &Window"), "external-link")
        beside.triggered.connect(lambda: self.window_asked.emit(what))
        for action in (opening, beside):
            action.setEnabled(not entry.missing)
        menu.addSeparator()
        if entry.known.pinned:
            pin = add(self.tr("&Unpin"), "pinned-off")
        else:
            pin = add(self.tr("&Pin to the Top"), "pin")
        pin.triggered.connect(lambda: self._recent.pin(what, pinned=not entry.known.pinned))
        path = add(self.tr("&Copy Its Path"), "copy")
        path.triggered.connect(lambda: QGuiApplication.clipboard().setText(entry.paths))
        menu.addSeparator()
        remove = add(self.tr("&Remove From the List"), "x")
        remove.triggered.connect(lambda: self._recent.remove(what))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._show_menu(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._recent.remove(self._entry.what)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._more.move(self.width() - _MORE - 8, (self.height() - _MORE) // 2)
        self._more.raise_()


class _Face(Choice):
    """Picture, name, place, and how much when."""

    def __init__(self, entry: RecentEntry, parent: QWidget | None = None) -> None:
        what = entry.what
        sign = "folder" if not what.paths[0].suffix else "file"
        sign = sign if what.tiles is None else "folders"
        parts = (entry.size, entry.when())
        if entry.missing:
            parts = (self.tr("not found"), entry.size)
        self._facts = " · ".join(part for part in parts if part)
        super().__init__(sign, entry.title, entry.where, "", parent)
        self._entry = entry
        pinned = self.tr("pinned") if entry.known.pinned else ""
        said = (pinned, entry.where, self._facts)
        self.setAccessibleDescription(", ".join(part for part in said if part))

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, max(_PICTURE.height(), self.fontMetrics().height() * 3 + 2) + 14)

    @override
    def _paint_content(self, painter: QPainter, palette: QPalette) -> None:
        where = QRect(CARD_MARGIN, (self.height() - _PICTURE.height()) // 2, *_PICTURE.toTuple())
        self._paint_picture(painter, where, palette)
        text = self.rect().adjusted(where.right() + 13, 0, -_MORE - 14, 0)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        height = self.fontMetrics().height()
        line = QRect(text.left(), (self.height() - 3 * height - 2) // 2, text.width(), height)
        on = self.isEnabled()
        main = palette.color(QPalette.ColorRole.WindowText) if on else muted_text(palette)
        title = line
        if self._entry.known.pinned:
            side = height - 2
            colour = palette.color(QPalette.ColorRole.Link).name()
            icon("pin-filled", colour=colour).paint(
                painter, QRect(line.left(), line.top() + 1, side, side)
            )
            title = line.adjusted(side + 4, 0, 0, 0)
        painter.setFont(strong)
        painter.setPen(main)
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(
            title, 0, QFontMetrics(strong).elidedText(self.text(), elide, title.width())
        )
        painter.setFont(self.font())
        painter.setPen(muted_text(palette))
        metrics = self.fontMetrics()
        for at, words in enumerate((self._entry.where, self._facts), 1):
            below = line.translated(0, at * (height + 1))
            painter.drawText(below, 0, metrics.elidedText(words, elide, below.width()))

    def _paint_picture(self, painter: QPainter, where: QRect, palette: QPalette) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(where), 5, 5)
        picture = self._entry.picture
        painter.save()
        painter.setClipPath(shape)
        if picture is None:
            painter.fillRect(where, palette.color(QPalette.ColorRole.Midlight))
            side = 24
            at = QRect(0, 0, side, side)
            at.moveCenter(where.center())
            icon(self._icon_name, colour=muted_text(palette).name()).paint(painter, at)
        else:
            if not self.isEnabled():
                painter.setOpacity(0.4)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(where, picture)
        painter.restore()
        painter.setPen(border_colour(palette))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
