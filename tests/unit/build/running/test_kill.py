"""A build that is killed leaves each TFRecord as it was, or the new one; never a part.

Processes build two slides again and again and are killed at random moments: replacing what is
there, each time in the order of another seed; appending images that come meanwhile; and going on
with what was cut off. Then every TFRecord there must be whole, and hold what one of the builds
gives in one go.
"""

import random
from pathlib import Path

import pytest

from tests.unit.build.killed import kill
from tests.unit.build.made import contents, files_in, make_slide, plan_folders
from tfrviewer import TFRecord, extract_tiles, write_tfrecords_multi
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running.journal import NAME
from tfrviewer.build.running.run import run

_REPLACE_FOR_EVER = """
import itertools, sys
from tfrviewer import write_tfrecords_multi
for seed in itertools.count(1):
    write_tfrecords_multi(sys.argv[1], sys.argv[2], seed=seed, validate=False, replace=True)
    print(seed, flush=True)
"""
_GO_ON = """
import sys
from pathlib import Path
from tests.unit.build.killed import kill
from tests.unit.build.made import plan_folders
from tfrviewer.build.request.request import Policies
from tfrviewer.build.running.run import run
plan = plan_folders(Path(sys.argv[1]), Path(sys.argv[2]), Policies.checked(existing=sys.argv[3]))
print("planned", flush=True)
report = run(plan, resume=True)
print("done", int(report), flush=True)
"""
_EXPORT_FOR_EVER = """
import sys
from tfrviewer import extract_tiles
while True:
    extract_tiles(sys.argv[1], sys.argv[2], replace=True)
    print(flush=True)
"""
_IMAGES = 60


def _order(source: Path, slide: str, seed: int) -> list[bytes]:
    plan = plan_folders(source, source, Policies.checked(seed=seed), validate=False)
    (file,) = (file for file in plan.files if file.slides == [slide])
    return [image.path.read_bytes() for image in file.images]


def _two_slides(source: Path, count: int = _IMAGES) -> None:
    for number, slide in enumerate("AB"):
        make_slide(source / slide, count, start=1000 * number)


def _kill_while_replacing(folder: Path, kills: int) -> None:
    source, out = folder / "in", folder / "out"
    _two_slides(source)
    write_tfrecords_multi(source, out, seed=0)
    chance = random.Random(kills)
    left = {"A": 0, "B": 0}
    for _ in range(kills):
        built = kill(_REPLACE_FOR_EVER, [source, out], chance, lines=chance.randrange(0, 4))
        for slide in "AB":
            path = out / f"{slide}.tfrecords"
            images = [image for _, image, _ in contents(path)]  # its index fits, or there is none
            # Of the last build that ended, or of the one that was killed.
            seeds = (built or left[slide], built + 1)
            (left[slide],) = {seed for seed in seeds if images == _order(source, slide, seed)}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


def _kill_and_go_on(folder: Path, kills: int, existing: str) -> None:
    """Kill builds, one after the other of the same output; then one that is not has all right."""
    source = folder / "in"
    chance = random.Random(f"{kills} {existing}")
    done = 0
    while done < kills:
        out, whole = folder / f"out{done}", folder / f"whole{done}"
        if existing != "refuse":
            _two_slides(source, 10)
            for target in (out, whole):
                write_tfrecords_multi(source, target, seed=1)
        before = _bytes(whole)
        _two_slides(source)
        policies = Policies.checked(existing=existing)
        report = run(plan_folders(source, whole, policies))
        after = _bytes(whole)
        for _ in range(chance.randrange(1, 4)):
            kill(_GO_ON, [source, out, existing], chance, lines=1)
            done += 1
            for slide in "AB":
                name = f"{slide}.tfrecords"
                now = (out / name).read_bytes() if (out / name).exists() else None
                assert now in (before.get(name), after[name])
                if now is not None:
                    contents(out / name)  # its index fits, or there is none
        unfinished = NAME in files_in(out)
        if unfinished or existing != "refuse" or not files_in(out):
            again = run(plan_folders(source, out, policies), resume=True)
            assert again == report or existing == "append"
        assert _bytes(out) == after  # with nothing else left, hidden or not
        for slide in "AB":
            for path in (source / slide).iterdir():
                path.unlink()


def test_a_kill_leaves_the_old_tfrecord_or_the_new_one(tmp_path: Path) -> None:
    _kill_while_replacing(tmp_path, 4)


@pytest.mark.parametrize("existing", ["refuse", "replace", "append"])
def test_a_killed_build_goes_on_to_the_bytes_of_one_in_one_go(
    existing: str, tmp_path: Path
) -> None:
    _kill_and_go_on(tmp_path, 4, existing)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_kill_of_two_hundred_builds_loses_anything(tmp_path: Path) -> None:
    _kill_while_replacing(tmp_path, 200)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("existing", ["refuse", "replace", "append"])
def test_no_kill_of_two_hundred_loses_what_a_build_goes_on_with(
    existing: str, tmp_path: Path
) -> None:
    _kill_and_go_on(tmp_path, 200, existing)


def test_a_kill_leaves_whole_images(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", _IMAGES)
    write_tfrecords_multi(tmp_path / "in", tmp_path)
    out = tmp_path / "out"
    extract_tiles(tmp_path / "A.tfrecords", out)
    chance = random.Random(1)
    for _ in range(3):
        kill(
            _EXPORT_FOR_EVER,
            [tmp_path / "A.tfrecords", out],
            chance,
            lines=chance.randrange(1, 4),
        )
        images = [path for path in (out / "A").iterdir() if path.suffix == ".jpg"]
        assert len(images) == _IMAGES
        for path in images:
            assert path.read_bytes() == (tmp_path / "in/A" / path.name).read_bytes()


def test_a_killed_build_can_be_repeated(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    make_slide(source / "A", _IMAGES)
    kill(_REPLACE_FOR_EVER, [source, out], random.Random(2), lines=1)
    write_tfrecords_multi(source, out, seed=5, replace=True)
    assert [image for _, image, _ in contents(out / "A.tfrecords")] == _order(source, "A", 5)
    assert TFRecord(out / "A.tfrecords").index_state == "found"
    assert files_in(out) == ["A.index.npz", "A.tfrecords"]
