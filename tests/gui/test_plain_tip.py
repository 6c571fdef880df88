"""A tool tip shows a text letter by letter."""

from PySide6.QtGui import QTextDocumentFragment

from tfrviewer.gui.plain_tip import plain_tip


def test_that_what_looks_like_html_is_shown_as_it_is_written() -> None:
    condition = "x<a AND b>c"
    assert QTextDocumentFragment.fromHtml(plain_tip(condition)).toPlainText() == condition
    assert plain_tip("slide = 'A' AND x < 3") == "slide = 'A' AND x < 3"
