import numpy as np
import pytest

from tfrviewer.tfrecord.example import FeatureKind, Value, is_example, make_example, parse_example


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


@pytest.mark.parametrize(
    ("value", "kind", "values"),
    [
        (np.int64(3), FeatureKind.INT64, (3,)),
        (np.uint8(200), FeatureKind.INT64, (200,)),
        (np.float32(0.25), FeatureKind.FLOAT, (0.25,)),
        (np.bool_(True), FeatureKind.INT64, (1,)),
        (True, FeatureKind.INT64, (1,)),
        ([True, False], FeatureKind.INT64, (1, 0)),
        ([1, 0.5], FeatureKind.FLOAT, (1.0, 0.5)),
        ([np.int32(1), np.float64(0.5)], FeatureKind.FLOAT, (1.0, 0.5)),
        (np.array([1, 2], np.uint16), FeatureKind.INT64, (1, 2)),
        (np.array([0.5, 2], np.float32), FeatureKind.FLOAT, (0.5, 2.0)),
        (np.array([True, False]), FeatureKind.INT64, (1, 0)),
        (np.array(["a", "b"]), FeatureKind.BYTES, (b"a", b"b")),
        (np.array(7), FeatureKind.INT64, (7,)),
        (np.str_("é"), FeatureKind.BYTES, ("é".encode(),)),
        (("a", b"b"), FeatureKind.BYTES, (b"a", b"b")),
        (bytearray(b"ab"), FeatureKind.BYTES, (b"ab",)),
        (memoryview(b"ab"), FeatureKind.BYTES, (b"ab",)),
        (range(3), FeatureKind.INT64, (0, 1, 2)),
    ],
)
def test_numbers_of_numpy_are_taken(
    value: Value, kind: FeatureKind, values: tuple[object, ...]
) -> None:
    feature = parse_example(make_example({"a": value})).features["a"]
    assert (feature.kind, feature.values) == (kind, values)


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"a": 1},
        {1, 2},
        object(),
        [None],
        [[1, 2], [3, 4]],
        np.zeros((2, 2)),
        np.datetime64("2026-01-01"),
        1j,
        [1, object()],
    ],
)
def test_what_no_feature_can_hold_is_refused_by_its_name(value: Value) -> None:
    with pytest.raises(TypeError, match="'score' is bytes, text, numbers, true or false"):
        make_example({"score": value})


def test_names_and_mixtures_that_are_none_are_told() -> None:
    with pytest.raises(TypeError, match="'score' are numbers and texts mixed"):
        make_example({"score": [1, "a"]})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="name of a feature is text, not 5"):
        make_example({5: 1})  # type: ignore[dict-item]
    for features in ({"a\ud800": 1}, {"a": "\ud800"}, {"a": ["\ud800"]}, {"a\ud800": 0.5}):
        with pytest.raises(ValueError, match="cannot be written as UTF-8"):
            make_example(features)


@pytest.mark.parametrize(
    "value", [2**63, -(2**63) - 1, [1, 2**63], np.uint64(2**63), [0.5, 10**400]]
)
def test_a_number_that_does_not_fit_is_told_with_its_feature(value: Value) -> None:
    with pytest.raises(ValueError, match="'n' has a whole number beyond"):
        make_example({"n": value})
