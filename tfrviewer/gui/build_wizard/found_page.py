"""The second page: which slides were found, with how many images, and what is wrong."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.request.choices import Layout
from tfrviewer.gui.alike_names import AlikeNames
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.problems import Problems
from tfrviewer.gui.build_wizard.samples import Samples
from tfrviewer.gui.build_wizard.slide_lines import SlideLine, slide_lines
from tfrviewer.gui.build_wizard.slide_model import Column, SlideModel
from tfrviewer.gui.build_wizard.verdict import Verdict
from tfrviewer.gui.figures import files_text, images_text, number
from tfrviewer.gui.sort_header import SortHeader

if TYPE_CHECKING:
    from tfrviewer.jobs import CancelToken

_LINES = ("build wizard", "slides")
_LEAST_NAME = 190
_BY_WORTH = (
    Column.IMAGES,
    Column.LEFT_OUT,
    Column.LOCATED,
    Column.SIZE,
    Column.FORMAT,
    Column.BYTES,
)


class FoundPage(Page):
    """A table of the slides, tiles of the chosen one, and the problems, each file named."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._lines: list[SlideLine] = []
        self._chosen = ""
        self._stale = True
        self._seen = False
        self.layout_box = QComboBox()
        self.layout_box.setObjectName("buildLayout")
        self.layout_box.setAccessibleName(self.tr("Layout"))
        self.layout_box.setToolTip(self.tr("How folders become slides, and slides TFRecords"))
        self.layout_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.layout_box.activated.connect(self._choose_layout)
        self._result = QLabel()
        self._result.setObjectName("buildFoundResult")
        self._result.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._verdict = Verdict("buildFoundTold")
        self._verdict.hide()
        self.model = SlideModel(self)
        self.model.show_palette(self.palette())
        self.model.renamed.connect(self._rename)
        self.table = SlideTable(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._choose_slide)
        self.samples = Samples(draft.tasks)
        self.problems = Problems()
        self._lay_out()
        draft.planned.connect(self._take_plan)
        draft.failed.connect(self._take_plan)
        draft.busy_changed.connect(self.completeness_changed)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("La&yout"))
        label.setBuddy(self.layout_box)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(label)
        top.addWidget(self.layout_box, 1)
        top.addWidget(self._result)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("buildFoundSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(9)
        splitter.addWidget(self.table)
        splitter.addWidget(self.samples)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        slides = QWidget()
        inside = QVBoxLayout(slides)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(splitter)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("buildFoundTabs")
        self._tabs.setAccessibleName(self.tr("What was found"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(slides, self.tr("&Slides"))
        self._tabs.addTab(self.problems, self.tr("&Problems"))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 10)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self._verdict)
        box.addWidget(self._tabs, 1)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("What was found")

    @property
    @override
    def sentence(self) -> str:
        return self.tr(
            "Each line is a slide. Look whether they are what you expect, and what is left out."
        )

    @override
    def is_complete(self) -> bool:
        plan = self.draft.plan
        return plan is not None and plan.records > 0

    @override
    def first_control(self) -> QWidget | None:
        return self.table

    @override
    def entered(self) -> None:
        self._seen = True
        if self._stale:
            self._take_plan()

    @override
    def left(self) -> None:
        self._seen = False

    def is_settled(self) -> bool:
        """Whether all that is seen is there."""
        return not self._stale and self.samples.is_settled()

    # ---------------------------------------------------------------- the layout

    def _show_layouts(self) -> None:
        plan, request = self.draft.plan, self.draft.request
        words = self._layout_words()
        offered: list[Layout] = [one for one in Layout if one is not Layout.SHEET]
        if request.sheet is not None:
            offered = [Layout.SHEET]
        self.layout_box.clear()
        recognised = self.tr("Recognise by itself")
        if request.layout is None and plan is not None:
            recognised = self.tr("Recognised: {0}").format(words[plan.layout])
        self.layout_box.addItem(recognised, None)
        for layout in offered:
            text = words[layout]
            self.layout_box.addItem(text[:1].upper() + text[1:], layout)
        self.layout_box.setCurrentIndex(self.layout_box.findData(request.layout))
        told = ""
        if plan is not None and plan.files:
            told = self.tr("{0} in {1}").format(
                images_text(plan.records), files_text(len(plan.files))
            )
        self._result.setText(told)

    def _layout_words(self) -> Mapping[Layout, str]:
        return {
            Layout.SINGLE: self.tr("the folder is one slide"),
            Layout.NESTED: self.tr("each folder is a slide"),
            Layout.MERGED: self.tr("each folder is a slide, all in one TFRecord"),
            Layout.NAMES: self.tr("the names of the images tell the slides"),
            Layout.SHEET: self.tr("the sheet tells the slides"),
        }

    def _choose_layout(self) -> None:
        word = self.layout_box.currentData()  # Qt keeps of an enumeration its text alone
        self.draft.change(layout=None if word is None else Layout(word))

    # ---------------------------------------------------------------- the slides

    def _take_plan(self) -> None:
        self._stale = True
        self.draft.tasks.cancel(_LINES)  # they would be those of the plan before
        if not self._seen:
            return
        plan = self.draft.plan
        self._show_layouts()
        problem = self.draft.problem
        self._verdict.setVisible(problem is not None)
        if problem is not None:
            self._verdict.show_finding(problem)
        if plan is None:
            self._show_lines([])
            self.problems.show_problems([], self.draft.request.source)
            self._count_problems()
            return
        found_as = {new: old for old, new in plan.request.renamed.items()}

        def work(cancel: "CancelToken") -> list[SlideLine]:
            return slide_lines(plan, cancel)

        def done(lines: list[SlideLine]) -> None:
            self._stale = False
            self._show_lines(lines, found_as)
            self.problems.show_problems([*plan.left_out, *plan.findings], plan.source)
            self._count_problems()
            self.completeness_changed.emit()

        self.draft.tasks.submit(_LINES, work, done)

    def _show_lines(
        self, lines: list[SlideLine], found_as: Mapping[str, str] | None = None
    ) -> None:
        chosen = self._chosen
        had_focus = self.table.hasFocus()
        self._lines = lines
        self.model.set_lines(lines, found_as or {})
        self.table.names.set_names([line.name for line in lines])
        self.table.fit()
        at = max(self.model.line_of(chosen), 0)
        if lines:
            self.table.selectionModel().setCurrentIndex(
                self.model.index(at, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        else:
            self.samples.show_slide(None)
        if had_focus:
            self.table.setFocus()
        self._tabs.setTabText(0, self.tr("&Slides ({0})").format(number(len(lines))))

    def _count_problems(self) -> None:
        count = self.problems.count
        text = self.tr("&Problems ({0})").format(number(count)) if count else self.tr("&Problems")
        self._tabs.setTabText(1, text)

    def _choose_slide(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            self.samples.show_slide(None)
            return
        line = self.model.lines[current.row()]
        self._chosen = line.name
        self.samples.show_slide(line)

    def _rename(self, name: str, new: str) -> None:
        """Have a slide called otherwise, by the name it was found under."""
        renamed = dict(self.draft.request.renamed)
        found = next((old for old, now in renamed.items() if now == name), name)
        if found == new:
            renamed.pop(found, None)
        else:
            renamed[found] = new
        self._chosen = new
        self.draft.change(renamed=renamed)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "model"):
            self.model.show_palette(self.palette())


class SlideTable(QTableView):
    """The slides, a line each; the name takes the room that is left."""

    def __init__(self, model: SlideModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slides = model
        self.setObjectName("buildSlides")
        self.setAccessibleName(self.tr("Slides that were found"))
        self.setModel(model)
        self.names = AlikeNames(self)
        self.setItemDelegateForColumn(Column.SLIDE, self.names)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumHeight(90)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        self.setHorizontalHeader(SortHeader(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.SLIDE, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.fit()

    def fit(self) -> None:
        """Make the columns as wide as their texts; of many lines the first ones tell.

        What says least is shown only where the names have room all the same.
        """
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        room = self.viewport().width() - _LEAST_NAME
        for column in _BY_WORTH:
            title = self._slides.headerData(column, Qt.Orientation.Horizontal)
            texts = [f"{title}    "]
            for row in range(min(self._slides.rowCount(), 200)):
                text = str(self._slides.index(row, column).data())
                sign = column in (Column.LEFT_OUT, Column.LOCATED)
                texts.append(text + ("      " if sign else ""))
            width = max(metrics.horizontalAdvance(text) for text in texts) + 14
            room -= width
            header.setSectionHidden(column, room < 0)
            if room >= 0:
                header.resizeSection(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
