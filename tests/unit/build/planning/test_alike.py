"""Images that are unlike the others of their TFRecord."""

from pathlib import Path

import pytest

from tests.unit.build.made import jpeg, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.build.planning.alike import needs_look
from tfrviewer.build.planning.plan import BuildPlan
from tfrviewer.build.planning.planning import plan_build
from tfrviewer.build.planning.wanted import ANYTHING, Wanted
from tfrviewer.build.request.request import BuildRequest, Pictures

SIZE = (32, 32)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Five JPEGs of 32 x 32, an odd one, a PNG, a grey JPEG, and a text."""
    make_slide(tmp_path / "A", 5)
    for name, data in {
        "odd.jpg": jpeg(9, (31, 32)),
        "other.png": encoded(tissue(32, 32), "PNG"),
        "grey.jpg": encoded(tissue(32, 32).convert("L"), "JPEG"),
        "text.png": b"I am a text",
    }.items():
        (tmp_path / "A" / name).write_bytes(data)
    return tmp_path / "A"


def plan(source: Path, **pictures: object) -> BuildPlan:
    request = BuildRequest(
        source=source,
        output=source.parent / "out",
        pictures=Pictures(**pictures),  # type: ignore[arg-type]
    )
    return plan_build(request)


@pytest.mark.parametrize(
    ("pictures", "left_out", "wanted"),
    [
        ({}, {"odd.jpg", "other.png", "grey.jpg"}, Wanted(size=SIZE, format="jpeg")),
        (
            {"odd_size": "convert"},
            {"other.png", "grey.jpg"},
            Wanted(size=SIZE, format="jpeg", resize=True),
        ),
        ({"odd_size": "accept"}, {"other.png", "grey.jpg"}, Wanted(format="jpeg")),
        (
            {"mixed_format": "convert"},
            {"odd.jpg"},
            Wanted(size=SIZE, format="jpeg", encode=True),
        ),
        ({"mixed_format": "accept"}, {"odd.jpg"}, Wanted(size=SIZE)),
        ({"mixed_format": "accept", "odd_size": "accept"}, set(), Wanted()),
        ({"encoding": "png"}, {"odd.jpg"}, Wanted(size=SIZE, format="png", encode=True)),
        (
            {"size": 64},
            {"other.png", "grey.jpg"},
            Wanted(size=(64, 64), format="jpeg", resize=True),
        ),
        (
            {"size": 64, "encoding": "jpeg"},
            set(),
            Wanted(size=(64, 64), format="jpeg", resize=True, encode=True),
        ),
        ({"validate": False}, None, ANYTHING),
        ({"validate": False, "encoding": "png"}, set(), Wanted(format="png", encode=True)),
        ({"validate": False, "odd_size": "convert"}, set(), Wanted(size=SIZE, resize=True)),
    ],
)
def test_what_is_unlike_is_left_out_converted_or_accepted(
    pictures: dict[str, object], left_out: set[str] | None, wanted: Wanted, source: Path
) -> None:
    found = plan(source, **pictures)
    named = {left.path.name for left in found.left_out}
    # Without a look nothing is known of the text, either; its finding comes with the run.
    assert named == (set() if left_out is None else {*left_out, "text.png"})
    assert found.files[0].wanted == wanted
    assert found.records == 9 - len(named)


def test_the_plan_tells_how_many_are_encoded(source: Path) -> None:
    (slide,) = plan(source, size=64, encoding="jpeg").slides
    assert (slide.images, slide.left_out, slide.encoded) == (8, 1, 8)
    assert slide.picture is not None
    assert slide.picture.kind == ((64, 64), "jpeg")
    assert not slide.picture.verbatim
    (slide,) = plan(source, mixed_format="convert").slides
    assert (slide.images, slide.left_out, slide.encoded) == (7, 2, 2)


def test_only_what_compares_or_converts_needs_a_look() -> None:
    assert needs_look(Pictures())
    assert not needs_look(Pictures(validate=False))
    assert not needs_look(Pictures(validate=False, quality=50))
    for asked in ({"size": 9}, {"encoding": "jpeg"}, {"odd_size": "convert"}):
        assert needs_look(Pictures(validate=False, **asked))


def test_the_commonest_kind_is_that_of_the_most_images_and_of_equals_the_first(
    tmp_path: Path,
) -> None:
    (tmp_path / "A").mkdir()
    for name, side in (("1", 8), ("2", 9), ("3", 9), ("4", 8)):
        (tmp_path / f"A/{name}.jpg").write_bytes(jpeg(1, (side, side)))
    found = plan(tmp_path / "A")
    assert found.files[0].wanted.size == (8, 8)
    assert [image.name for image in found.files[0].images] == ["1.jpg", "4.jpg"]
