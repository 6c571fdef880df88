"""The window that leads from images to TFRecords: steps at the left, one page, Back and Next."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import app_icon
from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.page import Page, PageSpec
from tfrviewer.gui.build_wizard.pages import PAGES, translate
from tfrviewer.gui.build_wizard.steps import StepList
from tfrviewer.gui.settings import WIZARD_GEOMETRY, Settings, clamp_to_screens
from tfrviewer.gui.theme import border_colour

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.gui.jobs import Jobs
    from tfrviewer.gui.tasks import TaskRunner

FIRST_SIZE = (980, 680)
LEAST_SIZE = (640, 440)
_QUESTION = "stopBuildDialog"


class BuildWizard(QDialog):
    """Leads through a build. It is not modal, and closing it keeps what was chosen.

    Attributes:
        draft: What is asked for and what was found.
        pages: The pages, in order.

    Signals:
        open_asked: Show what was built; a `Path` of a TFRecord or a folder.
        ended_unseen: A build is over while the wizard is closed; what became of it, and whether
            that is bad.
        page_changed: Another page is shown; its number, from 0.
    """

    open_asked = Signal(object)
    ended_unseen = Signal(str, bool)
    page_changed = Signal(int)

    def __init__(
        self,
        tasks: "TaskRunner",
        jobs: "Jobs",
        settings: Settings,
        parent: QWidget | None = None,
        *,
        table: Sequence[PageSpec] = PAGES,
    ) -> None:
        """Make the window; it shows nothing chosen.

        Args:
            tasks: Where work runs.
            jobs: Where long work is shown.
            settings: Where the window was, and what was built last.
            parent: The main window.
            table: The pages, in order.
        """
        super().__init__(parent)
        self.setObjectName("buildWizard")
        self.setWindowTitle(self.tr("Build TFRecords"))
        self.setWindowIcon(app_icon())
        kinds = Qt.WindowType
        self.setWindowFlags(
            kinds.Window
            | kinds.WindowTitleHint
            | kinds.WindowSystemMenuHint
            | kinds.WindowMinMaxButtonsHint
            | kinds.WindowCloseButtonHint
        )
        self.setModal(False)
        self.setMinimumSize(*LEAST_SIZE)
        self._settings = settings
        self._specs = tuple(table)
        self.draft = Draft(tasks, jobs, settings, self)
        self._steps = StepList([translate(spec.step) for spec in self._specs])
        self._steps.chosen.connect(self.go_to)
        self._stack = QStackedWidget()
        self.pages: list[Page] = []
        for spec in self._specs:
            page = spec.make(self.draft)
            page.setObjectName(spec.name)
            page.completeness_changed.connect(self._show_state)
            page.words_changed.connect(self._show_words)
            page.advance.connect(self._advance)
            page.page_asked.connect(self.go_to_named)
            page.open_asked.connect(self.open_asked)
            page.ended.connect(self._tell_ended)
            self.pages.append(page)
            self._stack.addWidget(page)
        self._furthest = 0
        self._entered = False
        self._goes_on = False
        self._once_stopped: Callable[[], object] | None = None
        self._make_words()
        self._make_buttons()
        self._lay_out()
        self._restore_geometry()
        self.draft.busy_changed.connect(self._show_state)
        self.draft.request_changed.connect(self._stay)
        self.draft.scanned.connect(self._go_on_once_scanned)
        self._show_words()
        self._show_state()

    # ---------------------------------------------------------------- putting together

    def _make_words(self) -> None:
        self._title = QLabel()
        self._title.setObjectName("buildTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._sentence = QLabel()
        self._sentence.setObjectName("buildSentence")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def _make_buttons(self) -> None:
        self.back = QPushButton(self.tr("&Back"))
        self.back.setObjectName("buildBack")
        self.back.setToolTip(self.tr("To the step before (Alt+Left)"))
        self.back.clicked.connect(self.go_back)
        self.next = QPushButton(self.tr("&Next"))
        self.next.setObjectName("buildNext")
        self.next.setDefault(True)
        self.next.clicked.connect(self.go_on)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("buildCancel")
        self.cancel.clicked.connect(self.reject)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        for keys, do in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on)):
            QShortcut(QKeySequence(keys), self, do)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(20, 16, 20, 0)
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 10, 20, 12)
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        buttons.addWidget(self.cancel)
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        self._rule.setAutoFillBackground(True)
        self._colour_rule()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(words)
        right.addWidget(self._stack, 1)
        right.addWidget(self._rule)
        right.addLayout(buttons)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._steps)
        box.addLayout(right, 1)
        # The page first, then the buttons, then the steps: as one goes through them.
        QWidget.setTabOrder(self.back, self.next)
        QWidget.setTabOrder(self.next, self.cancel)
        for button in self._steps.buttons:
            QWidget.setTabOrder(self.cancel, button)

    def _colour_rule(self) -> None:
        palette = self._rule.palette()
        palette.setColor(QPalette.ColorRole.Window, border_colour(self.palette()))
        self._rule.setPalette(palette)

    # ---------------------------------------------------------------- what others ask

    @property
    def step(self) -> int:
        """Number of the page that is shown, from 0."""
        return self._stack.currentIndex()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.step]

    def goes_on_unseen(self) -> bool:
        """Whether a build runs that goes on while the wizard is closed."""
        return any(page.goes_on_unseen() for page in self.pages)

    def show_step(self) -> None:
        """Show the window, and bring it to the front."""
        if self.isVisible():
            self.raise_()
        else:
            self.show()
            self._enter()
        self.activateWindow()

    def build_from(self, source: "Path") -> None:
        """Begin with a source, unless a build runs, and go on as soon as it was looked at."""
        if not self.goes_on_unseen():
            self._furthest = 0
            self._show_page(0)
            self.draft.choose(source)
            self._goes_on = True
        self.show_step()

    def take(self, paths: "list[Path]") -> None:
        """Begin with what was dropped, unless a build runs: images, a sheet, or a recipe."""
        if self.goes_on_unseen():
            return
        self._furthest = 0
        self._show_page(0)
        self.pages[0].take(paths)

    def begin_anew(self) -> None:
        """Go to the first page with nothing chosen, once a build is done."""
        self._furthest = 0
        self.draft.clear()
        self._show_page(0)

    # ---------------------------------------------------------------- going through the pages

    def reachable(self) -> list[bool]:
        """Return of each page whether one can go there from here."""
        step = self.step
        if not self.page.can_go_back():
            return [i == step for i in range(len(self.pages))]
        found = []
        for i in range(len(self.pages)):
            between = self.pages[step:i]
            seen = i <= self._furthest and self.pages[i].is_current()
            found.append(seen and all(page.is_complete() for page in between))
        return found

    def go_on(self) -> None:
        """Go to the next page, or close the last one; nothing where the page is not complete."""
        if not self.page.is_complete():
            return
        if self._specs[self.step].last:
            self.close()
        elif self.step + 1 < len(self.pages):
            self._show_page(self.step + 1, begin=True)

    def go_back(self) -> None:
        """Go to the page before."""
        if self.step > 0 and self.page.can_go_back():
            self._show_page(self.step - 1)

    def go_to(self, step: int) -> None:
        """Go to a page, if that can be."""
        if step != self.step and self.reachable()[step]:
            self._show_page(step)

    def go_to_named(self, name: str) -> None:
        """Go to the page of a name, if there is one and that can be."""
        names = [spec.name for spec in self._specs]
        if name in names:
            self.go_to(names.index(name))

    def _stay(self) -> None:
        """Something else was asked for meanwhile: leave the page to who asked."""
        self._goes_on = False

    def _go_on_once_scanned(self) -> None:
        if self._goes_on and self.draft.scan is not None and self.step == 0:
            self._goes_on = False
            self.go_on()

    def _tell_ended(self, text: str, is_bad: bool) -> None:
        if not self.isVisible():
            self.ended_unseen.emit(text, is_bad)

    def _advance(self) -> None:
        if self.sender() is self.page and not self._specs[self.step].last:
            self.go_on()

    def _show_page(self, step: int, *, begin: bool = False) -> None:
        if step == self.step:
            return
        focused = self.focusWidget()
        on_steps = focused is not None and self._steps.isAncestorOf(focused)
        if self._entered:
            self.page.left()
            self._entered = False
        self._stack.setCurrentIndex(step)
        self._furthest = max(self._furthest, step)
        if begin:
            self.page.begin()
        if self.isVisible():
            self._enter(focus=not on_steps)
        self._show_words()
        self._show_state()
        self.page_changed.emit(step)

    def _enter(self, *, focus: bool = True) -> None:
        page = self.page
        if not self._entered:
            self._entered = True
            page.entered()
        if not focus:
            return
        first = page.first_control() or _first_control(page)
        (first or self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- showing where one is

    def _show_words(self) -> None:
        self._title.setText(self.page.title)
        self._sentence.setText(self.page.sentence)
        self._sentence.setVisible(bool(self.page.sentence))
        self.setAccessibleDescription(f"{self.page.title}. {self.page.sentence}")

    def _show_state(self) -> None:
        if not self.goes_on_unseen():
            question = self.findChild(QMessageBox, _QUESTION)
            if question is not None:
                question.done(0)  # the work ended by itself: there is nothing to ask any more
            if self._once_stopped is not None:
                QTimer.singleShot(0, self, self._once_stopped)
                self._once_stopped = None
        page, spec = self.page, self._specs[self.step]
        self._steps.show_state(self.step, self.reachable())
        complete = page.is_complete()
        back = self.step > 0 and page.can_go_back()
        for button, enabled in ((self.next, complete), (self.back, back)):
            if not enabled and button.hasFocus():
                # The focus must not fall on what comes next by chance.
                (page.first_control() or _first_control(page) or self.cancel).setFocus()
            button.setEnabled(enabled)
        self.next.setText(translate(spec.next_text))
        self.next.setToolTip("" if spec.last else self.tr("To the next step (Alt+Right)"))
        self.cancel.setVisible(not spec.last)
        self.cancel.setText(self.tr("Close") if page.goes_on_unseen() else self.tr("Cancel"))

    # ---------------------------------------------------------------- closing

    @override
    def reject(self) -> None:
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().data())
        self._settings.set(WIZARD_GEOMETRY, geometry)
        self.draft.stop_looking()
        if self._entered:
            self.page.left()
            self._entered = False
        if self.draft.report is not None:
            self.begin_anew()
        event.accept()  # a dialog would ask `reject`, which asks here

    def ask_to_stop(self, then: Callable[[], object]) -> None:
        """Ask whether the build is to end so that the window may close; nothing is asked twice.

        Args:
            then: Called once it has ended, if that is the answer.
        """
        if (known := self.findChild(QMessageBox, _QUESTION)) is not None:
            known.raise_()
            return
        box = QMessageBox(self)
        box.setObjectName(_QUESTION)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Build TFRecords"))
        box.setText(self.tr("Stop the build and close the window?"))
        box.setInformativeText(
            self.tr("TFRecords that are finished stay; the one being written is not kept.")
        )
        stop = box.addButton(self.tr("&Stop"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("&Keep Building"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)

        def answered() -> None:
            if box.clickedButton() is stop:
                self._once_stopped = then
                for page in self.pages:
                    if page.goes_on_unseen():
                        page.stop()

        box.finished.connect(answered)
        box.finished.connect(box.deleteLater)
        box.open()

    def _restore_geometry(self) -> None:
        geometry = self._settings.get(WIZARD_GEOMETRY)
        if not self.restoreGeometry(QByteArray(geometry)):
            self.resize(*FIRST_SIZE)
        normal = self.geometry()
        clamped = clamp_to_screens(normal)
        if clamped != normal and not self.isMaximized():
            self.setGeometry(QRect(clamped))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_rule"):
            self._colour_rule()


def _first_control(page: QWidget) -> QWidget | None:
    """Return the first control of a page that takes the keyboard, in the order of Tab."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and page.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
