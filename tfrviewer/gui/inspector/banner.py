"""What is wrong with the record, calmly, above everything else."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.inspector.selectable import SelectableText
from tfrviewer.gui.marks import paint_mark, severity_colour

MOST: Final = 4
_SIDE: Final = 16


def tint(palette: QPalette, severity: Severity) -> QColor:
    """Return the window's colour with a little of a severity's in it."""
    ground = palette.color(QPalette.ColorRole.Window)
    colour = severity_colour(severity, palette)
    pairs = (
        (ground.red(), colour.red()),
        (ground.green(), colour.green()),
        (ground.blue(), colour.blue()),
    )
    return QColor(*(round(0.92 * a + 0.08 * b) for a, b in pairs))


class _Mark(QWidget):
    """The mark of a severity."""

    def __init__(self, severity: Severity, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = severity
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setAccessibleName(severity.value)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        colour = severity_colour(self._severity, palette)
        ground = tint(palette, self._severity)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_mark(painter, rect, self._severity, colour, ground)
        painter.end()


class _Line(QFrame):
    """One finding."""

    def __init__(self, finding: Finding, parent: QWidget, *, short: bool) -> None:
        super().__init__(parent)
        self.severity = finding.severity
        text = SelectableText(self.tr("Finding"), self)
        text.setObjectName("finding")
        whole = "\n".join(part for part in (finding.message, finding.remedy) if part)
        text.set_plain(finding.message if short else whole)
        text.setToolTip(finding.remedy if short else "")
        text.setAccessibleDescription(whole)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 7, 8, 7)
        layout.setSpacing(9)
        layout.addWidget(_Mark(finding.severity, self), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tint(self.palette(), self.severity))
        bar = severity_colour(self.severity, self.palette())
        painter.fillRect(0, 0, 3, self.height(), bar)
        painter.end()


class Banner(QWidget):
    """The findings of a record, each with its mark, its cause and what to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorFindings")
        self.setAccessibleName(self.tr("Findings of this record"))
        self._findings: tuple[Finding, ...] = ()
        self._is_short = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.hide()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What it shows."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings, or nothing at all where there are none."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self._fill()

    def set_short(self, *, short: bool) -> None:
        """Leave out what is to be done, which its tool tip then says."""
        if short != self._is_short:
            self._is_short = short
            self._fill()

    def _fill(self) -> None:
        findings = self._findings
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings[:MOST]:
            self._layout.addWidget(_Line(finding, self, short=self._is_short))
        if len(findings) > MOST:
            more = SelectableText(self.tr("More findings"), self)
            more.set_plain(self.tr("and {0} more").format(len(findings) - MOST))
            self._layout.addWidget(more)
        self.setVisible(bool(findings))
