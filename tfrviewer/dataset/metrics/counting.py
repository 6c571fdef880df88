"""How many records some conditions pick out."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tfrviewer.jobs import CancelToken


def count_picked(
    frame: pl.DataFrame,
    conditions: Mapping[str, str],
    numbers: NDArray[np.uint32] | None = None,
    cancel: CancelToken | None = None,
) -> dict[str, int]:
    """Return how many records fulfil each of some conditions.

    Args:
        frame: A row a record.
        conditions: SQL conditions over its columns, by name.
        numbers: Row numbers of the records to look at; None looks at all.
        cancel: Looked at before each.

    Raises:
        Cancelled: If `cancel` is raised.
    """
    counts = {}
    if numbers is not None and len(numbers) == frame.height:
        numbers = None  # no order changes a count
    for name, condition in conditions.items():
        if cancel is not None:
            cancel.check()
        picked = frame.select(pl.sql_expr(condition).fill_null(value=False)).to_series()
        counts[name] = int((picked if numbers is None else picked.gather(numbers)).sum())
    return counts
