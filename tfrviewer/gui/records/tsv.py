"""Records as tab-separated text, as spreadsheets take it from the clipboard. No Qt."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray


def as_tsv(frame: pl.DataFrame, columns: Sequence[str], numbers: NDArray[np.integer]) -> str:
    """Return records as a header and a line each.

    Numbers are written plainly, as programs read them; missing values are empty; a text that
    holds a tab, a quote or a line break stands in quotes.

    Args:
        frame: All records.
        columns: Names of the columns, in their order; those the frame does not have are left out.
        numbers: Row numbers, int (n,), in their order.
    """
    present = [column for column in columns if column in frame.columns]
    chosen = frame.select(present)[numbers.astype(np.uint32)]
    binary = [name for name, dtype in chosen.schema.items() if dtype == pl.Binary]
    return chosen.with_columns(pl.col(binary).bin.encode("hex")).write_csv(separator="\t")
