"""A process that is killed while it writes leaves the old file or the new one, never a part."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tfrviewer import RecordWriter, TFRecord

_WRITE_FOR_EVER = """
import sys, itertools
from tfrviewer import RecordWriter
for version in itertools.count(1):
    with RecordWriter(sys.argv[1]) as writer:
        for i in range(400):
            writer.write_example({"image_raw": bytes(2000), "loc_x": i, "loc_y": version})
    print(version, flush=True)
"""


def _kill_while_writing(folder: Path, kills: int) -> None:
    path = folder / "slide.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"image_raw": b"", "loc_x": 0, "loc_y": 0})
    chance = random.Random(kills)
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITE_FOR_EVER, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 4)):  # from then on it may be anywhere
            process.stdout.readline()
        threshold = chance.randrange(1, 200_000)
        while threshold:
            threshold -= 1
        process.kill()
        process.communicate()
        tfrecord = TFRecord(path, create_index=False)
        versions = {xy[1] for xy in tfrecord.xy.tolist()}
        assert len(versions) == 1
        assert len(tfrecord) == (1 if versions == {0} else 400)
        assert [f.kind for f in tfrecord.findings if f.kind != "stale-index"] == []
        assert tfrecord.payload(-1)


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    _kill_while_writing(tmp_path, 5)


@pytest.mark.long
def test_no_kill_of_two_hundred_loses_anything(tmp_path: Path) -> None:
    _kill_while_writing(tmp_path, 200)
