"""Choosing which tiles of a project of Slideflow to open."""

from PySide6.QtCore import (
    QLocale,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.opening import Offer, Tiles, ToOpen

_WIDTH = 460
_LEADING = 10
_MOST_LINES = 7  # of a list; more are scrolled
_NAME = Qt.ItemDataRole.UserRole


class ProjectDialog(QDialog):
    """The sizes of tiles and the sources of a project, with how many TFRecords each has.

    Signals:
        chosen: Open this; a `ToOpen`.
    """

    chosen = Signal(object)

    def __init__(self, offer: Offer, what: ToOpen, parent: QWidget | None = None) -> None:
        """Show an offer.

        Args:
            offer: What there is.
            what: What was to be opened, without its tiles.
            parent: The window.
        """
        super().__init__(parent)
        self.setObjectName("projectDialog")
        self.setWindowTitle(self.tr("Open Slideflow Project"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer = offer
        self._what = what
        self._sizes = self._make_list("projectSizes", self.tr("Size of the tiles"))
        self._sources = self._make_list("projectSources", self.tr("Sources"))
        self._sources.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._told = QLabel()
        self._told.setObjectName("projectTold")
        self._told.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Open | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._open = buttons.button(kinds.Open)
        self._lay_out(buttons)
        self._fill()
        self._sizes.itemSelectionChanged.connect(self._show_counts)
        self._sizes.itemDoubleClicked.connect(lambda *_: self._open.click())
        self._sources.itemChanged.connect(self._show_counts)
        self.accepted.connect(lambda: self.chosen.emit(self.choice()))
        self._show_counts()
        self._sizes.setFocus()

    @property
    def label(self) -> str:
        """The size chosen, as its folders name it."""
        chosen = self._sizes.selectedItems()
        return str(chosen[0].data(0, _NAME)) if chosen else ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources ticked."""
        return tuple(
            str(line.data(0, _NAME))
            for line in _lines(self._sources)
            if line.checkState(0) is Qt.CheckState.Checked
        )

    def choice(self) -> ToOpen:
        """Return what to open."""
        sources = self.sources
        used = sources == self._offer.project.chosen
        tiles = Tiles(self.label, None if used else sources)
        return ToOpen(self._what.paths, tiles, self._what.annotations, as_project=True)

    # ---------------------------------------------------------------- making it

    def _make_list(self, name: str, title: str) -> QTreeWidget:
        lines = QTreeWidget()
        lines.setObjectName(name)
        lines.setAccessibleName(title)
        lines.setColumnCount(2)
        lines.setHeaderHidden(True)
        lines.setRootIsDecorated(False)
        lines.setUniformRowHeights(True)
        lines.setAllColumnsShowFocus(True)
        lines.setTabKeyNavigation(False)
        lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = lines.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return lines

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        project = self._offer.project
        name = QLabel(project.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(name.font())
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        where = QLabel()
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        where.setToolTip(str(project.root))
        where.setText(
            where.fontMetrics().elidedText(
                str(project.root), Qt.TextElideMode.ElideMiddle, _WIDTH - 40
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(6)
        box.addWidget(name)
        box.addWidget(where)
        parts = [(self.tr("&Tiles"), self._sizes)]
        if len(project.sources) > 1:
            parts.append((self.tr("&Sources"), self._sources))
        else:
            self._sources.setParent(self)
            self._sources.hide()
        for title, lines in parts:
            heading = QLabel(title)
            bold = QFont(heading.font())
            bold.setWeight(QFont.Weight.DemiBold)
            heading.setFont(bold)
            heading.setBuddy(lines)
            box.addSpacing(8)
            box.addWidget(heading)
            box.addWidget(lines)
        box.addSpacing(8)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self._told, 1)
        last.addWidget(buttons)
        box.addLayout(last)
        self.setMinimumWidth(_WIDTH)

    def _fill(self) -> None:
        project, offer = self._offer.project, self._offer
        for size in offer.sizes:
            line = QTreeWidgetItem([str(size), ""])
            line.setData(0, _NAME, size.label)
            line.setToolTip(0, self.tr("Folders {0}").format(size.label))
            self._sizes.addTopLevelItem(line)
        asked = None if self._what.tiles is None else self._what.tiles.sources
        for source in project.sources:
            line = QTreeWidgetItem([source.name, ""])
            line.setData(0, _NAME, source.name)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = source.name in (project.chosen if asked is None else asked)
            line.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            tip = str(source.tfrecords or self.tr("It names no folder of TFRecords"))
            if source.name not in project.chosen:
                tip += "\n" + self.tr("The project does not use it")
            line.setToolTip(0, tip)
            self._sources.addTopLevelItem(line)
        for lines in (self._sizes, self._sources):
            height = lines.fontMetrics().height() + _LEADING
            for line in _lines(lines):
                line.setTextAlignment(
                    1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
                line.setSizeHint(0, QSize(0, height))
            shown = min(max(lines.topLevelItemCount(), 2), _MOST_LINES)
            lines.setFixedHeight(shown * height + 2 * lines.frameWidth())
        self._sizes.setCurrentItem(
            max(
                _lines(self._sizes),
                key=lambda line: offer.count(line.data(0, _NAME), project.chosen),
            )
        )
        self._sources.setCurrentItem(_lines(self._sources)[0])

    # ---------------------------------------------------------------- following the choice

    def _show_counts(self) -> None:
        label, sources = self.label, self.sources
        for line in _lines(self._sizes):
            line.setText(1, self._counted(self._offer.count(line.data(0, _NAME), sources)))
        self._sources.blockSignals(True)
        for line in _lines(self._sources):
            line.setText(1, self._counted(self._offer.count(label, [line.data(0, _NAME)])))
        self._sources.blockSignals(False)
        count = self._offer.count(label, sources)
        self._open.setEnabled(count > 0)
        told = ""
        if not sources:
            told = self.tr("Tick a source.")
        elif not count:
            told = self.tr("These sources have no tiles of this size.")
        self._told.setText(told)

    def _counted(self, count: int) -> str:
        if not count:
            return self.tr("no TFRecords")
        if count == 1:
            return self.tr("1 TFRecord")
        return self.tr("{0} TFRecords").format(QLocale().toString(count))


def _lines(lines: QTreeWidget) -> list[QTreeWidgetItem]:
    found = (lines.topLevelItem(i) for i in range(lines.topLevelItemCount()))
    return [line for line in found if line is not None]
