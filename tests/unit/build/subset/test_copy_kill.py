"""A copy that is killed leaves each TFRecord as it was, or the new one; never a part.

Processes copy two slides again and again, each time in the order of another seed, and are killed
at random moments. Then every TFRecord there must be whole, the source untouched, and a copy that
keeps what is there must finish the rest.
"""

import json
import random
from pathlib import Path

import pytest

from tests.unit.build.killed import kill
from tests.unit.build.subset.copies import made, payloads, pick, sound
from tests.unit.dataset.made import tree
from tfrviewer import TFRecord
from tfrviewer.build.subset.chosen import all_of
from tfrviewer.build.subset.subset import save_records

_COPY_FOR_EVER = """
import itertools, sys
from pathlib import Path
from tests.unit.build.subset.copies import pick
from tests.unit.build.subset.test_copy_kill import order_of
from tfrviewer import save_records
for seed in itertools.count(int(sys.argv[3])):
    chosen = [pick(Path(sys.argv[1]), *order_of(seed))]
    save_records(chosen, sys.argv[2], existing="replace", sync=False, manifest=True)
    print(seed, flush=True)
"""
_FINISH = """
import sys
from tfrviewer import merge_records
print("began", flush=True)
merge_records(sys.argv[1], sys.argv[2], existing="skip", sync=False)
"""
_RECORDS = 400


def order_of(seed: int) -> list[int]:
    """The records of the source that have a place in the copy of a seed, in their order."""
    return random.Random(seed).sample(range(_RECORDS), _RECORDS // 2)


def _source(path: Path) -> Path:
    return made(path, *(("AB"[i % 2], i % 7, 10 * i, i) for i in range(_RECORDS)))


def _whole(path: Path) -> list[bytes]:
    """Payloads of a file that must be whole, with an index that fits or none."""
    with TFRecord(path, create_index=False) as tfr:
        assert tfr.findings == []
        assert tfr.index_state in ("found", "cached")
        examples = [tfr.example(i) for i in range(len(tfr))]
        assert [example.location for example in examples] == [*map(tuple, tfr.xy.tolist())]
    return payloads(path)


def _kill_while_replacing(folder: Path, kills: int) -> None:
    path, out = _source(folder / "in/S.tfrecords"), folder / "out"
    before, source = tree(folder / "in"), payloads(path)
    chance = random.Random(kills)
    seed = 1
    for _ in range(kills):
        copied = kill(_COPY_FOR_EVER, [path, out, str(seed)], chance, lines=chance.randrange(1, 4))
        seed += copied
        assert tree(folder / "in") == before
        for number, slide in enumerate("AB"):
            there = _whole(out / f"{slide}.tfrecords")
            # Of the last copy that ended, or of the one that was killed.
            assert there in [
                [source[i] for i in order_of(one) if i % 2 == number] for one in (seed - 1, seed)
            ]
        assert json.loads((out / "manifest.json").read_bytes()).keys() == {
            "A.tfrecords",
            "B.tfrecords",
        }
        seed += 1
    save_records([pick(path, *order_of(seed))], out, existing="replace")
    sound(out / "A.tfrecords").close()


def _kill_and_finish(folder: Path, kills: int) -> None:
    sources = [
        made(folder / f"in/S{slide}.tfrecords", *((f"S{slide}", i, i, slide) for i in range(20)))
        for slide in range(8)
    ]
    before = tree(folder / "in")
    save_records(all_of(sources), folder / "whole")
    chance = random.Random(kills)
    for number in range(kills):
        out = folder / f"out{number}"
        kill(_FINISH, [folder / "in", out], chance, lines=1)
        if out.exists():
            for path in out.glob("*.tfrecords"):
                assert path.read_bytes() == (folder / "whole" / path.name).read_bytes()
        save_records(all_of(sources), out, existing="skip")
        assert tree(folder / "in") == before
        there = {name: data for name, data in tree(out).items() if not name.startswith(".")}
        whole = tree(folder / "whole")
        # The index of the one that was cut off between its name and its index's is made anew.
        assert there == {name: whole[name] for name in there}
        assert {*there} >= {path.name for path in sources}
        for path in sources:
            assert _whole(out / path.name) == payloads(path)


def test_a_kill_leaves_the_old_copy_or_the_new_one(tmp_path: Path) -> None:
    _kill_while_replacing(tmp_path, 4)


def test_a_copy_that_was_killed_is_finished_by_another(tmp_path: Path) -> None:
    _kill_and_finish(tmp_path, 3)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_kill_of_two_hundred_copies_loses_anything(tmp_path: Path) -> None:
    _kill_while_replacing(tmp_path, 200)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_any_copy_of_a_hundred_that_were_killed_is_finished(tmp_path: Path) -> None:
    _kill_and_finish(tmp_path, 100)
