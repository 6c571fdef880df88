"""What is asked for when records are saved: as the dialogs make it, and the work takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import CopyLayout, CopyOrder, SplitBy
from tfrviewer.build.subset.images import TEMPLATE

SUFFIX = ".tfrecords"


class What(StrEnum):
    """Which records are saved."""

    SELECTION = "selection"
    SHOWN = "shown"
    ALL = "all"


class SaveForm(StrEnum):
    """What records are saved as."""

    TFRECORDS = "tfrecords"
    IMAGES = "images"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"

    @property
    def is_table(self) -> bool:
        """Whether it is a table of the records, and not the records themselves."""
        return self not in (SaveForm.TFRECORDS, SaveForm.IMAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRequest:
    """One save.

    Attributes:
        what: Which records.
        form: As what.
        target: The folder or file; None has one proposed.
        existing: What becomes of what is there; `REFUSE` until somebody said.
        order: In which order; of TFRecords and tables.
        layout: Into which TFRecords.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written with them.
        fields: Columns of the annotations that become fields, by the name of the field.
        joined: Further fields, by name: values by (TFRecord, record), by tile or by slide.
        renamed: Other names for slides.
        template: Names of images.
        metadata: Whether a table is written with the images.
        columns: Those of a table; None writes all.
        extent: Side of a tile in GeoJSON, in level-0 pixels; None goes by the locations.
    """

    what: What = What.SELECTION
    form: SaveForm = SaveForm.TFRECORDS
    target: Path | None = None
    existing: Existing = Existing.REFUSE
    order: CopyOrder = CopyOrder.GIVEN
    layout: CopyLayout = CopyLayout.SLIDE
    index: bool = True
    manifest: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict, repr=False)
    renamed: Mapping[str, str] = field(default_factory=dict)
    template: str = TEMPLATE
    metadata: bool = True
    columns: tuple[str, ...] | None = None
    extent: float | None = None

    @property
    def single(self) -> bool:
        """Whether all goes into one TFRecord."""
        return self.form is SaveForm.TFRECORDS and self.layout is CopyLayout.SINGLE

    @property
    def folder(self) -> Path:
        """The folder that TFRecords go to."""
        assert self.target is not None
        return self.target.parent if self.single else self.target

    @property
    def filename(self) -> str | None:
        """The name of the one TFRecord, None where there are several."""
        assert self.target is not None
        return self.target.name if self.single else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRequest:
    """One split.

    Attributes:
        where: The condition that records fulfil which are taken; "" takes all.
        by: By what they are divided.
        parts: As `split_records` takes them; None of slides writes a TFRecord each.
        rest: The part of what is in no other; None leaves it out.
        seed: Of the lot.
        target: The folder; None has one proposed.
        existing: What becomes of what is there; `REFUSE` until somebody said.
        single: Whether each part is one TFRecord.
        index: Whether an index is written beside each TFRecord.
        manifest: Whether `manifest.json` is written with them.
    """

    where: str = ""
    by: SplitBy = SplitBy.FRACTION
    parts: Mapping[str, Any] | None = None
    rest: str | None = None
    seed: int = 0
    target: Path | None = None
    existing: Existing = Existing.REFUSE
    single: bool = False
    index: bool = True
    manifest: bool = False

    @property
    def layout(self) -> CopyLayout:
        """Into which TFRecords each part goes."""
        return CopyLayout.SINGLE if self.single else CopyLayout.SLIDE


def fitting(path: Path, request: SaveRequest, slides: int) -> Path:
    """Return a path as what is asked for needs it: a file with its extension, or a folder.

    Args:
        path: A path that was chosen for this or for another form.
        request: What is asked for.
        slides: How many slides the records are of: GeoJSON of several goes to a folder.
    """
    known = (SUFFIX, *(f".{form.value}" for form in SaveForm if form.is_table))
    stem = path.with_suffix("") if path.suffix.lower() in known else path
    if request.single:
        return path if path.suffix in (SUFFIX, ".tfrecord", ".tfrec") else _with(stem, SUFFIX)
    if request.form is SaveForm.GEOJSON and slides > 1:
        return stem
    return _with(stem, f".{request.form.value}") if request.form.is_table else stem


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix) if path.name else path
