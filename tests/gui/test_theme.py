import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tfrviewer.gui import assets, theme
from tfrviewer.gui.theme import Theme, ThemeSwitch, is_contrast, is_dark, make_palette

Role = QPalette.ColorRole


@pytest.fixture
def switch(qapp: QApplication) -> Iterator[ThemeSwitch]:
    before = qapp.palette()
    switch = ThemeSwitch(qapp)
    yield switch
    switch.set_theme(Theme.LIGHT)
    qapp.setPalette(before)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


LEAST = [(False, False, 4.5), (True, False, 4.5), (False, True, 7.0), (True, True, 7.0)]


@pytest.mark.parametrize(("dark", "high", "least"), LEAST)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.PlaceholderText, Role.Base),
        (Role.PlaceholderText, Role.Window),
        (Role.Link, Role.Base),
        (Role.WindowText, Role.Midlight),
    ],
)
def test_text_stands_out_from_its_ground(
    text: Role, ground: Role, dark: bool, high: bool, least: float
) -> None:
    palette = make_palette(dark=dark, contrast=high)
    assert contrast(palette.color(text), palette.color(ground)) >= least


@pytest.mark.parametrize(("dark", "high", "least"), LEAST)
@pytest.mark.parametrize("ground", [Role.Window, Role.Base, Role.AlternateBase, Role.Midlight])
@pytest.mark.parametrize("name", ["muted_text", "error_colour", "warning_colour", "good_colour"])
def test_signs_and_secondary_text_stand_out_too(
    name: str, ground: Role, dark: bool, high: bool, least: float
) -> None:
    palette = make_palette(dark=dark, contrast=high)
    assert contrast(getattr(theme, name)(palette), palette.color(ground)) >= least


@pytest.mark.parametrize("dark", [False, True])
def test_the_ground_behind_tiles_is_neutral(dark: bool) -> None:
    colour = theme.tile_background(make_palette(dark=dark))
    assert colour.red() == colour.green() == colour.blue()


def test_the_theme_is_judged_by_its_looks() -> None:
    assert is_dark(make_palette(dark=True))
    assert not is_dark(make_palette(dark=False))


def test_choosing_a_theme_changes_the_palette(
    switch: ThemeSwitch, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(switch.changed):
        switch.set_theme(Theme.DARK)
    assert is_dark(qapp.palette())
    switch.set_theme(Theme.LIGHT)
    assert not is_dark(qapp.palette())
    assert not is_contrast(qapp.palette())
    switch.set_theme(Theme.CONTRAST)
    assert is_contrast(qapp.palette())


def pixel(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    """The darkest or lightest: the colour that the lines of the icon are drawn in."""
    image = icon.pixmap(QSize(32, 32), mode).toImage()
    colours = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    return max(colours, key=lambda colour: colour.alpha())


def test_an_icon_is_drawn_in_the_colour_of_the_text(
    switch: ThemeSwitch, qapp: QApplication
) -> None:
    switch.set_theme(Theme.DARK)
    assert pixel(assets.icon("folder")).lightness() > 180
    switch.set_theme(Theme.LIGHT)
    assert pixel(assets.icon("folder")).lightness() < 80
    assert pixel(assets.icon("folder"), QIcon.Mode.Disabled).lightness() > 100
    assert pixel(assets.icon("folder", colour="#ff0000")) == QColor("#ff0000")


def test_a_link_is_seen_in_every_theme(switch: ThemeSwitch, qtbot: QtBot) -> None:
    label = QLabel('<a href="x">MMMM</a>')
    qtbot.addWidget(label)
    switch.set_theme(Theme.LIGHT)
    light = label.grab().toImage()
    switch.set_theme(Theme.DARK)
    dark = label.grab().toImage()
    link = make_palette(dark=True).color(Role.Link)
    pixels = {dark.pixelColor(x, y).name() for x in range(20) for y in range(dark.height())}
    assert link.name() in pixels
    assert light.size() == dark.size()


def test_high_contrast_draws_the_edges_of_fields(switch: ThemeSwitch, qtbot: QtBot) -> None:
    line, button = QLineEdit(), QPushButton("a")
    for widget in (line, button):
        qtbot.addWidget(widget)
        widget.resize(80, 24)

    def clearest(widget: QWidget) -> float:
        """The contrast of the edge at the middle of the upper side, at its best."""
        image = widget.grab().toImage()
        ground = widget.palette().color(Role.Window)
        return max(contrast(image.pixelColor(40, y), ground) for y in range(3))

    for _ in range(3):
        switch.set_theme(Theme.LIGHT)
        assert clearest(line) < 3
        switch.set_theme(Theme.CONTRAST)
        assert clearest(line) > 7
        assert clearest(button) > 7


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QListWidget])
def test_a_box_that_is_not_ticked_is_seen_on_dark_ground(
    kind: type[QWidget], switch: ThemeSwitch, qtbot: QtBot
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(80, 24)
    if isinstance(widget, QListWidget):
        widget.setFrameShape(QFrame.Shape.NoFrame)
        line = QListWidgetItem("")
        line.setCheckState(Qt.CheckState.Unchecked)
        widget.addItem(line)
    switch.set_theme(Theme.DARK)
    image = widget.grab().toImage()
    ground = image.pixelColor(79, 23)
    seen = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    assert max(contrast(colour, ground) for colour in seen) > 3


def test_an_icon_given_to_a_button_follows_the_theme(switch: ThemeSwitch, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    switch.set_theme(Theme.LIGHT)
    assets.set_icon(button, "folder")
    switch.set_theme(Theme.DARK)
    assert pixel(button.icon()).lightness() > 180


def test_an_icon_that_is_not_there_is_empty_and_logged(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    assert pixel(assets.icon("no-such-icon")).alpha() == 0
    assert "no-such-icon" in caplog.text


@pytest.mark.parametrize("name", assets.icon_names())
def test_every_icon_has_one_colour_alone(name: str) -> None:
    svg = (assets.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    colours = re.findall(r"""(?:stroke|fill|color)\s*[:=]\s*["']?([^"';\s>]+)""", svg)
    assert set(colours) == {"none", "currentColor"}, "it is coloured as a whole"


def test_the_program_has_an_icon(qapp: QApplication) -> None:
    assert not assets.app_icon().pixmap(64, 64).isNull()
