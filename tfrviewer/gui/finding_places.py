"""Where findings are: going to the record or the file that one is about."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.gui.session import Session


def go_to(session: "Session", finding: "Finding") -> bool:
    """Show what a finding is about in all views; return whether it is about anything there.

    That is its record, else the record beside its byte, else its file. What is selected stays.
    """
    number = session.number_beside(finding)
    if number >= 0:
        session.set_current(number)
        return True
    file = session.file_of(finding)
    if file < 0:
        return False
    session.set_focus_file(file)
    return True


def is_hidden(session: "Session", finding: "Finding") -> bool:
    """Whether the record that a finding is about is not shown: a filter hides it."""
    number = session.number_beside(finding)
    return 0 <= number < len(session.inverse) and int(session.inverse[number]) < 0
