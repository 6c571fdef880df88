"""Names that are given for TFRecords and slides, and what a layout has no use for."""

from collections.abc import Iterable

from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest

RESERVED = ("image_raw", "slide", "loc_x", "loc_y")
"""Features that every record has."""


class NameMisuseError(ValueError):
    """Something was named by what is no name, or given where the layout has no use for it."""


def check_names(request: BuildRequest, layout: Layout) -> None:
    """Refuse what a layout has no use for.

    Raises:
        NameMisuseError: If a file or slide is named where there are several, or by no name; if
            a sheet is given where folders tell, or none where it tells; if what is to be in one
            TFRecord is to be cut in several.
        TypeError: If a name is no text.
    """
    if request.sheet is not None and layout not in (Layout.SHEET, Layout.MERGED):
        raise NameMisuseError(
            f"A sheet names slides; in the layout {layout.value!r} it does not. Leave one out."
        )
    if request.sheet is None and layout is Layout.SHEET:
        raise NameMisuseError("The layout 'sheet' needs a sheet: a CSV or Parquet file.")
    shards = request.shards
    if layout is Layout.MERGED and (shards.records, shards.bytes) != (None, None):
        raise NameMisuseError(
            "The layout 'merged' puts all slides into one TFRecord, and shards part one slide "
            "into several. Leave one out."
        )
    if request.filename is not None:
        if layout not in (Layout.SINGLE, Layout.MERGED):
            raise NameMisuseError(
                f"{request.filename} names one TFRecord, and the layout {layout.value} writes one "
                "a slide. Name a folder, or have all in one (layout='merged', --layout merged)."
            )
        check_filename(request.filename)
    if request.slide is not None:
        if layout is not Layout.SINGLE:
            tell = {Layout.NAMES: "names of images do", Layout.SHEET: "the sheet does"}
            raise NameMisuseError(
                f"slide names one slide; in the layout {layout.value!r} "
                f"{tell.get(layout, 'folders do')}."
            )
        check_slide(request.slide)
    for slide in request.renamed.values():
        check_slide(slide)
    if request.labels.folder is not None:
        check_features([request.labels.folder])


def check_features(names: Iterable[str]) -> None:
    """Refuse features of which two have one name, or one that each record has.

    Raises:
        NameMisuseError: As said.
    """
    seen: set[str] = set()
    for name in names:
        if name in RESERVED:
            raise NameMisuseError(f"Every record has a feature {name!r}: call another otherwise.")
        if name in seen:
            raise NameMisuseError(
                f"Two features would be called {name!r}: leave one out, or call it otherwise."
            )
        seen.add(name)


def check_filename(filename: str) -> None:
    """Refuse what is not the name of a file in a folder.

    Raises:
        NameMisuseError: If it holds a separator, or is empty, or "..".
        TypeError: If it is no text.
    """
    if not isinstance(filename, str):
        raise TypeError(f"filename is text, not {filename!r}.")
    if filename in ("", ".", "..") or any(mark in filename for mark in "/\\\0"):
        raise NameMisuseError(
            f"filename={filename!r} is no name of a file: give it without a path, as in "
            "'SLIDE.tfrecords'."
        )


def check_slide(slide: str) -> None:
    """Refuse what cannot be the feature `slide`.

    Raises:
        NameMisuseError: If it is empty, or cannot be written as UTF-8.
        TypeError: If it is no text.
    """
    if not isinstance(slide, str):
        raise TypeError(f"slide is text, not {slide!r}.")
    if not slide or slide != slide.encode("utf-8", "backslashreplace").decode():
        raise NameMisuseError(
            f"slide={slide!r} is no name: it is empty, or cannot be written as UTF-8."
        )
