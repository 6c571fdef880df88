"""Figures of each file of a dataset, from its records: how many, and the middle of a column."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def counts_by_file(files: NDArray[np.integer], n_files: int) -> FloatArray:
    """Return how many records each file has among some, float64 (n_files,).

    Args:
        files: Number of the file of each record.
        n_files: How many files there are.
    """
    return np.bincount(files, minlength=n_files)[:n_files].astype(np.float64)


def middles_by_file(
    values: pl.Series, files: NDArray[np.integer], among: NDArray[np.bool_], n_files: int
) -> tuple[FloatArray, FloatArray]:
    """Return mean and median of a column for each file; NaN where no record has a number.

    Args:
        values: The column, numbers or yes and no.
        files: Number of the file of each record, (n,).
        among: Only records for which this is true, bool (n,).
        n_files: How many files there are.
    """
    n = min(len(values), len(files), len(among))
    numbers = values[:n].cast(pl.Float64, strict=False)
    frame = pl.DataFrame(
        {
            "file": np.ascontiguousarray(files[:n]).astype(np.int64),
            "value": numbers,
            "among": np.ascontiguousarray(among[:n]),
        }
    )
    found = (
        frame.lazy()
        .filter(pl.col("among") & pl.col("value").is_finite())
        .group_by("file")
        .agg(pl.col("value").mean().alias("mean"), pl.col("value").median().alias("median"))
        .collect()
    )
    at = found["file"].to_numpy()
    middles = []
    for name in ("mean", "median"):
        column = np.full(n_files, np.nan)
        column[at] = found[name].to_numpy()
        middles.append(column)
    return middles[0], middles[1]


def order_by(figures: FloatArray, *, descending: bool) -> IntArray:
    """Return the files in the order of a figure, those without one last, else as they came."""
    known = ~np.isnan(figures)
    keys = np.where(known, -figures if descending else figures, np.inf)
    return np.lexsort((np.arange(len(figures)), keys, ~known))
