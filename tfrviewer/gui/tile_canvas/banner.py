"""What is wrong with the tile that is shown, above its picture."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.marks import paint_mark, severity_colour, worst

_MARK: Final = 16
_TOLD: Final = 3


class FindingBanner(QWidget):
    """The findings of a record in a strip with the mark of the worst; hidden where none are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tileFindings")
        self.setAccessibleName(self.tr("Findings of this tile"))
        self._severity: Severity | None = None
        self._label = QLabel()
        self._label.setAccessibleName(self.accessibleName())
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10 + _MARK + 9, 7, 10, 7)
        layout.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_findings(self, findings: Sequence[Finding], *, partly: bool = False) -> None:
        """Say what is wrong, or nothing at all.

        Args:
            findings: Of the record.
            partly: Only a part of the image could be decoded, and is shown.
        """
        lines = [" ".join(part for part in (f.message, f.remedy) if part) for f in findings[:_TOLD]]
        if len(findings) > _TOLD:
            lines.append(self.tr("and {0} more").format(len(findings) - _TOLD))
        if partly:
            lines.append(self.tr("Shown is what could be decoded of it; the rest is made up."))
        self._severity = worst(list(findings))
        self._label.setText("\n".join(lines))
        self.setAccessibleDescription("\n".join(lines))
        self.setVisible(bool(lines))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._severity is None:
            return
        palette = self.palette()
        colour = severity_colour(self._severity, palette)
        ground = palette.color(QPalette.ColorRole.Window)
        tint = QColor.fromRgbF(
            0.92 * ground.redF() + 0.08 * colour.redF(),
            0.92 * ground.greenF() + 0.08 * colour.greenF(),
            0.92 * ground.blueF() + 0.08 * colour.blueF(),
        )
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tint)
            painter.fillRect(0, 0, 3, self.height(), colour)
            place = QRectF(10.5, 7.5, _MARK - 1, _MARK - 1)
            paint_mark(painter, place, self._severity, colour, tint)
