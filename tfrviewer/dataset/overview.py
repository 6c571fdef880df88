"""What project, annotations and extraction tell of a dataset, for its summary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

from tfrviewer.dataset.project.absence import Absence, AbsentSlide, Evidence
from tfrviewer.dataset.project.exclusion import Wanted
from tfrviewer.dataset.project.slide_files import outlined_slides
from tfrviewer.dataset.sidecars.annotations import PATIENT, SLIDE
from tfrviewer.dataset.sidecars.extraction_report import Extraction, together
from tfrviewer.dataset.words import counted, listed, short

_LISTED, _COLUMNS = 5, 50


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source of slides that is looked at.

    Attributes:
        name: What it is called.
        slides: Folder of slides; None if it names none. The same goes for the others.
        roi: Folder of outlines.
        tiles: Folder of loose tiles.
        tfrecords: Folder of TFRecords of all sizes.
        label: The folder in it that holds tiles of the size looked at; None if it is not there.
        tfrecord_files: How many TFRecords of that size there are.
        num_tiles: How many records they have.
    """

    name: str
    slides: Path | None
    roi: Path | None
    tiles: Path | None
    tfrecords: Path | None
    label: str | None
    tfrecord_files: int
    num_tiles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What project, annotations and extraction tell; blank where there is none.

    Attributes:
        project: Name of the project of Slideflow.
        config: Its datasets.json.
        tile_px: Width of the tiles looked at in pixels.
        tile_um: Their width in micrometres, or their magnification such as "10x".
        sources: The sources looked at.
        annotations: The CSV file of annotations.
        annotation_columns: Their columns.
        annotated_slides: How many slides have annotations that pass the filters.
        patients: How many patients these are of.
        slides_with_rois: How many of them have outlines.
        patients_with_rois: How many patients these are of.
        filters: {column: the value or values wanted}.
        filter_blank: Columns that must not be blank.
        min_tiles: The least number of tiles of a slide.
        absent: Slides without tiles, and why, what needs looking after first.
        unannotated: TFRecords whose slide has no line in the annotations.
        extractions: How slides were extracted, as far as Slideflow noted it.
    """

    project: str | None = None
    config: Path | None = None
    tile_px: int | None = None
    tile_um: float | str | None = None
    sources: tuple[SourceSummary, ...] = ()
    annotations: Path | None = None
    annotation_columns: tuple[str, ...] = ()
    annotated_slides: int | None = None
    patients: int | None = None
    slides_with_rois: int | None = None
    patients_with_rois: int | None = None
    filters: Mapping[str, Wanted]
    filter_blank: tuple[str, ...] = ()
    min_tiles: int = 0
    absent: tuple[AbsentSlide, ...] = ()
    unannotated: tuple[Path, ...] = ()
    extractions: tuple[Extraction, ...] = ()

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        """Look at what there is."""
        told: dict[str, Any] = {}
        project, annotations = evidence.project, evidence.annotations
        lines: list[Mapping[str, str]] = []
        if annotations is not None:
            lines = [
                line
                for line in annotations.frame.iter_rows(named=True)
                if evidence.exclusion.of(line) is None
            ]
            told |= {
                "annotations": annotations.path,
                "annotation_columns": tuple(annotations.frame.columns),
                "annotated_slides": sum(bool(line[SLIDE]) for line in lines),
                "patients": _patients(lines),
            }
        if project is not None:
            told |= {
                "project": project.name,
                "config": project.config,
                "sources": tuple(_sources(evidence)),
            }
            if project.size is not None:
                told |= {"tile_px": project.size.tile_px, "tile_um": project.size.tile_um}
            if annotations is not None:
                folders = [source.roi for source in project.used if source.roi is not None]
                outlined = set[str]().union(*map(outlined_slides, folders))
                with_rois = [line for line in lines if line[SLIDE] in outlined]
                told |= {
                    "slides_with_rois": len(with_rois),
                    "patients_with_rois": _patients(with_rois),
                }
        return cls(
            **told,
            filters=dict(evidence.filters),
            filter_blank=tuple(evidence.filter_blank),
            min_tiles=evidence.min_tiles,
            absent=tuple(evidence.absent()),
            unannotated=tuple(evidence.unannotated()),
            extractions=tuple(evidence.extractions),
        )

    def attributes(self) -> dict[str, Any]:
        """Return all attributes by name."""
        return {field.name: getattr(self, field.name) for field in fields(Overview)}

    def lines(self) -> Iterator[str]:
        """Yield the lines of the summary for people."""
        if self.project is not None:
            yield f"project “{self.project}”, configuration file {self.config}"
        for source in self.sources:
            yield f"source “{source.name}”: {counted(source.tfrecord_files, 'TFRecord')}, " + (
                f"{counted(source.num_tiles, 'tile')}"
            )
            for name in ("slides", "roi", "tiles", "tfrecords", "label"):
                yield f"  {name:<10}{getattr(source, name) or 'none'}"
        if self.annotated_slides is not None:
            where = "" if self.annotations is None else f" in {self.annotations}"
            yield (
                f"annotations{where}: {counted(self.annotated_slides, 'slide')}, "
                f"{counted(self.patients or 0, 'patient')}"
            )
            yield f"  columns: {listed(self.annotation_columns, _COLUMNS)}"
        if self.slides_with_rois is not None:
            yield (
                f"outlines (ROIs): {counted(self.slides_with_rois, 'slide')}, "
                f"{counted(self.patients_with_rois or 0, 'patient')}"
            )
        filters = [
            *(_filter_words(column, wanted) for column, wanted in self.filters.items()),
            *(f"“{short(column)}” is not blank" for column in self.filter_blank),
            *([f"{counted(self.min_tiles, 'tile')} or more"] if self.min_tiles else ()),
        ]
        if filters:
            yield f"filters: {', '.join(filters)}"
        for words, extractions in together(self.extractions):
            yield f"extracted by Slideflow, {counted(len(extractions), 'slide')}, {words}"
        missing = [one for one in self.absent if one.reason is not Absence.FILTERED]
        if missing:
            yield f"{counted(len(missing), 'slide')} without tiles:"
            for slide in missing[: 2 * _LISTED]:
                yield f"  {short(slide.slide)}: {slide.words}"
            if len(missing) > 2 * _LISTED:
                yield f"  and {len(missing) - 2 * _LISTED:,} more; the JSON has them all"
        left_out = [one.slide for one in self.absent if one.reason is Absence.FILTERED]
        if left_out:
            yield (
                f"{counted(len(left_out), 'slide')} left out by filter or split: "
                f"{listed(left_out, _LISTED)}"
            )
        if self.unannotated:
            yield (
                f"{counted(len(self.unannotated), 'TFRecord')} without a line in the "
                f"annotations: {listed((path.name for path in self.unannotated), _LISTED)}"
            )

    def to_json(self) -> dict[str, Any]:
        """Return the attributes as JSON holds them."""
        value = self.attributes()
        value["absent"] = [slide.to_json() for slide in self.absent]
        value["extractions"] = [one.to_json() for one in self.extractions]
        value["sources"] = [
            {field.name: getattr(one, field.name) for field in fields(one)} for one in self.sources
        ]
        return value


def _sources(evidence: Evidence) -> Iterator[SourceSummary]:
    project = evidence.project
    inside: dict[Path, list[Path]] = {}
    for path in evidence.counts:
        inside.setdefault(path.parent, []).append(path)
    for source in () if project is None else project.used:
        size = None if project is None else project.size
        folder = None if size is None else source.folder(size)
        there = [] if folder is None else inside.get(folder, [])
        yield SourceSummary(
            name=source.name,
            slides=source.slides,
            roi=source.roi,
            tiles=source.tiles,
            tfrecords=source.tfrecords,
            label=None if folder is None else folder.name,
            tfrecord_files=len(there),
            num_tiles=sum(evidence.counts[path] or 0 for path in there),
        )


def _patients(lines: list[Mapping[str, str]]) -> int:
    return len({line[PATIENT] for line in lines if line[PATIENT]})


def _filter_words(column: str, wanted: Wanted) -> str:
    """Return a filter in words; a split wants hundreds of slides."""
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    one_of = "" if len(values) == 1 else "one of "
    return f"“{short(column)}” is {one_of}{listed((f'“{short(v)}”' for v in values), _LISTED)}"
