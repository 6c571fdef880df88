"""What a window with pictures remembers: where it is, how large, and its switches."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


def save_window(window: QWidget, switches: Sequence[QAction]) -> bytes:
    """Return where a window is, and which of its switches are on."""
    data = QByteArray()
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    stream << window.saveGeometry()
    for switch in switches:
        stream.writeBool(switch.isChecked())
    return bytes(data.data())


def restore_window(window: QWidget, switches: Sequence[QAction], state: bytes) -> None:
    """Make a window as it was when `state` was saved; nonsense changes nothing.

    It never comes back filling the screen: nobody would find how to leave that.
    """
    stream = QDataStream(QByteArray(state))
    geometry = QByteArray()
    stream >> geometry
    on = [stream.readBool() for _ in switches]
    if stream.status() != QDataStream.Status.Ok or not stream.atEnd():
        return
    window.restoreGeometry(geometry)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    for switch, checked in zip(switches, on, strict=True):
        switch.setChecked(checked)
