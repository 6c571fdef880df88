"""`tfrviewer show`: every field of one record."""

import hashlib
import math
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import AsJson

if TYPE_CHECKING:
    from tfrviewer.errors import Finding
    from tfrviewer.tfrecord.example import Example, Feature, Scalar
    from tfrviewer.tfrecord.file import TFRecord

_SHOWN_VALUES = 8
_SHOWN_TEXT = 60


def show(
    file: Annotated[Path, typer.Argument(help="A TFRecord.")],
    record: Annotated[int, typer.Argument(help="Number of the record, from 0; -1 is the last.")],
    as_json: AsJson = False,
) -> None:
    """Show one record: its fields, where it lies, and whether checksums and image are sound."""
    from tfrviewer.dataset.discovery import stat_there
    from tfrviewer.errors import RecordError
    from tfrviewer.tfrecord.file import TFRecord

    stat_there(file)
    with TFRecord(file, create_index=False) as tfrecord:
        if not -len(tfrecord) <= record < len(tfrecord):
            raise console.usage_error(
                f"{file.name} has {len(tfrecord):,} records; there is no record {record}."
            )
        record %= len(tfrecord)
        example: Example | None = None
        # If it is none, that is among the findings, and the framing is shown all the same.
        with suppress(RecordError):
            example = tfrecord.example(record, check_crc=False)
        told = _told(tfrecord, record, example)
        findings = [finding for finding in tfrecord.findings if finding.record == record]
        findings += _image_findings(tfrecord, record, example)
        told["findings"] = [finding.to_json() for finding in findings]
    if as_json:
        console.print_json(told)
    else:
        _print(told)
        console.print_findings(findings)
    raise console.end_with(findings)


def _image_findings(
    tfrecord: "TFRecord", record: int, example: "Example | None"
) -> "list[Finding]":
    """Decode the image, to say so if it cannot be."""
    from tfrviewer.errors import ImageError
    from tfrviewer.tiles.image.decode import decode_image

    if example is None or example.image is None:
        return []
    try:
        decode_image(example.image)
    except ImageError as error:
        offset = int(tfrecord.index[record, 0])
        path = str(tfrecord.path)
        return [replace(error.finding, file=path, record=record, offset=offset)]
    return []


def _told(tfrecord: "TFRecord", record: int, example: "Example | None") -> dict[str, Any]:
    framing = tfrecord.framing(record)
    told: dict[str, Any] = {
        "path": str(tfrecord.path),
        "record": record,
        "offset": framing.offset,
        "length": framing.length,
        "length_crc": {
            "stored": framing.length_crc_stored,
            "computed": framing.length_crc_computed,
        },
        "payload_crc": {
            "stored": framing.payload_crc_stored,
            "computed": framing.payload_crc_computed,
        },
        "kind": None,
        "slide": None,
        "location": None,
        "image": None,
        "fields": {},
        "feature_lists": {},
    }
    if example is None:
        return told
    told["kind"] = "SequenceExample" if example.is_sequence else "Example"
    told["slide"], told["location"] = example.slide, example.location
    told["image"] = _image(example)
    told["fields"] = {name: _field(feature) for name, feature in example.features.items()}
    told["feature_lists"] = {
        name: [_field(step) for step in steps] for name, steps in example.feature_lists.items()
    }
    return told


def _image(example: "Example") -> dict[str, Any] | None:
    from tfrviewer.tiles.image.sniff import image_size, sniff_format

    image = example.image
    if image is None:
        return None
    size = image_size(image)
    return {
        "field": example.image_key,
        "format": sniff_format(image),
        "width": size[0] if size else None,
        "height": size[1] if size else None,
        "bytes": len(image),
        "sha256": hashlib.sha256(image).hexdigest(),
    }


def _field(feature: "Feature") -> dict[str, Any]:
    return {
        "kind": feature.kind.value,
        "length": len(feature.values),
        "values": [_json_value(value) for value in feature.values],
    }


def _json_value(value: "Scalar") -> str | int | float | dict[str, Any]:
    """Return a value as JSON.

    Bytes that are text are text; of others it is the length and the first bytes, not megabytes
    of them. JSON has no NaN and no infinity: they are strings.
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return value
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return {"bytes": len(value), "begins": value[:16].hex(" ")}


def _print(told: dict[str, Any]) -> None:
    _say(f"{told['path']}, record {told['record']}")
    x_y = "none" if told["location"] is None else f"({told['location'][0]}, {told['location'][1]})"
    _say(f"  {'slide':<12}{told['slide'] or 'none named'}")
    _say(f"  {'location':<12}{x_y}")
    if told["image"]:
        image = told["image"]
        size = f"{image['width']} x {image['height']} px, " if image["width"] else ""
        _say(f"  {'image':<12}{image['format']}, {size}{image['bytes']:,} bytes")
    _say(f"  {'place':<12}byte {told['offset']:,}, payload of {told['length']:,} bytes")
    for name in ("length_crc", "payload_crc"):
        crc = told[name]
        word = "holds" if crc["stored"] == crc["computed"] else "does not match"
        _say(f"  {name.replace('_', ' '):<12}{crc['stored']:08x} {word}")
    if told["fields"]:
        print("  fields")
    width = max((len(name) for name in told["fields"]), default=0)
    for name, field in told["fields"].items():
        _say(f"    {name:<{width}}  {field['kind']:<6}{field['length']:>5}  {_preview(field)}")
    for name, steps in told["feature_lists"].items():
        _say(f"  feature list {name}: {len(steps)} steps")
        for number, step in enumerate(steps[:_SHOWN_VALUES]):
            _say(f"    {number:<4}{step['kind']:<6}{step['length']:>5}  {_preview(step)}")


def _say(text: str) -> None:
    print(console.shown(text))


def _preview(field: dict[str, Any]) -> str:
    parts = []
    for value in field["values"][:_SHOWN_VALUES]:
        if isinstance(value, dict):
            parts.append(f"{value['bytes']:,} bytes: {value['begins']} …")
        else:
            text = (
                value
                if isinstance(value, str)
                else f"{value:.6g}"
                if isinstance(value, float)
                else str(value)
            )
            parts.append(text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…")
    more = ", …" if len(field["values"]) > _SHOWN_VALUES else ""
    return ", ".join(parts) + more
