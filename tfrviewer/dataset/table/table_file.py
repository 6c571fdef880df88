"""Writing records as a table file, a part at a time: CSV, TSV or Parquet.

A part is gathered, written and let go, so that a million records take no more memory than some
ten thousand; the file takes its name once it is whole.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.io.plugins import register_io_source

from tfrviewer.atomic import naming, open_atomically
from tfrviewer.dataset.discovery import is_tfrecord_name
from tfrviewer.jobs import Cancelled, CancelToken, Progress

PART = 65_536
"""Records gathered and written at once."""


class TableForm(Enum):
    """What a table file is."""

    CSV = ".csv"
    TSV = ".tsv"
    PARQUET = ".parquet"


def form_of(path: Path) -> TableForm:
    """Return the form that a file's name asks for.

    Raises:
        ValueError: If it asks for none, or is the name of a TFRecord.
    """
    if is_tfrecord_name(path.name):  # else one might be replaced
        raise ValueError(f"{path.name} is the name of a TFRecord, and a table is none.")
    suffix = {".txt": ".tsv", ".tab": ".tsv", ".pq": ".parquet"}.get(
        path.suffix.lower(), path.suffix.lower()
    )
    try:
        return TableForm(suffix)
    except ValueError:
        raise ValueError(
            f"{path.name} tells no form by its extension; name it .csv, .tsv or .parquet."
        ) from None


def write_table(
    frame: pl.DataFrame,
    path: Path,
    *,
    columns: Sequence[str],
    numbers: NDArray[np.integer],
    form: TableForm | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> int:
    """Write records as a table.

    CSV and TSV hold a header, numbers as programs read them, nothing for a missing value, bytes
    as hexadecimal digits and lists as text. Parquet keeps every type. A file that is there is
    replaced.

    Args:
        frame: A row a record; its row i is the record of number i.
        path: The file; its folder must be there.
        columns: Names of the columns, in their order.
        numbers: Row numbers of the records, int (n,), in their order.
        form: None goes by the extension of `path`.
        progress: Called after each part with records written.
        cancel: Looked at before each part.

    Returns:
        How many records were written.

    Raises:
        ValueError: If a column is not there or named twice, none is named, or a number is of no
            record, or the name of the file tells no form.
        OSError: If the file cannot be written; nothing half-made is left.
        Cancelled: If `cancel` was raised; nothing is left either.
    """
    names = list(columns)
    if unknown := [name for name in names if name not in frame.columns]:
        raise ValueError(f"columns names {unknown[0]!r:.80}, which the table has not.")
    if not names or len(set(names)) < len(names):
        raise ValueError("columns names none, or one of them twice.")
    places = np.asarray(numbers)
    if places.size and not 0 <= int(places.min()) <= int(places.max()) < frame.height:
        raise ValueError(f"numbers are places in a table of {frame.height:,} records.")
    kind = form_of(path) if form is None else form
    parts = _parts(frame.select(names), places.astype(np.uint32), progress, cancel or CancelToken())
    with open_atomically(path) as file, naming(path):
        if kind is TableForm.PARQUET:
            _sink_parquet(frame.select(names).head(0), parts, file)
        else:
            separator = "," if kind is TableForm.CSV else "\t"
            for i, part in enumerate(parts):
                flat(part).write_csv(file, include_header=i == 0, separator=separator)
    return len(places)


def flat(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table as text holds it: bytes as hexadecimal digits, lists as Python writes them."""
    return table.with_columns(
        [pl.col(pl.Binary).bin.encode("hex")]
        + [
            pl.Series(
                name,
                [None if value is None else str(value) for value in table[name].to_list()],
                pl.String,
            )
            for name, dtype in table.schema.items()
            if dtype.is_nested()
        ]
    )


def _parts(
    table: pl.DataFrame,
    places: NDArray[np.uint32],
    progress: Progress | None,
    cancel: CancelToken,
) -> Iterator[pl.DataFrame]:
    """Yield the records in their order; one empty part where there are none, for its header."""
    for first in range(0, max(len(places), 1), PART):
        cancel.check()
        part = table[places[first : first + PART]]
        yield part
        if progress is not None:
            progress(min(first + PART, len(places)), len(places), "")


def _sink_parquet(empty: pl.DataFrame, parts: Iterator[pl.DataFrame], file: BinaryIO) -> None:
    """Write parts as one Parquet file, as they come."""
    failure: list[BaseException] = []

    def source(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        try:
            yield from parts
        except (Cancelled, OSError) as error:
            failure.append(error)  # polars may tell of it in words of its own
            raise

    try:
        # By its name: older versions of polars take no open file here.
        register_io_source(source, schema=empty.schema).sink_parquet(file.name)
    except pl.exceptions.InvalidOperationError:  # or stream nothing that Python yields
        pl.concat(list(parts)).write_parquet(file)
    except Exception:
        if failure:
            raise failure[0] from None
        raise
