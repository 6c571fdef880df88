"""Small maps of all slides in a scrolling grid: only those in sight are drawn."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from tfrviewer.gui.alike_names import TellingParts, elided
from tfrviewer.gui.figures import number
from tfrviewer.gui.grid_fits import Fits
from tfrviewer.gui.hover_card import HoverCard
from tfrviewer.gui.hover_words import HoverWords
from tfrviewer.gui.location_map.multiples.figures import Figures, Kind, figure_text, value_text
from tfrviewer.gui.location_map.multiples.layout import GAP, CellGrid
from tfrviewer.gui.map_colours import MapColours
from tfrviewer.gui.small_maps import SmallMaps
from tfrviewer.gui.theme import border_colour, muted_text

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session

LEAST_SIDE, DEFAULT_SIDE, MOST_SIDE = 64, 120, 384
"""Sides of a map that can be asked for, in logical pixels."""

_DWELL_MS = 125
_INSET = 4  # logical pixels between the frame of a map and its tiles
_ZOOM = 1.25
_Key = Qt.Key


class SmallMapGrid(QAbstractScrollArea):
    """Shows the maps of all slides; goes to one, or asks for it alone.

    Signals:
        alone_asked: A slide is to be shown alone; the number of its file.
        side_changed: Maps are shown in another size.
        settled: All maps in sight have been drawn.
    """

    alone_asked = Signal(int)
    side_changed = Signal(int)
    settled = Signal()

    def __init__(
        self,
        session: "Session",
        maps: SmallMaps,
        figures: Figures,
        fits: Fits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._maps = maps
        self._figures = figures
        self._fits = fits
        self._side = DEFAULT_SIDE
        self._same_scale = False
        self._telling = TellingParts(())
        self._places: dict[int, int] = {}  # of each file
        self._pointed = -1
        self.setObjectName("smallMaps")
        self.setAccessibleName(self.tr("Maps of all slides"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumSize(80, 60)
        self.viewport().setMouseTracking(True)
        self._grid = CellGrid.of(0, 1, self._side, 1)
        self._dwell = QTimer(self, singleShot=True, interval=_DWELL_MS)
        self._dwell.timeout.connect(self._show_card)
        self._card = HoverCard(session, None, self.viewport())
        maps.colours = MapColours.of(self.palette())
        maps.arrived.connect(self._take_picture)
        maps.settled.connect(self.settled)
        figures.changed.connect(self._take_figures)

    # ---------------------------------------------------------------- what others set and ask

    @property
    def side(self) -> int:
        """The side of a map that was asked for; maps are a little larger, to fill the width."""
        return self._side

    def set_side(self, side: int) -> None:
        """Show the maps in another size; the slide in focus keeps its place if it is seen."""
        side = max(LEAST_SIDE, min(MOST_SIDE, side))
        if side != self._side:
            before = self._focus_offset()
            self._side = side
            self._lay_out()
            self._keep(before)
            self.side_changed.emit(side)

    @property
    def same_scale(self) -> bool:
        """Whether all slides are drawn at one scale."""
        return self._same_scale

    def set_same_scale(self, on: bool) -> None:
        """Draw all slides at one scale, or each as large as it fits."""
        if on != self._same_scale:
            self._same_scale = on
            self.want()

    def file_at(self, point: QPoint) -> int:
        """Return the file whose map is at a point of the viewport, -1 for none."""
        place = self._grid.place_at(point + QPoint(0, self._offset()))
        order = self._figures.order
        return order[place] if 0 <= place < len(order) else -1

    def rect_of(self, file: int) -> QRect:
        """Return where in the viewport the map of a file is; null if it is not there."""
        place = self._places.get(file, -1)
        if place < 0:
            return QRect()
        return self._grid.map_rect(place).translated(0, -self._offset())

    def follow_focus(self) -> None:
        """Bring the slide in focus into sight, and say which one it is."""
        place = self._places.get(self._session.focus_file, -1)
        if place >= 0:
            cell, bar = self._grid.cell(place), self.verticalScrollBar()
            if cell.top() < bar.value():
                bar.setValue(cell.top())
            elif cell.bottom() > bar.value() + self.viewport().height():
                bar.setValue(cell.bottom() - self.viewport().height())
        self.viewport().update()
        self.describe()

    def describe(self) -> None:
        """Tell screen readers which slide is in focus."""
        file = self._session.focus_file
        if 0 <= file < len(self._session.files):
            text = self.words_of(file).spoken
        else:
            text = self.tr("No slide is in focus")
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if self.hasFocus():
                event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
                QAccessible.updateAccessibility(event)

    def words_of(self, file: int) -> HoverWords:
        """Return what is said of a slide."""
        session = self._session
        info = session.files[file]
        first, end = session.file_span(file)
        lines = [(self.tr("Tiles"), number(info.count))]
        shown = int((session.inverse[first:end] >= 0).sum())
        if shown < info.count:
            lines.append((self.tr("Shown"), number(shown)))
        if selected := int(session.selection[first:end].sum()):
            lines.append((self.tr("Selected"), number(selected)))
        if damaged := int(session.is_damaged[first:end].sum()):
            lines.append((self.tr("Damaged"), number(damaged)))
        fit = self._fits.known(file)
        if fit is not None and fit.pitch_x is not None:
            pitch = QLocale().toString(float(fit.pitch_x), "g", 6)
            lines.append((self.tr("Pitch"), self.tr("{0} px").format(pitch)))
            for name, count in (
                (self.tr("Holes"), fit.holes),
                (self.tr("Off the grid"), fit.off_grid),
                (self.tr("Duplicates"), fit.duplicates),
            ):
                if count:
                    lines.append((name, number(count)))
        figure = self._figures.figure
        if figure.kind in (Kind.MEAN, Kind.MEDIAN, Kind.SIZE) and file < len(self._figures.values):
            text = value_text(figure, float(self._figures.values[file]))
            lines.append((figure_text(figure), text))
        return HoverWords(info.name, tuple(lines))

    # ---------------------------------------------------------------- layout

    def _words_height(self) -> int:
        return 2 * QFontMetrics(self.font(), self).height() + 4

    def _offset(self) -> int:
        return self.verticalScrollBar().value()

    def _lay_out(self) -> None:
        view = self.viewport()
        count = len(self._figures.order)
        self._grid = CellGrid.of(count, view.width(), self._side, self._words_height())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._grid.total_height - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(max(self._grid.height // 3, 1))
        view.update()
        self.want()

    def _focus_offset(self) -> int | None:
        """Return how far below the top the slide in focus is seen; None if it is not."""
        rect = self.rect_of(self._session.focus_file)
        return rect.top() if rect.intersects(self.viewport().rect()) else None

    def _keep(self, before: int | None) -> None:
        place = self._places.get(self._session.focus_file, -1)
        if before is not None and place >= 0:
            self.verticalScrollBar().setValue(self._grid.map_rect(place).top() - before)

    def _take_figures(self) -> None:
        order = self._figures.order
        self._places = {file: place for place, file in enumerate(order)}
        names = [self._session.files[file].name for file in order]
        self._telling = TellingParts(names)
        self._lay_out()
        self.follow_focus()

    def want(self) -> None:
        """Have drawn what is in sight."""
        if not self.isVisible():
            return
        top = self._offset()
        seen = self._grid.places_in(top, top + self.viewport().height())
        order = self._figures.order
        px = max(round((self._grid.side - 2 * _INSET) * self.devicePixelRatioF()), 1)
        self._maps.want([order[place] for place in seen], px, same_scale=self._same_scale)

    def _take_picture(self, file: int) -> None:
        place = self._places.get(file, -1)
        if place >= 0:
            self.viewport().update(self._grid.cell(place).translated(0, -self._offset()))

    # ---------------------------------------------------------------- drawing

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.Base))
        top = self._offset()
        order = self._figures.order
        for place in self._grid.places_in(top + event.rect().top(), top + event.rect().bottom()):
            if place < len(order):
                self._paint_cell(painter, place, order[place], top)
        painter.end()

    def _paint_cell(self, painter: QPainter, place: int, file: int, top: int) -> None:
        palette = self.palette()
        rect = self._grid.map_rect(place).translated(0, -top)
        focused = file == self._session.focus_file
        painter.setPen(QPen(border_colour(palette), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))
        image, is_empty = self._maps.find(file)
        if image is not None:
            painter.drawImage(rect.adjusted(_INSET, _INSET, -_INSET, -_INSET), image)
        elif is_empty:
            painter.setPen(muted_text(palette))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(rect.adjusted(4, 4, -4, -4), flags, self._why_empty(file))
        if focused:
            line = 3 if self.hasFocus() else 2
            pen = QPen(MapColours.of(palette).ring, line)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(QRectF(rect).adjusted(-2, -2, 2, 2))
        self._paint_words(painter, file, rect)

    def _why_empty(self, file: int) -> str:
        if not self._session.files[file].count:
            return self.tr("no tiles")
        return self.tr("no locations")

    def _paint_words(self, painter: QPainter, file: int, rect: QRect) -> None:
        palette = self.palette()
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        name = self._session.files[file].name
        telling = self._telling.get(name)
        if telling is None or metrics.horizontalAdvance(name) <= rect.width():
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, rect.width())
        else:
            shown = elided(name, telling, rect.width(), metrics)
        line = QRect(rect.left(), rect.bottom() + 4, rect.width(), metrics.height())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
        values = self._figures.values
        if file < len(values):
            painter.setPen(muted_text(palette))
            text = value_text(self._figures.figure, float(values[file]))
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            line.translate(0, metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, text)

    # ---------------------------------------------------------------- events

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self._focus_offset()
        self._lay_out()
        self._keep(before)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._card.dismiss()
        self.viewport().update()
        self.want()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        file = self.file_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and file >= 0:
            self._session.set_focus_file(file)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        file = self.file_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and file >= 0:
            self.alone_asked.emit(file)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        file = self.file_at(event.position().toPoint())
        if file != self._pointed:
            self._pointed = file
            self._card.dismiss()
            self._dwell.start()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = -1
        self._dwell.stop()

    def _show_card(self) -> None:
        rect = self.rect_of(self._pointed)
        if not rect.isNull() and self._pointed < len(self._session.files):
            self._card.show_words(self.words_of(self._pointed), rect)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            turned = event.angleDelta().y()
            if turned:
                self.set_side(round(self._side * _ZOOM ** (turned / 120)))
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(self.viewport().height() // self._grid.height, 1) * self._grid.columns
        steps = {
            _Key.Key_Left: -1,
            _Key.Key_Right: 1,
            _Key.Key_Up: -self._grid.columns,
            _Key.Key_Down: self._grid.columns,
            _Key.Key_PageUp: -page,
            _Key.Key_PageDown: page,
            _Key.Key_Home: -len(self._figures.order),
            _Key.Key_End: len(self._figures.order),
        }
        key = _Key(event.key())
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and key in steps:
            self._step(steps[key])
        elif plain and key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            if self._session.focus_file in self._places:
                self.alone_asked.emit(self._session.focus_file)
        elif plain and key in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus):
            larger = key is not _Key.Key_Minus
            self.set_side(round(self._side * (_ZOOM if larger else 1 / _ZOOM)))
        else:
            event.ignore()
            return
        event.accept()

    def _step(self, by: int) -> None:
        order = self._figures.order
        if not order:
            return
        here = self._places.get(self._session.focus_file, -1)
        there = min(max(here + by, 0), len(order) - 1) if here >= 0 else 0
        if abs(by) == self._grid.columns and not 0 <= here + by < len(order):
            return  # there is no row above, or none below
        self._session.set_focus_file(order[there])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_maps"):
            self._maps.colours = MapColours.of(self.palette())
            self._maps.invalidate()
            self.want()
        elif event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_maps"):
            self.want()

    @override
    def sizeHint(self) -> QSize:
        """Return room for a few maps."""
        return QSize(3 * (self._side + 2 * GAP), 2 * (self._side + 2 * GAP))
