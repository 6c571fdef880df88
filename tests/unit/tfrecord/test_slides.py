"""Slides and locations read off heads and tails, as protobuf reads whole records."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tfrecord.expected import names
from tfrviewer import RecordWriter, TFRecord
from tfrviewer.errors import RecordError
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.example import make_example, parse_example
from tfrviewer.tfrecord.slides import read_slides

Told = list[tuple[str | None, tuple[int, int] | None]]


def read(tfr: TFRecord, numbers: list[int]) -> Told:
    found = read_slides(tfr, np.array(numbers, np.int64))
    return [
        (None if code < 0 else found.names[code], tuple(xy) if has else None)
        for code, xy, has in zip(
            found.codes.tolist(), found.xy.tolist(), found.has_location.tolist(), strict=True
        )
    ]


def parsed(tfr: TFRecord, numbers: list[int]) -> Told:
    told: Told = []
    for number in numbers:
        try:
            example = parse_example(tfr.payload(number, check_crc=False))
        except (RecordError, ValueError):
            told.append((None, None))
        else:
            told.append((example.slide, example.location))
    return told


@pytest.mark.parametrize("name", [*names(damaged=False), *names(damaged=True)])
def test_they_are_what_protobuf_reads(name: str, golden: Path) -> None:
    with TFRecord(golden / name, create_index=False) as tfr:
        numbers = list(range(len(tfr)))[::-1]
        assert read(tfr, numbers) == parsed(tfr, numbers)


text = st.text(st.characters(codec="utf-8"), max_size=200)
# Of a constant in the code, 2**63, a strategy with bounds has been seen to make an example.
whole = st.integers(-(2**63), 2**63 - 1).filter(lambda number: -(2**63) <= number < 2**63)
features = st.fixed_dictionaries(
    {},
    optional={
        "image_raw": st.binary(max_size=1500),
        "slide": st.one_of(
            text,
            st.binary(max_size=200),
            st.lists(text, max_size=2),
            whole,
        ),
        "loc_x": st.one_of(whole, st.floats(width=32)),
        "loc_y": whole,
        "slid": st.integers(0, 5),
        "z" * 40: st.integers(0, 5),
    },
)


@given(st.lists(features, max_size=6), st.binary(max_size=40), st.booleans())
def test_any_records_are_read_as_protobuf_reads_them(
    records: list[dict[str, object]], odd: bytes, turned: bool
) -> None:
    path = Path(os.environ["HOME"], "S.tfrecords")
    with RecordWriter(path) as writer:
        for values in records:
            payload = make_example(values)  # type: ignore[arg-type]
            writer.write(payload)
            writer.write(payload + payload)  # protobuf joins them
        writer.write(odd)
    with TFRecord(path) as tfr:
        numbers = list(range(len(tfr)))
        if turned:
            numbers.reverse()
        assert read(tfr, numbers) == parsed(tfr, numbers)


@pytest.mark.parametrize("pad", [60, 90, 110, 114])
def test_a_name_that_ends_beyond_what_was_read_is_read_whole(pad: int, tmp_path: Path) -> None:
    path = tmp_path / "S.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"a": b"x" * pad, "slide": "S", "tile": b"y" * 1500})
        writer.write_example({"slide": "T" * 110, "tile": b"y" * 1500})
    with TFRecord(path) as tfr:
        assert read(tfr, [0, 1]) == [("S", None), ("T" * 110, None)]


def test_a_cancel_ends_the_reading(golden: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with (
        TFRecord(golden / "slide-A.tfrecords", create_index=False) as tfr,
        pytest.raises(Cancelled),
    ):
        read_slides(tfr, np.arange(3), cancel=cancel)
