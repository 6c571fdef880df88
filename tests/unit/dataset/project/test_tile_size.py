from pathlib import Path

import numpy as np
import pytest

from tfrviewer.dataset.project.tile_size import TileSize


@pytest.mark.parametrize(
    ("px", "um", "label"),
    [
        (299, 302, "299px_302um"),
        (299, 302.0, "299px_302um"),
        (299, 128.5, "299px_128.5um"),
        (256, "10x", "256px_10x"),
        (256, "2.5X", "256px_2.5x"),
        (256, "302", "256px_302um"),
        (256, " 302 µm", "256px_302um"),
        (np.int64(256), np.float64(302), "256px_302um"),
    ],
)
def test_that_a_size_is_called_as_slideflow_calls_its_folder(
    px: int, um: float | str, label: str
) -> None:
    size = TileSize.asked(px, um)
    assert size.label == label
    named = TileSize.named(label)
    assert named is not None
    assert size.same_as(named)


@pytest.mark.parametrize(
    ("px", "um", "words"),
    [
        (0, 302, "at least 1"),
        (-299, 302, "at least 1"),
        (299, 0, "micrometres"),
        (299, -3, "micrometres"),
        (299, "10", None),
        (299, "x10", "'x10'"),
        (299, "", "micrometres"),
        (299, float("nan"), "micrometres"),
        (299, "1" * 200, "micrometres"),
    ],
)
def test_a_size_that_is_none_is_refused(px: int, um: float | str, words: str | None) -> None:
    if words is None:
        assert TileSize.asked(px, um).tile_um == 10
        return
    with pytest.raises(ValueError, match=words):
        TileSize.asked(px, um)


@pytest.mark.parametrize(
    ("px", "um"), [("299", 302), (299.5, 302), (True, 302), (299, None), (299, True)]
)
def test_a_size_of_the_wrong_type_is_refused(px: object, um: object) -> None:
    with pytest.raises(TypeError, match=r"299|302|tile_px"):
        TileSize.asked(px, um)  # type: ignore[arg-type]


def test_that_a_name_too_long_to_be_one_is_no_size() -> None:
    assert TileSize.of(Path("/data") / ("9" * 5000 + "px_10x") / "a.tfrecords") is None


@pytest.mark.parametrize("name", ["0px_10x", "299px_0x", "299px_0.0um", "00px_302um"])
def test_that_nothing_is_no_size(name: str) -> None:
    assert TileSize.named(name) is None


def test_that_equal_sizes_may_be_written_differently() -> None:
    sizes = [TileSize.named(name) for name in ("299px_2.50x", "299PX_2.5X", "299px_2.5um")]
    assert sizes[0] is not None
    assert [size is not None and sizes[0].same_as(size) for size in sizes] == [True, True, False]
    assert str(sizes[0]) == "299 px, 2.50x"
