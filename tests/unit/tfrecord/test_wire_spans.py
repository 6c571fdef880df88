from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.tfrecord.example import SequenceExample, make_example, parse_example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.wire_spans import NodeKind, Part, Wire, wire_spans


def check_cover(payload: bytes, wire: Wire) -> None:
    """Every byte is in one span, and every node within its parent."""
    at = 0
    for span in wire.spans:
        assert (span.start, at < span.end) == (at, True)
        at = span.end
    assert at == len(payload)
    for node in wire.nodes[1:]:
        parent = wire.nodes[node.parent]
        assert parent.inner <= node.start <= node.inner <= node.end <= parent.end


EXAMPLE = make_example({"loc_x": 20992, "f": [0.5, 2.5], "names": [b"one", b"two"]})


def test_a_value_is_named_with_its_bytes() -> None:
    wire = wire_spans(EXAMPLE)
    at = EXAMPLE.index(b"\x80\xa4\x01")
    place = wire.at(at + 1)
    assert place is not None
    assert place.path == "features.feature['loc_x'].int64_list.value"
    assert (place.part, place.value) == (Part.VALUE, 20992)
    assert (place.start, place.end) == (at, at + 3)
    assert wire.field(place.node) == ("loc_x",)


def test_each_of_several_values_is_told_apart() -> None:
    wire = wire_spans(EXAMPLE)
    second = EXAMPLE.index(np.float32(2.5).tobytes())
    place = wire.at(second + 3)
    assert place is not None
    assert (place.which, place.value, place.start, place.end) == (1, 2.5, second, second + 4)
    two = wire.at(EXAMPLE.index(b"two"))
    assert two is not None
    assert two.path == "features.feature['names'].bytes_list.value[1]"
    assert two.value == b"two"


def test_tags_lengths_and_names_say_what_they_are() -> None:
    wire = wire_spans(EXAMPLE)
    told = [wire.at(i) for i in range(4)]
    assert [place.part for place in told if place] == [Part.TAG, Part.LENGTH, Part.TAG, Part.LENGTH]
    assert [place.value for place in told if place][:2] == [1, len(EXAMPLE) - 2]
    name = wire.at(EXAMPLE.index(b"loc_x"))
    assert name is not None
    assert (name.part, name.value) == (Part.NAME, b"loc_x")
    assert wire.at(len(EXAMPLE)) is None


def test_numbers_of_many_bytes_in_one_piece_are_found() -> None:
    values = [0, -1, 2**62, 300, -(2**63)]
    payload = make_example({"v": values})
    wire = wire_spans(payload)
    node = next(i for i, n in enumerate(wire.nodes) if n.kind is NodeKind.INT64)
    span = next(s for s in wire.spans if s.node == node and s.part is Part.VALUE)
    found = [wire.at(i) for i in range(span.start, span.end)]
    assert [values[p.which or 0] for p in found if p] == [p.value for p in found if p]
    assert {p.which for p in found if p} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "file", ["extra_features.tfrecords", "foreign_schema.tfrecord", "sequence_example.tfrecord"]
)
def test_every_field_of_the_golden_files_is_found(golden: Path, file: str) -> None:
    with TFRecord(golden / file, create_index=False) as tfrecord:
        for record in range(len(tfrecord)):
            payload = tfrecord.payload(record)
            wire, example = wire_spans(payload), parse_example(payload)
            check_cover(payload, wire)
            assert not wire.problems
            assert wire.is_sequence == example.is_sequence
            steps = [(n, str(i)) for n, s in example.feature_lists.items() for i in range(len(s))]
            for field in [(name,) for name in example.features] + steps:
                node = wire.node_of(field)
                assert node is not None
                assert wire.field(node) == field


def test_a_field_of_a_step_is_named_by_its_list_and_number() -> None:
    message = SequenceExample()
    for value in (7, 8):
        step = message.feature_lists.feature_list["t"].feature.add()
        step.int64_list.value.append(value)
    payload = message.SerializeToString()
    place = wire_spans(payload).at(len(payload) - 1)
    assert place is not None
    assert place.path == "feature_lists.feature_list['t'].feature[1].int64_list.value"
    assert place.value == 8


@given(st.binary(max_size=120))
def test_any_bytes_are_covered(payload: bytes) -> None:
    wire = wire_spans(payload)
    check_cover(payload, wire)
    for offset in range(len(payload)):
        place = wire.at(offset)
        assert place is not None
        assert place.start <= offset < place.end


@given(st.data())
def test_a_damaged_example_is_covered_and_agrees_with_protobuf(data: st.DataObject) -> None:
    payload = bytearray(EXAMPLE)
    at = data.draw(st.integers(0, len(payload) - 1))
    payload[at] = data.draw(st.integers(0, 255))
    cut = bytes(payload[: data.draw(st.integers(at, len(payload)))])
    wire = wire_spans(cut)
    check_cover(cut, wire)
    for offset in range(len(cut)):
        assert wire.at(offset) is not None
    try:
        SequenceExample().ParseFromString(cut)
    except Exception:
        return  # protobuf minds names that are no UTF-8 as well
    assert not wire.problems


def test_what_is_cut_short_says_what_is_missing() -> None:
    wire = wire_spans(EXAMPLE[:-5])
    assert wire.problems == [(1, f"{len(EXAMPLE) - 2:,} bytes are to follow, and "
                                 f"{len(EXAMPLE) - 7:,} are left")]  # fmt: skip
    assert wire.spans[-1].part is Part.BROKEN


def test_fields_of_others_are_told_as_such() -> None:
    wire = wire_spans(b"\x1d\x00\x00\x00\x00" + EXAMPLE)
    place = wire.at(1)
    assert place is not None
    assert (place.part, place.path) == (Part.UNKNOWN, "field 3")
    assert wire.node_of(("loc_x",)) is not None


def test_no_more_is_taken_apart_than_can_be_shown() -> None:
    payload = make_example({"many": [b"x"] * 50_000})
    wire = wire_spans(payload, most=1000)
    check_cover(payload, wire)
    assert len(wire.nodes) == 1000
    assert wire.spans[-1].part is Part.REST


def test_a_large_value_is_one_span() -> None:
    payload = make_example({"f": [0.5] * 50_000, "b": bytes(20_000_000)})
    wire = wire_spans(payload)
    assert len(wire.nodes) < 20
    place = wire.at(wire.nodes[wire.node_of(("f",)) or 0].end - 1)
    assert place is not None
    assert (place.which, place.value) == (49_999, 0.5)


def test_that_fields_without_end_are_not_followed_for_ever() -> None:
    fields = b"\x20\x00" * 30_000
    wire = wire_spans(b"\x1b" + fields + b"\x1c")
    check_cover(b"\x1b" + fields + b"\x1c", wire)
    assert [problem for _, problem in wire.problems] == [
        "a group has too many fields to be followed"
    ]
    short = b"\x1b" + fields[:200] + b"\x1c"
    assert wire_spans(short).problems == []
    late = fields + b"\x12\x00"
    assert not wire_spans(late, most=10).is_sequence
    assert wire_spans(fields[:200] + b"\x12\x00").is_sequence
