"""The panel of the dataset: its files, and below them what is wrong."""

from PySide6.QtCore import QByteArray, QItemSelectionModel, QLocale, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.dataset.table.conditions import quote_value
from tfrviewer.dataset.table.query import quoted
from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.dataset_panel.absent import AbsentPage
from tfrviewer.gui.dataset_panel.files_view import FilesView
from tfrviewer.gui.dataset_panel.findings import MOST_LISTED, FindingList
from tfrviewer.gui.dataset_panel.model import FileModel
from tfrviewer.gui.dataset_panel.pages import Pages
from tfrviewer.gui.dataset_panel.slide_page import SlidePage
from tfrviewer.gui.dataset_panel.words import size_text
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts


class DatasetPanel(QWidget):
    """The files of the dataset, and pages about them: findings, slides without tiles, the slide.

    A click goes to a file's first record; a double click shows that file alone.

    Signals:
        filter_asked: Put this condition into the filter line.
    """

    filter_asked = Signal(str)

    def __init__(self, session: Session, facts: SlideFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetPanel")
        self.setAccessibleName(self.tr("Dataset"))
        self._session = session
        self._facts = facts
        self._model = FileModel(session, facts, self)
        self._summary = QLabel()
        self._summary.setObjectName("datasetSummary")
        self._origin = QLabel()
        self._origin.setObjectName("datasetOrigin")
        self._origin_text = ""
        for label in (self._summary, self._origin):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)
        self._summary.setWordWrap(True)
        self._files = FilesView(self._model)
        self._files.clicked.connect(self._go_to)
        self._files.activated.connect(self._go_to)
        self._files.doubleClicked.connect(self._show_only)
        self._files.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._files.customContextMenuRequested.connect(self._show_menu)
        self._findings = FindingList(session)
        self._findings.chosen.connect(self._go_to_finding)
        self._absent = AbsentPage(session, facts)
        self._slide = SlidePage(session, facts)
        self._pages = Pages(self.tr("About the dataset"))
        for page in (self._findings, self._absent, self._slide):
            self._pages.add(page)
        self._lay_out()
        session.dataset_changed.connect(self._pages.forget)
        for signal in (session.dataset_changed, session.records_changed):
            signal.connect(self._show_summary)
        for signal in (session.dataset_changed, session.findings_changed):
            signal.connect(self._show_findings)
        for signal in (session.dataset_changed, facts.changed):
            signal.connect(self._show_facts)
        session.focus_changed.connect(self._show_focus)
        self._model.columnsInserted.connect(self._mark_focus)  # they come in unselected
        self._show_summary()
        self._show_findings()
        self._show_facts()

    def _lay_out(self) -> None:
        self._columns = QToolButton()
        self._columns.setObjectName("datasetColumns")
        self._columns.setAutoRaise(True)
        self._columns.setAccessibleName(self.tr("Columns of the annotations"))
        self._columns.setToolTip(self.tr("Choose the columns of the annotations to show"))
        self._columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(self._columns, "table-column")
        menu = QMenu(self._columns)
        menu.aboutToShow.connect(lambda: self._files.fill_menu(menu))
        self._columns.setMenu(menu)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(1)
        words.addWidget(self._summary)
        words.addWidget(self._origin)
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 6, 6)
        top.setSpacing(4)
        top.addLayout(words, 1)
        top.addWidget(self._columns)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("datasetSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._files)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([400, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_origin()

    def save_state(self) -> QByteArray:
        """Return what a person chose to see."""
        return self._files.save_state()

    def restore_state(self, state: QByteArray) -> bool:
        """Take what `save_state` gave; return whether it was that."""
        return self._files.restore_state(state)

    def _go_to(self, index: QModelIndex) -> None:
        number = self._model.file_number(index)
        self._session.set_focus_file(number)
        first, end = self._session.file_span(number)
        if first == end:  # no view can show it: its finding says why
            self._pages.go_to(self._findings)

    def _show_only(self, index: QModelIndex) -> None:
        number = self._model.file_number(index)
        files = self._session.files
        if 0 <= number < len(files):
            self.filter_asked.emit(f"tfrecord = {quote_value(files[number].name)}")

    def make_menu(self, index: QModelIndex) -> QMenu:
        """Return the menu of a file."""
        menu = QMenu(self)
        number = self._model.file_number(index)

        def add(text: str, sign: str) -> QAction:
            return menu.addAction(icon(sign), text)

        add(self.tr("Show only this file"), "filter").triggered.connect(
            lambda: self._show_only(index)
        )
        label, value = self._label_at(index)
        if value:
            add(self.tr("Show only {0} “{1}”").format(label, value).replace("&", "&&"), "tag")
            condition = f"{quoted(self._session.labels[label])} = {quote_value(value)}"
            menu.actions()[-1].triggered.connect(lambda: self.filter_asked.emit(condition))
        add(self.tr("Select all its records"), "select-all").triggered.connect(
            lambda: self._select_file(number)
        )
        if self._session.mask is not None:
            return menu
        menu.addSeparator()
        path = str(self._session.paths[number])
        add(self.tr("Copy its path"), "copy").triggered.connect(
            lambda: QGuiApplication.clipboard().setText(path)
        )
        return menu

    def _label_at(self, index: QModelIndex) -> tuple[str, str]:
        """Return a label and its value at an index, "" if records cannot be filtered by it."""
        label = self._model.label(index.column())
        if label not in self._session.labels:
            return label, ""
        return label, self._model.label_value(self._model.file_number(index), index.column())

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
            menu.aboutToHide.connect(self._show_focus)
            menu.popup(self._files.viewport().mapToGlobal(at))

    def _mark_focus(self) -> QModelIndex:
        index = self._model.index_of(self._session.focus_file)
        flags = QItemSelectionModel.SelectionFlag
        self._files.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        return index

    def _show_focus(self) -> None:
        index = self._mark_focus()
        if index.isValid():
            self._files.scrollTo(index)
        self._findings.show_file(self._session.focus_file)
        self._slide.refresh()

    def _go_to_finding(self, finding: Finding) -> None:
        number = self._session.number_beside(finding)
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
        size = size_text(sum(file.size for file in session.files))
        size = size.replace(" ", "\N{NO-BREAK SPACE}")  # a number and its unit stay in one line
        files, tiles = len(session.paths), session.n_records
        self._summary.setText(
            (self.tr("{0} TFRecord · {1} tiles · {2}") if files == 1 else
             self.tr("{0} TFRecords · {1} tiles · {2}")).format(number(files), number(tiles), size)
        )  # fmt: skip
        self._summary.setToolTip("\n".join(str(path.parent) for path in session.shown_paths[:1]))

    def _show_findings(self) -> None:
        count = len(self._session.findings)
        text = self.tr("1 finding") if count == 1 else self.tr("{0} findings")
        tip = ""
        if count > MOST_LISTED:
            tip = self.tr("The worst {0} of them are listed").format(
                QLocale().toString(MOST_LISTED)
            )
        self._findings.setToolTip(tip)
        self._findings.show_file(self._session.focus_file)
        shown = text.format(QLocale().toString(count)) if count else ""
        self._pages.tell(self._findings, shown)

    def _show_facts(self) -> None:
        self._show_origin()
        self._columns.setVisible(bool(self._facts.labels))
        count = len(self._facts.absent)
        text = self.tr("{0} without tiles").format(QLocale().toString(count))
        self._pages.tell(self._absent, text if count else "")
        self._absent.refresh()
        told = bool(self._facts.labels) or self._facts.has_extractions
        self._pages.tell(self._slide, self.tr("Slide") if told else "")
        self._slide.refresh()

    def _show_origin(self) -> None:
        """Say which tiles of which project these are, and whose annotations."""
        dataset, opened = self._session.dataset, self._session.opened
        project = None if dataset is None else dataset.project
        parts, tips = [], []
        if project is not None:
            parts += [str(project.size), ", ".join(project.chosen)]
            tips.append(self.tr("Project {0}, {1}").format(project.name, project.root))
            tips += [f"{source.name}: {source.tfrecords}" for source in project.used]
        annotations = None if opened is None else opened.annotations
        if annotations is not None:
            parts.append(annotations.name)
        elif project is not None:
            annotations = project.annotations
        if annotations is not None:
            tips.append(self.tr("Annotations: {0}").format(annotations))
        self._origin_text = " · ".join(parts)
        self._origin.setToolTip("\n".join(tips))
        self._origin.setVisible(bool(parts))
        self._fit_origin()

    def _fit_origin(self) -> None:
        shown = self._origin.fontMetrics().elidedText(
            self._origin_text, Qt.TextElideMode.ElideRight, max(self._origin.width(), 40)
        )
        if shown != self._origin.text():
            self._origin.setText(shown)
            self._origin.setAccessibleName(self._origin_text)
