"""What each choice about pictures comes to for the images at hand, in a line. No widgets."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.request.choices import Encoding, OnProblem, Order, Unlike
from tfrviewer.build.request.request import BuildRequest, Pictures
from tfrviewer.errors import Severity
from tfrviewer.gui.build_wizard.picture_facts import PictureFacts
from tfrviewer.gui.figures import counted, images_text, number
from tfrviewer.gui.form import Tone

Words = tuple[str, Tone]
_MOST_LABELS, _MOST_FEATURES = 4, 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildWizard", text)


def pixels_text(size: tuple[int, int]) -> str:
    """Return a size in pixels."""
    return f"{number(size[0])} × {number(size[1])} px"


def stored_words(pictures: Pictures, facts: PictureFacts) -> Words:
    """Say how many images keep their bytes, and what becomes of the others."""
    if not facts.looked:
        return _tr("The images were not looked at, so this cannot be said."), Tone.NOTE
    chosen, kept = pictures.encoding, facts.kept
    rest = facts.images - kept
    if chosen is Encoding.KEEP:
        if not rest:
            return _all_kept(facts.images), Tone.PLAIN
        text = _converted(rest, pictures) if converts(pictures) else _to_png(rest)
        return f"{text} {_others_kept(kept)}".strip(), Tone.PLAIN
    name = chosen.value.upper()
    if not rest:
        return _tr("All images are {0} already, and stay byte for byte.").format(name), Tone.PLAIN
    if chosen is Encoding.JPEG:
        text = _tr("{0} encoded at quality {1}: small, and a little of each is lost.")
        text = text.format(_are(rest), pictures.quality)
    else:
        text = _tr("{0} encoded as PNG: nothing is lost, and they get several times as large.")
        text = text.format(_are(rest))
    return f"{text} {_others_kept(kept)}".strip(), Tone.PLAIN


def checked_words(pictures: Pictures) -> Words:
    """Say what checking is for."""
    if pictures.validate:
        text = _tr("Every image is decoded once: a damaged one is found now, not in training.")
        return text, Tone.PLAIN
    text = _tr("Pixels are not looked at: a damaged image is found when somebody reads it.")
    return text, Tone.NOTE


def size_words(pictures: Pictures, facts: PictureFacts) -> Words:
    """Say what becomes of images of other sizes."""
    if pictures.size is not None:
        size = pixels_text((pictures.size, pictures.size))
        return _tr("All images are scaled to {0}.").format(size), Tone.PLAIN
    count, sizes = facts.odd_sizes, facts.sizes
    if not facts.looked:
        return _tr("Sizes were not looked at."), Tone.NOTE
    if not count:
        if len(sizes) == 1:
            text = _tr("None here: all have {0}.").format(pixels_text(next(iter(sizes))))
            return text, Tone.PLAIN
        if not sizes:
            return "", Tone.PLAIN
        text = _tr("None within a TFRecord. But the TFRecords have {0} sizes: {1}")
        return text.format(number(len(sizes)), _listed(sizes)), Tone.WARNING
    what = counted(count, _tr("1 image of another size"), _tr("{0} images of other sizes"))
    return _unlike(
        pictures.odd_size,
        what,
        _tr("scaled to that of the others, white where something is missing"),
    )


def format_words(pictures: Pictures, facts: PictureFacts) -> Words:
    """Say what becomes of images of other formats."""
    if pictures.encoding is not Encoding.KEEP:
        name = pictures.encoding.value.upper()
        return _tr("All images are stored as {0}.").format(name), Tone.PLAIN
    if not facts.looked:
        return _tr("Formats were not looked at."), Tone.NOTE
    if not facts.odd_formats:
        return _tr("None here."), Tone.PLAIN
    what = counted(
        facts.odd_formats, _tr("1 image of another format"), _tr("{0} images of other formats")
    )
    return _unlike(pictures.mixed_format, what, _tr("encoded as the others"))


def bad_words(on_problem: OnProblem, facts: PictureFacts) -> Words:
    """Say what becomes of what is no image, or damaged."""
    if on_problem is OnProblem.RAISE:
        return _tr("The build stops at the first one, and can be resumed."), Tone.PLAIN
    if not facts.bad:
        return _tr("None found so far. What building finds is left out and listed."), Tone.PLAIN
    what = counted(
        facts.bad,
        _tr("1 file that is no image or cannot be read"),
        _tr("{0} files that are no images or cannot be read"),
    )
    return _tr("{0}: left out and listed.").format(what), Tone.WARNING


def label_words(request: BuildRequest, facts: PictureFacts) -> Words:
    """Say which labels the topmost folders are."""
    labels = facts.labels
    if not labels:
        return _tr("The images lie in no folders that could be labels."), Tone.PLAIN
    listed = _listed(labels)
    if request.labels.folder is None:
        return _tr("The topmost folders are {0}").format(listed), Tone.PLAIN
    text = _tr("Each record gets “{0}”: {1}").format(request.labels.folder, listed)
    return text, Tone.PLAIN


def sheet_words(request: BuildRequest, plan: BuildPlan | None) -> Words:
    """Say which features a sheet of labels adds, and what is odd about it."""
    sheet = request.labels.sheet
    if sheet is None:
        return _tr("Its columns become features of all records of the slide."), Tone.PLAIN
    if plan is None or not plan.files:
        return "", Tone.PLAIN
    found = [finding for finding in plan.findings if finding.file == str(sheet)]
    for severity, tone in ((Severity.ERROR, Tone.ERROR), (Severity.WARNING, Tone.WARNING)):
        for finding in found:
            if finding.severity is severity:
                return f"{finding.message} {finding.remedy}".strip(), tone
    of_source = () if request.sheet is None else request.sheet.features or ()
    known = {request.labels.folder, *of_source}
    names = [name for name, _ in plan.files[0].images.features if name not in known]
    if not names:
        return _tr("It has no column that becomes a feature."), Tone.WARNING
    shown = ", ".join(names[:_MOST_FEATURES]) + (" …" if len(names) > _MOST_FEATURES else "")
    return _tr("Each record gets {0}.").format(shown), Tone.PLAIN


def order_words(request: BuildRequest) -> Words:
    """Say in which order images become records."""
    texts = {
        Order.NAME: _tr("Numbers in names by their value: tile-2 before tile-10."),
        Order.LOCATION: _tr("From top to bottom, each line from left to right."),
        Order.SEED: _tr("The same seed gives the same order, on every machine."),
    }
    return texts[request.policies.order], Tone.PLAIN


def further_text(request: BuildRequest) -> str:
    """Say in short what is chosen among what few need."""
    pictures, labels, policies = request.pictures, request.labels, request.policies
    parts = []
    if pictures.size is not None:
        parts.append(_tr("scaled to {0}").format(pixels_text((pictures.size, pictures.size))))
    if not pictures.validate:
        parts.append(_tr("not decoded"))
    if labels.folder is not None:
        parts.append(_tr("folders as “{0}”").format(labels.folder))
    if labels.sheet is not None:
        parts.append(_tr("labels from {0}").format(labels.sheet.name))
    orders = {
        Order.NAME: _tr("by name"),
        Order.LOCATION: _tr("by location"),
        Order.SEED: _tr("shuffled"),
    }
    parts.append(orders[policies.order])
    return " · ".join(parts)


def converts(pictures: Pictures) -> bool:
    """Tell whether images are brought to a size or a format that not all have."""
    chosen = (pictures.odd_size, pictures.mixed_format)
    return pictures.size is not None or Unlike.CONVERT in chosen


def _converted(count: int, pictures: Pictures) -> str:
    text = _tr("{0} encoded anew; those that become JPEG, at quality {1}.")
    return text.format(_are(count), pictures.quality)


def _to_png(count: int) -> str:
    return counted(
        count,
        _tr("1 image becomes PNG, which loses nothing: it is no upright JPEG or PNG of 8-bit RGB."),
        _tr(
            "{0} images become PNG, which loses nothing: they are no upright JPEG or PNG of "
            "8-bit RGB."
        ),
    )


def _unlike(chosen: Unlike, what: str, converted: str) -> Words:
    if chosen is Unlike.LEAVE_OUT:
        return _tr("{0}: left out and listed.").format(what), Tone.WARNING
    if chosen is Unlike.CONVERT:
        return f"{what}: {converted}.", Tone.PLAIN
    text = _tr("{0}: taken as they are. Many training loops refuse that.")
    return text.format(what), Tone.WARNING


def _listed(counts: Counter[str] | Counter[tuple[int, int]]) -> str:
    parts = []
    for what, count in counts.most_common(_MOST_LABELS):
        name = what if isinstance(what, str) else pixels_text(what)
        parts.append(f"{name} ({number(count)})")
    if len(counts) > _MOST_LABELS:
        parts.append(_tr("{0} more").format(number(len(counts) - _MOST_LABELS)))
    return " · ".join(parts)


def _all_kept(images: int) -> str:
    text = _tr("All {0} are stored byte for byte.")
    return _tr("It is stored byte for byte.") if images == 1 else text.format(images_text(images))


def _others_kept(kept: int) -> str:
    if not kept:
        return ""
    one, many = _tr("The other one stays byte for byte."), _tr("The other {0} stay byte for byte.")
    return counted(kept, one, many)


def _are(count: int) -> str:
    return counted(count, _tr("1 image is"), _tr("{0} images are"))
