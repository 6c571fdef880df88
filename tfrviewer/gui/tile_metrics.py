"""Tools > Measure Tiles: shows the metrics, and measures what is not measured."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from tfrviewer.gui.main_window import MainWindow


class TileMetrics(QObject):
    """Does what the menu asks of metrics."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def measure_tiles(self) -> None:
        """Show the metrics, and measure the tiles that are not measured."""
        workspace = self._window.workspace
        if workspace is None or workspace.session.dataset is None:
            return
        self._window.show_panel("metrics")
        workspace.measuring.start()

    def tell_failure(self, error: BaseException) -> None:
        """Say why measuring ended."""
        self._window.notice.tell_error(self.tr("Not all tiles could be measured"), error)
