"""The language of patterns."""

import pickle
import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.build.naming.known import KNOWN
from tfrviewer.build.naming.template import LONGEST, PARTS, PatternError, compile_template
from tfrviewer.build.request.choices import Anchor

NUMBERS = st.integers(0, 10**18 - 1)
LITERALS = st.text(
    st.characters(exclude_characters="/\\\0", exclude_categories=["Cs", "Nd"]), max_size=5
)


@pytest.mark.parametrize(
    ("template", "name", "slide", "numbers"),
    [
        ("{slide}_{x}_{y}", "a_1_2_3", "a_1", {"x": 2, "y": 3}),
        ("{slide}-{x}-{y}", "s--256--128", "s", {"x": -256, "y": -128}),
        ("{*}{x}_{y}", "tile-5_6", None, {"x": 5, "y": 6}),
        ("{x}_{y}{*}", "5_6_class1", None, {"x": 5, "y": 6}),
        ("{slide}_{x}_{y}_{*}", "s_1_2_3_4", "s", {"x": 1, "y": 2}),
        ("{SLIDE} at {X},{Y}", "Fälle 1 AT 3,4", "Fälle 1", {"x": 3, "y": 4}),
        ("r{row}c{column}", "r007c12", None, {"row": 7, "column": 12}),
        ("{x}_{y}_{right}_{bottom}", "1_2_3_4", None, {"x": 1, "y": 2, "right": 3, "bottom": 4}),
        ("{x}_{y}_{width}", "1_2_3", None, {"x": 1, "y": 2, "width": 3}),
        ("L{level}_{x}_{y}", "l3_1_2", None, {"x": 1, "y": 2}),
        ("{{{x}}}{{{y}}}", "{1}{2}", None, {"x": 1, "y": 2}),
        ("{slide}/{x}_{y}", "s 1/3_4", "s 1", {"x": 3, "y": 4}),
        ("{slide}/{slide}_{x}_{y}", "s_1/s_1_3_4", "s_1", {"x": 3, "y": 4}),
        ("{*}/{slide}/{x}_{y}", "lung/s/3_4", "s", {"x": 3, "y": 4}),
        ("{slide}_{x}_{y}.PNG", "s_1_2", "s", {"x": 1, "y": 2}),
        ("{slide}.{*}", "s.1.2", "s", {}),
        ("{x}.{y}", "1.2", None, {"x": 1, "y": 2}),
    ],
)
def test_a_template_takes_a_name_apart(
    template: str, name: str, slide: str | None, numbers: dict[str, int]
) -> None:
    told = compile_template(template).match(name)
    assert told is not None
    assert (told.slide, told.numbers) == (slide, numbers)
    for part, span in told.spans.items():
        written = name[slice(*span)]
        assert written == slide if part == "slide" else int(written) >= -256


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{slide}_{x}_{y}", "_1_2"),
        ("{slide}_{x}_{y}", "s_1_2_"),
        ("{slide}_{x}_{y}", "s_1_-"),
        ("{slide}_{x}_{y}", "s_1.5_2"),
        ("{column}_{row}", "-1_2"),
        ("{slide}/{x}_{y}", "s_3_4"),
        ("{slide}/{slide}_{x}_{y}", "s/t_3_4"),
        ("{x}_{y}", "1_" + "2" * 19),
        ("{*}{x}_{y}", "1" * 19 + "_2"),
        ("{x}_{y}", "١_٢"),
    ],
)
def test_a_name_of_another_form_tells_nothing(template: str, name: str) -> None:
    assert compile_template(template).match(name) is None


@pytest.mark.parametrize(
    ("template", "position", "words"),
    [
        ("", 0, "names no part"),
        ("tile", 0, "names no part"),
        ("{*}_{level}", 0, "names no part"),
        ("{x}", 0, "{x} needs {y}"),
        ("a{y}", 1, "{y} needs {x}"),
        ("{row}-", 0, "{row} needs {column}"),
        ("{x}{y}", 3, "nothing stands between {x} and {y}"),
        ("{slide}{*}_{x}_{y}", 7, "nothing stands between"),
        ("{slide}_{x}_{y", 12, "not closed"),
        ("{slide}_{x}_y}", 13, "closes nothing"),
        ("{Slid}_{x}_{y}", 0, "“{Slid}” is not known. There are {slide}, {x},"),
        ("{}", 0, "not known"),
        ("{x}_{y}_{x}", 8, "{x} stands there twice"),
        ("{slide}_{slide}_{x}_{y}", 8, "{slide} stands there twice"),
        ("{x}_{y}_{column}_{row}", 8, "not both"),
        ("{x}_{y}_{width}_{right}", 16, "say the same"),
        ("{slide}_{width}", 8, "{width} needs {x}"),
        ("{slide}_{right}", 8, "{right} needs {x}"),
        ("{x}1_{y}", 3, "a digit behind {x}"),
        ("a1{x}_{y}", 2, "a digit before {x}"),
        ("{slide}\\{x}_{y}", 7, "write “/”"),
        ("/{x}_{y}", 0, "a name stands before"),
        ("{slide}//{x}_{y}", 7, "a name stands before"),
        ("{{{slide}}}\\{x}_{y}", 11, "write “/”"),
        ("{slide}_{x}_{y}/", 15, "a name stands behind"),
        ("a" * (LONGEST + 1), LONGEST, "longer than 1,000 letters"),
    ],
)
def test_a_wrong_template_is_told_with_its_place(template: str, position: int, words: str) -> None:
    with pytest.raises(PatternError, match=re.escape(words)) as caught:
        compile_template(template)
    assert caught.value.position == position
    assert f"at letter {position + 1}:" in str(caught.value)


def test_what_is_no_text_is_no_template() -> None:
    with pytest.raises(TypeError, match="A pattern is text, not 3"):
        compile_template(3)  # type: ignore[arg-type]


def test_a_template_knows_what_its_numbers_mean() -> None:
    anchors = {
        text: compile_template(text).anchor
        for text in ("{x}_{y}", "{column}_{row}", "{x}_{y}_{width}", "{x}_{y}_{right}_{bottom}")
    }
    assert [anchor is Anchor.CENTRE for anchor in anchors.values()] == [True, False, False, False]
    folders = compile_template("{*}/{slide}/{x}_{y}")
    assert (folders.folders, folders.has_slide, folders.has_location) == (2, True, True)
    assert not compile_template("{slide}_{*}").has_location


def test_a_template_has_an_example_that_fits_it() -> None:
    text = "{*}/{slide}_L{level}_{x}_{y}_{right}_{bottom}.jpg"
    pattern = compile_template(text)
    assert pattern.match(pattern.example.removesuffix(".png")) is not None
    assert pickle.loads(pickle.dumps(pattern)) == pattern
    assert set(PARTS) > set(pattern.parts)


@given(LITERALS, LITERALS, LITERALS, NUMBERS, NUMBERS)
def test_a_name_written_by_a_template_is_read_by_it(
    before: str, between: str, behind: str, x: int, y: int
) -> None:
    between = between or "_"
    text = "".join(
        literal.replace("{", "{{").replace("}", "}}") + part
        for literal, part in ((before, "{x}"), (between, "{y}"), (behind, ""))
    )
    told = compile_template(text).match(f"{before}{x}{between}{y}{behind}")
    assert told is not None
    assert told.numbers == {"x": x, "y": y}


@given(st.text(st.sampled_from("{}xyslide*_/1"), max_size=20))
def test_any_text_is_a_template_or_told_to_be_none(text: str) -> None:
    try:
        pattern = compile_template(text)
    except PatternError as caught:
        error = caught
    else:
        assert pattern.match(pattern.example.removesuffix(".png")) is not None
        return
    assert 0 <= error.position <= len(text)


HOSTILE = [
    letters * (10_000 // len(letters))
    for letters in (
        "-1",
        "_1",
        "_",
        "1",
        "-",
        "a",
        "x1_y1",
        "x1",
        "[x=1,y=1,w=1,",
        "tile_1_",
        "(1,",
    )
] + ["-1-1-record" + "1" * 9_000 + "x", "x1_y1" + "_a" * 4_000 + "\n", "\n" * 10_000, "ſ" * 10_000]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: f"{name[:12]!r}")
def test_no_name_takes_long(name: str) -> None:
    patterns = [
        *KNOWN,
        compile_template("{*}_{*}_{*}_{slide}_{*}_{x}_{y}_{*}"),
        compile_template("{*}1_{*}1_{slide}-{x}_{*}-{y}_1{*}a"),
        compile_template("{*}-{x}-{*}-{y}-{*}-{*}-{*}z"),
    ]
    begin = process_time()
    for pattern in patterns:
        for text in (name, name + "!"):
            pattern.match(text)
    assert process_time() - begin < 2  # quadratic time would be minutes
