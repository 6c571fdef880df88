"""The table of pages, in their order."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.build_wizard.found_page import FoundPage
from tfrviewer.gui.build_wizard.names_page import NamesPage
from tfrviewer.gui.build_wizard.output_page import OutputPage
from tfrviewer.gui.build_wizard.page import PageSpec
from tfrviewer.gui.build_wizard.pictures_page import PicturesPage
from tfrviewer.gui.build_wizard.result_page import ResultPage
from tfrviewer.gui.build_wizard.run_page import RunPage
from tfrviewer.gui.build_wizard.source_page import SourcePage

CONTEXT = "BuildWizard"

PAGES: tuple[PageSpec, ...] = (
    PageSpec("sourcePage", "Images", SourcePage),
    PageSpec("foundPage", "Slides", FoundPage),
    PageSpec("namesPage", "Names", NamesPage),
    PageSpec("picturesPage", "Pictures", PicturesPage),
    PageSpec("outputPage", "Output", OutputPage, "B&uild"),
    PageSpec("runPage", "Build", RunPage),
    PageSpec("resultPage", "Result", ResultPage, "&Close", last=True),
)
"""Texts are translated in the context "BuildWizard" when the wizard is made."""


def translate(text: str) -> str:
    """Return a text of the table in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)
