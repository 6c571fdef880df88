"""What a page of the wizard is: a heading, a sentence, its controls, and whether it is done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tfrviewer.gui.build_wizard.draft import Draft


class Page(QWidget):
    """One step of the wizard; it reads and changes the draft, and knows no other page.

    Attributes:
        draft: What is asked for and what was found; shared by all pages.

    Signals:
        completeness_changed: `is_complete`, `can_go_back` or `goes_on_unseen` may have changed.
        words_changed: `title` or `sentence` changed.
        advance: It is done by itself: the wizard goes on to the next page if it can.
        page_asked: Another page is to be shown; the name it has in the table of pages.
        open_asked: Show what was built; a `Path` of a TFRecord or a folder.
        ended: Work that goes on unseen is over; what became of it, and whether that is bad.
    """

    completeness_changed = Signal()
    words_changed = Signal()
    advance = Signal()
    page_asked = Signal(str)
    open_asked = Signal(object)
    ended = Signal(str, bool)

    def __init__(self, draft: "Draft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft

    @property
    def title(self) -> str:
        """The heading."""
        return ""

    @property
    def sentence(self) -> str:
        """What is to be done here, in one sentence."""
        return ""

    def entered(self) -> None:
        """Take over what the draft says: the page is shown now, and may have been before."""

    def begin(self) -> None:
        """Do what the button that leads here asks for, before the page is entered."""

    def is_current(self) -> bool:
        """Whether it shows what is asked for now; if not, that button alone leads here."""
        return True

    def left(self) -> None:
        """Stop what only a page that is seen needs."""

    def is_complete(self) -> bool:
        """Whether one may go on."""
        return True

    def can_go_back(self) -> bool:
        """Whether one may go back to earlier pages."""
        return not self.goes_on_unseen()

    def goes_on_unseen(self) -> bool:
        """Whether work runs that goes on while the wizard is closed; it begins no other then."""
        return False

    def stop(self) -> None:
        """End that work: the user said so."""

    def take(self, paths: "list[Path]") -> None:
        """Take what was dropped, if the page asks for anything of the kind."""

    def first_control(self) -> QWidget | None:
        """Return what gets the keyboard when the page is entered; None for its first control."""
        return None


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One line of the table of pages.

    Attributes:
        name: Its own name, and the `objectName` of the page.
        step: What the list of steps says.
        make: Makes the page.
        next_text: What the button says that goes on.
        last: Whether nothing follows: the wizard is closed from here, and nothing is asked.
    """

    name: str
    step: str
    make: "Callable[[Draft], Page]"
    next_text: str = "&Next"
    last: bool = False
