"""A sentence with a sign before it and a second one below: what was found, or what is wrong."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from tfrviewer.errors import Finding, Severity
from tfrviewer.gui.assets import icon
from tfrviewer.gui.theme import error_colour, good_colour, muted_text, warning_colour

_SIGN_PX = 20


class Verdict(QWidget):
    """Says one thing; shape and word tell how bad it is, colour helps."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon_name = "info-circle"
        self._sign, self._text, self._more = QLabel(), QLabel(), QLabel()
        self._text.setObjectName(f"{name}Text")
        self._more.setObjectName(f"{name}More")
        font = QFont(self._text.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._text.setFont(font)
        self._more.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self._text, self._more):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(8)
        box.setVerticalSpacing(2)
        box.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._text, 0, 1)
        box.addWidget(self._more, 1, 1)
        box.setColumnStretch(1, 1)

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(part for part in (self._text.text(), self._more.text()) if part)

    def agree(self, text: str, more: str = "") -> None:
        """Say what is in order."""
        self._say("circle-check", text, more)

    def note(self, text: str, more: str = "") -> None:
        """Say what is worth knowing."""
        self._say("info-circle", text, more)

    def warn(self, text: str, more: str = "") -> None:
        """Say what is likely wrong."""
        self._say("alert-triangle", text, more)

    def refuse(self, text: str, more: str = "") -> None:
        """Say what is wrong."""
        self._say("alert-circle", text, more)

    def show_finding(self, finding: Finding) -> None:
        """Say what a finding says."""
        text = f"{finding.where}: {finding.message}" if finding.where else finding.message
        say = {Severity.ERROR: self.refuse, Severity.WARNING: self.warn, Severity.NOTE: self.note}
        say[finding.severity](text, finding.remedy)
        self.setToolTip(finding.file)

    def _say(self, sign: str, text: str, more: str) -> None:
        self._icon_name = sign
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setToolTip("")
        self.setAccessibleName(f"{text} {more}".strip())
        self._draw_sign()

    def _colour(self) -> QColor:
        palette = self.palette()
        colours = {
            "circle-check": good_colour,
            "alert-triangle": warning_colour,
            "alert-circle": error_colour,
        }
        return colours.get(self._icon_name, muted_text)(palette)

    def _draw_sign(self) -> None:
        sign = icon(self._icon_name, colour=self._colour().name())
        side = QSize(_SIGN_PX, _SIGN_PX)
        self._sign.setPixmap(sign.pixmap(side, self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_more"):
            self._draw_sign()
