"""What is known of the source: nothing yet, how far looking is, what was found, what is wrong."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.scan.scan import Scan
from tfrviewer.errors import Finding
from tfrviewer.gui.assets import icon
from tfrviewer.gui.build_wizard.verdict import Verdict
from tfrviewer.gui.figures import counted, images_text, number, size_text
from tfrviewer.gui.theme import muted_text
from tfrviewer.gui.welcome_choice import Choice

_SIGN_PX = 44


class SourceState(QStackedWidget):
    """One of four: an invitation, progress, what was found, what is wrong.

    Signals:
        stop_asked: Looking is to end.
        look_asked: The source is to be looked at again.
        recent_chosen: A folder built from before is to be taken; a `Path`.
        recipe_asked: A recipe is to be opened.
    """

    stop_asked = Signal()
    look_asked = Signal()
    recent_chosen = Signal(object)
    recipe_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildSourceState")
        self._make_nothing()
        self._make_scanning()
        self._make_told()

    # ---------------------------------------------------------------- making

    def _make_nothing(self) -> None:
        self._nothing = QWidget()
        self._drop = DropZone(
            self.tr("Drop a folder of images here"),
            self.tr("or a CSV or Parquet sheet that names them, or a recipe"),
        )
        self._recent_title = QLabel(self.tr("Built from before"))
        self._recent_title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = QFont(self._recent_title.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._recent_title.setFont(font)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        recipe = QPushButton(self.tr("Open &Recipe…"))
        recipe.setObjectName("buildOpenRecipe")
        recipe.setToolTip(self.tr("Take all choices from a file that was saved after a build"))
        recipe.setAutoDefault(False)
        recipe.clicked.connect(self.recipe_asked)
        last = QHBoxLayout()
        last.addWidget(recipe)
        last.addStretch()
        box = QVBoxLayout(self._nothing)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._drop, 1)
        box.addWidget(self._recent_title)
        box.addLayout(self._recent)
        box.addLayout(last)
        self.addWidget(self._nothing)

    def _make_scanning(self) -> None:
        self._scanning = QWidget()
        self._count = QLabel()
        self._count.setObjectName("buildScanCount")
        font = QFont(self._count.font())
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(QFont.Weight.DemiBold)
        self._count.setFont(font)
        self._bar = QProgressBar()
        self._bar.setObjectName("buildScanBar")
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(self.tr("Looking at the images"))
        self._last = QLabel()
        self._last.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        stop = QPushButton(self.tr("Stop &Looking"))
        stop.setObjectName("buildStopLooking")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.stop_asked)
        box = QVBoxLayout(self._scanning)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._count)
        box.addWidget(self._bar)
        line = QHBoxLayout()
        line.addWidget(self._last, 1)
        line.addWidget(stop)
        box.addLayout(line)
        box.addStretch()
        self.addWidget(self._scanning)

    def _make_told(self) -> None:
        page = QWidget()
        self._told_page = page
        self._told = Verdict("buildSourceTold")
        self._again = QPushButton(self.tr("Look &Again"))
        self._again.setObjectName("buildLookAgain")
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.look_asked)
        line = QHBoxLayout()
        line.addWidget(self._again)
        line.addStretch()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._told)
        box.addLayout(line)
        box.addStretch()
        self.addWidget(page)

    # ---------------------------------------------------------------- showing

    @property
    def text(self) -> str:
        """What is said, as one text."""
        if self.currentWidget() is self._scanning:
            return self._count.text()
        return "" if self.currentWidget() is self._nothing else self._told.text

    def show_nothing(self, recent: Sequence[Path]) -> None:
        """Invite to choose, with what was built from before."""
        while (line := self._recent.takeAt(0)) is not None:
            widget = line.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in recent:
            choice = Choice("folder", path.name or str(path), str(path.parent))
            choice.setObjectName("buildRecent")
            choice.setToolTip(str(path))
            choice.clicked.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
            self._recent.addWidget(choice)
        self._recent_title.setVisible(bool(recent))
        self.setCurrentWidget(self._nothing)

    def show_scanning(self, source: Path) -> None:
        """Say that the source is being looked at."""
        if self.currentWidget() is not self._scanning:
            self._bar.setRange(0, 0)
            self._count.setText(self.tr("Looking for images…"))
            self._last.setText(str(source))
            self.setCurrentWidget(self._scanning)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Say how far looking is."""
        self._bar.setRange(0, max(total, 0))
        if total > 0:
            self._bar.setValue(min(done, total))
            told = self.tr("{0} of {1} images looked at")
            self._count.setText(told.format(number(done), number(total)))
        elif done:
            self._count.setText(self.tr("{0} found so far").format(images_text(done)))
        self._last.setText(text)
        self._last.setToolTip(text)

    def show_scan(self, scan: Scan) -> None:
        """Say what was found."""
        unread = [finding for folder in scan.folders for finding in folder.findings]
        if not scan.images and scan.sheet is not None:
            self._told.warn(
                self.tr("The sheet names no image."),
                self.tr("Choose the column that holds the paths of the images."),
            )
        elif not scan.images and unread:
            self._told.show_finding(unread[0])
        elif not scan.images:
            self._told.warn(
                self.tr("There is no image in this folder."),
                self.tr(
                    "JPEG, PNG, TIFF, BMP and WebP are looked for, in it and at any depth below."
                ),
            )
        else:
            folders = sum(1 for folder in scan.folders if len(folder))
            parts = [images_text(scan.images)]
            if folders > 1:
                parts.append(self.tr("in {0} folders").format(number(folders)))
            text = self.tr("{0}, {1}").format(" ".join(parts), size_text(scan.size_bytes))
            bad = len(scan.faults)
            if bad >= scan.images:
                self._told.warn(text, self.tr("None of them can be taken; the next step says why."))
            elif bad or unread:
                told = [self.tr("{0} of them cannot be taken").format(number(bad))] if bad else []
                if unread:
                    one = self.tr("1 folder or file cannot be looked at")
                    many = self.tr("{0} folders or files cannot be looked at")
                    told.append(counted(len(unread), one, many))
                more = self.tr("{0}; the next step says why.").format(", ".join(told))
                self._told.note(text, more)
            else:
                self._told.agree(text, self.tr("The next step shows what they are."))
        self._again.show()
        self.setCurrentWidget(self._told_page)

    def show_stopped(self) -> None:
        """Say that nothing is known since looking was stopped."""
        self._told.note(
            self.tr("Looking was stopped."),
            self.tr("What the folder holds is not known; nothing was kept."),
        )
        self._again.show()
        self.setCurrentWidget(self._told_page)

    def show_problem(self, problem: Finding) -> None:
        """Say what is wrong, and what can be done."""
        self._told.show_finding(problem)
        self._again.show()
        self.setCurrentWidget(self._told_page)


class DropZone(QWidget):
    """A dashed field that says what may be dropped."""

    def __init__(self, text: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._detail = detail
        self.setMinimumHeight(96)
        self.setAccessibleName(f"{text} {detail}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, muted = self.palette(), muted_text(self.palette())
        pen = QPen(muted, 1.2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        ground = palette.color(QPalette.ColorRole.Base)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        metrics = self.fontMetrics()
        sign = _SIGN_PX if self.height() > 150 else 0
        high = sign + (10 if sign else 0) + 2 * metrics.height() + 6
        top = (self.height() - high) / 2
        if sign:
            where = QRectF((self.width() - sign) / 2, top, sign, sign).toRect()
            icon("folder", colour=muted.name()).paint(painter, where)
            top += sign + 10
        across = QRectF(12, top, self.width() - 24, metrics.height())
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(across, int(Qt.AlignmentFlag.AlignHCenter), self._text)
        painter.setFont(self.font())
        painter.setPen(muted)
        across.translate(0, metrics.height() + 6)
        detail = metrics.elidedText(
            self._detail, Qt.TextElideMode.ElideRight, round(across.width())
        )
        painter.drawText(across, int(Qt.AlignmentFlag.AlignHCenter), detail)
        painter.end()
