"""The dialog that asks what a report is to tell, and as what it is saved."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tfrviewer.gui.figures import counted
from tfrviewer.gui.form import MARGIN, Check, Choices, Form, Meaning, Scrolled, Tone
from tfrviewer.gui.reporting.source import ReportSource
from tfrviewer.report.request import LONGEST_TITLE, MOST_TILES, Part, ReportRequest

_SIZE = (600, 470)
_COLUMNS = 2
_FIRST_BELOW = 7
"""Pixels that the first box stands lower, to be level with the title beside it."""
_MOST_SEED = 999_999
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for.

    Attributes:
        request: What is to be told.
        target: The file.
        only_shown: Whether only the tiles that are shown are looked at.
    """

    request: ReportRequest
    target: Path
    only_shown: bool


class ReportDialog(QDialog):
    """Asks what is told, then for the file.

    Signals:
        asked: Make it; an `Asked`.
    """

    asked = Signal(object)

    def __init__(self, source: ReportSource, folder: str, parent: QWidget | None = None) -> None:
        """Ask about a dataset.

        Args:
            source: What is known of it.
            folder: Where something was saved last; "" for nowhere.
            parent: The window.
        """
        super().__init__(parent)
        self._source, self._folder = source, folder
        self.setObjectName("reportDialog")
        self.setWindowTitle(self.tr("Report on {0}").format(source.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._make_controls()
        self._lay_out()
        self._tell()

    # ---------------------------------------------------------------- making it

    def _make_controls(self) -> None:
        self.title = QLineEdit()
        self.title.setObjectName("reportTitle")
        self.title.setAccessibleName(self.tr("Title of the report"))
        self.title.setPlaceholderText(self._source.name)
        self.title.setMaxLength(LONGEST_TITLE)
        self.form = Choices(
            "reportForm",
            self.tr("What it is saved as"),
            ((self.tr("Page: HTML"), ".html"), (self.tr("Pages to print: PDF"), ".pdf")),
        )
        self.form.chosen.connect(self._tell)
        self.tiles = Choices("reportTiles", self.tr("Which tiles are looked at"), self._offered())
        self.tiles.chosen.connect(self._tell)
        self.parts = {
            part: self._part(part, text)
            for part, text in (
                (Part.SLIDES, self.tr("&Slides in a table")),
                (Part.FINDINGS, self.tr("F&indings one by one")),
                (Part.MAPS, self.tr("&Maps of slides")),
                (Part.ABSENT, self.tr("Slides &without tiles")),
                (Part.HISTOGRAMS, self.tr("&Histograms")),
                (Part.REJECTED, self.tr("Re&jected tiles")),
                (Part.SAMPLE, self.tr("Tiles &drawn at random")),
            )
        }
        self.parts[Part.SAMPLE].toggled.connect(self._tell)
        if self._source.checks.reader is None:
            box = self.parts[Part.REJECTED]
            box.setChecked(False)
            box.setEnabled(False)
            box.setToolTip(self.tr("No tile was flagged yet."))
        self.count = self._spin("reportCount", self.tr("Tiles at most"), 1, MOST_TILES, 48)
        self.count.setSuffix(self.tr(" tiles"))
        self.seed = self._spin("reportSeed", self.tr("Seed"), 0, _MOST_SEED, 0)
        self.seed.setPrefix(self.tr("seed "))

    def _offered(self) -> list[tuple[str, object]]:
        source = self._source
        everything = counted(source.frame.height, self.tr("The one tile"), self.tr("All {0} tiles"))
        if not source.is_narrowed:
            return [(everything, False)]
        shown = counted(
            len(source.order), self.tr("The one that is shown"), self.tr("The {0} that are shown")
        )
        return [(shown, True), (everything, False)]

    def _part(self, part: Part, text: str) -> Check:
        box = Check(text)
        box.setObjectName(f"report{part.value.title()}")
        box.setChecked(True)
        return box

    def _spin(self, name: str, called: str, least: int, most: int, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(called)
        box.setRange(least, most)
        box.setGroupSeparatorShown(True)
        box.setValue(value)
        return box

    def _lay_out(self) -> None:
        form = Form()
        form.add(self.tr("&Title"), self.title, wide=True)
        self._form_told = form.add(self.tr("Save &as"), self.form, name="reportFormTold")
        self._tiles_told = form.add(self.tr("&Look at"), self.tiles, name="reportTilesTold")
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, _FIRST_BELOW, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for at, part in enumerate(self.parts.values()):
            grid.addWidget(part, at // _COLUMNS, at % _COLUMNS)
        form.add(self.tr("Tell"), boxes)
        self._seed_told = form.add(
            self.tr("At &random"), self.count, self.seed, name="reportSeedTold"
        )
        self._known_told = Meaning("reportKnownTold")
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(MARGIN, 16, MARGIN, 12)
        content.setSpacing(18)
        content.addWidget(form)
        content.addWidget(self._known_told)
        content.addStretch(1)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self.button = buttons.button(kinds.Save)
        self.button.setObjectName("reportGo")
        self.button.setText(self.tr("Save…"))
        self.button.setDefault(True)
        buttons.accepted.connect(self.ask_where)
        buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 12)
        foot.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Scrolled(inside), 1)
        box.addLayout(foot)
        self.resize(*_SIZE)
        self.setMinimumSize(540, 300)

    # ---------------------------------------------------------------- what it says

    def _tell(self) -> None:
        source = self._source
        self._form_told.tell(
            self.tr("One file with its pictures inside; any browser opens it without a network.")
            if self.form.value == ".html"
            else self.tr("A4, with numbered pages and the contents beside them.")
        )
        condition = source.filter if self.tiles.value else ""
        self._tiles_told.tell(self.tr("Filter: {0}").format(condition) if condition else "")
        drawn = self.parts[Part.SAMPLE].isChecked()
        self.seed.setEnabled(drawn)
        self._seed_told.tell(
            self.tr("The same seed draws the same tiles of the same dataset again.")
        )
        lacking = self._lacking()
        self._known_told.tell(
            lacking or self.tr("Verified and measured."), Tone.NOTE if lacking else Tone.GOOD
        )

    def _lacking(self) -> str:
        """Return what nobody looked for yet, which the report says as well; else nothing."""
        checks = self._source.checks
        unverified = self._source.n_files - len(checks.verified or ())
        sentences = []
        if unverified > 0:
            sentences.append(
                counted(
                    unverified,
                    self.tr("1 TFRecord is not verified: Tools > Verify does it."),
                    self.tr("{0} TFRecords are not verified: Tools > Verify does it."),
                )
            )
        if checks.metrics is None:
            sentences.append(
                self.tr(
                    "The tiles are not measured: Tools > Measure Tiles finds out which are blank, "
                    "blurred or inked."
                )
            )
        if sentences:
            sentences.append(self.tr("The report says so as well."))
        return " ".join(sentences)

    # ---------------------------------------------------------------- where to

    def ask_where(self) -> None:
        """Ask for the file, then have the report made."""
        ending = str(self.form.value)
        dialog = QFileDialog(self, self.windowTitle(), self._folder)
        dialog.setObjectName("reportFile")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        pages, prints = self.tr("Pages (*.html)"), self.tr("PDF (*.pdf)")
        dialog.setNameFilter(pages if ending == ".html" else prints)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.selectFile(f"{_file_name(self._source.name)}{ending}")

        def chosen() -> None:
            paths = dialog.selectedFiles()
            if paths:
                self.save_to(Path(paths[0]))

        dialog.accepted.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Have it saved to a file; if that is there already, it was asked about."""
        ending = str(self.form.value)
        if target.suffix.lower() != ending:
            target = target.with_name(f"{target.name}{ending}")
        only_shown = bool(self.tiles.value)
        request = ReportRequest(
            title=self.title.text().strip(),
            where=self._source.filter if only_shown else "",
            rules=self._source.rules,
            seed=self.seed.value(),
            tiles=self.count.value(),
            parts=frozenset(part for part, box in self.parts.items() if box.isChecked()),
        )
        self.asked.emit(Asked(request, target, only_shown))
        self.accept()


def _file_name(name: str) -> str:
    """Return a dataset's name as a file's: it comes from a file itself, and may hold anything."""
    kept = "".join(c if c.isalnum() or c in "-_. " else "_" for c in name).strip(" .")
    return kept[:_LONGEST_NAME] or "report"
