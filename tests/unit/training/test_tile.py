from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import JPEG, tile, write
from tfrviewer import TFRecord, decode_image
from tfrviewer.errors import ExampleError, FindingKind, ImageError
from tfrviewer.tfrecord.example import Value
from tfrviewer.training.tile import Tile, decode_tile, tile_of


def tile_in(tmp_path: Path, **features: Value) -> Tile:
    tfrecord = TFRecord(write(tmp_path / "a.tfrecords", [features]))
    return tile_of(tfrecord[0], tfrecord, 0)


def test_that_the_tile_of_a_record_is_its_image_slide_and_location(tmp_path: Path) -> None:
    assert tile_in(tmp_path, **tile("s", 3, -4)) == (JPEG, "s", (3, -4))


def test_that_what_a_record_does_not_say_is_missing(tmp_path: Path) -> None:
    assert tile_in(tmp_path, image_raw=JPEG, loc_x=3) == (JPEG, "", None)


@pytest.mark.parametrize(
    ("x", "location"),
    [(2.6, (3, 7)), ([5, 6], (5, 7)), (float("nan"), None), ("5", None), ([], None)],
    ids=str,
)
def test_that_a_location_is_taken_as_elsewhere(
    x: Value, location: tuple[int, int] | None, tmp_path: Path
) -> None:
    assert tile_in(tmp_path, image_raw=JPEG, loc_x=x, loc_y=7).location == location
    tfrecord = TFRecord(tmp_path / "a.tfrecords")
    assert tfrecord.example(0).location == location


@pytest.mark.parametrize(
    "name", ["foreign_schema.tfrecord", "sequence_example.tfrecord", "extra_features.tfrecords"]
)
def test_that_the_image_is_the_one_found_elsewhere(name: str, golden: Path) -> None:
    tfrecord = TFRecord(golden / name, create_index=False)
    for i in range(len(tfrecord)):
        assert tile_of(tfrecord[i], tfrecord, i).image == tfrecord.image(i)


def test_that_a_record_without_an_image_is_named(tmp_path: Path) -> None:
    tfrecord = TFRecord(write(tmp_path / "a.tfrecords", [tile(), {"slide": "s", "n": b"text"}]))
    with pytest.raises(ExampleError, match=r"a\.tfrecords, record 1, byte [\d,]+: .*no field"):
        tile_of(tfrecord[1], tfrecord, 1)


def test_that_a_tile_is_decoded_as_elsewhere(tmp_path: Path) -> None:
    tfrecord = TFRecord(write(tmp_path / "a.tfrecords", [tile()]))
    decoded = decode_tile(JPEG, tfrecord, 0)
    assert decoded.shape == (24, 32, 3)
    np.testing.assert_array_equal(decoded, decode_image(JPEG))


def test_that_an_image_that_cannot_be_decoded_is_named(golden: Path) -> None:
    tfrecord = TFRecord(golden / "undecodable_images.tfrecords", create_index=False)
    with pytest.raises(ImageError, match=r"undecodable_images\.tfrecords, record 4") as caught:
        decode_tile(tfrecord.image(4), tfrecord, 4)
    finding = caught.value.finding
    assert finding.kind is FindingKind.UNDECODABLE_IMAGE
    assert finding.offset == tfrecord.index[4, 0]
