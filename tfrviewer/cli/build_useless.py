"""Options of `tfrviewer build` that change nothing of what is built, to be told of."""

from typing import TYPE_CHECKING

from tfrviewer.build.request.choices import Anchor

if TYPE_CHECKING:
    from tfrviewer.build.naming.pattern import Pattern
    from tfrviewer.build.planning.plan import BuildPlan, PlannedFile


def useless(
    plan: "BuildPlan", *, quality: int | None, extent: int | None, pitch: int | None
) -> list[str]:
    """Return which of these options do nothing, in words.

    Args:
        plan: What is going to be built.
        quality: As the option says; None where it is not given.
        extent: Likewise.
        pitch: Likewise.
    """
    found = []
    if quality is not None and not any(map(_has_new_jpeg, plan.files)):
        found.append(
            "--quality changes nothing: no image is encoded as JPEG, and those that are JPEG "
            "already stay byte for byte."
        )
    anchor = plan.request.naming.anchor
    patterns = _patterns(plan) if extent is not None or pitch is not None else []
    if extent is not None and not any(
        (anchor or one.anchor) is Anchor.CORNER and not one.has_extent for one in patterns
    ):
        found.append(
            "--extent changes nothing: no location is a corner whose name tells no extent. "
            "--anchor corner says that numbers mean corners."
        )
    if pitch is not None and not any(one.needs_pitch for one in patterns):
        found.append("--pitch changes nothing: no name tells a column and a row.")
    return found


def _patterns(plan: "BuildPlan") -> "list[Pattern]":
    """Return the patterns that names are read by."""
    from tfrviewer.build.naming.known import known
    from tfrviewer.build.naming.rule import LocationRule

    given = LocationRule.of(plan.request.naming).pattern
    if given is not None:
        return [given] if any(slide.pattern is not None for slide in plan.slides) else []
    words = {slide.pattern for slide in plan.slides if slide.pattern is not None}
    return [pattern for word in words if (pattern := known(word)) is not None]


def _has_new_jpeg(file: "PlannedFile") -> bool:
    """Tell whether an image of a TFRecord is encoded as JPEG, or may be."""
    import numpy as np

    columns, wanted = file.images.columns, file.wanted
    for code in np.unique(columns.picture[file.images.at]).tolist():
        if not 0 <= code < len(columns.pictures):
            return True  # it was not looked at
        picture = columns.pictures[code]
        verbatim = picture.verbatim and wanted.is_met(picture.size, picture.format)
        if not verbatim and (wanted.format or picture.format) == "jpeg":
            return True
    return False
