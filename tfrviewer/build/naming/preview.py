"""What a rule reads out of names, name by name, to be looked at while it is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from tfrviewer.build.naming.pattern import Pattern
from tfrviewer.build.naming.reading import Reading, above_of
from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.request.request import Naming

LIMIT = 200
"""Names that a table shows."""


@dataclass(frozen=True, slots=True)
class NamePreview:
    """What is read out of one name.

    Attributes:
        name: The name of the file.
        folder: The folder it lies in.
        slide: The slide it tells, or else that of the folder; None if neither is known.
        location: Level-0 x and y of its centre; None if the name tells none.
        spans: Where the parts stand in the name: the first letter, and the one after the last.
            Empty if it has another form.
        pattern: By which pattern the folder is read; None if none fits.
    """

    name: str
    folder: str
    slide: str | None
    location: tuple[int, int] | None
    spans: dict[str, tuple[int, int]]
    pattern: Pattern | None


def preview_names(
    naming: Naming | LocationRule,
    folders: Sequence[tuple[str | None, str, Sequence[str]]],
    limit: int = LIMIT,
) -> list[NamePreview]:
    """Show what a rule reads out of names.

    What is shown is what is going to be: where the pattern is recognised, each folder is read
    whole, as a build does.

    Args:
        naming: The rule, or what it is made of.
        folders: Slide, folder and names, as `LocationRule.read` takes them.
        limit: Names to show: the first of each folder, as many of one as of another.

    Raises:
        ValueError: If the pattern is wrong.
    """
    rule = naming if isinstance(naming, LocationRule) else LocationRule.of(naming).settled(folders)
    shown: list[NamePreview] = []
    left = limit
    for number, (slide, folder, names) in enumerate(folders):
        share = min(len(names), -(-left // (len(folders) - number)))
        if share <= 0:
            continue
        left -= share
        shown += _of_folder(rule, slide, folder, names, share)
    return shown


def _of_folder(
    rule: LocationRule, slide: str | None, folder: str, names: Sequence[str], share: int
) -> list[NamePreview]:
    # All names together tell which pattern is theirs; one that is given reads each alone.
    told_by = names if rule.pattern is None else names[:share]
    read, reading = rule.inspect(slide, folder, told_by)
    above = 0 if read.pattern is None else len(above_of(read.pattern, folder))
    shown = []
    for at, name in enumerate(names[:share]):
        told = read.slides[at] if read.slides is not None else None
        x, y = read.locations[at].tolist()
        shown.append(
            NamePreview(
                name=name,
                folder=folder,
                slide=told or slide,
                location=(x, y) if read.known[at] else None,
                spans={} if reading is None else _spans(reading, at, above),
                pattern=read.pattern,
            )
        )
    return shown


def _spans(reading: Reading, at: int, above: int) -> dict[str, tuple[int, int]]:
    """Return where the parts stand in a name, without the folders above it."""
    match, slide = reading.matches[at] if at < len(reading.matches) else None, reading.slides[at]
    if match is None or not reading.found[at]:
        return {}
    spans = {part: match.span(part) for part in match.re.groupindex if match[part] is not None}
    if reading.owned[at] and slide is not None:
        spans["slide"] = (0, len(slide))
    return {
        part: (begin - above, end - above) for part, (begin, end) in spans.items() if begin >= above
    }
