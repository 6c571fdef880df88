"""All figures of a column, and a filter made of them: below its header, gone with Esc."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.dataset.table.conditions import join_condition
from tfrviewer.dataset.table.query import filter_numbers
from tfrviewer.dataset.table.statistics import Kind, kind_of
from tfrviewer.gui.figures import number, records_text
from tfrviewer.gui.histogram import HistogramView
from tfrviewer.gui.query import reason_of
from tfrviewer.gui.records.condition_form import ConditionForm
from tfrviewer.gui.records.figure_words import figure_lines, kind_words, share_text
from tfrviewer.gui.records.figures_source import FiguresSource, Scope
from tfrviewer.gui.records.value_list import ValueList
from tfrviewer.gui.theme import error_colour, muted_text

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.table.statistics import Statistics
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner
    from tfrviewer.jobs import CancelToken

WIDTH: Final = 400
_MARGIN: Final = 12


class FiguresPopover(QFrame):
    """Figures, distribution and a condition on one column.

    A drag on the histogram, ticked values or what is typed make a condition; how many records
    fulfil it with the filter that holds is told before it is applied.

    Signals:
        told: Something was done; a sentence for the status bar.
        counted: How many records fulfil the condition is known; -1 if it cannot be applied.
    """

    told = Signal(str)
    counted = Signal(int)

    def __init__(
        self, session: "Session", tasks: "TaskRunner", column: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("columnFigures")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Figures of “{0}”").format(column))
        self._session, self._tasks, self._column = session, tasks, column
        self._key = ("condition count", id(self))
        dtype = session.frame.schema[column]
        self._kind = kind_of(dtype)
        self._source = FiguresSource(session, tasks, "popover", self)
        self._source.arrived.connect(self._show_figures)
        self.bars = HistogramView(self)
        self.bars.setVisible(self._kind is Kind.NUMBERS)
        self.values = ValueList(self)
        self.values.setVisible(self._kind is Kind.TEXTS)
        self.form = ConditionForm(column, dtype)
        self._count = QLabel()
        self._count.setObjectName("conditionCount")
        self._count.setWordWrap(True)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(10)
        self._figures.setVerticalSpacing(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addLayout(self._heading(dtype))
        layout.addLayout(self._scopes())
        if self._kind is Kind.NUMBERS:
            self.bars.setFixedHeight(128)
            layout.addWidget(self.bars)
        elif self._kind is Kind.TEXTS:
            layout.addWidget(self.values)
        layout.addLayout(self._figures)
        layout.addWidget(self.form)
        layout.addWidget(self._count)
        layout.addLayout(self._buttons())
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._count_up)
        self.bars.range_changed.connect(self._take_range)
        self.values.ticked.connect(self._take_values)
        self.form.changed.connect(self._timer.start)
        self.form.range_typed.connect(self._draw_range)
        session.dataset_changed.connect(self.close)
        self._source.ask(column, self._scope())
        self._timer.start()

    # ---------------------------------------------------------------- putting together

    def _heading(self, dtype: "pl.DataType") -> QHBoxLayout:
        title = QLabel(self._column)
        title.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        title.setText(
            title.fontMetrics().elidedText(self._column, Qt.TextElideMode.ElideMiddle, WIDTH - 120)
        )
        title.setToolTip(self._column)
        kind = QLabel(kind_words(dtype))
        kind.setObjectName("columnKind")
        kind.setToolTip(str(dtype))
        palette = kind.palette()
        palette.setColor(QPalette.ColorRole.WindowText, muted_text(self.palette()))
        kind.setPalette(palette)
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(kind)
        return line

    def _scopes(self) -> QHBoxLayout:
        session = self._session
        shown = self.tr("{0} shown").format(records_text(len(session.order)))
        chosen = self.tr("{0} selected").format(records_text(session.n_selected))
        self._shown, self._selected = QRadioButton(shown), QRadioButton(chosen)
        self._shown.setObjectName("figuresOfShown")
        self._selected.setObjectName("figuresOfSelected")
        self._selected.setEnabled(session.n_selected > 0)
        group = QButtonGroup(self)
        for button in (self._shown, self._selected):
            group.addButton(button)
        (self._selected if session.n_selected > 1 else self._shown).setChecked(True)
        group.buttonToggled.connect(self._take_scope)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._shown)
        line.addWidget(self._selected)
        line.addStretch(1)
        return line

    def _buttons(self) -> QHBoxLayout:
        self._add = QPushButton(self.tr("Add to Filter"))
        self._add.setObjectName("addToFilter")
        self._add.setDefault(True)
        self._add.clicked.connect(self.apply)
        self._replace = QPushButton(self.tr("Replace Filter"))
        self._replace.setObjectName("replaceFilter")
        self._replace.clicked.connect(self.replace)
        self._copy = QPushButton(self.tr("Copy Condition"))
        self._copy.setObjectName("copyCondition")
        self._copy.clicked.connect(self.copy)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self._add, self._replace, self._copy):
            line.addWidget(button)
        return line

    def popup(self, at: QPoint) -> None:
        """Show it at a place of the screen, or as near as it fits."""
        self.setFixedWidth(WIDTH)
        height = {Kind.NUMBERS: 390, Kind.TEXTS: 440}.get(self._kind, 200)
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        self.resize(WIDTH, min(height, area.height()))
        x = max(min(at.x(), area.right() - WIDTH), area.left())
        y = max(min(at.y(), area.bottom() - self.height()), area.top())
        self.move(x, y)
        self.show()
        {Kind.NUMBERS: self.bars, Kind.TEXTS: self.values}.get(self._kind, self.form).setFocus()

    # ---------------------------------------------------------------- the figures

    @property
    def column(self) -> str:
        """Whose figures these are."""
        return self._column

    def _scope(self) -> Scope:
        return Scope.SELECTED if self._selected.isChecked() else Scope.SHOWN

    @Slot()
    def _take_scope(self) -> None:
        self._source.ask(self._column, self._scope())

    @Slot(object)
    def _show_figures(self, figures: "Statistics") -> None:
        while self._figures.count():
            item = self._figures.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        lines = figure_lines(figures)
        rows = -(-len(lines) // 2)
        for i, (name, value) in enumerate(lines):
            row, column = i % rows, 3 * (i // rows)  # a gap between both pairs
            label, said = QLabel(name), QLabel(value)
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, muted_text(self.palette()))
            label.setPalette(palette)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{name}: {value}")
            self._figures.addWidget(label, row, column)
            self._figures.addWidget(said, row, column + 1, Qt.AlignmentFlag.AlignRight)
        self._figures.setColumnMinimumWidth(2, 20)
        for column in (1, 4):
            self._figures.setColumnStretch(column, 1)
        if self._kind is Kind.NUMBERS:
            if figures.histogram is None:
                self.bars.show_text(self.tr("No numbers"))
            else:
                self.bars.show_histogram(figures.histogram, keep=True)
        elif self._kind is Kind.TEXTS:
            self.values.show_figures(figures)

    # ---------------------------------------------------------------- the condition

    @Slot()
    def _take_range(self) -> None:
        shape, handles = self.bars.shape, self.bars.handles
        if shape is None:
            return
        low = None if handles.low <= shape.least else handles.low
        high = None if handles.high >= shape.most else handles.high
        self.form.set_range(low, high, whole=shape.whole)

    @Slot(object, object)
    def _draw_range(self, low: float | None, high: float | None) -> None:
        handles = self.bars.handles
        least, most = handles.span
        blocked = self.bars.blockSignals(True)
        handles.set_range(
            least if low is None else min(low, most), most if high is None else max(high, least)
        )
        self.bars.blockSignals(blocked)

    @Slot()
    def _take_values(self) -> None:
        self.form.set_values(self.values.values())

    def condition(self) -> str:
        """Return the condition asked for, "" if it asks for nothing or cannot be read."""
        try:
            return self.form.condition()
        except ValueError:
            return ""

    @Slot()
    def _count_up(self) -> None:
        self._tasks.cancel(self._key)
        try:
            added = self.form.condition()
        except ValueError as error:
            self._say(str(error), wrong=True)
            return
        self._enable(on=bool(added))
        if not added:
            self._say(self.tr("Drag over the bars, or say what is asked for.")
                      if self._kind is Kind.NUMBERS
                      else self.tr("Tick values, or say what is asked for."))  # fmt: skip
            return
        frame = self._session.frame
        both = join_condition(self._session.filter_text, added)
        among = self._session.restriction

        def work(cancel: "CancelToken") -> int:
            numbers = filter_numbers(frame, both)
            return len(numbers if among is None else among.applied(numbers, frame.height))

        self._tasks.submit(self._key, work, self._show_count, failed=self._refuse)

    def _show_count(self, count: int) -> None:
        shown = len(self._session.order)
        text = self.tr("{0} of {1} would be shown ({2})")
        share = share_text(count, shown) or "0 %"
        self._say(text.format(records_text(count), number(shown), share))
        self.counted.emit(count)

    def _refuse(self, error: BaseException) -> None:
        self._say(reason_of(error), wrong=True)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        palette = self._count.palette()
        colour = error_colour(self.palette()) if wrong else muted_text(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self._count.setPalette(palette)
        self._count.setText(text)
        if wrong:
            self._enable(on=False)
            self.counted.emit(-1)

    def _enable(self, *, on: bool) -> None:
        for button in (self._add, self._replace, self._copy):
            button.setEnabled(on)

    @Slot()
    def apply(self) -> None:
        """Show only what fulfils the condition as well."""
        added = self.condition()
        if added:
            self._session.set_filter(join_condition(self._session.filter_text, added))
            self.close()

    @Slot()
    def replace(self) -> None:
        """Show what fulfils the condition, whatever the filter asked for before."""
        added = self.condition()
        if added:
            self._session.set_filter(added)
            self.close()

    @Slot()
    def copy(self) -> None:
        """Put the condition on the clipboard."""
        added = self.condition()
        if added:
            QGuiApplication.clipboard().setText(added)
            self.told.emit(self.tr("Condition copied"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._source.stop()  # what still came would be for nobody
        self._timer.stop()
        self._tasks.cancel(self._key)
        super().closeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)
