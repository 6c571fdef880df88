"""`tfrviewer info`: what a TFRecord or a dataset folder is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tfrviewer.errors import Finding

_NOT_CHECKED = "the payloads' checksums and the images"


def info(
    path: Annotated[Path, typer.Argument(help="A TFRecord or a dataset folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell what a TFRecord or a dataset folder holds, and what is wrong with it.

    Reads lengths, locations and field names, not the images; `tfrviewer show` reads a record.
    Nothing is written beside the data.
    """
    if path.is_dir():
        _folder(path, as_json=as_json)
    else:
        _file(path, as_json=as_json)


def _file(path: Path, *, as_json: bool) -> None:
    path.stat()  # what is not there is used wrongly, and no finding
    told, findings = describe(path)
    if as_json:
        console.print_json(told)
    else:
        lines = {
            "records": f"{told['length']:,}",
            "size": f"{told['size']:,} bytes",
            "slide": told["slide"] or "none named",
            "fields": ", ".join(told["fields"]) or "none",
            "images": told["img_format"] or "none found",
            "locations": _locations_line(told),
            "compression": told["compression"] or "none",
            "index": told["index"],
            "not checked": _NOT_CHECKED,
        }
        print(console.shown(told["path"]))
        for name, text in lines.items():
            print(console.shown(f"  {name:<12}{text}"))
        console.print_findings(findings)
    raise console.end_with(findings)


def _locations_line(told: dict[str, Any]) -> str:
    if not told["locations"]:
        return "none"
    extent = told["extent"]
    return (
        f"{told['locations']:,} of {told['length']:,}, x {extent[0]} to {extent[2]}, "
        f"y {extent[1]} to {extent[3]}"
    )


def describe(path: Path) -> "tuple[dict[str, Any], list[Finding]]":
    """Return what `--json` prints of a file, and its findings.

    A file that cannot be opened, or is no TFRecord, is told as one of no records.
    """
    from tfrviewer.dataset.indexing import finding_of
    from tfrviewer.errors import TfrError
    from tfrviewer.tfrecord.file import TFRecord

    try:
        with TFRecord(path, create_index=False) as tfrecord:
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


def _folder(path: Path, *, as_json: bool) -> None:
    from tfrviewer.dataset.dataset import Dataset

    dataset = Dataset(path)
    summary = dataset.summary()
    findings = list(dataset.findings)
    if as_json:
        files = [describe(tfrecord)[0] for tfrecord in dataset.tfrecords()]
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
        for line in str(summary).split("\n"):
            print(console.shown(line))
        print(f"  not checked: {_NOT_CHECKED}")
        console.print_findings(findings)
    raise console.end_with(findings)
