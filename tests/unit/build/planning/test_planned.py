"""Images that are going to be records, in columns."""

import numpy as np

from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.planned import PlannedImage, PlannedImages

SMALL, LARGE = Picture((8, 8), "png"), Picture((9, 9), "jpeg")
IMAGES = [
    PlannedImage(
        "/in/A", "1.png", "A", (3, 4), (("grade", 1), ("site", "x")), 10, 20, False, SMALL
    ),
    PlannedImage(
        "/in/B", "2.png", "B", None, (("grade", 2), ("site", "")), None, None, False, None
    ),
    PlannedImage("/in/A", "3.jpg", "A", (0, 0), (("grade", 3), ("site", "ü")), 30, 40, True, LARGE),
]


def test_images_come_back_from_their_columns() -> None:
    images = PlannedImages.of(IMAGES)
    assert list(images) == IMAGES
    assert images[-1] == IMAGES[-1]
    assert list(images.files()) == [image.file for image in IMAGES]
    assert images.slides == ["A", "B"]
    assert images.size_bytes == 40
    assert images.feature_names == ("grade", "site")
    assert list(PlannedImages.of([])) == []
    assert PlannedImages.of([]).slides == []


def test_some_are_taken_by_place_by_a_mask_or_a_slice() -> None:
    images = PlannedImages.of(IMAGES)
    assert list(images.take(np.array([2, 1]))) == [IMAGES[2], IMAGES[1]]
    assert list(images.take(np.array([False, True, True]))) == IMAGES[1:]
    assert list(images[1:]) == IMAGES[1:]
    assert images[1:].slides == ["B", "A"]
    assert images[1:2].slides == ["B"]


def test_each_slide_tells_the_places_of_its_images() -> None:
    images = PlannedImages.of(IMAGES)
    taken = {name: [i.name for i in images.take(at)] for name, at in images.by_slide()}
    assert taken == {"A": ["1.png", "3.jpg"], "B": ["2.png"]}
    alone = PlannedImages.of(IMAGES[:1])
    assert {name: len(alone.take(at)) for name, at in alone.by_slide()} == {"A": 1}


def test_a_feature_is_what_all_its_values_are() -> None:
    values: list[tuple[int, float | str]] = [(1, 2.5), (2, "x")]
    mixed = [PlannedImage("f", "n", "s", None, (("a", a), ("b", b))) for a, b in values]
    assert [image.features for image in PlannedImages.of(mixed)] == [
        (("a", 1), ("b", "2.5")),
        (("a", 2), ("b", "x")),
    ]
