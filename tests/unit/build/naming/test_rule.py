"""What is made of the names of a folder."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tfrviewer.build.naming.rule import LocationRule, NamedLocations
from tfrviewer.build.naming.template import PatternError
from tfrviewer.build.request.choices import Anchor
from tfrviewer.build.request.request import Naming

INT64 = st.integers(-(2**63), 2**63 - 1)


def read(
    *names: str,
    slide: str | None = "S",
    folder: str = "S",
    **naming: Any,  # noqa: ANN401 - of four kinds
) -> NamedLocations:
    return LocationRule.of(Naming(**naming)).read(slide, folder, names)


def pattern(*names: str, slide: str | None = "S", folder: str = "S") -> str | None:
    found = read(*names, slide=slide, folder=folder).pattern
    return None if found is None else found.word


def places(named: NamedLocations) -> list[list[int] | None]:
    rows = zip(named.locations.tolist(), named.known.tolist(), strict=True)
    return [row if known else None for row, known in rows]


def test_the_loose_tiles_of_slideflow_come_back_with_their_locations(golden: Path) -> None:
    for folder in sorted((golden / "loose_images").iterdir()):
        names = sorted(path.name for path in folder.iterdir())
        named = read(*names, slide=folder.name, folder=str(folder))
        assert named.pattern is not None
        assert named.pattern.word == "slideflow"
        assert (named.matched, named.guessed, named.lacks) == (len(names), 0, None)
        written = [f"{folder.name}-{x}-{y}.jpg" for x, y in named.locations.tolist()]
        assert written == names
        assert named.slides == [folder.name] * len(names)


def test_a_slide_of_tcga_may_be_called_by_its_patient() -> None:
    name = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"
    named = read("TCGA-05-4244--5-7.jpg", slide=name, folder=f"in/{name}")
    assert places(named) == [[-5, 7]]
    assert named.slides == ["TCGA-05-4244"]


def test_the_name_of_the_folder_may_stand_for_the_slide() -> None:
    assert places(read("f-5-7.jpg", slide="renamed", folder="in/f")) == [[5, 7]]


def test_a_slide_is_known_from_its_own_name() -> None:
    names = ("A-1-2.jpg", "A-1-2-record0.jpg", "A-1-2-5-7.jpg", "A-1-2-record4-5-7.jpg")
    named = read(*names, slide="A-1-2", folder="A-1-2")
    assert places(named) == [None, None, [5, 7], [5, 7]]
    assert named.guesses is not None
    assert named.guesses.tolist() == [False, False, False, True]
    assert places(read("A--5-7.jpg", slide="A-")) == [[5, 7]]
    assert places(read("A-123456789012-5.jpg", slide="A")) == [[123456789012, 5]]
    assert places(read("A-2024-11.jpg", slide="A")) == [[2024, 11]]
    assert places(read("A-9223372036854775808-1.jpg", "A-5-1.jpg", slide="A")) == [None, [5, 1]]


def test_two_numbers_behind_another_name_are_a_guess() -> None:
    named = read("A-1-2.png", "B-3-4.png", "B-2024-11.png", "7-8.png", "B.png", slide="A")
    assert places(named) == [[1, 2], [3, 4], None, [7, 8], None]
    assert (named.guessed, named.matched) == (1, 3)


@pytest.mark.parametrize("stem", ["3-4", "B-3-4", "3_4", "B_512_1024", "S_3_4", "IMG_2024-11-17"])
def test_an_ambiguous_name_alone_is_not_guessed(stem: str) -> None:
    named = read(f"{stem}.png")
    assert (places(named), named.pattern, named.slides) == ([None], None, None)


def test_one_name_of_a_telling_form_is_enough() -> None:
    assert pattern("S-3-4.png", "a.png", "b.png", "c.png") == "slideflow"
    assert pattern("a.png", "B [x=1,y=2,w=3,h=4].png") == "qupath"
    assert pattern("a_x1_y2.png") == "xy"


def test_pairs_of_numbers_need_the_majority() -> None:
    pairs = ("512_0.png", "1024_0.png")
    assert pattern(*pairs, "a.png") == "clam"
    assert pattern(*pairs, "a.png", "b.png") is None
    assert pattern("B-512-0.png", "B-1024-0.png", "a.png") == "slideflow"
    assert pattern("B-512-0.png", "B-1024-0.png", "a.png", "b.png") is None


def test_the_form_of_most_names_is_that_of_the_folder() -> None:
    first = [f"S_tile_{i}_level0_{i}-0-{i + 5}-5.png" for i in range(6)]
    second = [f"S_x{i}_y7.png" for i in range(4)]
    named = read(*first, *second)
    assert named.pattern is not None
    assert (named.pattern.word, named.matched, len(named.known)) == ("histolab", 6, 10)
    assert pattern(*first[:3], *second) == "xy"
    assert pattern(*reversed(first[:4]), *second) == "histolab"  # of two as many, the more telling
    bare = [f"B-{i * 512}-0.png" for i in range(20)]
    assert places(read(*bare, *first[:3], "x1_y2-3-4.png"))[-4:] == [None] * 4


def test_few_names_of_a_telling_form_are_found_among_many() -> None:
    names = [f"IMG {i}.png" for i in range(2000)]
    names[1234] = "S-3-4.png"
    named = read(*names)
    assert np.flatnonzero(named.known).tolist() == [1234]


def test_columns_and_rows_are_told_from_pixels_by_all_of_them() -> None:
    assert pattern("0_0.png", "1_0.png", "0_1.png") == "deepzoom"
    assert pattern("0_0.png", "256_0.png", "0_256.png") == "clam"
    assert pattern("S_10_7.png", "S_11_7.png", "S_12_7.png") == "deepzoom"
    assert pattern("5033_2045.png", "1034_7077.png") == "clam"
    assert pattern("33_2045.png", "1034_77.png") == "clam"  # far apart, for so few
    assert pattern("33_2045.png", "1034_77.png", "500_1000.png") == "clam"
    assert pattern("-512_7.png", "-256_7.png") == "clam"
    assert pattern("-5_7.png", "-4_8.png", "-4_90.png", "12_8.png") == "clam"
    assert pattern("3_4.jpeg", folder="in/S_files/17") == "deepzoom"
    assert pattern("3_4.jpeg", folder="in/S_files/20.0") == "deepzoom"
    assert pattern("3_4.jpeg", "3_4.png", folder="in/S_files/17") == "deepzoom"
    assert pattern("3_4.jpeg", folder="in/S_files/thumbs") is None


@pytest.mark.parametrize(
    "stem",
    [
        "case-2024-1-31",
        "case-2024-11",
        "case-1999-1-31-record4",
        "20240131-120000",
        "B-01-2",
        "scan-2023-11-17-1230",
        "scan-2023-11-17-123015",
        "scan 2023-11-17_12-30-15",
        "scan-2023-11-17-12-30",
        "TCGA-87-4409",
        "B-TCGA-87-4409",
    ],
)
def test_a_date_among_locations_is_none(stem: str) -> None:
    named = read("B-512-0.png", "B-1024-5.png", "B-2024-512.png", f"{stem}.png", "B-2023-13.png")
    assert named.known.tolist() == [True, True, True, False, True]


@pytest.mark.parametrize("slide", ["2023-11-17", "case 2023-11-17", "TCGA-05-4244", "xTCGA"])
def test_locations_behind_a_date_or_a_barcode_are_taken(slide: str) -> None:
    names = [f"{slide}-{x}-{y}.png" for x in (87, 343, 1024) for y in (128, 4409, 123015)]
    assert read(*names, slide="B", folder="B").known.all()


def test_columns_and_rows_are_no_dates() -> None:
    names = [f"{column}_{row}.png" for column in range(1980, 2040) for row in range(60)]
    named = read(*names, pitch=256)
    assert named.pattern is not None
    assert named.pattern.word == "deepzoom"
    assert named.known.all()
    assert pattern(*(f"2024_{month:02}.png" for month in range(1, 13))) is None


def test_numbers_that_never_change_are_no_location() -> None:
    assert pattern("tile_7_512_512.png", "tile_8_512_512.png", "tile_9_512_512.png") is None
    sizes = [f"tile_{i}_512_{512 if i % 9 else 300}.png" for i in range(40)]
    assert pattern(*sizes) is None
    letters = [f"{letter}_512_{512 if letter > 'c' else 300}.png" for letter in "abcdefgh"]
    assert pattern(*letters) is None
    assert pattern("a-3-3.png", "b-3-3.png") is None
    # Slides in one folder, all of them cut alike.
    grids = [f"{slide}_{x}_{y}.png" for slide in "ABC" for x in (0, 512) for y in (0, 512)]
    named = read(*grids, slide=None, folder="in", extent=512)
    assert named.slides is not None
    assert named.slides[::4] == ["A", "B", "C"]
    assert named.known.all()


@pytest.mark.parametrize(
    "names",
    [
        [f"S_{x}_{y}_256.png" for x in (0, 512, 1024) for y in (0, 512)],  # the size behind
        [f"S_{x}_{y}_{(x + y) // 512}.png" for x in (0, 512, 1024) for y in (0, 512)],  # a class
        [f"SOB_M_DC-14-40-{number}.png" for number in range(100, 140)],  # a magnification
        [f"2023-{number}.png" for number in (1117, 4869, 5120, 9731)],  # a year and its cases
        [f"S{year}-{number}-{year % 3 + 1}.png" for year in (22, 23) for number in (4711, 8150)],
        [f"img-{number}-{number % 2}.png" for number in range(50)],
    ],
    ids=["size", "class", "magnification", "year", "block", "label"],
)
@pytest.mark.parametrize("slide", ["S", None])
def test_numbers_of_which_one_hardly_changes_are_no_location(
    names: list[str], slide: str | None
) -> None:
    assert not read(*names, slide=slide, folder="in").known.any()
    # Nor are they because folders beside have locations.
    rule = LocationRule().settled([("A", "in/A", ["A-1-2.png"]), (slide, "in", names)])
    assert not rule.read(slide, "in", names).known.any()


def test_tiles_in_one_column_have_locations() -> None:
    assert places(read("B-512-0.png", "B-512-16.png")) == [[512, 0], [512, 16]]
    assert read(*(f"B_{x}_7.png" for x in range(0, 512, 16))).known.all()
    assert read(*(f"case_1_{x}_256.png" for x in (512, 1024, 1536)), slide=None).known.all()
    alike = [f"{slide}-{x}-256.png" for slide in "BC" for x in (256, 768, 1280)]
    assert read(*alike, slide=None).known.all()


def test_names_alone_tell_their_slides_without_a_guess() -> None:
    named = read("A-1-2-512-0.png", "B-512-0.png", "B-512-512.png", slide=None, folder="in")
    assert named.slides == ["A-1-2", "B", "B"]
    assert named.guessed == 0


def test_a_folder_of_one_name_goes_by_the_others() -> None:
    folders: list[tuple[str | None, str, list[str]]] = [
        ("A", "in/A", [f"{x}_{y}.png" for x in (0, 256) for y in (0, 256)]),
        ("B", "in/B", ["512_1024.png"]),
        ("C", "in/C", ["c.png"]),
    ]
    rule = LocationRule.of(Naming(extent=256))
    assert not rule.read(*folders[1]).known.any()
    settled = rule.settled(folders)
    assert places(settled.read(*folders[1])) == [[640, 1152]]
    assert places(settled.read(*folders[2])) == [None]
    # Of four tiles that could be both, the others tell.
    counts = [f"{x}_{y}.png" for x in range(30) for y in range(30)]
    settled = LocationRule().settled([("A", "in/A", counts)])
    assert settled.read("B", "in/B", ["0_0.png", "0_16.png"]).lacks == "pitch"
    fixed = LocationRule.of(Naming(pattern="clam"))
    assert fixed.settled(folders) is fixed
    assert LocationRule().settled([]) == LocationRule()


def test_corners_become_centres_by_the_extent_in_the_name() -> None:
    assert places(read("S [x=100,y=200,w=512,h=301].png")) == [[356, 350]]
    assert places(read("S [x=100,y=200,w=512,h=301].png", extent=64)) == [[356, 350]]
    assert places(read("S_1_2_8.png", pattern="{slide}_{x}_{y}_{width}")) == [[5, 6]]
    assert places(read("S_1_2_9_5.png", pattern="{slide}_{x}_{y}_{right}_{bottom}")) == [[5, 3]]
    assert places(read("1_2_9.png", pattern="{x}_{y}_{bottom}", anchor=Anchor.CORNER)) == [[4, 5]]
    assert places(read("1_2_0.png", pattern="{x}_{y}_{height}")) == [None]


def test_corners_become_centres_by_the_extent_that_is_given() -> None:
    named = read("S_512_0.png", "S_0_512.png", extent=513)
    assert (places(named), named.converted, named.lacks) == ([[768, 256], [256, 768]], True, None)


def test_corners_without_an_extent_stay_and_say_so() -> None:
    named = read("S_512_0.png", "S_0_512.png", "S_512_512.png")
    assert places(named) == [[512, 0], [0, 512], [512, 512]]
    assert (named.converted, named.lacks, named.anchor) == (False, "extent", Anchor.CORNER)


def test_the_point_that_is_asked_for_is_taken() -> None:
    assert places(read("S [x=8,y=9,w=4,h=4].png", anchor=Anchor.CENTRE)) == [[8, 9]]
    assert places(read("S-8-9.png", anchor=Anchor.CORNER, extent=4)) == [[10, 11]]
    assert places(read("3_4.png", pattern="deepzoom", pitch=10, anchor="centre")) == [[30, 40]]


def test_columns_and_rows_need_a_pitch() -> None:
    names = ("0_0.png", "1_0.png", "0_1.png")
    named = read(*names)
    assert (named.lacks, named.matched) == ("pitch", 3)
    assert not named.known.any()
    assert places(read(*names, pitch=100)) == [[50, 50], [150, 50], [50, 150]]
    assert places(read(*names, pitch=100, extent=20)) == [[10, 10], [110, 10], [10, 110]]


def test_a_word_is_taken_at_its_word() -> None:
    assert places(read("3_4.png", pattern="clam")) == [[3, 4]]
    assert places(read("IMG-2024-11.png", pattern="slideflow")) == [[2024, 11]]
    assert read("IMG-2024-11.png", pattern="slideflow").guessed == 0
    assert read("S_3_4.png", pattern="QuPath").matched == 0


def test_no_location_is_taken_where_none_is_asked_for() -> None:
    named = read("S-3-4.png", pattern="none")
    assert (places(named), named.pattern, named.slides) == ([None], None, None)


def test_a_template_may_look_at_folders() -> None:
    named = read("3_4.png", slide=None, folder="/in/lung/S 1/40x", pattern="{slide}/{*}x/{x}_{y}")
    assert (places(named), named.slides) == ([[3, 4]], ["S 1"])
    assert read("3_4.png", folder="S", pattern="{*}/{slide}/{x}_{y}").slides == ["S"]
    assert read("3_4.png", folder="/S", pattern="{*}/{slide}/{x}_{y}").matched == 0
    own = read("A-3_7-8.png", slide="A-3", folder="A", pattern="{slide}_{x}-{y}")
    assert (places(own), own.slides) == ([[7, 8]], ["A-3"])


def test_a_template_of_slides_alone_tells_no_location() -> None:
    named = read("S.7.png", slide=None, pattern="{slide}.{*}")
    assert (named.slides, places(named), named.matched) == (["S"], [None], 1)


def test_many_names_are_read_like_few() -> None:
    names = [f"{'ABC'[i % 3]}_{i // 3 * 512}_{i % 7 * 512}.png" for i in range(9_001)]
    names[8_000] = "notes.png"
    named = read(*names, slide=None, extent=512)
    expected = [[i // 3 * 512 + 256, i % 7 * 512 + 256] for i in range(9_001)]
    expected[8_000] = [0, 0]
    assert named.locations.tolist() == expected
    assert named.slides is not None
    assert named.slides[7_999:8_002] == ["B", None, "A"]
    assert (named.matched, len(named.known)) == (9_000, 9_001)


@example(2**63 - 1, 0, 2**31 - 1, Anchor.CORNER)
@example(10**17 + 1, 10**18 - 1, 2**31 - 1, Anchor.CORNER)
@given(INT64, INT64, st.integers(1, 2**31 - 1), st.sampled_from(list(Anchor)))
def test_no_number_is_too_large(x: int, y: int, extent: int, anchor: Anchor) -> None:
    template = "{slide}_{x}_{y}_{width}"
    for named in (
        read(f"S-{x}-{y}.png", anchor=anchor, extent=extent),
        read(f"S_{x}_{y}_{abs(y)}.png", pattern=template, anchor=anchor),
        read(f"{abs(x)}_{abs(y)}.png", pattern="{column}_{row}", anchor=anchor, pitch=extent),
    ):
        for known, place in zip(named.known.tolist(), named.locations.tolist(), strict=True):
            assert known or place == [0, 0]
            assert place[0] >= min(0, x)
            if known and named.anchor is Anchor.CORNER and not named.pattern.needs_pitch:  # type: ignore[union-attr]
                assert place[0] >= x


@given(st.lists(st.text(max_size=20).map(lambda text: text.replace("/", ""))), st.text(max_size=9))
def test_any_names_can_be_read(names: list[str], slide: str) -> None:
    first = LocationRule().read(slide, f"in/{slide}", names)
    again = LocationRule().read(slide, f"in/{slide}", names)
    assert first.locations.shape == (len(names), 2)
    assert np.array_equal(first.locations, again.locations)
    assert len(first.known) == len(names)


@pytest.mark.parametrize(
    ("naming", "error", "words"),
    [
        ({"pattern": "slidflow"}, ValueError, "there are 'qupath', 'histolab'"),
        ({"pattern": "{"}, PatternError, "is not closed"),
        ({"pattern": "{slide}_{x}"}, PatternError, "{x} needs {y}"),
    ],
)
def test_a_bad_request_is_told_at_once(
    naming: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        LocationRule.of(Naming(**naming))
