"""What became of the build: what was written, what was left out and why, and what to do next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.build_wizard import result_words as words
from tfrviewer.gui.build_wizard.file_model import FileModel
from tfrviewer.gui.build_wizard.file_table import FileTable
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.problem_list import ProblemPane, show_folder
from tfrviewer.gui.build_wizard.recipe_saving import RecipeSaver
from tfrviewer.gui.build_wizard.report_window import ReportWindow
from tfrviewer.gui.figures import number
from tfrviewer.gui.form import Meaning, Tone, page_box

if TYPE_CHECKING:
    from tfrviewer.gui.build_wizard.draft import Draft


class ResultPage(Page):
    """The last page."""

    def __init__(self, draft: "Draft", parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._report: object = None
        self._headline = Meaning("buildHeadline", large=True)
        self._where = QLabel()
        self._where.setObjectName("buildWhere")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._where.setWordWrap(True)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._particulars = QLabel()
        self._particulars.setObjectName("buildParticulars")
        self._particulars.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._particulars.setWordWrap(True)
        self._saver = RecipeSaver(draft.tasks, self)
        self._saver.told.connect(self._tell_done)
        self._told = Meaning("buildResultTold")
        self._files = FileModel(self)
        self._table = FileTable(self._files)
        self._left_out = ProblemPane("buildLeftOutList", self.tr("Left out"), headed=False)
        self._notes = ProblemPane("buildNotes", self.tr("Notes"), headed=False)
        for pane in (self._left_out, self._notes):
            pane.told.connect(lambda text: self._tell_done(text, False))
        self._tabs = QTabWidget()
        self._tabs.setObjectName("buildResultParts")
        self._tabs.setAccessibleName(self.tr("What became of the images"))
        self._tabs.setDocumentMode(True)
        for part in (self._left_out, self._table, self._notes):
            self._tabs.addTab(part, "")  # which part of the page they are, also while not shown
        self._tabs.clear()
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.open = QPushButton(self.tr("&Open in tfrviewer"))
        self.open.setObjectName("buildOpenResult")
        self.open.setToolTip(self.tr("Show what was built in the window"))
        set_icon(self.open, "layout-grid")
        self.open.clicked.connect(self._open)
        self.report = QPushButton(self.tr("Show &Report…"))
        self.report.setObjectName("buildShowReport")
        self.report.setToolTip(self.tr("Every file and what became of it; save it as CSV or JSON"))
        self.report.clicked.connect(self.show_report)
        self.recipe = QPushButton(self.tr("&Save Recipe…"))
        self.recipe.setObjectName("buildSaveRecipeNow")
        self.recipe.setToolTip(self.tr("To build the same again, here or with tfrviewer build"))
        self.recipe.clicked.connect(lambda: self._saver.ask(self.draft.request))
        self.folder = QPushButton(self.tr("Show &Folder"))
        self.folder.setObjectName("buildShowFolder")
        self.folder.clicked.connect(self._show_folder)
        for button in (self.open, self.report, self.recipe, self.folder):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.open, self.report, self.recipe, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words_box = QVBoxLayout()
        words_box.setSpacing(3)
        for widget in (self._headline, self._where, self._particulars):
            words_box.addWidget(widget)
        box = page_box(self)
        box.addLayout(words_box)
        box.addLayout(buttons)
        box.addWidget(self._told)
        box.addWidget(self._tabs, 1)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("Result")

    @override
    def entered(self) -> None:
        if self.draft.report is not self._report:
            self._show()

    @override
    def first_control(self) -> QWidget | None:
        return self.open

    def show_report(self) -> None:
        """Show every file's fate."""
        report, request = self.draft.report, self.draft.request
        if report is None:
            return
        window = self.findChild(ReportWindow)
        if window is None:
            window = ReportWindow(report, request.source, request.output, self.draft.tasks, self)
        window.show()
        window.raise_()
        window.activateWindow()

    # ---------------------------------------------------------------- doing

    def _open(self) -> None:
        report, output = self.draft.report, self.draft.request.output
        if report is None:
            return
        paths = [file.path for file in report.files]
        self.open_asked.emit(paths[0] if len(paths) == 1 and not report.skipped else output)

    def _show_folder(self) -> None:
        folder = self.draft.request.output
        if not show_folder(folder):
            self._tell_done(self.tr("The folder is {0}").format(folder), False)

    def _tell_done(self, text: str, is_error: bool) -> None:
        self._told.tell(text, Tone.ERROR if is_error else Tone.GOOD)

    # ---------------------------------------------------------------- showing it

    def _show(self) -> None:
        report, request = self.draft.report, self.draft.request
        if (window := self.findChild(ReportWindow)) is not None:
            window.close()  # it is of another build
        self._report = report
        self._told.tell("")
        if report is None:
            return
        verified = request.policies.verify
        self._headline.tell(*words.headline(report, verified=verified))
        self._where.setText(str(request.output))
        self._particulars.setText(words.particulars(report, self.draft.seconds))
        self.open.setEnabled(bool(report.files or report.skipped))
        self._left_out.set_problems(report.left_out, request.source)
        self._notes.set_problems(report.notes, request.source)
        self._files.set_report(report, request.output)
        self._tabs.clear()
        parts: list[tuple[QWidget, str, int]] = [
            (self._left_out, self.tr("Left out ({0})"), len(report.left_out)),
            (self._table, self.tr("TFRecords ({0})"), len(self._files.lines)),
            (self._notes, self.tr("Notes ({0})"), len(report.notes)),
        ]
        for widget, title, count in parts:
            if count:
                self._tabs.addTab(widget, title.format(number(count)))
        self._tabs.setVisible(self._tabs.count() > 0)
