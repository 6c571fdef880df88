"""What the panel of findings says of what was looked at."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import files_text, records_text
from tfrviewer.gui.session import Session
from tfrviewer.gui.verified import Verified


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def checked_text(session: Session, verified: Verified) -> str:
    """Return what was looked at so far, and what was not."""
    n_files = len(session.paths)
    what = files_text(n_files), records_text(session.n_records)
    n_verified = len(verified.files)
    if n_verified >= n_files > 0:
        deep = all(verified.files.values())
        text = (
            _tr(
                "{0} with {1} were verified: framing, checksums, Examples and locations of every "
                "record, and every image decoded whole."
            )
            if deep
            else _tr(
                "{0} with {1} were verified: framing, checksums, Examples and locations of every "
                "record, and the head of every image."
            )
        )
        return text.format(*what)
    opened = _tr(
        "Opening {0} with {1} looked at their framing, indices and fields; the checksums of the "
        "payloads were not looked at."
    ).format(*what)
    if not n_verified:
        return opened
    some = _tr("{0} of them were verified so far.").format(files_text(n_verified))
    return f"{opened}\n{some}"
