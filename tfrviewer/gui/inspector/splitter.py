"""A boundary that is drawn by the window until a person moves it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget


class OwnSplitter(QSplitter):
    """A splitter whose sizes are a person's from the first move by hand on."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self._by_hand = False
        self.splitterMoved.connect(self._take)

    def share(self, *sizes: int) -> None:
        """Give each part its size, unless a person did."""
        if not self._by_hand:
            self.setSizes(list(sizes))

    def turn(self, orientation: Qt.Orientation) -> None:
        """Stand the parts side by side, or one below the other; that begins anew."""
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self._by_hand = False

    def save_sizes(self) -> list[int] | None:
        """Return the sizes that a person gave, None if nobody did."""
        return self.sizes() if self._by_hand else None

    def restore_sizes(self, sizes: list[int] | None) -> None:
        """Take the sizes that a person gave before."""
        self._by_hand = sizes is not None
        if sizes is not None:
            self.setSizes(sizes)

    @Slot()
    def _take(self) -> None:
        self._by_hand = True
