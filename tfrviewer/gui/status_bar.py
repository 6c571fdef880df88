"""The bar at the foot: how much is shown of what, and the work under way."""

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from tfrviewer.gui.assets import set_icon
from tfrviewer.gui.elided_label import ElidedLabel
from tfrviewer.gui.jobs import Job, Jobs

_TOLD_MS = 6000


class JobLine(QWidget):
    """One job: what it does, how far it is, how long it will take, and a way to stop it."""

    def __init__(self, jobs: Jobs, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobLine")
        self._title = QLabel(job.title)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(job.title)
        self._left = QLabel()
        self._left.setMinimumWidth(self._left.fontMetrics().horizontalAdvance("100 % "))
        stop = QToolButton()
        stop.setObjectName("cancelJob")
        stop.setAutoRaise(True)
        set_icon(stop, "x")
        stop.setAccessibleName(self.tr("Cancel {0}").format(job.title))
        stop.setToolTip(stop.accessibleName())
        stop.clicked.connect(lambda: jobs.cancel(job.id))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._title, self._bar, self._left, stop):
            layout.addWidget(widget)
        self.show_job(job)

    def show_job(self, job: Job) -> None:
        """Show how far the job is."""
        fraction = job.fraction
        # It would be painted at once, and with it all else in the window that waits to be.
        self._bar.setUpdatesEnabled(False)
        self._bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self._bar.setValue(round(fraction * 1000))
        self._bar.setUpdatesEnabled(True)
        self._left.setText(self._left_text(job))
        self.setToolTip(f"{job.title}: {job.text}" if job.text else job.title)

    def _left_text(self, job: Job) -> str:
        if job.cancel.cancelled:
            return self.tr("stopping…")
        if job.fraction is None:
            return ""
        percent = self.tr("{0} %").format(int(job.fraction * 100))
        left = job.seconds_left()
        if left is None or left < 2:
            return percent
        if left < 90:
            return self.tr("{0}, {1} s left").format(percent, round(left))
        return self.tr("{0}, {1} min left").format(percent, round(left / 60))


class StatusBar(QStatusBar):
    """Counts at the left, jobs at the right."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self._jobs = jobs
        self._away = False
        self._lines: dict[int, JobLine] = {}
        self._counts = QLabel()
        self._counts.setObjectName("counts")
        self._counts.setAccessibleName(self.tr("Counts"))
        self._counts.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counts.setContentsMargins(8, 0, 0, 0)
        self.addWidget(self._counts, 3)
        self._told = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._told.setObjectName("told")
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._told.setContentsMargins(0, 0, 8, 0)
        self._told.hide()
        self.addWidget(self._told, 2)
        self._told_time = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._told_time.timeout.connect(self._told.hide)
        # As high as with a job: else all views would be laid out anew as one begins and ends.
        strut = QWidget()
        strut.setFixedSize(0, JobLine(jobs, Job(0, "")).sizeHint().height())
        self.addPermanentWidget(strut)
        jobs.started.connect(self._job_started)
        jobs.progressed.connect(self._job_progressed)
        jobs.ended.connect(self._job_ended)

    def set_away(self, *, on: bool) -> None:
        """Have the counts say, from when they are next shown, whether nothing is on disk."""
        self._away = on

    def show_nothing(self) -> None:
        """No dataset is open."""
        self._counts.clear()

    def show_counts(self, total: int, shown: int, selected: int, damaged: int) -> None:
        """Say how many tiles there are, and how many of them are shown and selected."""
        number = QLocale().toString
        tiles = self.tr("1 tile") if total == 1 else self.tr("{0} tiles")
        parts = [tiles.format(number(total))]
        if shown != total:
            parts.append(self.tr("{0} shown").format(number(shown)))
        if selected:
            parts.append(self.tr("{0} selected").format(number(selected)))
        if damaged:
            one = self.tr("1 record with a finding")
            text = one if damaged == 1 else self.tr("{0} records with findings")
            parts.append(text.format(number(damaged)))
        parts.append(self.tr("not on disk any more") if self._away else self.tr("read-only"))
        self._counts.setText(" · ".join(parts))

    def tell(self, text: str) -> None:
        """Say for a moment, beside the counts, what was done."""
        self._told.set_whole(text)
        self._told.show()
        self._told_time.start()

    @property
    def told(self) -> str:
        """What was done a moment ago, "" while nothing is said."""
        return "" if self._told.isHidden() else self._told.whole

    @property
    def text(self) -> str:
        """What the counts say."""
        return self._counts.text()

    def _job_started(self, job: int) -> None:
        known = self._jobs.get(job)
        if known is not None:
            line = JobLine(self._jobs, known, self)
            self._lines[job] = line
            self.addPermanentWidget(line)

    def _job_progressed(self, job: int) -> None:
        known = self._jobs.get(job)
        if known is not None and job in self._lines:
            self._lines[job].show_job(known)

    def _job_ended(self, job: int) -> None:
        line = self._lines.pop(job, None)
        if line is not None:
            self.removeWidget(line)
            line.deleteLater()
