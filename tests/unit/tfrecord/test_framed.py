"""Records as they are framed, block by block."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tfrecord.expected import GOLDEN, names
from tfrviewer import RecordWriter, TFRecord
from tfrviewer.errors import FileChangedError
from tfrviewer.tfrecord import framed
from tfrviewer.tfrecord.framed import framed_blocks
from tfrviewer.tfrecord.framing import frame


@pytest.mark.parametrize("name", [*names(damaged=False), *names(damaged=True)])
def test_a_record_is_sound_if_its_framing_is(name: str, golden: Path) -> None:
    with TFRecord(golden / name, create_index=False) as tfr:
        count = len(tfr)
        found = [
            sound
            for block in framed_blocks([tfr], np.zeros(count, np.int32), np.arange(count))
            for sound in block.sound.tolist()
        ]
        assert found == [tfr.framing(i).is_sound for i in range(count)]


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 19)), max_size=40), st.integers(1, 9000)
)
def test_records_come_in_the_order_given(picks: list[tuple[int, int]], size: int) -> None:
    with (
        TFRecord(GOLDEN / "slide-A.tfrecords", create_index=False) as one,
        TFRecord(GOLDEN / "gzip_compressed.tfrecords", create_index=False) as other,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(framed, "BLOCK", size)
        files = [one, other]
        picks = [(file, number % len(files[file])) for file, number in picks]
        file_of = np.array([file for file, _ in picks], np.int32)
        records = np.array([number for _, number in picks], np.int64)
        got: list[bytes] = []
        for block in framed_blocks(files, file_of, records):
            assert block.first == len(got)
            assert len(block) == 1 or len(block.data) <= size
            got += [
                bytes(block.data[start:stop])
                for start, stop in zip(block.starts[:-1], block.starts[1:], strict=True)
            ]
        assert got == [
            files[file].read_bytes(*files[file].index[number].tolist()) for file, number in picks
        ]


def test_records_that_would_follow_in_another_file_are_read_from_their_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with RecordWriter(tmp_path / name) as writer:
            for number in range(3):
                writer.write(f"{name} {number}".encode())
    with TFRecord(tmp_path / "a") as one, TFRecord(tmp_path / "b") as other:
        (block,) = framed_blocks([one, other], np.array([0, 1, 0]), np.arange(3))
        assert bytes(block.data) == b"".join(map(frame, (b"a 0", b"b 1", b"a 2")))


def test_a_file_that_was_shortened_is_told(golden_copy: Path) -> None:
    path = golden_copy / "slide-A.tfrecords"
    with TFRecord(path, create_index=False) as tfr:
        os.truncate(path, 5000)
        with pytest.raises(FileChangedError):
            list(framed_blocks([tfr], np.zeros(42, np.int32), np.arange(42)))
