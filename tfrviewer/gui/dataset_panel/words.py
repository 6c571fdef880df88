"""What the panel of the dataset says of files, extractions and slides without tiles."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from tfrviewer.dataset.project.absence import Absence
from tfrviewer.dataset.sidecars.extraction_report import Extraction
from tfrviewer.errors import Severity
from tfrviewer.gui.session import Session
from tfrviewer.gui.slide_facts import SlideFacts

NOTHING = "–"
"""What stands where there is no value."""

_MOST_FINDINGS = 12
_MOST_VALUES = 16
_MINUTES = len("2026-01-05 10:30")

_REASONS = {
    Absence.UNREADABLE: "TFRecord unreadable",
    Absence.EMPTY: "TFRecord without records",
    Absence.UNFINISHED: "extraction not finished",
    Absence.NAME_DIFFERS: "name differs",
    Absence.NO_TFRECORD: "no TFRecord",
    Absence.OTHER_SIZE: "tiles of another size",
    Absence.OTHER_FOLDER: "tiles in another folder",
    Absence.OTHER_SOURCE: "tiles in another source",
    Absence.NOTHING_EXTRACTED: "no tile extracted",
    Absence.NO_SLIDE_FILE: "no slide file",
    Absence.NOT_ANNOTATED: "not annotated",
    Absence.FILTERED: "left out by a filter",
}
_WEIGHTS = {
    Absence.UNREADABLE: Severity.ERROR,
    Absence.EMPTY: Severity.WARNING,
    Absence.UNFINISHED: Severity.WARNING,
    Absence.NAME_DIFFERS: Severity.WARNING,
    Absence.NO_TFRECORD: Severity.WARNING,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("DatasetPanel", text)


def reason_text(reason: Absence, count: int) -> str:
    """Return why slides are without tiles in a word or two, and how many of them."""
    return f"{_tr(_REASONS[reason])} ({QLocale().toString(count)})"


def weight_of(reason: Absence) -> Severity:
    """Return how much it matters that a slide is without tiles for a reason."""
    return _WEIGHTS.get(reason, Severity.NOTE)


def size_text(size: int) -> str:
    """Return bytes for people, in kB and MB of a thousand as everywhere else."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def tiles_text(count: int) -> str:
    """Return how many tiles."""
    text = _tr("1 tile") if count == 1 else _tr("{0} tiles")
    return text.format(QLocale().toString(count))


def extraction_values(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Yield what was noted of an extraction: names as Slideflow writes them, and values."""
    if extraction.date:
        yield "date", extraction.date[:_MINUTES]
    if extraction.num_tiles is not None:
        yield "num_tiles", QLocale().toString(extraction.num_tiles)
    yield from ((name, text) for name, text in extraction.parameters.items() if text.strip())


def file_tip(session: Session, facts: SlideFacts, number: int) -> str:
    """Return the tool tip of a file: where it is, what is known of it and what is wrong."""
    lines = [str(session.shown_paths[number])]
    if number < len(session.files):
        file = session.files[number]
        lines.append(f"{tiles_text(file.count)}, {size_text(file.size)}")
        indices = {
            "found": _tr("index beside it"),
            "built": _tr("index built"),
            "cached": _tr("index in the cache"),
            "stale": _tr("index beside it is stale; a right one is in the cache"),
            "given": _tr("index given"),
            "none": _tr("no index"),
        }
        lines.append(indices.get(file.index_state, file.index_state))
        if file.compression:
            lines.append(_tr("compressed with {0}").format(file.compression))
    lines += _facts_lines(facts, number)
    findings = session.findings_of_file(number)
    lines += [str(finding) for finding in findings[:_MOST_FINDINGS]]
    if len(findings) > _MOST_FINDINGS:
        lines.append(_tr("and {0} more").format(len(findings) - _MOST_FINDINGS))
    return "\n".join(lines)


def _facts_lines(facts: SlideFacts, number: int) -> Iterator[str]:
    known = facts.of_file(number)
    if known is None:
        return
    if facts.labels:
        line = known.line
        if line is None:
            yield _tr("no line in the annotations")
        else:
            yield _joined([(name, line[name]) for name in facts.labels if line[name].strip()])
    if known.extraction is not None:
        yield _tr("extracted: {0}").format(_joined(list(extraction_values(known.extraction))))


def _joined(values: list[tuple[str, str]]) -> str:
    shown = ", ".join(f"{name} {text}" for name, text in values[:_MOST_VALUES])
    return f"{shown}, …" if len(values) > _MOST_VALUES else shown
