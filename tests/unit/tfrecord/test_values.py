"""The quick reading of payloads: always what protobuf says, whatever the bytes."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tfrecord.expected import GOLDEN, names
from tfrviewer import TFRecord
from tfrviewer.tfrecord import values as module
from tfrviewer.tfrecord.example import FeatureKind, make_example, parse_example
from tfrviewer.tfrecord.values import read_stored, read_values

_VALUES = st.one_of(
    st.binary(max_size=300),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(width=32, allow_nan=False),
    st.lists(st.binary(max_size=5), max_size=4),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=4),
    st.lists(st.floats(width=32, allow_nan=False), min_size=2, max_size=4),
)
_NAMES = st.one_of(st.sampled_from(["image_raw", "slide", "loc_x", "loc_y"]), st.text(max_size=10))
TILE: dict[str, Any] = {
    "image_raw": b"\xff\xd8\xff" + bytes(500),
    "slide": "S",
    "loc_x": 768,
    "loc_y": 256,
}


BEHIND = (b"", b"\x0a\x02\x0a\x00", bytes(4), b"\xff" * 4)
"""What may follow a payload in a file: the bytes of its CRC."""


def by_protobuf(payload: bytes) -> dict[str, Any]:
    """The values that the full decoding gives."""
    example = parse_example(payload)
    values: dict[str, Any] = {name: f.value for name, f in example.features.items()}
    for name, steps in example.feature_lists.items():
        values[name] = [step.value for step in steps]
    return values


def agrees(payload: bytes) -> None:
    """Check that the quick reading takes and refuses what protobuf does, to the same values."""
    try:
        full = by_protobuf(payload)
    except ValueError:
        for behind in BEHIND:
            with pytest.raises(ValueError, match=r"protobuf|Example"):
                read_stored(payload + behind, len(payload))
        return
    for behind in BEHIND:  # the second time from memory
        assert read_stored(payload + behind, len(payload)) == full


@given(st.dictionaries(_NAMES, _VALUES, max_size=6), st.randoms(use_true_random=False))
def test_that_it_agrees_with_protobuf_whatever_the_features_and_their_order(
    features: dict[str, Any], shuffled: random.Random
) -> None:
    payload = make_example(features)
    agrees(payload)
    entries = [make_example({name: value}) for name, value in features.items()]
    bodies = [body_of(entry) for entry in entries]
    shuffled.shuffle(bodies)
    agrees(b"\x0a" + module._varint(len(b"".join(bodies))) + b"".join(bodies))


def body_of(payload: bytes) -> bytes:
    """The features of an Example, without its own tag and length."""
    at = 1
    while payload[at] > 127:
        at += 1
    return payload[at + 1 :]


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=4),
    st.integers(0, 600),
)
def test_that_it_agrees_with_protobuf_on_damaged_payloads(
    changes: list[tuple[int, int]], cut: int
) -> None:
    damaged = bytearray(make_example(TILE))
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    agrees(bytes(damaged))
    agrees(bytes(damaged[:cut]))


@given(st.binary(max_size=200))
def test_that_any_bytes_are_read_or_refused_as_by_protobuf(payload: bytes) -> None:
    agrees(payload)


@pytest.mark.parametrize("size", [0, 1, 80, 100, 101, 102, 103, 104, 105, 106, 127, 128, 129])
@pytest.mark.parametrize("scale", [1, 128, 128 * 128])
def test_that_images_of_every_width_of_length_are_found(size: int, scale: int) -> None:
    for image_size in {size * scale + d for d in range(-12, 13)} - set(range(-12, 0)):
        agrees(make_example(TILE | {"image_raw": bytes(image_size)}))


@pytest.mark.parametrize(
    "payload",
    [
        b"\x0a\x85\x00\x0a\x01a\x12\x00",  # a length written in more bytes than it needs
        b"\x0a\x08\x0a\x85\x80\x00\x0a\x01a\x12\x00",
        b"\x0a\x09\x0a\x85\x80\x00\x0a\x01a\x12\x00",
        b"\x0a\x0a\x10\x05\x0a\x06\x0a\x01a\x12\x01\x0a",
        b"\x0a\x0d\x10\x05\x0a\x09\x0a\x01a\x12\x04\x0a\x02\x0a\x00",
        b"\x0a\x0f\x18\x05\x0a\x0b\x0a\x01a\x12\x06\x1a\x04\x0a\x02\x80\x00",
        b"\x0a\x0c\x0a\x0a\x0a\x01a\x12\x05\x1a\x03\x0a\x01\x80",
        b"\x0a\x0d\x0a\x0b\x0a\x01a\x12\x06\x1a\x04\x0a\x02\x01\x02",
        b"\x0a\x0d\x0a\x0b\x0a\x01\xff\x12\x06\x1a\x04\x0a\x02\x81\x02",
        b"\x0a\x0e\x0a\x0c\x12\x05\x1a\x03\x0a\x01\x07\x0a\x03abc",  # the name last
        b"\x0a\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
        b"\x0a\x02\x0a\x00",  # a feature without a name or value
        b"\x0a\x02\x10\x01",  # something unknown among the features
        b"\x0a\x00\x0a\x00",  # features in two pieces
    ],
)
def test_that_unusual_encodings_are_left_to_protobuf(payload: bytes) -> None:
    agrees(payload)


def test_that_an_image_may_be_given_twice_and_the_last_one_counts() -> None:
    body = b"".join(body_of(make_example({"image_raw": bytes((k,)) * 300})) for k in (1, 2))
    agrees(b"\x0a" + module._varint(len(body)) + body)


def test_that_an_empty_payload_has_no_values() -> None:
    assert read_values(b"") == {}


def test_that_lists_from_memory_are_each_record_s_own() -> None:
    payload = make_example({"marks": [1, 2]})
    first = read_values(payload)
    first["marks"].append(3)
    assert read_values(payload) == {"marks": [1, 2]}


def test_that_the_known_features_come_first_and_the_others_sorted() -> None:
    payload = make_example({"b": 1, "a": 2, **TILE})
    assert list(read_values(payload)) == ["image_raw", "slide", "loc_x", "loc_y", "a", "b"]
    assert list(read_values(make_example(TILE))) == list(TILE)


def test_that_a_slide_is_text_and_its_stored_bytes_can_be_had() -> None:
    payload = make_example({"slide": b"F\xe4lle"})
    assert read_values(payload) == {"slide": "F�lle"}
    assert read_stored(payload, len(payload)) == {"slide": b"F\xe4lle"}


def test_that_what_follows_a_payload_is_not_read() -> None:
    payload = make_example(TILE)
    whole = read_stored(payload, len(payload))
    assert read_stored(payload + b"\x0a\x02\x0a\x00", len(payload)) == whole
    with pytest.raises(ValueError, match="protobuf"):
        read_stored(payload + b"more", len(payload) - 1)


def test_that_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 8)
    monkeypatch.setattr(module, "_short", {})
    monkeypatch.setattr(module, "_image_starts", {})
    for k in range(100):
        agrees(make_example(TILE | {"loc_x": k, "image_raw": bytes(400 + k)}))
        assert len(module._short) <= 8
        assert len(module._image_starts) <= 8


@pytest.mark.parametrize("name", names(damaged=False))
def test_that_it_agrees_with_protobuf_on_the_golden_files(name: str) -> None:
    tfrecord = TFRecord(GOLDEN / name, create_index=False)
    for i in range(len(tfrecord)):
        agrees(tfrecord.payload(i))


def test_that_kinds_are_not_mixed_up() -> None:
    payload = make_example({"i": 1, "f": 1.0, "b": b"1"})
    kinds = {name: feature.kind for name, feature in parse_example(payload).features.items()}
    assert kinds == {"i": FeatureKind.INT64, "f": FeatureKind.FLOAT, "b": FeatureKind.BYTES}
    assert {type(value) for value in read_values(payload).values()} == {int, float, bytes}
