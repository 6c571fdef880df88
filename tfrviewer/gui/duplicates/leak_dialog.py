"""The list of what lies on both sides of a split: what it is, where here, where there."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.duplicates import words
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.form import MARGIN, Meaning, Tone
from tfrviewer.gui.lines_table import LinesTable
from tfrviewer.gui.theme import muted_text, tile_background
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.duplicates.leak_lines import LeakLines
    from tfrviewer.gui.tasks import TaskRunner

_Index = QModelIndex | QPersistentModelIndex
WHAT, HERE, THERE = range(3)
_SIZE = (760, 620)
_PANE = 200
_WHAT_WIDTH = 190


class LeakModel(QAbstractTableModel):
    """What lies on both sides, a line each, looked up as it is shown."""

    def __init__(self, lines: "LeakLines", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        sides = self._lines.sides
        return (
            self.tr("What"),
            self.tr("Here: {0}").format(sides.here),
            self.tr("There: {0}").format(sides.there),
        )[section]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._lines.line(index.row())[index.column()]
        return None


class TilePane(QWidget):
    """A tile of one side, as large as there is room, and where it lies."""

    def __init__(self, name: str, side: str) -> None:
        """Make it.

        Args:
            name: Its object name.
            side: What a screen reader says of it.
        """
        super().__init__()
        self.setObjectName(name)
        self._side = side
        self.setMinimumSize(QSize(_PANE // 2, _PANE // 2))
        self.image = QImage()
        self.text = ""
        self.tell("")

    def show_image(self, image: QImage, where: str) -> None:
        """Show a tile."""
        self.image, self.text = image, ""
        self.setAccessibleName(f"{self._side}: {where}")
        self.update()

    def tell(self, text: str) -> None:
        """Show words in place of a tile."""
        self.image, self.text = QImage(), text
        self.setAccessibleName(f"{self._side}: {text}" if text else self._side)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_PANE, _PANE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tile_background(self.palette()))
            if self.image.isNull():
                painter.setPen(muted_text(self.palette()))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(12, 12, -12, -12), flags, self.text)
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self.image)


class LeakDialog(QDialog):
    """Lists what lies on both sides, and shows the two tiles of the line that one is at.

    Attributes:
        lines: What lies on both sides.

    Signals:
        shown: A tile of the open dataset is to be shown; its row number.
    """

    shown = Signal(int)

    def __init__(
        self, lines: "LeakLines", tasks: "TaskRunner", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("leakDialog")
        self.setWindowTitle(self.tr("On Both Sides"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self.lines, self._tasks = lines, tasks
        self._key = ("leak pictures", id(self))
        headline = Meaning("leakHeadline", large=True)
        note = Meaning("leakNote")
        self.model = LeakModel(lines, self)
        self.table = LinesTable("leakTable", self.tr("What lies on both sides"), self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.resizeSection(WHAT, _WHAT_WIDTH)
        for column in (HERE, THERE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.here = TilePane("leakHere", self.tr("Tile here"))
        self.there = TilePane("leakThere", self.tr("Tile there"))
        self._captions = [ElidedLabel(Qt.TextElideMode.ElideMiddle) for _ in range(2)]
        panes = QHBoxLayout()
        panes.setSpacing(12)
        for pane, caption in zip((self.here, self.there), self._captions, strict=True):
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(caption)
            side.addWidget(pane, 1)
            panes.addLayout(side, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 16, MARGIN, 12)
        box.setSpacing(8)
        box.addWidget(headline)
        box.addWidget(note)
        box.addWidget(self.table, 1)
        box.addLayout(panes, 1)
        box.addWidget(buttons)
        headline.tell(words.leak_headline(lines.found), Tone.WARNING)
        note.tell(words.leak_note(lines.found), Tone.NOTE)
        self.resize(*_SIZE)
        self.setMinimumSize(520, 400)
        self.finished.connect(self._end)
        self.table.selectionModel().currentRowChanged.connect(
            lambda current: self._go_to(current.row())
        )
        self.table.selectRow(0)

    def is_settled(self) -> bool:
        """Whether nothing that is shown is still being read."""
        return not self._tasks.is_running(self._key)

    def _end(self) -> None:
        self._tasks.cancel(self._key)
        self._tasks.submit(
            ("close leaks", id(self.lines)), lambda _: self.lines.close(), lambda _: None
        )

    def _go_to(self, i: int) -> None:
        if not 0 <= i < len(self.lines):
            return
        line = self.lines.line(i)
        self._captions[0].set_whole(self.tr("Here: {0}").format(line.here))
        self._captions[1].set_whole(self.tr("There: {0}").format(line.there))
        if line.number < 0:
            self._tasks.cancel(self._key)
            for pane in (self.here, self.there):
                pane.tell(self.tr("Choose a tile to see it here."))
            return
        self.shown.emit(line.number)

        def work(cancel: CancelToken) -> tuple[QImage, QImage]:
            return self.lines.pictures(i)

        def take(images: tuple[QImage, QImage]) -> None:
            self.here.show_image(images[0], line.here)
            self.there.show_image(images[1], line.there)

        def failed(error: BaseException) -> None:
            for pane in (self.here, self.there):
                pane.tell(str(error))

        self._tasks.submit(self._key, work, take, failed=failed)
