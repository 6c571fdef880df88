"""What is said of a table that is to be joined."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.dataset.table.joining import Joined, KeyKind
from tfrviewer.gui.figures import counted, number, records_text
from tfrviewer.gui.form import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("Joining", text)


def kind_text(kind: KeyKind) -> str:
    """Return what lines are of."""
    return {
        KeyKind.RECORD: _tr("a record, by TFRecord and number within it"),
        KeyKind.PLACE: _tr("a tile, by slide and location"),
        KeyKind.LABEL: _tr("a tile, by a name such as slide-1024-2048"),
        KeyKind.NUMBER: _tr("a record, by its number in the dataset"),
        KeyKind.SLIDE: _tr("a whole slide"),
    }[kind]


def key_names(kind: KeyKind) -> tuple[str, ...]:
    """Return what each column of the keys says."""
    return {
        KeyKind.RECORD: (_tr("TFRecord or slide"), _tr("Record")),
        KeyKind.PLACE: (_tr("Slide"), _tr("x"), _tr("y")),
        KeyKind.LABEL: (_tr("Name of the tile"),),
        KeyKind.NUMBER: (_tr("Number"),),
        KeyKind.SLIDE: (_tr("Slide"),),
    }[kind]


def lines_text(count: int) -> str:
    """Return how many lines."""
    return counted(count, _tr("1 line"), _tr("{0} lines"))


def columns_text(count: int) -> str:
    """Return how many columns."""
    return counted(count, _tr("1 column"), _tr("{0} columns"))


def size_text(lines: int, columns: int) -> str:
    """Return how large a table is."""
    return _tr("{0}, {1}").format(lines_text(lines), columns_text(columns))


def matched(joined: Joined) -> tuple[str, Tone]:
    """Return how many records and lines belong together, and how that is meant."""
    if not joined.n_matched:
        text = _tr("No line is of a record of this dataset.")
        if joined.lost:
            text = _tr("No line is of a record of this dataset; the first is of {0}.").format(
                joined.lost[0]
            )
        return text, Tone.ERROR
    if joined.n_matched == joined.n_records and not joined.n_lost:
        return _tr("Every record has a line, and every line a record."), Tone.GOOD
    records = _tr("{0} of {1} have a line.").format(
        number(joined.n_matched), records_text(joined.n_records)
    )
    if not joined.n_lost:
        return records, Tone.GOOD if joined.n_matched == joined.n_records else Tone.NOTE
    lines = _tr("{0} of {1} are of no record, the first of {2}.").format(
        number(joined.n_lost), lines_text(joined.n_lines), joined.lost[0]
    )
    return _tr("{0} {1}").format(records, lines), Tone.WARNING


def remarks(joined: Joined) -> str:
    """Return what else is to be known, a line each."""
    told = [
        str(finding.message) + (f" {finding.remedy}" if finding.remedy else "")
        for finding in joined.findings
        if "of no record here" not in finding.message and "no line, first" not in finding.message
    ]
    return "\n".join(told)


def column_text(name: str, dtype: str, renamed: str | None) -> str:
    """Return what a line of the columns says."""
    if renamed is not None:
        return _tr("{0} ({1}), as {2}").format(name, dtype, renamed)
    return _tr("{0} ({1})").format(name, dtype)


def dtype_text(name: str) -> str:
    """Return what a type of polars is to people."""
    known = {
        "Int64": _tr("whole numbers"),
        "Float64": _tr("numbers"),
        "Boolean": _tr("yes or no"),
        "String": _tr("text"),
    }
    return known.get(name, name)


def done_text(file: str, columns: int, joined: Joined) -> str:
    """Return what was joined."""
    return _tr("{0}: {1} joined to {2} of {3}.").format(
        file, columns_text(columns), number(joined.n_matched), records_text(joined.n_records)
    )
