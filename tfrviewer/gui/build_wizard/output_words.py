"""What the page of the output says. No widgets."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.request import BuildRequest
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.gui.build_wizard.output_look import OutputLook
from tfrviewer.gui.figures import counted, duration_text, files_text, number, size_text
from tfrviewer.gui.form import Tone

Words = tuple[str, Tone]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildWizard", text)


def folder_words(look: OutputLook) -> Words:
    """Say that a folder can be written to."""
    if look.is_new:
        return _tr("It is made when the build starts."), Tone.GOOD
    return _tr("It is there, and can be written to."), Tone.GOOD


def refused_text(finding: Finding) -> str:
    """Say why a folder cannot be written to, or why nothing can be planned."""
    remedy = finding.remedy
    if finding.kind is FindingKind.UNREADABLE_FILE and not remedy:
        remedy = _tr("Choose another folder.")
    said = f"{finding.message} {remedy}".strip()
    return f"{finding.file}: {said}" if finding.file else said


def room_words(look: OutputLook) -> Words:
    """Say how much room the build takes, and how much there is."""
    needed = size_text(look.needed)
    if look.free is None:
        return _tr("Takes {0}; how much is free cannot be told.").format(needed), Tone.NOTE
    free = size_text(look.free)
    if not look.fits:
        text = _tr("Takes {0}, and only {1} are free there: choose another disk, or make room.")
        return text.format(needed, free), Tone.ERROR
    return _tr("Takes {0}; {1} are free on that disk.").format(needed, free), Tone.GOOD


def time_text(seconds: float, rate: float) -> str:
    """Say how long the build will take, from a trial."""
    about = _tr("Takes {0}").format(duration_text(seconds))
    if seconds >= 1:
        about = _tr("Takes about {0}").format(duration_text(seconds))
    tried = _tr("tried out here at {0} images/s").format(number(max(round(rate), 1)))
    return f"{about} ({tried})."


def left_out_text(count: int) -> str:
    """Return how many images are left out, as a link."""
    if not count:
        return ""
    return counted(count, _tr("1 left out: show it"), _tr("{0} left out: show them"))


def shards_text(request: BuildRequest) -> str:
    """Return into how many TFRecords a slide goes."""
    shards = request.shards
    if shards.records is not None:
        return _tr("at most {0} records each").format(number(shards.records))
    if shards.bytes is not None:
        return _tr("at most {0} each").format(size_text(shards.bytes))
    return _tr("one TFRecord a slide")


def written_with_text(request: BuildRequest) -> str:
    """Say in short what is chosen among what few need."""
    policies = request.policies
    parts = [
        shards_text(request),
        _tr("index") if policies.index else _tr("no index"),
    ]
    if policies.manifest:
        parts.append("manifest.json")
    parts.append(_tr("verified") if policies.verify else _tr("not verified"))
    return " · ".join(parts)


def existing_text(there: int, of: int) -> str:
    """Ask what becomes of TFRecords that are there, of so many of the build."""
    if there == of:
        one = _tr("The TFRecord of this build is there already. What becomes of it?")
        many = _tr("All {0} of this build are there already. What becomes of them?")
        return one if of == 1 else many.format(files_text(of))
    one = _tr("{0} of {1} is there already. What becomes of it?")
    many = _tr("{0} of {1} are there already. What becomes of them?")
    return (one if there == 1 else many).format(number(there), files_text(of))


def existing_meanings() -> dict[Existing, str]:
    """Say what each choice means for TFRecords that are there."""
    return {
        Existing.SKIP: _tr("They stay as they are; only the others are built."),
        Existing.REPLACE: _tr(
            "Each once its new one is whole and verified. The old ones are gone then."
        ),
        Existing.APPEND: _tr(
            "Their records stay, byte for byte. Images they have are not added again."
        ),
    }
