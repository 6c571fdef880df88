"""A heatmap is drawn of values in any form, over the tiles, without a slide."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tfrviewer import Heatmap, TFRecord, tfrecord_heatmap
from tfrviewer.errors import DatasetError, FindingKind, TargetExistsError
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.fixture
def slide(golden: Path) -> Path:
    return golden / "slide-A.tfrecords"


@pytest.fixture
def places(slide: Path) -> list[tuple[int, int]]:
    with TFRecord(slide, create_index=False) as file:
        return [(int(x), int(y)) for x, y in file.xy]


def draw(slide: Path, values: Any, **options: Any) -> Heatmap:  # noqa: ANN401 - also wrong ones
    return tfrecord_heatmap(slide, values, **{"size": 60, "colour_bar": False, **options})


def test_that_every_form_of_the_same_values_draws_the_same(
    slide: Path, places: list[tuple[int, int]], tmp_path: Path
) -> None:
    numbers = np.arange(len(places), dtype=float)
    np.save(tmp_path / "values.npy", numbers)
    np.savez(tmp_path / "values.npz", numbers)
    lines = [f"slide-A,{x},{y},{n}" for n, (x, y) in enumerate(places)]
    (tmp_path / "values.csv").write_text("slide,loc_x,loc_y,score\n" + "\n".join(lines))
    (tmp_path / "plain.csv").write_text("score\n" + "\n".join(map(str, numbers)))
    wanted = draw(slide, numbers)
    assert (wanted.n_drawn, wanted.n_missing, wanted.findings) == (len(places), 0, ())
    for values in (
        numbers.tolist(),
        dict(enumerate(numbers)),
        dict(zip(places, numbers, strict=True)),
        np.ma.masked_less(numbers, 0)[:, None],
        tmp_path / "values.npy",
        str(tmp_path / "values.npz"),
        tmp_path / "values.csv",
        tmp_path / "plain.csv",
    ):
        drawn = draw(slide, values)
        np.testing.assert_array_equal(drawn.values, numbers)
        np.testing.assert_array_equal(drawn.image, wanted.image)


def test_that_the_tiles_are_seen_below_the_colours(slide: Path, places: list[Any]) -> None:
    numbers = np.arange(len(places), dtype=float)
    plain = draw(slide, numbers, tiles=False).image
    clear = draw(slide, numbers, opacity=0).image
    half = draw(slide, numbers, opacity=0.5).image
    np.testing.assert_allclose(half, (plain / 2 + clear / 2), atol=1)
    assert len(np.unique(clear.reshape(-1, 3), axis=0)) > len(
        np.unique(plain.reshape(-1, 3), axis=0)
    )


def test_that_threads_draw_the_same_and_progress_is_told(slide: Path, places: list[Any]) -> None:
    numbers, told = np.arange(len(places)), []
    with ThreadPoolExecutor(2) as pool:
        drawn = draw(
            slide,
            numbers,
            executor=pool,
            progress=lambda done, total, _: told.append((done, total)),
        )
    assert told[-1] == (len(places), len(places))
    np.testing.assert_array_equal(drawn.image, draw(slide, numbers).image)


def test_that_missing_values_are_counted_and_lost_ones_told(
    slide: Path, places: list[tuple[int, int]]
) -> None:
    drawn = draw(slide, {places[0]: 1.0, places[1]: 2.0, (-7, 7): 3.0})
    assert (drawn.n_drawn, drawn.n_missing) == (2, len(places) - 2)
    assert drawn.findings[0].message == "1 value of 3 is of no record, first: (-7, 7)."


def test_that_range_and_limits_of_the_colours_are_told_apart(slide: Path) -> None:
    numbers = np.arange(42.0)
    numbers[[3, 7]] = 12_345, np.nan
    drawn = draw(slide, numbers)
    assert list(drawn.range or ()) == [0, 12_345]
    assert drawn.limits[1] < 100
    assert drawn.n_outside == 1
    assert "41 tiles with a value, from 0 to 12345; 1 without one; colours from" in repr(drawn)
    assert ", 1 outside, None)" in repr(drawn)
    assert len(repr(drawn)) < 200
    assert draw(slide, np.full(42, np.nan), limits=(0, 1)).range is None


def test_that_records_that_cannot_be_decoded_are_told_and_left_white(golden: Path) -> None:
    file = golden / "undecodable_images.tfrecords"
    with TFRecord(file, create_index=False) as opened:
        count = len(opened)
    drawn = draw(file, np.arange(count))
    assert {one.kind for one in drawn.findings} == {FindingKind.UNDECODABLE_IMAGE}
    assert all(one.record is not None for one in drawn.findings)


def test_that_a_file_is_written_whole_and_never_over_another(
    slide: Path, places: list[Any], tmp_path: Path
) -> None:
    out = tmp_path / "heatmap.png"
    numbers = np.arange(len(places))
    drawn = tfrecord_heatmap(slide, numbers, out, size=60, title="score")
    assert drawn.path == out
    with Image.open(out) as image:
        np.testing.assert_array_equal(np.asarray(image), drawn.image)
    with pytest.raises(TargetExistsError):
        tfrecord_heatmap(slide, numbers, out, size=60)
    tfrecord_heatmap(slide, numbers, out, size=60, replace=True)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        tfrecord_heatmap(slide, numbers, tmp_path / "other.png", cancel=cancel)
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cmap": "jet"}, "no colour scale 'jet'"),
        ({"limits": (2, 1)}, "a lower and an upper number"),
        ({"limits": (0, 1), "log": True}, "above 0"),
        ({"interpolation": "nearest"}, "None or 'bicubic'"),
        ({"opacity": 1.5}, "between 0 and 1"),
        ({"size": 0}, "1 to 20,000"),
        ({"out": "heatmap.svg"}, "is written as .png"),
        ({"column": "score"}, "no path"),
        ({"values": [1.0, 2.0]}, "one a record is needed"),
        ({"values": {99: 1.0}}, "no record 99"),
        ({"values": {(1, 1): 1.0}}, r"such as \(1, 1\)"),
        ({"values": {}}, "no values"),
    ],
)
def test_that_wrong_arguments_are_told_at_once(
    options: dict[str, Any], message: str, slide: Path, places: list[Any]
) -> None:
    values = options.pop("values", np.arange(len(places)))
    with pytest.raises(ValueError, match=message):
        draw(slide, values, **options)


@pytest.mark.parametrize("values", [3, "x".split, {"a": 1.0}, {1: "b"}, {1: 1.0, (0, 0): 2.0}])
def test_that_values_of_no_known_kind_are_refused(values: object, slide: Path) -> None:
    with pytest.raises((TypeError, ValueError)):
        draw(slide, values)


@pytest.mark.parametrize(
    ("content", "column", "message"),
    [
        ("slide,p,q\nslide-A,1,2\n", None, "several columns of numbers: p, q"),
        ("slide,grade\nslide-A,low\n", None, "“grade” holds no numbers, but text"),
        ("slide,grade\nslide-A,low\n", "grade", "holds no numbers"),
        ('slide,p\nslide-A,"0,5"\n', None, "commas, such as “0,5”.* decimal points, or part"),
        ("slide\nslide-A\n", None, "none a value"),
        ("foo,bar\n1,2\n", None, "says what a line is of.*1 line for 42 records"),
        ("slide,p\nother,1\n", None, "1 line of 1 is of no record here"),
        ("slide,p\n\xe9,1\n", None, "1 line of 1 is of no record here"),
        ("a,p\n1,1\n", "p", "None of its columns says"),
    ],
)
def test_that_tables_that_do_not_fit_are_told(
    content: str, column: str | None, message: str, slide: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_bytes(content.encode("cp1252"))
    with pytest.raises(DatasetError, match=message):
        draw(slide, tmp_path / "t.csv", column=column)


def test_that_arrays_that_do_not_fit_are_told(slide: Path, tmp_path: Path) -> None:
    np.savez(tmp_path / "two.npz", a=np.zeros(3), b=np.zeros(3))
    (tmp_path / "bad.npy").write_bytes(b"no array")
    with pytest.raises(DatasetError, match="several arrays: a, b"):
        draw(slide, tmp_path / "two.npz")
    with pytest.raises(DatasetError, match="does not fit slide-A"):
        draw(slide, tmp_path / "two.npz", column="a")
    with pytest.raises(DatasetError, match="cannot be read"):
        draw(slide, tmp_path / "bad.npy")
    with pytest.raises(DatasetError, match="not there"):
        draw(slide, tmp_path / "none.npy")


def test_that_a_file_without_locations_says_so(golden: Path) -> None:
    with pytest.raises(DatasetError, match="no place to draw"):
        draw(golden / "no_locations.tfrecords", np.zeros(12))


def test_that_a_title_of_any_length_is_one_line_that_fits(slide: Path) -> None:
    plain = draw(slide, [1.0] * 42, colour_bar=True, title="a b" + "c" * 200).image
    long = draw(slide, [1.0] * 42, colour_bar=True, title="a\n b" + "c" * 50_000).image
    assert np.array_equal(plain, long)
    assert long.shape[1] < 2000
