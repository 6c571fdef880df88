"""TFRecords of the same slides that an earlier build cut otherwise."""

from pathlib import Path

import pytest

from tests.unit.build.made import files_in, make_slide
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.request.request import BuildRequest, Policies, Shards
from tfrviewer.build.running.run import run
from tfrviewer.build.running.targets import refuse_always
from tfrviewer.errors import Severity, TargetExistsError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    make_slide(tmp_path / "in/A", 5)
    make_slide(tmp_path / "in/B", 1)
    return tmp_path / "in"


def plan(source: Path, existing: str = "replace", records: int | None = None) -> BuildPlan:
    request = BuildRequest(
        source=source,
        output=source.parent / "out",
        shards=Shards(records=records),
        policies=Policies.checked(existing=existing),
    )
    return plan_build(request)


@pytest.mark.parametrize("existing", ["replace", "skip", "append", "refuse"])
@pytest.mark.parametrize("records", [None, 2])
def test_a_slide_that_was_cut_otherwise_is_refused(
    records: int | None, existing: str, source: Path
) -> None:
    run(plan(source, records=3 if records else 2))
    (source.parent / "out/B.tfrecords").unlink()
    (source.parent / "out/B.index.npz").unlink()
    before = files_in(source.parent / "out")
    again = plan(source, existing, records)
    last = again.findings[-1]
    assert last.severity is Severity.ERROR
    first = "A-00000-of-00002.tfrecords" if records else "A-00000-of-00003.tfrecords"
    for refuse in (run, refuse_always):
        with pytest.raises(TargetExistsError, match=first) as caught:
            refuse(again)
        assert "twice" in str(caught.value)
        assert "A-00001-of" in str(caught.value)
    assert files_in(source.parent / "out") == before


def test_a_whole_slide_is_in_the_way_of_its_pieces(source: Path) -> None:
    run(plan(source))
    with pytest.raises(
        TargetExistsError, match=r"A\.tfrecords: It is there already, and its tiles go to"
    ):
        run(plan(source, records=2))


def test_the_same_cut_and_other_slides_are_not_in_the_way(source: Path) -> None:
    out = source.parent / "out"
    run(plan(source, records=2))
    for name in ("A-1.tfrecords", "AB-00000-of-00002.tfrecords", "A-00000-of-00002.index.npz"):
        (out / name).write_bytes(b"")
    again = plan(source, records=2)
    assert [finding for finding in again.findings if finding.severity is Severity.ERROR] == []
    assert run(again) == 6


def test_a_slide_called_like_a_piece_is_one_of_the_plan(source: Path) -> None:
    make_slide(source / "A-00000-of-00002", 1)
    run(plan(source))
    assert run(plan(source)) == 7
