"""Columns that a condition may ask for beside those of the records: flags, notes and metrics."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from tfrviewer.cli import console

if TYPE_CHECKING:
    import polars as pl

    from tfrviewer.dataset.dataset import Dataset

_OF_FLAGS: Final = "_review"
OF_METRICS: Final = "_metric"
"""Appended, as in the window, where records have a field of the name themselves."""


def names_in(*conditions: str | None) -> set[str]:
    """Return the columns that conditions name."""
    from tfrviewer.dataset.table.query import condition_columns

    return {name for text in conditions if text for name in condition_columns(text)}


def with_known(
    dataset: "Dataset", frame: "pl.DataFrame", asked: Iterable[str], reader: str | None
) -> "pl.DataFrame":
    """Return the records with those columns of flags and metrics that are asked for.

    Args:
        dataset: The records.
        frame: What its `columns` gave.
        asked: Names of columns.
        reader: Whose flags; None is whoever is logged in. If it is given, its columns are there
            whether they are asked for or not.

    Raises:
        Exit: If the reader flagged none of these tiles, so that the name may be a wrong one, or
            if no metric was measured.
        ReviewError: If the flags cannot be read.
    """
    from tfrviewer.dataset.metrics import blank_metrics
    from tfrviewer.review.joining import REVIEW_SCHEMA

    lacking = set(asked) - set(frame.columns)
    flags = _meant(lacking, REVIEW_SCHEMA, _OF_FLAGS)
    if reader is not None:
        taken = {name: f"{name}{_OF_FLAGS}" for name in REVIEW_SCHEMA if name in frame.columns}
        flags |= {taken.get(name, name): name for name in REVIEW_SCHEMA}
    if flags:
        said = _flags(dataset, reader)
        frame = frame.with_columns(said[own].alias(name) for name, own in flags.items())
    metrics = _meant(lacking, blank_metrics().columns, OF_METRICS)
    if metrics:
        measured = _metrics(dataset, min(metrics))
        frame = frame.with_columns(measured[own].alias(name) for name, own in metrics.items())
    return frame


def _meant(asked: Iterable[str], known: Iterable[str], suffix: str) -> dict[str, str]:
    """Return which of some known columns are asked for, by the names they are asked for by."""
    there = set(known)
    return {name: own for name in asked if (own := name.removesuffix(suffix)) in there}


def _flags(dataset: "Dataset", reader: str | None) -> "pl.DataFrame":
    from tfrviewer.dataset.words import listed
    from tfrviewer.review.joining import flags_of, join_flags, keys_of
    from tfrviewer.review.names import default_reader
    from tfrviewer.review.store import Store

    name = default_reader() if reader is None else reader
    keys = keys_of(dataset)
    with Store() as store:
        flags = store.flags(reader=name)
        joined = join_flags(keys, flags)
        if not joined.codes.any() and not joined.notes:
            readers = flags_of(keys, store.flags())["reader"].unique().sort().to_list()
            if readers or reader is not None:
                there = "Nobody did."
                if readers:
                    there = f"Their readers: {listed(readers)}. --reader says whose are meant."
                raise console.usage_error(f"“{name}” flagged none of these tiles. {there}")
    return joined.frame()


def _metrics(dataset: "Dataset", name: str) -> "pl.DataFrame":
    import polars as pl

    from tfrviewer.dataset.metrics import kept_metrics

    measured = kept_metrics(dataset)
    if measured is None:
        raise console.usage_error(
            f"The metric {name} is asked for, and nothing is measured yet: let “tfrviewer metrics” "
            "measure these tiles first."
        )
    lacking = measured.select(pl.all_horizontal(pl.all().is_null()).sum()).item()
    if lacking:
        verb = "has" if lacking == 1 else "have"
        console.say(
            f"tfrviewer: {lacking:,} of {console.counted(measured.height, 'tile')} {verb} no "
            "metrics: not measured yet, or without a picture."
        )
    return measured
