"""Icons and other files that come with the program, from the wheel or from a checkout."""

import functools
import logging
import weakref
from pathlib import Path
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)

SIZES = (16, 20, 24, 32, 48, 64)
"""Drawn from the SVG each, so that what Qt shows at any scale factor is sharp."""


class HasIcon(Protocol):
    """An action, a button or anything else that shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show an icon."""


@functools.cache
def resources() -> Path:
    """Return the folder of the resources.

    Raises:
        FileNotFoundError: When the installation lacks them.
    """
    package = Path(__file__).parent.parent
    # An editable install does not see what the wheel takes from the checkout's own folder.
    for folder in (package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    msg = f"the resources of tfrviewer are missing beside {package}; install it again"
    raise FileNotFoundError(msg)


@functools.cache
def _svg(name: str) -> str:
    try:
        return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except OSError as error:
        log.warning("no icon %r: %s", name, error)
        return ""


@functools.cache
def _shapes(name: str) -> tuple[QImage, ...]:
    """Draw an icon in black in each of `SIZES`."""
    svg = _svg(name)
    renderer = QSvgRenderer(QByteArray(svg.encode())) if svg else None
    images = []
    for px in SIZES:
        image = QImage(px, px, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        if renderer is not None:
            painter = QPainter(image)
            renderer.render(painter, QRectF(0, 0, px, px))
            painter.end()
        images.append(image)
    return tuple(images)


@functools.cache
def _draw(name: str, colour: str) -> tuple[QImage, ...]:
    """Return an icon in one colour in each of `SIZES`."""
    # Colouring takes a tenth of drawing, and the start page waits for sixty icons in three
    # colours each. All of the set are drawn in currentColor alone.
    images = []
    for shape in _shapes(name):
        image = QImage(shape)
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(colour))
        painter.end()
        images.append(image)
    return tuple(images)


def icon(
    name: str,
    role: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
    *,
    colour: str | None = None,
) -> QIcon:
    """Return an icon of the set in the colours of the present palette.

    Args:
        name: Its file name without the suffix.
        role: The colour of the palette that it is drawn in.
        colour: A colour of its own instead, as "#rrggbb".
    """
    palette = QGuiApplication.palette()
    normal = palette.color(QPalette.ColorGroup.Active, role).name() if colour is None else colour
    disabled = palette.color(QPalette.ColorGroup.Disabled, role).name()
    selected = palette.color(QPalette.ColorRole.HighlightedText).name()
    made = QIcon()
    modes = (
        (normal, QIcon.Mode.Normal),
        (disabled, QIcon.Mode.Disabled),
        (selected, QIcon.Mode.Selected),
    )
    for drawn, mode in modes:
        for image in _draw(name, drawn):
            made.addPixmap(QPixmap.fromImage(image), mode)
    return made


# An event filter on the application would see every event of it in Python: the theme calls instead.
_kept: "weakref.WeakKeyDictionary[HasIcon, tuple[str, QPalette.ColorRole]]" = (
    weakref.WeakKeyDictionary()
)


def set_icon(
    target: HasIcon, name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText
) -> None:
    """Give a widget or action an icon that follows the theme from now on."""
    target.setIcon(icon(name, role))
    _kept[target] = (name, role)


def renew_icons() -> None:
    """Draw all icons given by `set_icon` anew, in the colours of the present palette."""
    for target, (name, role) in list(_kept.items()):
        if shiboken6.isValid(target):
            target.setIcon(icon(name, role))


def icon_names() -> list[str]:
    """Return the names of all icons there are."""
    return sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resources() / "tfrviewer.svg"))
