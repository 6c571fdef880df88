import pytest

from tfrviewer.tfrecord.example import FeatureKind, is_example, make_example, parse_example


def test_values_come_back_as_they_were_given() -> None:
    payload = make_example(
        {"slide": "Fälle 1", "image_raw": b"\xff\xd8\xff", "loc_x": -5, "loc_y": 2**40, "f": [0.5]}
    )
    example = parse_example(payload)
    assert example.slide == "Fälle 1"
    assert example.location == (-5, 2**40)
    assert example.image == b"\xff\xd8\xff"
    assert example.features["f"].kind is FeatureKind.FLOAT


def test_the_same_features_in_any_order_give_the_same_bytes() -> None:
    features: dict[str, bytes | int] = {f"f{i}": i for i in range(20)}
    backwards = dict(reversed(features.items()))
    assert make_example(features) == make_example(backwards)


@pytest.mark.parametrize("payload", [b"\x0f\xff", b"hello, world", b"\x0a\xff\xff"])
def test_what_is_no_example_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"protobuf|Example"):
        parse_example(payload)


def test_an_empty_payload_is_an_example_without_features() -> None:
    assert parse_example(b"").features == {}


def test_a_location_stored_as_float_is_rounded() -> None:
    example = parse_example(make_example({"loc_x": [10.4], "loc_y": [20.6]}))
    assert example.location == (10, 21)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 1e30])
def test_a_location_that_is_no_number_is_none(wrong: float) -> None:
    assert parse_example(make_example({"loc_x": [wrong], "loc_y": [1.0]})).location is None


def test_one_coordinate_alone_is_no_location() -> None:
    assert parse_example(make_example({"loc_x": 7})).location is None


def test_the_image_is_found_under_a_foreign_name() -> None:
    example = parse_example(make_example({"a": "text", "image/encoded": b"\x89PNG\r\n\x1a\n"}))
    assert example.image_key == "image/encoded"


def test_an_integer_beyond_64_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="range"):
        make_example({"n": 2**63})


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b"", True),
        (b"\x0f\xff", False),
        (b"hello, world", False),
        (b"\x0a\xff\xff", False),
        (b"\x1a\x01a", False),
        (make_example({"a": 1}), True),
    ],
)
def test_what_is_an_example_is_told_of_memory_as_well(payload: bytes, *, expected: bool) -> None:
    assert is_example(payload) is is_example(memoryview(bytearray(payload))) is expected
