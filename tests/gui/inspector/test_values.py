import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.gui.inspector.forms import Form, copied_text, json_feature, suffix_of, written
from tfrviewer.gui.inspector.letters import (
    LONGEST_LINE,
    PAGE,
    find_encoding,
    n_pages,
    page_of,
)
from tfrviewer.gui.inspector.numbers import ByteKind, Series, as_numbers, as_table, statistics
from tfrviewer.gui.inspector.pages import Pages, find_all, json_pages, number_pages, text_pages
from tfrviewer.gui.inspector.prepared import prepare
from tfrviewer.gui.inspector.values import Mode, guess_mode, length_text, preview
from tfrviewer.jobs import CancelToken
from tfrviewer.tfrecord.example import Feature, FeatureKind, Scalar


def of_bytes(*values: bytes) -> Feature:
    return Feature("f", FeatureKind.BYTES, values)


def of_ints(*values: int) -> Feature:
    return Feature("f", FeatureKind.INT64, values)


def of_floats(*values: float) -> Feature:
    return Feature("f", FeatureKind.FLOAT, values)


def page(pages: Pages, number: int = 0, columns: int = 76) -> str:
    return pages.write(number, columns)


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
        (of_bytes("Fälle 12".encode("cp1252")), Mode.TEXT),
        (of_bytes("\ufeffname".encode("utf-16-le")), Mode.TEXT),
        (of_bytes(b"a", b"b"), Mode.TEXT),
        (of_bytes(b'{"a": 1}'), Mode.JSON),
        (of_bytes(b" [1, 2]"), Mode.JSON),
        (of_bytes(b"{broken"), Mode.TEXT),
        (of_bytes(b"5"), Mode.TEXT),
        (of_bytes(b"\x00\x01"), Mode.HEX),
        (of_bytes(b"\xfe\xdc\xba\x98"), Mode.HEX),
        (of_bytes(b"text", b"\xff\x00"), Mode.HEX),
        (of_bytes(("a" + "ä" * PAGE).encode()), Mode.TEXT),
        (of_bytes(b""), Mode.TEXT),
        (of_bytes(b"[" * 100_000), Mode.TEXT),
        (of_floats(0.5), Mode.NUMBERS),
        (of_ints(*range(1000)), Mode.PLOT),
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
        (of_bytes(("a" + "ä" * 500).encode()), "1,001 B", "a" + "ä" * 59 + "…"),
        (of_floats(0.1), "1", "0.1"),
        (of_ints(*range(1000)), "1,000", "0, 1, 2, 3, 4, 5, 6, 7, … 992 more"),
        (of_ints(), "0", "empty"),
        (NOTHING, "0", "no type set"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_preview_says_much_in_a_line(feature: Feature, length: str, text: str) -> None:
    assert (length_text(feature), preview(feature)) == (length, text)


@pytest.mark.usefixtures("german")
def test_numbers_are_previewed_as_people_write_them_here() -> None:
    assert preview(of_floats(0.1, -12345.5, float("nan"))) == "0,1; -12345,5; not a number"
    assert length_text(of_ints(*range(1000))) == "1.000"


@given(features, st.sampled_from(sorted(set(Mode) - {Mode.AUTO, Mode.IMAGE})))
def test_any_field_can_be_shown_in_any_mode_and_copied_in_any_form(
    feature: Feature, mode: Mode
) -> None:
    prepared = prepare(feature, mode, ByteKind.INT16)
    if prepared.pages is not None:
        assert "\0" not in page(prepared.pages)
    assert len(preview(feature)) < 300
    json.loads(json.dumps(json_feature(feature), allow_nan=False))
    for form in Form:
        assert isinstance(written(feature, form), str)


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (b"plain", "ASCII", "plain"),
        ("Fälle".encode(), "UTF-8", "Fälle"),
        (b"\xef\xbb\xbfF", "UTF-8 with byte order mark", "F"),
        ("\ufeffFälle".encode("utf-16-le"), "UTF-16, little-endian", "Fälle"),
        ("Fälle".encode("cp1252"), "Windows-1252 (not UTF-8)", "Fälle"),
        (b"a\x00\xff", "no text", "a��"),
    ],
)
def test_the_encoding_of_a_text_is_told(data: bytes, name: str, text: str) -> None:
    encoding = find_encoding(data)
    assert (encoding.name, page_of(data, 0, encoding)) == (name, text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
def test_the_pages_of_a_long_text_have_all_of_its_letters(codec: str) -> None:
    text = "aä€" * PAGE
    data = ("\ufeff" if codec == "utf-16-le" else "").encode(codec) + text.encode(codec)
    encoding = find_encoding(data)
    pages = [page_of(data, number, encoding) for number in range(n_pages(data))]
    assert len(pages) > 5
    assert "".join(pages) == text


def test_lines_too_long_to_wrap_are_broken() -> None:
    pages = text_pages(of_bytes(b"x" * 1000))
    assert [len(line) for line in page(pages).splitlines()] == [400, 400, 200]
    assert pages.note == "ASCII, 1000 bytes · lines of more than 400 letters are broken"


def test_many_values_are_listed_page_by_page() -> None:
    pages = text_pages(of_bytes(*[b"%d" % i for i in range(5000)]))
    assert pages.count == 3
    lines = [line for number in range(3) for line in page(pages, number).splitlines()]
    assert lines == [str(i) for i in range(5000)]


def test_json_is_laid_out_and_what_is_none_says_why() -> None:
    pages = json_pages(of_bytes(b'{"a":[1]}'))
    assert page(pages) == '{\n  "a": [\n    1\n  ]\n}'
    assert pages.is_json
    wrong = json_pages(of_bytes(b"{oops"))
    assert (page(wrong), wrong.is_json) == ("{oops", False)
    assert wrong.note.startswith("ASCII, 5 bytes · not JSON: ")


def test_what_is_looked_for_is_found_on_every_page_whatever_its_case() -> None:
    data = b"x" * (PAGE + 10) + b"\nNeedle and needle"
    pages = text_pages(of_bytes(data))
    found = find_all(pages, "needle", 80, CancelToken())
    assert [place.page for place in found] == [1, 1]
    assert [page(pages, p)[start:end] for p, start, end in found] == ["Needle", "needle"]
    assert find_all(pages, "", 80, CancelToken()) == []


@pytest.mark.parametrize("at", [LONGEST_LINE - 3, PAGE - 3, PAGE - 3 - PAGE % LONGEST_LINE])
@pytest.mark.parametrize("mode", [Mode.TEXT, Mode.JSON])
def test_what_is_looked_for_is_found_where_a_line_is_broken_or_a_page_ends(
    at: int, mode: Mode
) -> None:
    whole = "x" * at + "Needle" + "y" * (PAGE + 500) + "needle"
    data = whole.encode() if mode is Mode.TEXT else json.dumps([whole]).encode()
    pages = text_pages(of_bytes(data)) if mode is Mode.TEXT else json_pages(of_bytes(data))
    found = find_all(pages, "NEEDLE", 80, CancelToken())
    assert len(found) == 2
    shown = [page(pages, p)[start:end].replace("\n", "") for p, start, end in found]
    assert "needle".startswith(shown[0].lower())
    assert shown[0] == "Needle" or found[0].end == len(page(pages, found[0].page))
    assert shown[1].lower() == "needle"
    assert [len(line) > LONGEST_LINE for line in page(pages).split("\n")].count(True) == 0
    assert find_all(pages, "xy", 80, CancelToken()) == []


def test_lines_that_end_by_themselves_are_not_joined_in_a_search() -> None:
    pages = text_pages(of_bytes(b"nee\ndle"))
    assert find_all(pages, "needle", 80, CancelToken()) == []
    separated = json_pages(of_bytes(json.dumps("a\u2028b", ensure_ascii=False).encode()))
    assert page(separated) == r'"a\u2028b"'


# ------------------------------------------------------------------ numbers


def test_numbers_stand_in_columns_with_their_place() -> None:
    numbers = as_numbers(of_ints(*range(12)))
    assert as_table(numbers, 0, 12, 24).splitlines()[0] == " 0:  0   1   2   3   4"
    pages = number_pages(as_numbers(of_ints(*range(5000))))
    assert pages.count == 2
    assert page(pages, 1).startswith("4096: 4096")


def test_a_float_has_as_many_digits_as_it_is_stored_with() -> None:
    assert as_table(as_numbers(of_floats(0.1)), 0, 1, 24) == "0.1"


def test_numbers_that_are_not_finite_are_counted_apart() -> None:
    prepared = prepare(
        of_floats(float("nan"), 1.0, 3.0, float("inf")), Mode.NUMBERS, ByteKind.INT16
    )
    assert prepared.note == ("4 values · 1 to 3 · mean 2 · median 2 · sd 1 · 2 not finite")


@pytest.mark.parametrize("kind", list(ByteKind))
def test_bytes_can_be_taken_for_numbers_of_any_kind(kind: ByteKind) -> None:
    data = np.arange(10).astype(kind.dtype).tobytes()
    assert as_numbers(of_bytes(data), kind).tolist() == list(range(10))
    left = prepare(of_bytes(data + b"x"), Mode.PLOT, kind)
    assert ("left over" in left.note) == (kind.dtype.itemsize > 1)


@pytest.mark.parametrize("count", [100_000, 300_001])
def test_no_peak_is_lost_where_a_column_stands_for_many_numbers(count: int) -> None:
    numbers = np.zeros(count, np.float32)
    numbers[54_321], numbers[7] = 9.0, np.nan
    series = Series(numbers)
    seen = series.drawn(0, count, 300)
    assert len(seen.first) <= 300
    assert len(seen.first) == len(seen.low) == len(seen.high)
    column = int(np.nanargmax(seen.high))
    assert seen.first[column] <= 54_321 < seen.first[column] + seen.step
    assert float(np.nanmax(seen.low)) == 0.0
    assert series.drawn(54_321, 54_322, 300).high.tolist() == [9.0]
    part = series.drawn(50_000, 99_999, 90)
    assert float(np.nanmax(part.high)) == 9.0
    assert part.first[0] <= 50_000


def test_statistics_are_those_of_numpy() -> None:
    numbers = np.random.default_rng(1).normal(size=250_001).astype(np.float32)
    told = statistics(numbers)
    assert told.deviation == pytest.approx(float(numbers.std(dtype=np.float64)))
    assert told.median == float(np.median(numbers))
    assert (told.count, told.finite) == (250_001, 250_001)


@pytest.mark.parametrize(
    ("values", "kind", "stored"),
    [
        ((1.0,), FeatureKind.FLOAT, "00 00 80 3f"),
        ((-1,), FeatureKind.INT64, "ff ff ff ff ff ff ff ff"),
    ],
)
def test_numbers_as_bytes_are_little_endian(
    values: tuple[Scalar, ...], kind: FeatureKind, stored: str
) -> None:
    assert written(Feature("f", kind, values), Form.HEX) == stored


# ------------------------------------------------------------------ copying


def test_what_is_copied_is_whole() -> None:
    assert copied_text(of_bytes(b"x" * (2 * PAGE))) == "x" * (2 * PAGE)
    assert copied_text(of_ints(1, 2)) == "[1, 2]"
    assert copied_text(of_bytes(b"\xff\x00")) == "ff 00"


@pytest.mark.parametrize(
    ("feature", "literal", "as_json"),
    [
        (of_bytes(b"a\xff"), r"b'a\xff'", '{\n  "bytes": 2,\n  "base64": "Yf8="\n}'),
        (of_floats(0.1, float("nan")), "[0.1, float('nan')]", '[0.10000000149011612, "nan"]'),
        (of_ints(7), "7", "7"),
        (NOTHING, "[]", "[]"),
    ],
)
def test_a_value_is_copied_as_a_python_literal_and_as_json(
    feature: Feature, literal: str, as_json: str
) -> None:
    values = tuple(float(np.float32(v)) if isinstance(v, float) else v for v in feature.values)
    feature = Feature("f", feature.kind, values)
    assert written(feature, Form.PYTHON) == literal
    assert written(feature, Form.JSON) == as_json


@pytest.mark.parametrize(
    ("feature", "suffix"),
    [(of_bytes(JPEG), ".jpg"), (of_bytes(b"a"), ".txt"), (of_ints(1), ".bin"),
     (of_bytes(b"[1]"), ".json")],
)  # fmt: skip
def test_a_saved_value_has_the_suffix_of_what_it_is(feature: Feature, suffix: str) -> None:
    assert suffix_of(feature) == suffix
