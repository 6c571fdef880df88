"""A slide in several TFRecords."""

from pathlib import Path

import pytest

from tests.unit.build.made import kinds, make_slide
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.choices import Layout
from tfrviewer.build.request.request import BuildRequest, Policies, Shards


def plan(source: Path, policies: Policies | None = None, **more: object) -> BuildPlan:
    shards = {name: more.pop(name) for name in ("records", "bytes") if name in more}
    request = BuildRequest(
        source=source,
        output=source.parent / "out",
        shards=Shards(**shards),  # type: ignore[arg-type]
        policies=policies or Policies(),
        **more,  # type: ignore[arg-type]
    )
    return plan_build(request)


def test_a_slide_is_cut_by_records_and_none_is_mixed(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 7)
    make_slide(tmp_path / "in/B.1", 3)
    found = plan(tmp_path / "in", records=3)
    assert {file.path.name: (file.slides, len(file.images)) for file in found.files} == {
        "A-00000-of-00003.tfrecords": (["A"], 3),
        "A-00001-of-00003.tfrecords": (["A"], 3),
        "A-00002-of-00003.tfrecords": (["A"], 1),
        "B.1.tfrecords": (["B.1"], 3),
    }
    assert [file.shard for file in found.files] == [(0, 3), (1, 3), (2, 3), None]
    assert kinds(found.findings) == ["renamed"]
    assert "1 slide has several TFRecords (A)" in found.findings[0].message
    assert [(slide.slide, slide.files, slide.images) for slide in found.slides] == [
        ("A", 3, 7),
        ("B.1", 1, 3),
    ]


def test_a_slide_is_cut_by_bytes(tmp_path: Path) -> None:
    sizes = [path.stat().st_size for path in make_slide(tmp_path / "A", 6)]
    found = plan(tmp_path / "A", bytes=sum(sizes[:2]))
    assert [len(file.images) for file in found.files] == [2, 2, 2]
    tiny = plan(tmp_path / "A", bytes=1)
    assert [len(file.images) for file in tiny.files] == [1] * 6
    both = plan(tmp_path / "A", bytes=sum(sizes[:4]), records=3)
    assert [len(file.images) for file in both.files] == [3, 3]


def test_the_order_is_that_of_the_slide_and_not_of_its_pieces(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 40)
    policies = Policies.checked(seed=3)
    whole = [image.name for image in plan(tmp_path / "A", policies).files[0].images]
    cut = plan(tmp_path / "A", policies, records=11)
    assert [image.name for file in cut.files for image in file.images] == whole


def test_what_is_merged_cannot_be_cut(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 2)
    with pytest.raises(ValueError, match="Leave one out"):
        plan(tmp_path / "in", layout=Layout.MERGED, records=1)
