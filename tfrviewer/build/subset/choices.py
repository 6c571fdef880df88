"""What can be chosen for a copy of records, by the words that commands and calls take.

It loads nothing else, so that the commands can list them.
"""

from enum import StrEnum


class CopyLayout(StrEnum):
    """Into which TFRecords chosen records go."""

    SLIDE = "slide"
    """A TFRecord a slide, named after it."""
    FILE = "file"
    """A TFRecord for each they come from, in the same folders and of the same name."""
    SINGLE = "single"
    """All in one TFRecord."""


class CopyOrder(StrEnum):
    """In which order chosen records are written."""

    GIVEN = "given"
    """As they were given: as they are sorted now."""
    FILE = "file"
    """As they lie in their TFRecords."""


class TableForm(StrEnum):
    """What a table of records is written as."""

    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    """A square a tile, as QuPath reads it."""


class SplitBy(StrEnum):
    """By what records are divided into parts."""

    SLIDE = "slide"
    """By their slides, each of which has a TFRecord; or by lists of slides."""
    FILTER = "filter"
    """By conditions: a record is in the first part whose condition it fulfils."""
    FRACTION = "fraction"
    """By lot, patient by patient; without annotations, slide by slide."""
