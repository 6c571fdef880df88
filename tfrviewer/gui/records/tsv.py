"""Records as tab-separated text, as spreadsheets take it from the clipboard. No Qt."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.dataset.table.table_file import flat


def as_tsv(
    frame: pl.DataFrame,
    columns: Sequence[str],
    numbers: NDArray[np.integer],
    *,
    header: bool = True,
) -> str:
    """Return records as a header and a line each.

    Numbers are written plainly, as programs read them; missing values are empty; a text that
    holds a tab, a quote or a line break stands in quotes.

    Args:
        frame: All records.
        columns: Names of the columns, in their order; those the frame does not have are left out.
        numbers: Row numbers, int (n,), in their order.
        header: Whether the names of the columns stand in the first line.
    """
    present = [column for column in columns if column in frame.columns]
    chosen = frame.select(present)[numbers.astype(np.uint32)]
    return flat(chosen).write_csv(separator="\t", include_header=header)
