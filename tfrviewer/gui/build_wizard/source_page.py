"""The first page: where the images are."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from tfrviewer.gui.build_wizard.draft import Draft
from tfrviewer.gui.build_wizard.page import Page


class SourcePage(Page):
    """Asks for a folder of images, a sheet that names them, or a recipe."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._found = QLabel()
        box = QVBoxLayout(self)
        box.addWidget(self._found)
        draft.busy_changed.connect(self.completeness_changed)

    @property
    @override
    def title(self) -> str:
        return self.tr("Where are the images?")

    @override
    def is_complete(self) -> bool:
        scan = self.draft.scan
        return scan is not None and scan.images > 0
