"""Tool tips of text that comes from files or people."""

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """Return a text as a tool tip shows it letter by letter.

    Qt takes for HTML what looks like it, such as the condition `x<a AND b>c`, and shows less.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
