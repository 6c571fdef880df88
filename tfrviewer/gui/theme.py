"""Light, dark and high contrast: the Fusion style with palettes of our own.

Qt's own dark scheme does nothing on plain X11 and offscreen, and looks different everywhere
else; palettes of our own can be tested. Text keeps a contrast of 4.5:1 at least, and of 7:1 where
high contrast is asked for, by the user or by the system.
"""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

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
_LIGHT_CONTRAST = _LIGHT | {
    _ROLES.Window: "#ffffff",
    _ROLES.WindowText: "#000000",
    _ROLES.AlternateBase: "#f2f2f2",
    _ROLES.Text: "#000000",
    _ROLES.PlaceholderText: "#3d3d3d",
    _ROLES.Button: "#f0f0f0",
    _ROLES.ButtonText: "#000000",
    _ROLES.Highlight: "#0a3d7a",
    _ROLES.ToolTipText: "#000000",
    _ROLES.Link: "#0a3d7a",
    _ROLES.LinkVisited: "#4d1f73",
    _ROLES.Midlight: "#e6e6e6",
    _ROLES.Mid: "#6b6b6b",
    _ROLES.Dark: "#4d4d4d",
    _ROLES.Shadow: "#000000",
    _ROLES.Accent: "#0a3d7a",
}
_DARK_CONTRAST = _DARK | {
    _ROLES.Window: "#000000",
    _ROLES.WindowText: "#ffffff",
    _ROLES.Base: "#0a0a0a",
    _ROLES.AlternateBase: "#161616",
    _ROLES.Text: "#ffffff",
    _ROLES.PlaceholderText: "#d0d0d0",
    _ROLES.Button: "#303030",
    _ROLES.ButtonText: "#ffffff",
    # Black on a light ground: white on a dark one would be no more than half as clear.
    _ROLES.Highlight: "#8cc8ff",
    _ROLES.HighlightedText: "#000000",
    _ROLES.ToolTipBase: "#161616",
    _ROLES.ToolTipText: "#ffffff",
    _ROLES.Link: "#9fd0ff",
    _ROLES.LinkVisited: "#dcc4ff",
    _ROLES.Light: "#808080",
    _ROLES.Midlight: "#262626",
    _ROLES.Mid: "#8c8c8c",
    _ROLES.Dark: "#000000",
    _ROLES.Accent: "#8cc8ff",
}
_PALETTES = {
    (False, False): _LIGHT,
    (True, False): _DARK,
    (False, True): _LIGHT_CONTRAST,
    (True, True): _DARK_CONTRAST,
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
    CONTRAST = "contrast"
    """Light or dark as the system is, and as clear as can be."""


def is_dark(palette: QPalette) -> bool:
    """Whether a palette is a dark one, judged by what it looks like."""
    window = palette.color(QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < text.lightness()


def is_contrast(palette: QPalette) -> bool:
    """Whether a palette is one of high contrast, judged by what it looks like."""
    ground = palette.color(QPalette.ColorRole.Window)
    return ground in (Qt.GlobalColor.white, Qt.GlobalColor.black)


def make_palette(*, dark: bool, contrast: bool = False) -> QPalette:
    """Return our light or dark palette, or the one of high contrast."""
    palette = QPalette()
    for role, colour in _PALETTES[dark, contrast].items():
        palette.setColor(role, QColor(colour))
    grey = QColor("#747b83" if dark else "#8b9198")
    if contrast:
        grey = QColor("#a0a0a0" if dark else "#5c5c5c")
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
    return _one_of(palette, "#d8dbde", "#383c41", "#595959", "#a6a6a6")


def muted_text(palette: QPalette) -> QColor:
    """Return the colour of secondary text; 4.5:1 on window and base alike."""
    return _one_of(palette, "#5b6269", "#a2a9b0", "#3d3d3d", "#d0d0d0")


def error_colour(palette: QPalette) -> QColor:
    """Return the colour of what is wrong; always beside a word or a sign."""
    return _one_of(palette, "#b3261e", "#ff8a80", "#8c0d06", "#ffb3ad")


def warning_colour(palette: QPalette) -> QColor:
    """Return the colour of what is likely wrong; always beside a word or a sign."""
    return _one_of(palette, "#8a5300", "#f0b35a", "#5f3900", "#ffc97a")


def good_colour(palette: QPalette) -> QColor:
    """Return the colour of what is in order; always beside a word or a sign."""
    return _one_of(palette, "#1c6b3d", "#7ccf9a", "#0b4a26", "#96e6b3")


def _one_of(
    palette: QPalette, light: str, dark: str, light_contrast: str, dark_contrast: str
) -> QColor:
    if is_contrast(palette):
        return QColor(dark_contrast if is_dark(palette) else light_contrast)
    return QColor(dark if is_dark(palette) else light)


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
        # From Qt 6.10 on; kept, since Qt ends it with the last name for it.
        self._access: Any = getattr(self._hints, "accessibility", lambda: None)()
        self._edges = (False, False)  # dark, and of high contrast
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._follow)
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """What is chosen."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Choose a theme."""
        self._theme = theme
        schemes = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}
        # Where it does something it also colours title bars and native dialogs.
        self._hints.setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))
        self._apply()

    def _follow(self) -> None:
        if self._theme in (Theme.SYSTEM, Theme.CONTRAST):
            self._apply()

    def _wants_contrast(self) -> bool:
        if self._theme is not Theme.SYSTEM or self._access is None:
            return self._theme is Theme.CONTRAST
        return bool(self._access.contrastPreference() == Qt.ContrastPreference.HighContrast)

    def _apply(self) -> None:
        dark = self._theme is Theme.DARK
        if self._theme in (Theme.SYSTEM, Theme.CONTRAST):
            scheme = self._hints.colorScheme()
            unknown = scheme == Qt.ColorScheme.Unknown
            dark = self._dark_platform if unknown else scheme == Qt.ColorScheme.Dark
        contrast = self._wants_contrast()
        if (dark and not contrast, contrast) != self._edges:
            self._edges = (dark and not contrast, contrast)
            if dark or contrast:
                from tfrviewer.gui.edged_style import EdgedStyle

                self._app.setStyle(EdgedStyle(everywhere=contrast))
            else:
                self._app.setStyle("Fusion")
        self._app.setPalette(make_palette(dark=dark, contrast=contrast))
        renew_icons()
        _renew_links(self._app)
        self.changed.emit()


def _renew_links(app: QApplication) -> None:
    """Have links in labels in the colour of the palette: Qt takes it when a text is set."""
    for widget in app.allWidgets():
        if isinstance(widget, QLabel) and "<a " in (text := widget.text()):
            widget.clear()
            widget.setText(text)
