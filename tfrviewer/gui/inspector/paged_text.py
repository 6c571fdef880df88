"""A text of any length: one page of it is shown, and all of it is searched."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tfrviewer.gui.inspector.find_bar import FindBar, small_button
from tfrviewer.gui.inspector.pages import MOST_FOUND, Found, Pages, find_all, plain
from tfrviewer.gui.inspector.text_area import TextArea
from tfrviewer.gui.tasks import Pool

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner

_FIND: Final = ("inspector", "find")


class PagedText(QWidget):
    """The text of a value, with its pages and a line to find something in it.

    Signals:
        settled: What was looked for is found, or is not there.
    """

    settled = Signal()

    def __init__(self, tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages = plain("")
        self._page = 0
        self._found: list[Found] = []
        self._current = -1
        self._find_bar = FindBar(self.tr("Find in this value"), self)
        self.area = TextArea(self.tr("Value"), self)
        self.area.setObjectName("valueText")
        self.area.find_asked.connect(self._find_bar.open_it)
        self.area.page_asked.connect(lambda step: self.show_page(self._page + step))
        self._find_bar.line.setObjectName("valueFind")
        self._find_bar.changed.connect(self._find)
        self._find_bar.go_asked.connect(self._go)
        self._find_bar.closed.connect(self._end_find)
        self._pager = self._make_pager()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._find_bar)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._pager)
        self._resize_timer = QTimer(self, singleShot=True, interval=0)
        self._resize_timer.timeout.connect(self._lay_out_again)
        self.area.columns_changed.connect(self._resize_timer.start)

    def _make_pager(self) -> QWidget:
        bar = QWidget(self)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(6, 2, 4, 2)
        layout.setSpacing(2)
        self._where = QLabel(bar)
        self._where.setObjectName("valuePage")
        layout.addWidget(self._where, 1)
        self._turns: list[QToolButton] = []
        for icon, text, target in (
            ("chevrons-left", self.tr("First page"), lambda: 0),
            ("chevron-left", self.tr("Previous page (Ctrl+PgUp)"), lambda: self._page - 1),
            ("chevron-right", self.tr("Next page (Ctrl+PgDown)"), lambda: self._page + 1),
            ("chevrons-right", self.tr("Last page"), lambda: self._pages.count - 1),
        ):
            button = small_button(icon, text, bar)
            button.clicked.connect(lambda _=False, target=target: self.show_page(target()))
            layout.addWidget(button)
            self._turns.append(button)
        bar.hide()
        return bar

    # ---------------------------------------------------------------- pages

    @property
    def page(self) -> int:
        """Number of the page that is shown."""
        return self._page

    @property
    def text(self) -> str:
        """The page that is shown."""
        return self.area.toPlainText()

    def show_pages(self, pages: Pages) -> None:
        """Show another text; what is looked for stays."""
        self._pages, self._page = pages, -1
        self._found, self._current = [], -1
        self._pager.setVisible(pages.count > 1)
        self.area.has_pages = pages.count > 1
        self.show_page(0)
        if self._find_bar.wanted:
            self._find()

    def show_page(self, number: int) -> None:
        """Show another page, the nearest there is."""
        number = min(max(number, 0), self._pages.count - 1)
        if number == self._page:
            return
        self._page = number
        self._write()
        many = QLocale().toString
        words = self.tr("Page {0} of {1}").format(many(number + 1), many(self._pages.count))
        self._where.setText(words)
        self.area.setAccessibleDescription(words if self._pages.count > 1 else "")
        for button in self._turns[:2]:
            button.setEnabled(number > 0)
        for button in self._turns[2:]:
            button.setEnabled(number < self._pages.count - 1)
        self._mark()

    def _write(self) -> None:
        pages = self._pages
        text = pages.write(self._page, self.area.columns)
        self.area.show_text(text, is_fixed=pages.is_fixed, is_json=pages.is_json)

    @Slot()
    def _lay_out_again(self) -> None:
        """Numbers stand in as many columns as fit."""
        if self._pages.in_columns and self._page >= 0:
            text = self._pages.write(self._page, self.area.columns)
            if text != self.text:
                self._write()
                self._find()

    # ---------------------------------------------------------------- finding

    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return not self._tasks.is_running(_FIND)

    @property
    def found_words(self) -> str:
        """What is said of what was looked for."""
        return self._find_bar.words

    @property
    def find_bar(self) -> FindBar:
        """The line that says what to look for."""
        return self._find_bar

    @Slot()
    def _end_find(self) -> None:
        self._tasks.cancel(_FIND)
        self._found, self._current = [], -1
        self._mark()
        self.area.setFocus()

    @Slot()
    def _find(self) -> None:
        wanted, pages, columns = self._find_bar.wanted, self._pages, self.area.columns
        self._found, self._current = [], -1
        if not wanted:
            self._tasks.cancel(_FIND)
            self._tell("")
            return
        self._tell(self.tr("…"))

        def done(found: list[Found]) -> None:
            self._found = found
            here = (i for i, place in enumerate(found) if place.page >= self._page)
            self._current = next(here, 0) - 1
            self._go(1)
            self.settled.emit()

        self._tasks.submit(
            _FIND,
            lambda cancel: find_all(pages, wanted, columns, cancel),
            done,
            pool=Pool.LONG,
        )

    @Slot(int)
    def _go(self, step: int) -> None:
        if not self._found:
            self._tell(self.tr("not found") if self._find_bar.wanted else "")
            self._mark()
            return
        self._current = (self._current + step) % len(self._found)
        many = QLocale().toString
        of = self.tr("{0} of {1}") if len(self._found) < MOST_FOUND else self.tr("{0} of {1}+")
        self._tell(of.format(many(self._current + 1), many(len(self._found))))
        self.show_page(self._found[self._current].page)
        self._mark()

    def _tell(self, words: str) -> None:
        self._find_bar.tell(words, found=bool(self._found))

    def _mark(self) -> None:
        here = [(f.start, f.end) for f in self._found if f.page == self._page]
        current = None
        if 0 <= self._current < len(self._found):
            place = self._found[self._current]
            current = (place.start, place.end) if place.page == self._page else None
        self.area.mark(here, current)
