"""`tfrviewer info`: what a TFRecord, a dataset folder or a project of Slideflow is."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import Annotations, AsJson, Sources, TilePx, TileUm
from tfrviewer.cli.projects import Asked, open_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import numpy.typing as npt

    from tfrviewer.dataset.dataset import Dataset
    from tfrviewer.dataset.sidecars.extraction_report import Extraction
    from tfrviewer.dataset.summary import DatasetSummary
    from tfrviewer.errors import Finding
    from tfrviewer.tfrecord.file import TFRecord

_NOT_CHECKED = "the payloads' checksums and the images"


def _unread_slides(summary: "DatasetSummary") -> str:
    """Return that slides were counted by the first records, where that is so."""
    count = summary.by_first_slide
    if not count:
        return ""
    return f"slides but the first of {count:,} TFRecord{'s' if count > 1 else ''}, "


def info(
    path: Annotated[
        Path, typer.Argument(help="A TFRecord, a dataset folder or a project of Slideflow.")
    ],
    tile_px: TilePx = None,
    tile_um: TileUm = None,
    source: Sources = None,
    annotations: Annotations = None,
    as_json: AsJson = False,
) -> None:
    """Tell what a TFRecord or a dataset folder holds, and what is wrong with it.

    Of a project of Slideflow it is the tiles of one size, with patients, labels, extractions
    and the slides that are without tiles. Reads lengths, locations and field names, not the
    images; `tfrviewer show` reads a record. Nothing is written beside the data.
    """
    from tfrviewer.dataset.discovery import stat_there
    from tfrviewer.dataset.project.project import is_project
    from tfrviewer.dataset.project.project_files import SETTINGS

    asked = Asked(tile_px, tile_um, source or None)
    if path.name == SETTINGS and is_project(path.parent):
        path = path.parent
    if path.is_dir():
        _folder(path, asked, annotations, as_json=as_json)
    elif not asked.is_nothing or annotations is not None:
        stat_there(path)
        raise console.usage_error(
            f"{path} is a file; annotations, sizes and sources are of a folder."
        )
    else:
        _file(path, as_json=as_json)


def _file(path: Path, *, as_json: bool) -> None:
    from tfrviewer.dataset.discovery import stat_there
    from tfrviewer.dataset.sidecars.extraction_report import extraction_of
    from tfrviewer.tfrecord.file import TFRecord

    stat_there(path)  # what is not there is used wrongly, and no finding
    with ExitStack() as opened:
        told, findings = describe(
            path,
            lambda: opened.enter_context(TFRecord(path, create_index=False)),
            extraction_of(path),
        )
    if as_json:
        console.print_json(told)
    else:
        lines = {
            "records": f"{told['length']:,}",
            "size": _size_line(told["size"]),
            "slide": told["slide"] or "none named",
            "fields": ", ".join(told["fields"]) or "none",
            "images": told["img_format"] or "none found",
            "locations": _locations_line(told),
            "compression": told["compression"] or "none",
            "index": told["index"],
            "extraction": _extraction_line(told),
            "not checked": _NOT_CHECKED,
        }
        print(console.shown(told["path"]))
        for name, text in lines.items():
            print(console.shown(f"  {name:<12}{text}"))
        console.print_findings(findings)
    raise console.end_with(findings)


def _size_line(size: int) -> str:
    from tfrviewer.dataset.words import sized

    exact = console.counted(size, "byte")
    return exact if (told := sized(size)) == exact else f"{told} ({exact})"


def _locations_line(told: dict[str, Any]) -> str:
    if not told["locations"]:
        return "none"
    extent = told["extent"]
    return (
        f"{told['locations']:,} of {told['length']:,}, x {extent[0]} to {extent[2]}, "
        f"y {extent[1]} to {extent[3]}"
    )


def _extraction_line(told: dict[str, Any]) -> str:
    extraction = told["extraction"]
    if extraction is None:
        return "nothing noted"
    values = {"date": extraction["date"], **extraction["parameters"]}
    return ", ".join(f"{name} {text}" for name, text in values.items() if text)


def describe(
    path: Path, opened: "Callable[[], TFRecord]", extraction: "Extraction | None"
) -> "tuple[dict[str, Any], list[Finding]]":
    """Return what `--json` prints of a file, and its findings.

    A file that cannot be opened, or is no TFRecord, is told as one of no records.

    Args:
        path: The file.
        opened: Returns it opened; to close it is up to the caller.
        extraction: How it was extracted, as far as that is known.
    """
    from tfrviewer.dataset.indexing import finding_of
    from tfrviewer.errors import TfrError

    noted = None if extraction is None else extraction.to_json()
    try:
        tfrecord = opened()
        placed = tfrecord.xy[tfrecord.has_location]
        told: dict[str, Any] = {
            "path": str(path),
            "length": len(tfrecord),
            "size": tfrecord.size,
            "fields": tfrecord.fields,
            "img_format": tfrecord.img_format,
            "compression": tfrecord.compression,
            "locations": len(placed),
            "extent": _extent(placed),
            "slide": tfrecord.slide,
            "index": tfrecord.index_state.value,
            "extraction": noted,
        }
        findings = tfrecord.findings
    except (TfrError, OSError) as error:
        findings = [finding_of(error, path)]
        told = {
            "path": str(path),
            "length": 0,
            "size": _size(path),
            "fields": [],
            "img_format": None,
            "compression": None,
            "locations": 0,
            "extent": None,
            "slide": None,
            "index": "none",
            "extraction": noted,
        }
    told["findings"] = [finding.to_json() for finding in findings]
    return told, findings


def _extent(xy: "npt.NDArray[np.int64]") -> list[int] | None:
    """Return [least x, least y, greatest x, greatest y] of the locations."""
    return [*xy.min(0).tolist(), *xy.max(0).tolist()] if len(xy) else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _described(dataset: "Dataset", summary: "DatasetSummary") -> "Iterator[dict[str, Any]]":
    """Yield what `--json` prints of each file of a dataset, which has them open already."""
    from tfrviewer.dataset.discovery import base_name

    extractions = {(one.file.parent, one.slide): one for one in summary.extractions}
    for i, path in enumerate(dataset.tfrecords()):
        extraction = extractions.get((path.parent, base_name(path)))
        yield describe(path, partial(dataset.open, i), extraction)[0]


def _folder(path: Path, asked: Asked, annotations: Path | None, *, as_json: bool) -> None:
    dataset = open_dataset(path, asked, annotations)
    summary = dataset.summary()
    findings = list(dataset.findings)
    if as_json:
        files = list(_described(dataset, summary))
        console.print_json(
            {
                "path": str(path),
                "tfrecords": len(files),
                "num_tiles": dataset.num_tiles,
                "summary": summary.to_json(),
                "files": files,
                "findings": [finding.to_json() for finding in findings],
            }
        )
    else:
        print(summary)
        print(f"  not checked: {_unread_slides(summary)}{_NOT_CHECKED}")
        console.print_findings(findings)
    raise console.end_with(findings)
