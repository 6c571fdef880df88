"""What the colours of the tiles on the map say, with its controls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tfrviewer.tiles.colour_scheme import PlainScheme, Scheme, TilePaint

if TYPE_CHECKING:
    from tfrviewer.gui.session import Session
    from tfrviewer.gui.tasks import TaskRunner

__all__ = ["Colouring", "PlainScheme", "Scheme", "TilePaint"]


class Colouring(QObject):
    """What the tiles' colours say; one a map.

    Attributes:
        chooser: Chooses what tiles are coloured by; whoever makes the header places it.
        panel: The bar or the legend, for below the map; hidden while there is nothing to say.

    Signals:
        changed: Tiles look otherwise now.
    """

    changed = Signal()

    def __init__(self, session: "Session", tasks: "TaskRunner", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._scheme: Scheme = PlainScheme()
        self.chooser: QWidget = QComboBox(parent)
        self.chooser.setObjectName("locationMapColourBy")
        self.chooser.setAccessibleName(self.tr("Colour tiles by"))
        self.panel = QWidget(parent)
        self.panel.setObjectName("locationMapColours")
        self.chooser.hide()
        self.panel.hide()

    @property
    def scheme(self) -> Scheme:
        """The colours as they are now."""
        return self._scheme
