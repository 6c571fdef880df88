import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.inspector.values import (
    LIMIT,
    Mode,
    copied_text,
    guess_mode,
    json_feature,
    length_text,
    preview,
    render,
)
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar


def of_bytes(*values: bytes) -> Feature:
    return Feature("f", FeatureKind.BYTES, values)


def of_ints(*values: int) -> Feature:
    return Feature("f", FeatureKind.INT64, values)


def of_floats(*values: float) -> Feature:
    return Feature("f", FeatureKind.FLOAT, values)


NOTHING = Feature("f", FeatureKind.EMPTY, ())
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)

features = st.one_of(
    st.lists(st.binary(max_size=40), max_size=5).map(lambda v: of_bytes(*v)),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=9).map(lambda v: of_ints(*v)),
    st.lists(st.floats(width=32), max_size=9).map(lambda v: of_floats(*v)),
    st.just(NOTHING),
)


@pytest.mark.parametrize(
    ("feature", "mode"),
    [
        (of_bytes(JPEG), Mode.IMAGE),
        (of_bytes("Fälle 12".encode()), Mode.TEXT),
        (of_bytes(b"a", b"b"), Mode.TEXT),
        (of_bytes(b'{"a": 1}'), Mode.JSON),
        (of_bytes(b" [1, 2]"), Mode.JSON),
        (of_bytes(b"{broken"), Mode.TEXT),
        (of_bytes(b"5"), Mode.TEXT),
        (of_bytes(b"\x00\x01"), Mode.HEX),
        (of_bytes(b"text", b"\xff\x00"), Mode.HEX),
        (of_bytes(("ä" * LIMIT).encode()), Mode.TEXT),
        (of_bytes(b""), Mode.TEXT),
        (of_floats(0.5), Mode.NUMBERS),
        (of_ints(), Mode.NUMBERS),
        (NOTHING, Mode.TEXT),
    ],
)
def test_the_mode_follows_the_content(feature: Feature, mode: Mode) -> None:
    assert guess_mode(feature) is mode


@pytest.mark.parametrize(
    ("feature", "length", "text"),
    [
        (of_bytes(b"stroma"), "6 B", "stroma"),
        (of_bytes(b"a\n  b"), "5 B", "a b"),
        (of_bytes(b"\x00\x01"), "2 B", "00 01"),
        (of_bytes(b"a", b"b"), "2", "a, b"),
        (of_floats(0.1), "1", "0.1"),
        (of_ints(*range(1000)), "1,000", "0, 1, 2, 3, 4, 5, 6, 7, … 992 more"),
        (of_ints(), "0", "empty"),
        (NOTHING, "0", "no type set"),
    ],
)
def test_a_preview_says_much_in_a_line(feature: Feature, length: str, text: str) -> None:
    assert (length_text(feature), preview(feature)) == (length, text)


def test_a_long_text_is_previewed_although_a_letter_is_cut_in_two() -> None:
    assert preview(of_bytes(("a" + "ä" * 500).encode())).endswith("ä…")


@given(features, st.sampled_from([mode for mode in Mode if mode is not Mode.IMAGE]))
def test_any_field_can_be_shown_in_any_mode(feature: Feature, mode: Mode) -> None:
    rendered = render(feature, mode)
    assert len(rendered.text) <= 8 * LIMIT
    assert "\0" not in rendered.text
    assert len(preview(feature)) < 300
    json.loads(json.dumps(json_feature(feature), allow_nan=False))
    assert isinstance(copied_text(feature), str)


@pytest.mark.parametrize("mode", [Mode.TEXT, Mode.HEX, Mode.NUMBERS, Mode.JSON])
def test_a_long_value_is_cut_and_says_so(mode: Mode) -> None:
    rendered = render(of_bytes(b"[" + b"1" * (5 * LIMIT)), mode)
    assert len(rendered.text) < 8 * LIMIT
    assert "irst 65,536" in rendered.note


def test_lines_too_long_to_wrap_are_broken() -> None:
    rendered = render(of_bytes(b"x" * 1000), Mode.TEXT)
    assert [len(line) for line in rendered.text.splitlines()] == [400, 400, 200]
    assert rendered.note == "Lines of more than 400 letters are broken."


def test_no_more_values_are_listed_than_can_be_shown_at_once() -> None:
    rendered = render(of_bytes(*[b"x"] * 10_000), Mode.TEXT)
    assert rendered.note == "The first 4,096 of 10,000 values are shown."


def test_json_is_laid_out_and_what_is_none_says_why() -> None:
    assert render(of_bytes(b'{"a":[1]}'), Mode.JSON).text == '{\n  "a": [\n    1\n  ]\n}'
    wrong = render(of_bytes(b"{oops"), Mode.JSON)
    assert wrong.text == "{oops"
    assert wrong.note.startswith("Not JSON (")


def test_json_nested_too_deeply_is_shown_as_text() -> None:
    deep = b"[" * 100_000
    assert guess_mode(of_bytes(deep)) is Mode.TEXT
    assert render(of_bytes(deep), Mode.JSON).note.startswith("Not JSON (")


def test_numbers_stand_in_columns_with_their_range() -> None:
    rendered = render(of_ints(*range(12)), Mode.NUMBERS, columns=24)
    assert rendered.text.splitlines()[0] == " 0:  0   1   2   3   4"
    assert rendered.note == "12 values, 0 to 11, mean 5.5."


def test_numbers_that_are_not_finite_are_counted_apart() -> None:
    note = render(of_floats(float("nan"), 1.0, float("inf")), Mode.NUMBERS).note
    assert note == "3 values, 1.0 to 1.0, mean 1. 2 are not finite."


@pytest.mark.parametrize(
    ("values", "kind", "text"),
    [
        ((1.0,), FeatureKind.FLOAT, "0000  00 00 80 3f"),
        ((-1,), FeatureKind.INT64, "0000  ff ff ff ff ff ff ff ff"),
    ],
)
def test_numbers_as_bytes_are_little_endian(
    values: tuple[Scalar, ...], kind: FeatureKind, text: str
) -> None:
    assert render(Feature("f", kind, values), Mode.HEX).text.startswith(text)


def test_several_values_in_hex_are_told_apart() -> None:
    text = render(of_bytes(b"\x01", b"\x02"), Mode.HEX).text
    assert text.splitlines()[::2] == ["value 1 of 2, 1 bytes", "value 2 of 2, 1 bytes"]


def test_what_is_copied_is_whole() -> None:
    assert copied_text(of_bytes(b"x" * (2 * LIMIT))) == "x" * (2 * LIMIT)
    assert copied_text(of_ints(1, 2)) == "[1, 2]"
    assert copied_text(of_bytes(b"\xff\x00")) == "ff 00"


def test_bytes_that_are_no_text_become_base64_in_json() -> None:
    assert json_feature(of_bytes(b"\xff", b"a"))["values"] == [
        {"bytes": 1, "base64": "/w=="},
        "a",
    ]
