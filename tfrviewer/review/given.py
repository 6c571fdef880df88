"""What is given to the review store, checked, and the form of what it gives back."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from tfrviewer.review.keys import ABSENT, KEY, KEY_SCHEMA, plain_names
from tfrviewer.review.names import check_name, check_note

FLAG_SCHEMA: Final[dict[str, pl.DataType]] = {
    "reader": pl.String(),
    **KEY_SCHEMA,
    "flag": pl.String(),
    "note": pl.String(),
    "image": pl.Binary(),
    "at": pl.Float64(),
    "revision": pl.Int64(),
}
"""Of `Store.flags`: `at` is the time of the last change in seconds since 1970, `revision` grows
with each gesture. A row without flag and note is of a tile that has neither any more."""


def given_keys(keys: pl.DataFrame, images: Sequence[bytes | None] | None) -> pl.DataFrame:
    """Return the keys of tiles as they are kept, with the column `image`.

    Args:
        keys: With the columns of `KEY_SCHEMA`.
        images: `image_hash` of each tile, None where it is not known; None if of none.

    Raises:
        ValueError: If a column is missing, or there is not a hash a tile.
    """
    missing = [name for name in KEY if name not in keys.columns]
    if missing:
        raise ValueError(f"The keys of the tiles lack the column {missing[0]}.")
    if images is not None and len(images) != keys.height:
        raise ValueError(f"There are {len(images)} hashes for {keys.height} tiles.")
    given = keys.select(pl.col(name).cast(dtype) for name, dtype in KEY_SCHEMA.items())
    if unnamed := [name for name in KEY if name not in "xy" and given[name].null_count()]:
        raise ValueError(f"A tile has no {unnamed[0]} in its key.")
    return given.with_columns(
        pl.col("x", "y").fill_null(ABSENT),
        plain_names(given["slide"]),
        pl.Series("image", [None] * keys.height if images is None else images, pl.Binary),
    )


def check_flags(flags: pl.DataFrame) -> tuple[dict[str, str], pl.Series]:
    """Return the names of flags as they are kept, and the notes.

    Args:
        flags: With the columns `flag` and `note`, and `reader` if it names several.

    Raises:
        ValueError: If a name cannot be one, or a note is too long.
    """
    if "reader" in flags.columns:
        for name in flags["reader"].unique().to_list():
            check_name(name, "A reader")
    names = flags["flag"].unique().drop_nulls().to_list()
    notes = flags["note"].cast(pl.String).fill_null("")
    # Many tiles have one and the same note, or none.
    kept = {note: check_note(note) for note in notes.unique().to_list()}
    return {name: check_name(name, "A flag") for name in names}, notes.replace_strict(
        kept, return_dtype=pl.String
    )
