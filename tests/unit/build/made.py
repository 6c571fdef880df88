"""Folders of images made for the tests of building."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.unit.tiles.pictures import encoded
from tfrviewer import Finding, TFRecord
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Policies
from tfrviewer.jobs import CancelToken, Progress

PITCH = 512


def jpeg(number: int = 0, size: tuple[int, int] = (32, 32)) -> bytes:
    """An image unlike that of any other number."""
    colour = (number % 256, number // 256 % 256, 90)
    return encoded(Image.new("RGB", size, colour), "JPEG", quality=90, comment=str(number))


def make_slide(folder: Path, count: int, *, start: int = 0) -> list[Path]:
    """Write tiles of a slide named as Slideflow names them; return them in natural order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for i in range(count):
        x, y = PITCH * (i // 10) + 256, PITCH * (i % 10) + 256
        path = folder / f"{folder.name}-{x}-{y}.jpg"
        path.write_bytes(jpeg(start + i))
        paths.append(path)
    return paths


def contents(path: Path) -> list[tuple[str, bytes, tuple[int, int]]]:
    """Slide, image and location of each record; the index beside must fit."""
    with TFRecord(path, create_index=False) as tfr:
        assert tfr.findings == []
        return [(r["slide"], r["image_raw"], (r["loc_x"], r["loc_y"])) for r in tfr]


def files_in(folder: Path) -> list[str]:
    """All files below a folder, hidden ones too."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if not p.is_dir())


def kinds(findings: Iterable[Finding]) -> list[str]:
    return [finding.kind.value for finding in findings]


def plan_folders(
    source: Path,
    output: Path,
    policies: Policies | None = None,
    *,
    layout: Layout | None = None,
    filename: str | None = None,
    slide: str | None = None,
    pattern: str | None = None,
    validate: bool = True,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> BuildPlan:
    """Plan the build of a folder."""
    request = BuildRequest.of(
        source,
        output,
        policies,
        layout=layout,
        filename=filename,
        slide=slide,
        pattern=pattern,
        validate=validate,
    )
    return plan_build(request, progress=progress, cancel=cancel)
