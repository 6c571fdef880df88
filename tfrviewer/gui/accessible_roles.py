"""What views that are painted by ourselves are to a screen reader.

Qt takes any widget it does not know for a mere area. Name and description are the view's own; what
it is can be said only where Qt asks for it. It asks only while something reads the screen.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_Role = QAccessible.Role
ROLES = {
    "TileGrid": _Role.List,
    "SmallMapGrid": _Role.List,
    "MapCanvas": _Role.Canvas,
    "PictureCanvas": _Role.Graphic,
    "PictureView": _Role.Graphic,
    "ByteView": _Role.Document,
    "NumberPlot": _Role.Chart,
    "HistogramView": _Role.Chart,
    "SideStrips": _Role.List,
    "LimitHandle": _Role.Slider,
    "MessagePage": _Role.StaticText,
}
"""By the name of the class."""

_installed: list[object] = []


def install_roles() -> None:
    """Answer Qt from now on; once a process."""
    if not _installed:
        _installed.append(_interface)
        QAccessible.installFactory(_interface)


def _interface(name: str, made_for: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(name.rpartition(".")[2])  # from PySide 6.12 on with what it is defined in
    if role is None or not isinstance(made_for, QWidget):
        return None  # whoever else knows it answers
    return QAccessibleWidget(made_for, role)
