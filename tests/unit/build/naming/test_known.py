"""The patterns of other programs: what they write is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.build.naming.known import KNOWN, known
from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.request.choices import Anchor
from tfrviewer.build.request.request import Naming

SLIDES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=30
)
PLACES = st.integers(-(10**6), 10**6 - 1)
SIDES = st.integers(1, 10**5)
INT64 = st.integers(-(2**63), 2**63 - 1)


def location(slide: str | None, stem: str, naming: Naming | None = None) -> tuple[int, ...] | None:
    """What a name alone in its folder tells."""
    read = LocationRule.of(naming or Naming()).read(slide, "folder", [f"{stem}.png"])
    return tuple(read.locations[0].tolist()) if read.known[0] else None


def pattern(*stems: str, slide: str | None = "S", folder: str = "S") -> str | None:
    """Which pattern the names of a folder have."""
    read = LocationRule().read(slide, folder, [f"{stem}.png" for stem in stems])
    return None if read.pattern is None else read.pattern.word


@pytest.mark.parametrize("known_pattern", KNOWN, ids=lambda pattern: str(pattern.word))
def test_the_example_of_a_pattern_has_it(known_pattern: object) -> None:
    chosen = next(p for p in KNOWN if p is known_pattern)
    stem = chosen.example.rpartition(".")[0].rpartition("/")[2]
    told = chosen.match(stem)
    assert told is not None
    assert chosen.mark in stem
    assert set(told.numbers) == set(chosen.parts)
    assert all(stem[slice(*span)] for span in told.spans.values())
    assert known(chosen.word) is chosen
    assert known("nothing") is None


@given(SLIDES, INT64, INT64)
def test_slideflow_comes_back(slide: str, x: int, y: int) -> None:
    assert location(slide, f"{slide}-{x}-{y}") == (x, y)


@given(SLIDES, INT64, INT64, st.integers(0, 10**9))
def test_images_that_share_a_location_come_back(slide: str, x: int, y: int, record: int) -> None:
    assert location(slide, f"{slide}-{x}-{y}-record{record}") == (x, y)
    assert location(slide, f"{slide}-{x}-{y}-record{record}-2") == (x, y)
    assert location(slide, f"{slide}-record{record}") is None


@given(
    SLIDES,
    PLACES,
    PLACES,
    SIDES,
    SIDES,
    st.sampled_from(["", "d=2,", "d=4.12345,", "d=0.5,"]),
    st.sampled_from(["", ",z=3", ",t=12", ",z=1,t=2"]),
)
def test_qupath_comes_back(
    slide: str, x: int, y: int, width: int, height: int, scale: str, plane: str
) -> None:
    centre = (x + width // 2, y + height // 2)
    region = f"{scale}x={x},y={y},w={width},h={height}{plane}"
    assert location(slide, f"{slide} [{region}]") == centre
    assert location(slide, f"{slide} [{region.replace(',h', 'h')}]") == centre  # before 0.2
    assert location(slide, f"{slide} ({region.replace(',', ', ')})") == centre
    renamed = region.replace("=", "-").replace(",", "_")
    assert location(slide, f"{slide} {renamed}") == centre


@given(SLIDES, PLACES, PLACES, SIDES, SIDES, st.integers(0, 9), st.sampled_from(["_", "-", ""]))
def test_histolab_comes_back(
    slide: str, x: int, y: int, width: int, height: int, level: int, joint: str
) -> None:
    stem = f"{slide}{joint}tile_{y % 7}_level{level}_{x}-{y}-{x + width}-{y + height}"
    assert location(slide, stem) == (x + width // 2, y + height // 2)


@given(SLIDES, st.integers(0, 10**6), st.integers(0, 10**6), SIDES, SIDES)
def test_deep_histopath_comes_back(slide: str, x: int, y: int, width: int, height: int) -> None:
    stem = f"{slide}-tile-r{y // 7}-c{x // 7}-x{x}-y{y}-w{width}-h{height}"
    assert location(slide, stem) == (x + width // 2, y + height // 2)


@given(SLIDES, PLACES, PLACES, SIDES)
def test_pairs_in_brackets_come_back(slide: str, x: int, y: int, extent: int) -> None:
    half = extent // 2
    assert location(slide, f"{slide}_({x},{y})", Naming(extent=extent)) == (x + half, y + half)
    assert location(slide, f"{slide}_({x},{y})") == (x, y)


@given(SLIDES, st.integers(1, 3000), st.integers(0, 3000), SIDES)
def test_clam_comes_back(slide: str, column: int, row: int, extent: int) -> None:
    x, y = column * 256, row * 256
    for joint in (f"{slide}_", ""):
        names = [f"{joint}{x}_{y}.png", f"{joint}{x + 256}_{y + 256}.png"]
        read = LocationRule.of(Naming(extent=extent)).read(slide, "folder", names)
        assert read.pattern is known("clam")
        assert read.locations.tolist()[0] == [x + extent // 2, y + extent // 2]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, unique=True))
def test_deepzoom_comes_back(places: list[tuple[int, int]]) -> None:
    names = [f"{column}_{row}.jpeg" for column, row in places]
    read = LocationRule.of(Naming(pitch=254)).read("S", "S_files/17", names)
    assert read.pattern is known("deepzoom")
    assert read.locations.tolist() == [[c * 254 + 127, r * 254 + 127] for c, r in places]
    assert read.converted


@given(SLIDES, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 9))
def test_x_and_y_come_back(slide: str, x: int, y: int, label: int) -> None:
    for form in (f"x{x}_y{y}", f"X{x}-Y{y}", f"x_{x}_y_{y}", f"x={x},y={y}", f"x{x:07}_y{y:07}"):
        assert location(slide, f"{slide}_{form}") == (x, y)
        assert location(slide, form) == (x, y)
    assert location(slide, f"{slide}_x-{x}_y-{y}") == (x, y)  # a mark between, and no sign
    assert location(slide, f"{slide}_x={-x - 1},y_{-y - 1}") == (-x - 1, -y - 1)
    assert location(slide, f"{slide}_idx5_x{x}_y{y}_class{label}") == (x, y)


@pytest.mark.parametrize(
    "stem",
    [
        "tile12",
        "IMG-0001-0002",
        "2024-01-31",
        "2024_01_31",
        "IMG_2024-10-31",
        "case-2023-11",
        "case_2023_11",
        "case-1999-1-31-record4",
        "scan-20240131-120000",
        "scan_20240131_120000",
        "x20240131_y120000",
        "sample_000012",
        "Tile_20_1024_512",
        "slide-record12",
        "slide-12.5-13",
        "slide-1-",
        "max3_y4",
        "slide [x=1024,y=2048,w=512,h=512]-labelled",
        "slide [x=1024,y=2048,w=512]",
        "slide-99999999999999999999-1",
        "slide_(1,2,3)",
        "",
        "-",
        "_",
    ],
)
def test_a_name_that_says_nothing_has_no_location(stem: str) -> None:
    other = stem.replace("1", "0")
    read = LocationRule().read("A", "A", [f"{stem}.jpg", f"{other}.jpg"])
    assert not read.known[0]


def test_each_pattern_means_the_point_that_its_program_means() -> None:
    centres = {p.word for p in KNOWN if p.anchor is Anchor.CENTRE}
    assert centres == {"slideflow", "xy"}
    assert {p.word for p in KNOWN if p.needs_pitch} == {"deepzoom"}
    assert {p.word for p in KNOWN if p.needs_extent} == {"brackets", "clam"}
    assert {p.word for p in KNOWN if p.has_extent} == {"qupath", "histolab", "deep-histopath"}


def test_a_corner_that_is_right_of_or_below_the_other_is_none() -> None:
    assert location("S", "S_tile_0_level0_512-0-512-512") is None
    assert location("S", "S_tile_0_level0_512-0-0-512") is None


def test_names_of_the_same_numbers_are_told_apart() -> None:
    assert pattern("S_tile_0_level0_0-0-512-512") == "histolab"
    assert pattern("S-0-512") == "slideflow"
    assert pattern("S_0_512", "S_512_512") == "clam"
    assert pattern("0_1", "1_1", "2_1") == "deepzoom"
    assert pattern("S_3_4", "S_4_4", "S_5_4") == "deepzoom"
    assert pattern("S-tile-r1-c2-x1024-y512-w9-h9") == "deep-histopath"
    assert pattern("S_x1024_y512") == "xy"
