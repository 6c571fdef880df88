"""What the panel of findings says: what was looked at, and what can be done."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.figures import files_text, records_text
from tfrviewer.gui.finding_deeds import Deed
from tfrviewer.gui.session import Session
from tfrviewer.gui.verified import Verified

ICONS: Final = {
    Deed.COPY: "copy",
    Deed.SHOW_FOLDER: "folder-open",
    Deed.SELECT_KIND: "select-all",
    Deed.SALVAGE: "download",
    Deed.REBUILD_INDEX: "refresh",
    Deed.SHOW_HIDDEN: "filter-off",
    Deed.SHOW_TILES: "filter",
}


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


def deed_words() -> tuple[tuple[Deed, str, str], ...]:
    """Return what buttons and menus call each deed, and what it does; in their order."""
    return (
        (
            Deed.SHOW_HIDDEN,
            _tr("Show It"),
            _tr("Take back the filter that hides the record"),
        ),
        (
            Deed.SHOW_TILES,
            _tr("Show Its Tiles"),
            _tr("Filter: show only the tiles that the rule picks out of this slide"),
        ),
        (
            Deed.SALVAGE,
            _tr("Salvage…"),
            _tr("Save every whole record of the file to a new one"),
        ),
        (
            Deed.REBUILD_INDEX,
            _tr("Rebuild Indices…"),
            _tr("Write the indices anew, once you have seen which"),
        ),
        (
            Deed.SELECT_KIND,
            _tr("Select All of This Kind"),
            _tr("Select every record that has a finding of this kind"),
        ),
        (
            Deed.COPY,
            _tr("Copy"),
            _tr("Copy the finding as text: what, where and what to do"),
        ),
        (
            Deed.SHOW_FOLDER,
            _tr("Show in Folder"),
            _tr("Open the folder that the file lies in"),
        ),
    )
