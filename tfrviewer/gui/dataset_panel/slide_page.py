"""The slide in focus: its line of the annotations, and how it was extracted."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.dataset_panel.words import NOTHING, extraction_values
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import FileFacts, SlideFacts

_LEADING, _GAP = 6, 18


class SlidePage(QWidget):
    """Names and values, under a heading for each place that they come from."""

    def __init__(self, session: Session, facts: SlideFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts = facts
        self._shown: tuple[object, ...] = ()
        self._title = QLabel()
        self._title.setObjectName("slideName")
        self._title.setContentsMargins(6, 6, 6, 4)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(1)  # a long name is cut, and widens no panel
        values = QTreeWidget()
        values.setObjectName("slideValues")
        values.setAccessibleName(self.tr("Annotations and extraction of the slide"))
        values.setColumnCount(2)
        values.setHeaderHidden(True)
        values.setRootIsDecorated(False)
        values.setIndentation(0)
        values.setUniformRowHeights(True)
        values.setAllColumnsShowFocus(True)
        values.setTabKeyNavigation(False)
        values.setItemsExpandable(False)
        values.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = values.header()
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self._values = values
        self.setFocusProxy(values)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._title)
        box.addWidget(values, 1)

    def refresh(self) -> None:
        """Show what is known of the slide in focus."""
        number = self._session.focus_file
        facts = self._facts.of_file(number)
        state = (number, facts, self._facts.labels)
        if state == self._shown:
            return
        self._shown = state
        self._values.clear()
        self._title.setText("" if facts is None else facts.slide)
        self._title.setToolTip(self._title.text())
        if facts is not None:
            self._fill(facts)

    def _fill(self, facts: FileFacts) -> None:
        if self._facts.labels:
            line = facts.line
            if line is None:
                self._add(self.tr("Annotations"), [], self.tr("It has no line in them."))
            else:
                self._add(
                    self.tr("Annotations"), [(name, line[name]) for name in self._facts.labels]
                )
        extraction = facts.extraction
        if extraction is not None:
            title = self.tr("Extraction")
            self._add(title, extraction_values(extraction))
            place = self.tr("{0}, line {1}").format(extraction.file.name, extraction.line)
            self._add_value(self.tr("told by"), place, str(extraction.file))
        elif self._facts.has_extractions:
            self._add(self.tr("Extraction"), [], self.tr("No report tells of it."))

    def _add(self, title: str, values: Iterable[tuple[str, str]], otherwise: str = "") -> None:
        heading = self._add_line(QTreeWidgetItem([title]), 0)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        heading.setFont(0, bold)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setFirstColumnSpanned(True)
        for name, text in values:
            self._add_value(name, text)
        if otherwise:
            self._add_line(QTreeWidgetItem([otherwise]), 0).setFirstColumnSpanned(True)

    def _add_value(self, name: str, text: str, tip: str = "") -> None:
        line = QTreeWidgetItem([name, text.strip() or NOTHING])
        line.setToolTip(0, name)
        line.setToolTip(1, tip or text)
        self._add_line(line, self.fontMetrics().horizontalAdvance(name) + _GAP)

    def _add_line(self, line: QTreeWidgetItem, width: int) -> QTreeWidgetItem:
        line.setSizeHint(0, QSize(width, self.fontMetrics().height() + _LEADING))
        self._values.addTopLevelItem(line)
        return line

    def copy(self) -> None:
        """Copy the values selected, or all of them, with their names."""
        lines: list[QTreeWidgetItem] = self._values.selectedItems()
        if not lines:
            every = map(self._values.topLevelItem, range(self._values.topLevelItemCount()))
            lines = [line for line in every if line is not None]
        text = "\n".join(f"{line.text(0)}\t{line.text(1)}".rstrip("\t") for line in lines)
        QGuiApplication.clipboard().setText(text)
