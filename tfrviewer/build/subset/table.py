"""Records as a table: CSV, Parquet, or GeoJSON for QuPath."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tfrviewer.errors import Finding

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was written of a table of records.

    Attributes:
        paths: The files written: one, or of GeoJSON in a folder one a slide.
        records: How many records are in them.
        left_out: How many are in none: of GeoJSON, those without a location.
        findings: What was left out, and why.
    """

    paths: tuple[Path, ...]
    records: int
    left_out: int
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "paths": [str(path) for path in self.paths],
            "num_records": self.records,
            "left_out": self.left_out,
            "findings": [finding.to_json() for finding in self.findings],
        }


def save_table(
    frame: "pl.DataFrame",
    output: str | os.PathLike[str],
    *,
    form: Literal["csv", "parquet", "geojson"] | None = None,
    columns: Sequence[str] | None = None,
    where: str | None = None,
    sort: str | Sequence[tuple[str, bool]] | None = None,
    extent: float | None = None,
    existing: Literal["refuse", "replace"] = "refuse",
) -> TableReport:
    """Write a table of records, as `Dataset.columns` gives it, to a file.

    Args:
        frame: A row a record, in the order wanted.
        output: The file; for GeoJSON also a folder, which gets a file a slide.
        form: None goes by the extension of `output`.
        columns: Those to write; None writes all.
        where: A condition that the records fulfil; None takes all.
        sort: As for `choose`.
        extent: Side of a tile in level-0 slide pixels, of the squares of GeoJSON; None takes the
            pitch of each slide's locations.
        existing: What becomes of a file that is there: "refuse" or "replace".
    """
    raise NotImplementedError
