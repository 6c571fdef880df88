"""The slides of a dataset and of all that are derived from it, in one table."""

from collections.abc import Sequence

import polars as pl

from tfrviewer.dataset.sidecars.annotations import SLIDE


def slide_table(of_files: Sequence[str], annotations: pl.DataFrame | None) -> pl.DataFrame:
    """Return all slides, annotated or with a TFRecord, with what the annotations tell of them.

    Args:
        of_files: The slide of each TFRecord.
        annotations: A row a slide, all columns text; those without a slide are left out.

    Returns:
        A row a slide, those of the annotations first; "" where they tell nothing.
    """
    names = list(dict.fromkeys(of_files))
    if annotations is None:
        return pl.DataFrame({SLIDE: names}, schema={SLIDE: pl.String()})
    frame = annotations.filter(pl.col(SLIDE) != "")
    known = set(frame[SLIDE])
    others = pl.DataFrame(
        {SLIDE: [name for name in names if name not in known]}, schema={SLIDE: pl.String()}
    )
    return pl.concat([frame, others], how="diagonal").fill_null("")
