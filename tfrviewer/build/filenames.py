"""Names that are given for TFRecords and slides, and what is none."""

from tfrviewer.build.choices import Layout
from tfrviewer.build.request import BuildRequest


class NameMisuseError(ValueError):
    """A file or slide was named by what is no name, or where the layout has no use for it."""


def check_names(request: BuildRequest, layout: Layout) -> None:
    """Refuse names that a layout has no use for.

    Raises:
        NameMisuseError: If a file or slide is named where there are several, or by no name.
        TypeError: If a name is no text.
    """
    if request.filename is not None:
        if layout not in (Layout.SINGLE, Layout.MERGED):
            raise NameMisuseError(
                f"filename names one TFRecord; the layout {layout.value!r} writes one a slide. "
                "Name a folder, or say that all are to be in one (layout 'merged')."
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
