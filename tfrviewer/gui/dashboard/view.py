"""The dashboard: what is known of the slides, what is not yet and how to know it, the table."""

from pathlib import Path

import polars as pl
from PySide6.QtCore import QPoint, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.atomic import write_atomically
from tfrviewer.gui.assets import icon, set_icon
from tfrviewer.gui.dashboard.gathering import Gathering
from tfrviewer.gui.dashboard.model import SlideModel
from tfrviewer.gui.dashboard.table import SlideTable
from tfrviewer.gui.dashboard.words import score_words
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.figures import counted, files_text, number, slides_text
from tfrviewer.gui.grid_fits import Fits
from tfrviewer.gui.session import Session
from tfrviewer.gui.small_maps import SmallMaps
from tfrviewer.gui.tasks import TaskRunner
from tfrviewer.gui.verified import Verified
from tfrviewer.jobs import CancelToken

_SAVE_KEY = "dashboard-save"
_FIRST_DRAWN = ("sharpness", "bytes")
"""What is drawn for each slide until somebody chooses: the first of these that there is."""
_NOT_DRAWN = frozenset(("number", "record", "x", "y", "offset"))


class DashboardView(QWidget):
    """All slides of the session, a line each.

    Attributes:
        table: The lines.

    Signals:
        told: Something was done; a sentence for the status bar.
        alone_asked: A slide is to be shown alone; the number of its file.
        findings_asked: What is wrong with a slide is to be listed; the number of its file.
        look_asked: What is not known yet is to be looked for; the name of an action.
        settled: Nothing is on its way any more; see `is_settled`.
    """

    told = Signal(str)
    alone_asked = Signal(int)
    findings_asked = Signal(int)
    look_asked = Signal(str)
    settled = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        verified: Verified,
        parent: QWidget | None = None,
    ) -> None:
        """Make the view.

        Args:
            session: Whose slides these are.
            tasks: Gathers figures and writes files.
            verified: Which files were verified.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("dashboardView")
        self._session, self._tasks = session, tasks
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        fits = Fits(session)
        self._maps = SmallMaps(session, tasks, fits, self, key=("dashboard", "maps"))
        self._gathering = Gathering(session, tasks, fits, verified, self)
        self._picked = False
        self._model = SlideModel(self)
        self.table = SlideTable(self._model, self._maps)
        self._make_bar()
        self._make_unknown()
        self._message = QLabel()
        self._message.setObjectName("dashboardMessage")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._message.setContentsMargins(16, 16, 16, 16)
        self._message.setBackgroundRole(QPalette.ColorRole.Base)
        self._message.setAutoFillBackground(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._bar, self._score, self._unknown, _line()):
            layout.addWidget(part)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self._offer()
        self._show()

    # ---------------------------------------------------------------- putting together

    def _make_bar(self) -> None:
        self._headline = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._headline.setObjectName("dashboardHeadline")
        self._by = QComboBox()
        self._by.setObjectName("dashboardDrawn")
        self._by.setAccessibleName(self.tr("Column whose distribution is drawn for each slide"))
        self._by.setToolTip(self._by.accessibleName())
        self._by.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._by.setMinimumContentsLength(9)
        self._by.activated.connect(lambda _: self._pick())
        label = QLabel(self.tr("Draw"))
        label.setBuddy(self._by)
        self._how = _button(
            "dashboardScore", "info-circle", self.tr("How the score is made"), checkable=True
        )
        self._export = _button(
            "dashboardExport", "download", self.tr("Save or copy the figures of the slides")
        )
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._export)
        for text, sign, do in (
            (self.tr("Save as &CSV…"), "table", self._ask_where),
            (self.tr("C&opy the Table"), "copy", self.copy),
        ):
            menu.addAction(icon(sign), text).triggered.connect(lambda _=False, do=do: do())
        self._export.setMenu(menu)
        self._bar = QWidget()
        box = QHBoxLayout(self._bar)
        box.setContentsMargins(10, 4, 6, 4)
        box.setSpacing(6)
        box.addWidget(self._headline, 1)
        box.addWidget(label)
        box.addWidget(self._by)
        box.addWidget(self._how)
        box.addWidget(self._export)
        self._score = QLabel(score_words())
        self._score.setObjectName("dashboardScoreWords")
        self._score.setWordWrap(True)
        self._score.setContentsMargins(10, 0, 10, 6)
        self._score.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._score.hide()
        self._how.toggled.connect(self._score.setVisible)

    def _make_unknown(self) -> None:
        """Make the line that tells what nobody looked for yet, and offers to."""
        self._unknown = QWidget()
        self._unknown.setBackgroundRole(QPalette.ColorRole.Midlight)
        self._unknown.setAutoFillBackground(True)
        self._unknown_words = QLabel()
        self._unknown_words.setObjectName("dashboardUnknown")
        self._unknown_words.setWordWrap(True)
        self._unknown_words.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        box = QHBoxLayout(self._unknown)
        box.setContentsMargins(10, 3, 6, 3)
        box.setSpacing(6)
        box.addWidget(self._unknown_words, 1)
        self._looks: dict[str, QPushButton] = {}
        for action, text in (
            ("measure_tiles", self.tr("Measure Tiles")),
            ("find_duplicates", self.tr("Find Duplicates")),
            ("verify", self.tr("Verify")),
        ):
            self._looks[action] = button = QPushButton(text)
            button.setObjectName(f"dashboard_{action}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: self.look_asked.emit(action))
            box.addWidget(button)

    def make_menu(self, file: int) -> QMenu:
        """Return the menu of a slide."""
        menu = QMenu(self)
        for text, sign, signal in (
            (self.tr("Show only this slide"), "filter", self.alone_asked),
            (self.tr("Show its findings"), "list-details", self.findings_asked),
        ):
            action = menu.addAction(icon(sign), text)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(file))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            menu = self.make_menu(self._model.file(index))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        session = self._session
        self._gathering.changed.connect(self._take)
        for part in (self._gathering, self._maps):
            part.settled.connect(self._tell_if_settled)
        self.table.chosen.connect(session.set_focus_file)
        self.table.alone_asked.connect(self.alone_asked)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        session.focus_changed.connect(self.table.show_file)
        session.dataset_changed.connect(self._start)
        session.records_changed.connect(self._take_records)
        session.loading_changed.connect(self._show)
        for signal in (session.order_changed, session.selection_changed):
            signal.connect(self._draw_anew)

    # ---------------------------------------------------------------- keeping up

    def is_settled(self) -> bool:
        """Whether what is shown is what is known."""
        return self._gathering.is_settled() and self._maps.is_settled()

    def _tell_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    def _start(self) -> None:
        self._maps.forget()
        self._picked = False
        self._offer()
        self._show()

    def _take_records(self) -> None:
        self._offer()
        if not self._session.loading:
            self._draw_anew()

    def _draw_anew(self) -> None:
        self._maps.invalidate()
        self.table.want()

    def _offer(self) -> None:
        """Offer the columns of numbers that there are; the one picked stays."""
        frame = self._session.frame
        names = [
            name
            for name, kind in frame.schema.items()
            if kind.is_numeric() and name not in _NOT_DRAWN
        ]
        if names != [self._by.itemText(i) for i in range(self._by.count())]:
            self._by.clear()
            self._by.addItems(names)
        wanted = self._gathering.column if self._picked else ""
        if wanted not in names:
            wanted = next((name for name in _FIRST_DRAWN if name in names), "")
        self._by.setCurrentIndex(names.index(wanted) if wanted in names else -1)
        self._gathering.draw(wanted)

    def _pick(self) -> None:
        self._picked = True
        self._gathering.draw(self._by.currentText())

    def _take(self) -> None:
        before = self._model.rowCount()
        self._model.show_figures(self._gathering.gathered)
        if self._model.rowCount() != before:
            self.table.fit_columns()
        else:
            self.table.fit_findings()
        self.table.show_file(self._session.focus_file, scroll=False)
        self._show()
        self.table.want()

    # ---------------------------------------------------------------- showing

    def set_seen(self, *, on: bool) -> None:
        """Keep up with the session while somebody looks, and rest else."""
        self._gathering.switch(on=on)
        self.table.set_seen(on=on)
        if on:
            self._show()

    def _show(self) -> None:
        gathered = self._gathering.gathered
        shown = gathered is not None and gathered.figures.height > 0
        self._pages.setCurrentWidget(self.table if shown else self._message)
        for part in (self._export, self._by, self._how):
            part.setEnabled(shown)
        if gathered is not None and shown:
            self._headline.set_whole(self._headline_text(gathered.figures))
            self._show_unknown(gathered.figures)
            return
        self._unknown.hide()
        self._headline.set_whole("")
        if self._session.dataset is None:
            text = self.tr("Open a dataset to see how its slides are")
        elif self._session.loading:
            text = self.tr("The dataset is still being read")
        elif not self._session.paths:
            text = self.tr("There is no TFRecord here")
        else:
            text = self.tr("The figures of the slides are being gathered")
        self._message.setText(text)

    def _headline_text(self, figures: pl.DataFrame) -> str:
        bad = [
            counted(int((figures[name] > 0).sum()), one, many)
            for name, one, many in (
                ("errors", self.tr("1 with errors"), self.tr("{0} with errors")),
                ("warnings", self.tr("1 with warnings"), self.tr("{0} with warnings")),
            )
            if (figures[name] > 0).any()
        ]
        tiles = int(figures["tiles"].sum())
        parts = [
            slides_text(figures.height),
            counted(tiles, self.tr("1 tile"), self.tr("{0} tiles")),
            *bad,
        ]
        return " · ".join(parts)

    def _show_unknown(self, figures: pl.DataFrame) -> None:
        """Say what nobody looked for yet, and offer to look."""
        with_tiles = figures.filter(pl.col("tiles") > 0)
        unmeasured = int(with_tiles["blank"].null_count())
        unverified = int((~figures["verified"].fill_null(value=False)).sum())
        unlike = int(with_tiles["duplicates"].null_count())
        words = []
        if unmeasured:
            words.append(
                self.tr("Tiles are not measured yet.")
                if unmeasured == with_tiles.height
                else self.tr("The tiles of {0} are not measured yet.").format(
                    slides_text(unmeasured)
                )
            )
        if unlike:
            words.append(self.tr("Nobody looked for duplicates yet."))
        if unverified:
            words.append(
                self.tr("Files are not verified yet.")
                if unverified == figures.height
                else self.tr("{0} of {1} are not verified yet.").format(
                    number(unverified), files_text(figures.height)
                )
            )
        self._unknown_words.setText(" ".join(words))
        self._unknown.setVisible(bool(words))
        for action, lacking in zip(self._looks, (unmeasured, unlike, unverified), strict=True):
            self._looks[action].setVisible(lacking > 0)

    # ---------------------------------------------------------------- taking it away

    def _table(self) -> pl.DataFrame | None:
        """Return the figures in the order shown."""
        gathered = self._gathering.gathered
        return None if gathered is None else gathered.figures[self._model.order]

    def copy(self) -> None:
        """Copy the figures as a table."""
        table = self._table()
        if table is not None:
            QGuiApplication.clipboard().setText(table.write_csv(separator="\t"))
            self.told.emit(self.tr("Table copied"))

    def save(self, path: Path) -> None:
        """Write the figures as CSV, in the order shown."""
        table = self._table()
        if table is None:
            return
        self._folder = str(path.parent)

        def work(_: CancelToken) -> str:
            # A full disk or a folder that is not ours is an answer, not a failure.
            try:
                write_atomically(path, table.write_csv().encode())
            except OSError as error:
                return error.strerror or str(error)
            return ""

        def done(why: str) -> None:
            text = self.tr("{0} saved in {1}").format(slides_text(table.height), path.name)
            if why:
                text = self.tr("{0} cannot be written: {1}").format(path, why)
            self.told.emit(text)

        self._tasks.submit(_SAVE_KEY, work, done)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the figures of the slides"), self._folder)
        dialog.setObjectName("dashboardSaveDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._session.name}-slides.csv")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setFixedHeight(1)
    return line


def _button(name: str, sign: str, tip: str, *, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setAutoRaise(True)
    button.setCheckable(checkable)
    button.setAccessibleName(tip)
    button.setToolTip(tip)
    set_icon(button, sign)
    return button
