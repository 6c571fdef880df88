"""A build that is killed leaves each TFRecord as it was, or the new one; never a part.

A process builds two slides again and again, each time in the order of another seed, and is
killed at a random moment. Then every TFRecord there must be whole, and hold all images in the
order of one seed.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.build.made import contents, make_slide, plan_folders
from tfrviewer import TFRecord, extract_tiles, write_tfrecords_multi
from tfrviewer.build.request import Policies

_BUILD_FOR_EVER = """
import itertools, sys
from tfrviewer import write_tfrecords_multi
for seed in itertools.count(1):
    write_tfrecords_multi(sys.argv[1], sys.argv[2], seed=seed, validate=False, replace=True)
    print(seed, flush=True)
"""
_EXPORT_FOR_EVER = """
import sys
from tfrviewer import extract_tiles
while True:
    extract_tiles(sys.argv[1], sys.argv[2], replace=True)
    print(flush=True)
"""
_IMAGES = 60


def _kill(code: str, arguments: list[Path], chance: random.Random, *, least: int = 0) -> int:
    """Run code that prints a line now and then, and kill it; return how many lines it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    lines = chance.randrange(least, 4)
    for _ in range(lines):  # from then on it may be anywhere
        process.stdout.readline()
    threshold = chance.randrange(1, 400_000)
    while threshold:
        threshold -= 1
    process.kill()
    more, _ = process.communicate()
    return lines + more.count(b"\n")


def _order(source: Path, slide: str, seed: int) -> list[bytes]:
    plan = plan_folders(source, source, Policies.checked(seed=seed), validate=False)
    (file,) = (file for file in plan.files if file.slides == [slide])
    return [image.path.read_bytes() for image in file.images]


def _kill_while_building(folder: Path, kills: int) -> None:
    source, out = folder / "in", folder / "out"
    for number, slide in enumerate("AB"):
        make_slide(source / slide, _IMAGES, start=number * _IMAGES)
    write_tfrecords_multi(source, out, seed=0)
    chance = random.Random(kills)
    left = {"A": 0, "B": 0}
    for _ in range(kills):
        built = _kill(_BUILD_FOR_EVER, [source, out], chance)
        for slide in "AB":
            path = out / f"{slide}.tfrecords"
            images = [image for _, image, _ in contents(path)]  # its index fits, or there is none
            # Of the last build that ended, or of the one that was killed.
            seeds = (built or left[slide], built + 1)
            (left[slide],) = {seed for seed in seeds if images == _order(source, slide, seed)}


def test_a_kill_leaves_the_old_tfrecord_or_the_new_one(tmp_path: Path) -> None:
    _kill_while_building(tmp_path, 10)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_kill_of_two_hundred_builds_loses_anything(tmp_path: Path) -> None:
    _kill_while_building(tmp_path, 200)


def test_a_kill_leaves_whole_images(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", _IMAGES)
    write_tfrecords_multi(tmp_path / "in", tmp_path)
    out = tmp_path / "out"
    extract_tiles(tmp_path / "A.tfrecords", out)
    chance = random.Random(1)
    for _ in range(3):
        _kill(_EXPORT_FOR_EVER, [tmp_path / "A.tfrecords", out], chance, least=1)
        images = [path for path in (out / "A").iterdir() if path.suffix == ".jpg"]
        assert len(images) == _IMAGES
        for path in images:
            assert path.read_bytes() == (tmp_path / "in/A" / path.name).read_bytes()


def test_a_killed_build_can_be_repeated(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    make_slide(source / "A", _IMAGES)
    _kill(_BUILD_FOR_EVER, [source, out], random.Random(2), least=1)
    write_tfrecords_multi(source, out, seed=5, replace=True)
    assert [image for _, image, _ in contents(out / "A.tfrecords")] == _order(source, "A", 5)
    assert TFRecord(out / "A.tfrecords").index_state == "found"
