"""What the dialogs that save say, and the notice at the end. No widgets."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import CopyLayout, CopyOrder, SplitBy
from tfrviewer.build.subset.report import SubsetReport
from tfrviewer.build.subset.table import TableReport
from tfrviewer.dataset.words import listed
from tfrviewer.gui.figures import (
    counted,
    files_text,
    number,
    quoted,
    records_text,
    size_text,
    slides_text,
)
from tfrviewer.gui.form import Tone
from tfrviewer.gui.saving.looking import Look, Prepared, refusal_text
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, SplitRequest, What
from tfrviewer.gui.saving.running import Outcome
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.saving.split_look import SplitLook

Words = tuple[str, Tone]


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return QCoreApplication.translate("Saving", text)


def records_words(source: SaveSource, prepared: Prepared | None, what: What) -> Words:
    """Say which records are saved."""
    count = source.count(what)
    if prepared is None:
        return tr("{0}; counting their slides…").format(records_text(count)), Tone.PLAIN
    slides, size = slides_text(len(prepared.slides)), size_text(prepared.size)
    text = tr("{0} of {1}, {2}.").format(records_text(count), slides, size)
    if prepared.lost:
        lost = counted(
            prepared.lost,
            tr("1 of them is in a file that cannot be opened."),
            tr("{0} of them are in files that cannot be opened."),
        )
        return f"{text} {lost}", Tone.WARNING
    if source.is_loading and what is not What.SELECTION:
        more = tr("The dataset is still being opened: what comes later is not among them.")
        return f"{text} {more}", Tone.WARNING
    if what is What.SELECTION and source.is_narrowed:
        shown = int(source.selection[source.order].sum())
        if hidden := count - shown:
            one, many = tr("1 of them is filtered out."), tr("{0} of them are filtered out.")
            return f"{text} {counted(hidden, one, many)}", Tone.NOTE
    return text, Tone.PLAIN


def form_text(form: SaveForm) -> str:
    """Say what a form is good for."""
    return {
        SaveForm.TFRECORDS: tr("Each record byte for byte, its checksums compared."),
        SaveForm.IMAGES: tr("Each image as it is stored, as a file of its own."),
        SaveForm.CSV: tr("A line a record, without images; spreadsheets read it."),
        SaveForm.PARQUET: tr("A line a record, without images; small, with types kept."),
        SaveForm.GEOJSON: tr("A square a tile, to draw on the slide in QuPath."),
    }[form]


def layout_text(layout: CopyLayout) -> str:
    """Say what a layout is."""
    return {
        CopyLayout.SLIDE: tr("Never two slides in one; each is named after its slide."),
        CopyLayout.FILE: tr("Same names, same folders as those the records come from."),
        CopyLayout.SINGLE: tr("All slides in one; Slideflow takes a TFRecord for one slide."),
    }[layout]


def target_words(look: Look, request: SaveRequest) -> Words:
    """Say whether a folder or file can be written to, and how much room there is."""
    if look.problem:
        return look.problem, Tone.ERROR
    if not look.fits and look.needed is not None and look.free is not None:
        text = tr("Takes {0}, and only {1} are free there: choose another disk, or make room.")
        return text.format(size_text(look.needed), size_text(look.free)), Tone.ERROR
    if look.inside:
        inside = tr("It lies in the open dataset, which will have these records twice.")
        return f"{inside} {_room(look, request)}", Tone.WARNING
    is_file = request.form.is_table or request.single
    if look.is_new:
        kind = tr("New file") if is_file and look.n_files == 1 else tr("New folder")
    elif is_file and look.n_files == 1:
        kind = tr("The file is there")
    else:
        kind = tr("The folder is there; what else is in it stays")
    return f"{kind}. {_room(look, request)}", Tone.GOOD


def _room(look: Look, request: SaveRequest) -> str:
    """Say what is written, and how much room there is."""
    parts = []
    if look.n_files is not None and request.form is SaveForm.TFRECORDS:
        parts.append(files_text(look.n_files))
    elif look.n_files is not None and request.form is SaveForm.IMAGES:
        parts.append(counted(look.n_files, tr("1 image"), tr("{0} images")))
    if look.needed is not None:
        parts.append(size_text(look.needed))
    free = tr("how much is free cannot be told")
    if look.free is not None:
        free = tr("{0} are free").format(size_text(look.free))
    text = ", ".join(parts)
    return f"{text}; {free}." if text else f"{free[:1].upper()}{free[1:]}."


def existing_text(look: Look, form: SaveForm) -> str:
    """Ask what becomes of what is there."""
    if not look.there:
        return ""
    if form is SaveForm.IMAGES:
        return tr("The folder holds something already. What becomes of images of the same name?")
    if len(look.there) == 1:
        return tr("{0} is there already. What becomes of it?").format(look.there[0].name)
    text = tr("{0} files are there already. What becomes of them?")
    return text.format(number(len(look.there)))


def existing_meaning(existing: Existing, form: SaveForm) -> str:
    """Say what skipping or replacing does."""
    if existing is Existing.SKIP:
        if form is SaveForm.IMAGES:
            return tr("They stay; those that differ are told at the end.")
        return tr("They stay as they are; only the others are written.")
    return tr("Each once its new one is whole. The old ones are gone then.")


def order_text(source: SaveSource, order: CopyOrder) -> str:
    """Say what an order is."""
    if order is CopyOrder.FILE:
        return tr("File by file, each record where it lies there.")
    if not source.sort_keys:
        return tr("They are not sorted now: file by file, as they lie there.")
    keys = [f"{name} {'↓' if down else '↑'}" for name, down in source.sort_keys]
    return tr("Sorted by {0}.").format(listed(keys))


def save_text(source: SaveSource, request: SaveRequest) -> str:
    """Return what the button says."""
    return tr("&Save {0}").format(records_text(source.count(request.what)))


def split_words(by: SplitBy, look: SplitLook | None) -> Words:
    """Say what a kind of split keeps together."""
    if by is SplitBy.SLIDE:
        return tr("A TFRecord a slide, in one folder."), Tone.PLAIN
    if by is SplitBy.FILTER:
        text = tr("A record goes to the first part whose condition it fulfils; slides may be cut.")
        return text, Tone.NOTE
    if look is None or look.problem:
        return tr("No slide is in two parts."), Tone.PLAIN
    if look.n_patients:
        told = counted(look.n_patients, tr("1 patient"), tr("{0} patients"))
        return tr("No patient is in two parts: the annotations tell {0}.").format(told), Tone.GOOD
    text = tr("No slide is in two parts. Patients may be: no annotations tell them.")
    return text, Tone.WARNING


def split_text(source: SaveSource, what: What) -> str:
    """Return what the button of a split says."""
    return tr("&Split {0}").format(records_text(source.count(what)))


def saving_text(request: SaveRequest | SplitRequest) -> str:
    """Return the title of the job."""
    if isinstance(request, SplitRequest):
        return tr("Splitting")
    titles = {
        SaveForm.TFRECORDS: tr("Saving TFRecords"),
        SaveForm.IMAGES: tr("Saving images"),
    }
    return titles.get(request.form, tr("Saving the table"))


def not_begun_text() -> str:
    """Say that a save was cancelled before it began."""
    return tr("Saving was cancelled. Nothing was written.")


def outcome_text(outcome: Outcome) -> str:
    """Return what became of a save, in a sentence or two."""
    done = _done_text(outcome)
    if outcome.error is not None:
        return f"{tr('Saving ended early')}: {refusal_text(outcome.error)} {done}".strip()
    if outcome.cancelled:
        return f"{tr('Saving was cancelled.')} {done}".strip()
    if outcome.n_left_out:
        left = counted(
            outcome.n_left_out, tr("1 record was left out."), tr("{0} records were left out.")
        )
        return f"{done} {left}"
    return done


def _done_text(outcome: Outcome) -> str:
    report = outcome.report
    early = outcome.error is not None or outcome.cancelled
    if report is None:
        return tr("Nothing was written.") if early else ""
    if isinstance(report, SubsetReport):
        if not report.files and not report.kept:
            return tr("No TFRecord was written.")
        where, count = _where(outcome), records_text(report.records)
        text = tr("{0} in {1} saved to {2}.").format(count, files_text(len(report.files)), where)
        if early:
            text = tr("What is finished stays: {0}").format(text)
        if report.kept:
            text += " " + counted(
                len(report.kept), tr("1 TFRecord stayed."), tr("{0} TFRecords stayed.")
            )
        return text
    if isinstance(report, TableReport):
        return tr("{0} saved to {1}.").format(records_text(report.records), _where(outcome))
    images = counted(report.written, tr("1 image"), tr("{0} images"))
    text = tr("{0} saved to {1}.").format(images, _where(outcome))
    if report.kept:
        text += " " + counted(
            report.kept, tr("1 was there already."), tr("{0} were there already.")
        )
    return text


def _where(outcome: Outcome) -> str:
    return quoted(str(outcome.target.name or outcome.target))
