"""What becomes of each slide, in numbers."""

from collections.abc import Iterator, Sequence

import numpy as np

from tfrviewer.build.planning.alike import Sorted
from tfrviewer.build.planning.layouts import Target
from tfrviewer.build.planning.plan import PlannedFile, PlannedImages, PlannedSlide
from tfrviewer.build.planning.planned import UNKNOWN


def slides_of(
    target: Target, images: PlannedImages, sorted_out: Sorted, files: Sequence[PlannedFile]
) -> Iterator[PlannedSlide]:
    """Yield what becomes of each slide of a target.

    Args:
        target: The target.
        images: All its images.
        sorted_out: Which of them are taken.
        files: The TFRecords made of it; none if no image is taken.
    """
    taken = sorted_out.images
    places = dict(taken.by_slide())
    patterns = [share.located.pattern for share in target.shares if share.located.pattern]
    for slide, everything in images.by_slide():
        own = taken.take(places[slide])
        yield PlannedSlide(
            slide=slide,
            path=files[0].path if files else target.path,
            files=len(files) if len(own) else 0,
            images=len(own),
            left_out=len(images.at[everything]) - len(own),
            located=own.located,
            guessed=0 if own.guessed is None else int(own.guessed.sum()),
            encoded=_encoded(own, sorted_out),
            size_bytes=own.size_bytes,
            picture=sorted_out.picture,
            pattern=max(patterns, key=patterns.count) if patterns else None,
            there=any(file.there for file in files),
        )


def _encoded(images: PlannedImages, sorted_out: Sorted) -> int:
    """Return how many images are not stored byte for byte."""
    codes = images.columns.picture[images.at]
    counts = np.unique(codes[codes != UNKNOWN], return_counts=True)
    pictures, wanted = images.columns.pictures, sorted_out.wanted
    return sum(
        count
        for code, count in zip(*(array.tolist() for array in counts), strict=True)
        if not (
            pictures[code].verbatim and wanted.is_met(pictures[code].size, pictures[code].format)
        )
    )
