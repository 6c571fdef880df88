"""Folders with too few names to tell go by the others, in a plan as well."""

from pathlib import Path

from tests.unit.build.made import jpeg
from tfrviewer.build.planning.planning import make_plan
from tfrviewer.build.request.request import BuildRequest, Naming
from tfrviewer.build.scan.scan import scan


def test_a_slide_of_one_tile_is_located_like_the_others(tmp_path: Path) -> None:
    for name in ("A/0_0", "A/256_0", "A/256_256", "B/512_1024", "C/notes"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"in/{name}.jpg").write_bytes(jpeg())
    request = BuildRequest(
        source=tmp_path / "in", output=tmp_path / "out", naming=Naming(extent=256)
    )
    plan = make_plan(request, scan(request.source))
    located = {image.slide: image.location for file in plan.files for image in file.images}
    assert located == {"A": (384, 384), "B": (640, 1152), "C": None}
