"""A salvage that is killed leaves a whole file under its name, or none."""

import random
from pathlib import Path

import pytest

from tests.unit.build.killed import kill
from tfrviewer import RecordWriter, TFRecord

_SALVAGE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from tfrviewer.tfrecord.salvage import salvage
for number in itertools.count():
    salvage(sys.argv[1], Path(sys.argv[2], f"{number}.tfrecords"))
    print(number, flush=True)
"""


def _kill_while_saving(folder: Path, kills: int) -> None:
    source = folder / "damaged.tfrecords"
    with RecordWriter(source, index=False) as writer:
        for i in range(400):
            writer.write_example({"image_raw": bytes(2000), "loc_x": i, "loc_y": i})
    data = bytearray(source.read_bytes())
    data[100_000:100_100] = bytes([1]) * 100
    source.write_bytes(data)
    chance = random.Random(kills)
    for number in range(kills):
        out = folder / str(number)
        out.mkdir()
        kill(_SALVAGE_FOR_EVER, [source, out], chance, lines=1)
        written = list(out.glob("*.tfrecords"))
        assert written
        for path in written:
            with TFRecord(path, create_index=False) as tfrecord:
                assert (len(tfrecord), tfrecord.findings) == (399, [])
                assert tfrecord.payload(-1)
    assert source.read_bytes() == data


def test_a_kill_leaves_no_half_file(tmp_path: Path) -> None:
    _kill_while_saving(tmp_path, 2)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_none_of_two_hundred_kills_leaves_a_half_file(tmp_path: Path) -> None:
    _kill_while_saving(tmp_path, 200)
