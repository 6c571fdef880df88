"""The table of pages, in their order."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.build_wizard.found_page import FoundPage
from tfrviewer.gui.build_wizard.names_page import NamesPage
from tfrviewer.gui.build_wizard.page import PageSpec
from tfrviewer.gui.build_wizard.source_page import SourcePage

CONTEXT = "BuildWizard"

PAGES: tuple[PageSpec, ...] = (
    PageSpec("sourcePage", "Images", SourcePage),
    PageSpec("foundPage", "Slides", FoundPage),
    PageSpec("namesPage", "Names", NamesPage),
)
"""Texts are translated in the context "BuildWizard" when the wizard is made."""


def translate(text: str) -> str:
    """Return a text of the table in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)
