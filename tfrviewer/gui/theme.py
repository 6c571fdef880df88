"""Light and dark: the Fusion style with palettes of our own.

Qt's own dark scheme does nothing on plain X11 and offscreen, and looks different everywhere
else; one pair of palettes can be tested. Text keeps a contrast of 4.5:1 at least.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from tfrviewer.gui.assets import renew_icons

_ROLES = QPalette.ColorRole
_LIGHT = {
    _ROLES.Window: "#f3f4f5",
    _ROLES.WindowText: "#1d2125",
    _ROLES.Base: "#ffffff",
    _ROLES.AlternateBase: "#f7f8f9",
    _ROLES.Text: "#1d2125",
    _ROLES.PlaceholderText: "#646b73",
    _ROLES.Button: "#f8f9fa",
    _ROLES.ButtonText: "#2b3137",
    _ROLES.BrightText: "#ffffff",
    _ROLES.Highlight: "#1f66ad",
    _ROLES.HighlightedText: "#ffffff",
    _ROLES.ToolTipBase: "#ffffff",
    _ROLES.ToolTipText: "#1d2125",
    _ROLES.Link: "#1a5c9e",
    _ROLES.LinkVisited: "#6a4691",
    _ROLES.Light: "#ffffff",
    _ROLES.Midlight: "#e7e9eb",
    _ROLES.Mid: "#c4c8cc",
    _ROLES.Dark: "#a3a9af",
    _ROLES.Shadow: "#70767c",
    _ROLES.Accent: "#1f66ad",
}
_DARK = {
    _ROLES.Window: "#222529",
    _ROLES.WindowText: "#e4e7ea",
    _ROLES.Base: "#1a1c1f",
    _ROLES.AlternateBase: "#1f2225",
    _ROLES.Text: "#e4e7ea",
    _ROLES.PlaceholderText: "#9aa1a8",
    _ROLES.Button: "#2c3035",
    _ROLES.ButtonText: "#dfe3e7",
    _ROLES.BrightText: "#ffffff",
    _ROLES.Highlight: "#2f6fb2",
    _ROLES.HighlightedText: "#ffffff",
    _ROLES.ToolTipBase: "#2c3035",
    _ROLES.ToolTipText: "#e4e7ea",
    _ROLES.Link: "#7db4ec",
    _ROLES.LinkVisited: "#b79bdc",
    _ROLES.Light: "#3b4046",
    _ROLES.Midlight: "#32363b",
    _ROLES.Mid: "#41464c",
    _ROLES.Dark: "#141618",
    _ROLES.Shadow: "#0a0b0c",
    _ROLES.Accent: "#5a9bdc",
}
_DISABLED = (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText)

TILE_BACKGROUND = QColor("#d3d3d3")
"""Behind tiles in the light theme: neutral, so that it tints nothing."""
TILE_BACKGROUND_DARK = QColor("#303030")
"""Behind tiles in the dark theme."""


class Theme(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def is_dark(palette: QPalette) -> bool:
    """Whether a palette is a dark one, judged by what it looks like."""
    window = palette.color(QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < text.lightness()


def make_palette(*, dark: bool) -> QPalette:
    """Return our light or dark palette."""
    palette = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    grey = QColor("#747b83" if dark else "#8b9198")
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, grey)
    palette.setColor(
        QPalette.ColorGroup.Disabled, _ROLES.Highlight, QColor("#41464c" if dark else "#c4c8cc")
    )
    return palette


def tile_background(palette: QPalette) -> QColor:
    """Return the neutral grey behind tiles."""
    return TILE_BACKGROUND_DARK if is_dark(palette) else TILE_BACKGROUND


def border_colour(palette: QPalette) -> QColor:
    """Return the colour of hairlines between areas."""
    return QColor("#383c41" if is_dark(palette) else "#d8dbde")


def muted_text(palette: QPalette) -> QColor:
    """Return the colour of secondary text; 4.5:1 on window and base alike."""
    return QColor("#a2a9b0" if is_dark(palette) else "#5b6269")


def error_colour(palette: QPalette) -> QColor:
    """Return the colour of what is wrong; always beside a word or a sign."""
    return QColor("#ff8a80" if is_dark(palette) else "#b3261e")


def warning_colour(palette: QPalette) -> QColor:
    """Return the colour of what is likely wrong; always beside a word or a sign."""
    return QColor("#f0b35a" if is_dark(palette) else "#8a5300")


def good_colour(palette: QPalette) -> QColor:
    """Return the colour of what is in order; always beside a word or a sign."""
    return QColor("#7ccf9a" if is_dark(palette) else "#1c6b3d")


class ThemeSwitch(QObject):
    """Applies the theme chosen and follows the system while that is the choice.

    Signals:
        changed: The palette is another one.
    """

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._theme = Theme.SYSTEM
        # Asked before our palette hides it: where Qt has no word of a scheme, this is the hint.
        self._dark_platform = is_dark(app.palette())
        self._hints = app.styleHints()
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """What is chosen."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Choose a theme."""
        self._theme = theme
        schemes = {
            Theme.SYSTEM: Qt.ColorScheme.Unknown,
            Theme.LIGHT: Qt.ColorScheme.Light,
            Theme.DARK: Qt.ColorScheme.Dark,
        }
        # Where it does something it also colours title bars and native dialogs.
        self._hints.setColorScheme(schemes[theme])
        self._apply()

    def _follow(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._theme is Theme.DARK
        if self._theme is Theme.SYSTEM:
            scheme = self._hints.colorScheme()
            unknown = scheme == Qt.ColorScheme.Unknown
            dark = self._dark_platform if unknown else scheme == Qt.ColorScheme.Dark
        self._app.setPalette(make_palette(dark=dark))
        renew_icons()
        self.changed.emit()
