"""Pages of one panel, a tab each; a page with nothing to tell has no tab."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget


class Pages(QWidget):
    """Tabs that say what is on their pages; hidden while there is none.

    Until a person picks one, the first that has anything to tell is in front.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make it without pages.

        Args:
            title: What the pages are about, for those who do not see them.
            parent: Owner.
        """
        super().__init__(parent)
        self._tabs = QTabBar()
        self._tabs.setObjectName("datasetTabs")
        self._tabs.setAccessibleName(title)
        self._tabs.setDocumentMode(True)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._stack = QStackedWidget()
        self._tabs.currentChanged.connect(self._turn)
        self._picked = False
        self._telling = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._tabs)
        box.addWidget(self._stack, 1)
        self.hide()

    def add(self, page: QWidget) -> None:
        """Add a page, which has nothing to tell yet."""
        self._stack.addWidget(page)
        self._tabs.addTab("")
        self._tabs.setTabVisible(self._tabs.count() - 1, False)

    def tell(self, page: QWidget, title: str) -> None:
        """Say what is on a page; with "" it has nothing to tell and no tab."""
        at = self._stack.indexOf(page)
        self._telling = True
        self._tabs.setTabText(at, title.replace("&", "&&"))
        self._tabs.setTabToolTip(at, title)
        self._tabs.setTabVisible(at, bool(title))
        seen = [i for i in range(self._tabs.count()) if self._tabs.isTabVisible(i)]
        if seen and (not self._picked or self._tabs.currentIndex() not in seen):
            self._tabs.setCurrentIndex(seen[0])
        self._telling = False
        self.setVisible(bool(seen))

    def forget(self) -> None:
        """Forget which page a person picked: there is another dataset."""
        self._picked = False

    def _turn(self, at: int) -> None:
        self._picked = self._picked or not self._telling
        self._stack.setCurrentIndex(at)

    def go_to(self, page: QWidget) -> None:
        """Bring a page to the front, if it has anything to tell."""
        at = self._stack.indexOf(page)
        if self._tabs.isTabVisible(at):
            self._tabs.setCurrentIndex(at)
