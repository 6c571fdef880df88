"""The panel of the dataset: its files, and below them what is wrong."""

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon
from tfrviewer.gui.dataset_panel.findings import MOST_LISTED, FindingList
from tfrviewer.gui.dataset_panel.model import Column, FileModel
from tfrviewer.gui.filter_line import quote_text
from tfrviewer.gui.session import Session

_NAME_DIGITS = 16
_SIGN_WIDTH = 30


class DatasetPanel(QWidget):
    """The files of the dataset.

    A click goes to a file's first record; a double click shows that file alone.

    Signals:
        filter_asked: Put this condition into the filter line.
    """

    filter_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetPanel")
        self.setAccessibleName(self.tr("Dataset"))
        self._session = session
        self._model = FileModel(session, self)
        self._summary = QLabel()
        self._summary.setObjectName("datasetSummary")
        self._summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._summary.setContentsMargins(10, 6, 10, 6)
        self._files = self._make_table()
        self._findings = FindingList(session)
        self._findings.chosen.connect(self._go_to_finding)
        self._findings_title = QLabel()
        self._findings_title.setContentsMargins(10, 6, 10, 6)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._findings_title)
        column.addWidget(self._findings, 1)
        self._lower = lower
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("datasetSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._files)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([420, 180])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._summary)
        layout.addWidget(splitter, 1)
        session.dataset_changed.connect(self._show_summary)
        session.records_changed.connect(self._show_summary)
        session.findings_changed.connect(self._show_findings)
        session.dataset_changed.connect(self._show_findings)
        session.focus_changed.connect(self._show_focus)
        for signal in (self._model.modelReset, self._model.dataChanged):
            signal.connect(self._fit_columns)
        self._fit_columns()
        self._show_summary()
        self._show_findings()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("datasetFiles")
        table.setAccessibleName(self.tr("Files of the dataset"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        height = table.fontMetrics().height() + 9
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.clicked.connect(self._go_to)
        table.activated.connect(self._go_to)
        table.doubleClicked.connect(self._show_only)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        return table

    def _fit_columns(self) -> None:
        """Give the name its room first: the size goes, then the words of the states.

        Both are in the tool tip as well, and the signs of the states differ in shape.
        """
        table = self._files
        wide = table.fontMetrics().horizontalAdvance
        needed = {}
        for column, room in ((Column.TILES, 16), (Column.STATE, 40), (Column.SIZE, 16)):
            title = self._model.headerData(column, Qt.Orientation.Horizontal)
            needed[column] = max(wide(title) + 22, wide(self._model.widest(column)) + room)
        bar = table.verticalScrollBar().sizeHint().width()
        left = table.width() - bar - needed[Column.TILES] - needed[Column.STATE]
        left -= min(wide(self._model.widest(Column.NAME)) + 12, wide("0" * _NAME_DIGITS))
        table.setColumnHidden(Column.SIZE, left < needed[Column.SIZE])
        if left < 0:
            needed[Column.STATE] = max(needed[Column.STATE] + left, _SIGN_WIDTH)
        for column, width in needed.items():
            if table.columnWidth(column) != width and not table.isColumnHidden(column):
                table.setColumnWidth(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _go_to(self, index: QModelIndex) -> None:
        number = self._model.file_number(index)
        self._session.set_focus_file(number)
        first, end = self._session.file_span(number)
        if first == end:  # no view can show it: its finding says why
            self._findings.show_file(number)

    def _show_only(self, index: QModelIndex) -> None:
        number = self._model.file_number(index)
        files = self._session.files
        if 0 <= number < len(files):
            self.filter_asked.emit(f"tfrecord = {quote_text(files[number].name)}")

    def make_menu(self, index: QModelIndex) -> QMenu:
        """Return the menu of a file."""
        menu = QMenu(self)
        number = self._model.file_number(index)

        def add(text: str, sign: str) -> QAction:
            return menu.addAction(icon(sign), text)

        add(self.tr("Show only this file"), "filter").triggered.connect(
            lambda: self._show_only(index)
        )
        add(self.tr("Select all its records"), "select-all").triggered.connect(
            lambda: self._select_file(number)
        )
        menu.addSeparator()
        path = str(self._session.paths[number])
        add(self.tr("Copy its path"), "copy").triggered.connect(
            lambda: QGuiApplication.clipboard().setText(path)
        )
        return menu

    def _select_file(self, number: int) -> None:
        import numpy as np

        from tfrviewer.gui.session import SelectMode

        first, end = self._session.file_span(number)
        self._session.select(np.arange(first, end), SelectMode.REPLACE)

    def _show_menu(self, at: QPoint) -> None:
        index = self._files.indexAt(at)
        if index.isValid():
            menu = self.make_menu(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            # The press selected the file the menu is of, which is not gone to.
            menu.aboutToHide.connect(lambda: self._show_focus(self._session.focus_file))
            menu.popup(self._files.viewport().mapToGlobal(at))

    def _show_focus(self, file_number: int) -> None:
        index = self._model.index_of(file_number)
        flags = QItemSelectionModel.SelectionFlag
        self._files.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if index.isValid():
            self._files.scrollTo(index)

    def _go_to_finding(self, finding: Finding) -> None:
        number = self._session.number_of(finding)
        if number >= 0:
            self._session.click(number, ctrl=False, shift=False)
        else:
            self._session.set_focus_file(self._session.file_of(finding))

    def _show_summary(self) -> None:
        session = self._session
        number = QLocale().toString
        if session.dataset is None:
            self._summary.clear()
            return
        size = QLocale().formattedDataSize(sum(file.size for file in session.files), 1)
        files, tiles = len(session.paths), session.n_records
        self._summary.setText(
            (self.tr("{0} TFRecord · {1} tiles · {2}") if files == 1 else
             self.tr("{0} TFRecords · {1} tiles · {2}")).format(number(files), number(tiles), size)
        )  # fmt: skip
        self._summary.setToolTip("\n".join(str(path.parent) for path in session.paths[:1]))

    def _show_findings(self) -> None:
        count = len(self._session.findings)
        self._lower.setVisible(count > 0)
        text = self.tr("1 finding") if count == 1 else self.tr("{0} findings")
        if count > MOST_LISTED:
            text = self.tr("{0} findings, the worst {1} of them here")
        number = QLocale().toString
        self._findings_title.setText(text.format(number(count), number(MOST_LISTED)))
