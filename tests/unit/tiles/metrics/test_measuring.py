"""All metrics of encoded tiles: what is measured, in which order, and of what kind."""

import math
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.errors import ImageError
from tfrviewer.tiles.metrics import (
    METRICS,
    PRESETS,
    measure,
    measure_hashed,
    measure_many,
)
from tfrviewer.tiles.metrics.scratch import Scratch


def flat(colour: tuple[int, int, int], side: int = 64) -> bytes:
    return encoded(Image.new("RGB", (side, side), colour), "PNG")


def noise(side: int, seed: int = 1) -> Image.Image:
    values = np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)
    return Image.fromarray(values)


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    return encoded(image, "JPEG", quality=quality)


@pytest.mark.parametrize("side", [1, 2, 3, 17, 31, 64, 97, 300, 1100])
@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
def test_that_tiles_of_any_size_are_measured_within_the_ranges(
    side: int, image_format: str
) -> None:
    values = measure(encoded(tissue(side, max(side // 2, 1)), image_format))
    assert list(values) == list(METRICS)
    for name, metric in METRICS.items():
        value = values[name]
        if name == "jpeg_quality" and image_format == "PNG":
            assert math.isnan(value)
        else:
            assert metric.low <= value <= (math.inf if metric.high is None else metric.high), name


def test_that_many_tiles_are_measured_as_each_alone() -> None:
    images = [jpeg(noise(side, seed)) for seed, side in enumerate((64, 64, 96, 64, 300, 300, 64))]
    together, alone = measure_hashed(images), [measure_hashed([image]) for image in images]
    np.testing.assert_allclose(
        together.values, np.concatenate([one.values for one in alone]), rtol=1e-5
    )
    np.testing.assert_array_equal(together.hashes, np.concatenate([one.hashes for one in alone]))
    assert dict(measure(images[2])) == pytest.approx(
        dict(zip(METRICS, together.values[2].tolist(), strict=True)), rel=1e-5
    )


def test_that_undecodable_tiles_are_nan_and_leave_the_others_alone() -> None:
    sound = jpeg(tissue())
    values, hashes = measure_hashed([b"", sound, sound[: len(sound) // 2], b"junk", sound])
    assert values.dtype == np.float32
    assert hashes.dtype == np.uint64
    assert np.isnan(values[[0, 2, 3]]).all()
    assert not np.isnan(values[[1, 4]]).any()
    assert hashes[[0, 2, 3]].tolist() == [0, 0, 0]
    assert hashes[1] == hashes[4] != 0
    with pytest.raises(ImageError):
        measure(b"junk")


def test_that_what_a_huge_picture_took_is_given_back() -> None:
    kept = Scratch()
    kept.array("small", (10,), np.float32)
    kept.array("huge", (1000,), np.float32)
    kept.let_go(100)
    again = kept.array("small", (5, 2), np.int16)
    assert again.shape == (5, 2)
    assert list(kept._kept) == ["small"]


def test_that_no_tiles_have_no_metrics() -> None:
    assert measure_many([]).shape == (0, len(METRICS))


@pytest.mark.parametrize(
    ("mode", "colour"), [("L", 200), ("P", 7), ("RGBA", (10, 20, 30, 255)), ("CMYK", (1, 2, 3, 4))]
)
def test_that_other_modes_are_measured(mode: str, colour: int | tuple[int, ...]) -> None:
    image = Image.new(mode, (40, 40), colour)
    stream = BytesIO()
    image.save(stream, "TIFF")
    assert not np.isnan(measure(stream.getvalue())["brightness"])


def test_that_glass_is_white_gray_and_even() -> None:
    values = measure(flat((243, 242, 244)))
    assert values["whitespace"] == values["grayspace"] == 1.0
    assert values["brightness"] == pytest.approx(242.5, abs=0.6)
    assert values["contrast"] == values["entropy"] == values["tissue"] == values["pen"] == 0.0
    assert values["hematoxylin"] == values["eosin"] == 0.0


def test_that_light_is_told_by_the_luma() -> None:
    half = np.zeros((64, 64, 3), np.uint8)
    half[:, 32:] = 200
    values = measure(encoded(Image.fromarray(half), "PNG"))
    assert values["brightness"] == pytest.approx(100)
    assert values["contrast"] == pytest.approx(100)
    assert values["entropy"] == pytest.approx(1.0)
    assert values["shadow"] == 0
    assert values["highlight"] == 200
    assert values["dark"] == 0.0  # black without any colour is told as ink
    assert values["pen_black"] == 0.5


def test_that_saturation_is_that_of_hsv() -> None:
    assert measure(flat((200, 100, 50)))["saturation"] == pytest.approx(0.75)
    assert measure(flat((0, 0, 0)))["saturation"] == 0.0


def test_that_entropy_of_noise_is_nearly_eight_bits() -> None:
    grey = np.random.default_rng(3).integers(0, 256, (128, 128, 1), np.uint8)
    doubled = grey.repeat(2, axis=0).repeat(2, axis=1).repeat(3, axis=2)
    assert measure(encoded(Image.fromarray(doubled), "PNG"))["entropy"] > 7.9


@pytest.mark.parametrize(
    ("ink", "colour"),
    [
        ("pen_red", (200, 30, 50)),
        ("pen_green", (40, 140, 80)),
        ("pen_blue", (35, 60, 170)),
        ("pen_black", (30, 28, 33)),
    ],
)
def test_that_ink_is_told_by_its_colour_and_is_no_tissue(
    ink: str, colour: tuple[int, int, int]
) -> None:
    pixels = np.full((128, 128, 3), (220, 150, 200), np.uint8)
    pixels[:, :32] = colour
    values = measure(encoded(Image.fromarray(pixels), "PNG"))
    assert values[ink] == values["pen"] == 0.25
    assert sum(values[name] for name in METRICS if name.startswith("pen_")) == 0.25
    assert values["tissue"] == 0.75


def stained(hematoxylin: float, eosin: float) -> bytes:
    stains = np.array([[0.65, 0.70, 0.29], [0.07, 0.99, 0.11]])
    stains /= np.linalg.norm(stains, axis=1, keepdims=True)
    light = 255 * 10.0 ** -(np.array([hematoxylin, eosin]) @ stains)
    red, green, blue = np.round(light).astype(int).tolist()
    return flat((red, green, blue))


@pytest.mark.parametrize(("hematoxylin", "eosin"), [(0.5, 0.0), (0.0, 0.5), (0.3, 0.4), (0.9, 0.1)])
def test_that_stains_are_told_apart(hematoxylin: float, eosin: float) -> None:
    values = measure(stained(hematoxylin, eosin))
    assert values["hematoxylin"] == pytest.approx(hematoxylin, abs=0.01)
    assert values["eosin"] == pytest.approx(eosin, abs=0.01)


def test_that_glass_beside_it_does_not_thin_a_stain() -> None:
    with Image.open(BytesIO(stained(0.3, 0.4))) as image:
        pixels = np.array(image)
    pixels[:, :16] = 243
    values = measure(encoded(Image.fromarray(pixels), "PNG"))
    assert values["tissue"] == 0.75
    assert values["hematoxylin"] == pytest.approx(0.3, abs=0.01)
    assert values["eosin"] == pytest.approx(0.4, abs=0.01)


def blurred(sigma: float) -> dict[str, float]:
    from PIL import ImageFilter

    checks = (np.indices((256, 256)) // 16).sum(axis=0) % 2
    pixels = np.where(checks[..., None], (150, 60, 120), (230, 200, 220)).astype(np.uint8)
    image = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(sigma))
    return dict(measure(jpeg(image)))


def test_that_blur_takes_sharpness_away() -> None:
    values = [blurred(sigma)["sharpness"] for sigma in (0, 1, 2, 4, 8)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 1.0 > 0.42 > values[-1]


def test_that_neither_light_nor_contrast_changes_sharpness_by_much() -> None:
    picture = np.asarray(noise(64).resize((256, 256), Image.Resampling.BICUBIC), np.float32)
    sharp = [
        measure(encoded(Image.fromarray((picture * k + 20).astype(np.uint8)), "PNG"))["sharpness"]
        for k in (0.3, 0.6, 0.9)
    ]
    assert max(sharp) < 1.15 * min(sharp)


@pytest.mark.parametrize("quality", [1, 10, 25, 50, 60, 75, 89, 90, 95, 100])
def test_that_the_quality_of_a_jpeg_is_read_from_its_tables(quality: int) -> None:
    assert measure(jpeg(tissue(), quality))["jpeg_quality"] == quality


def test_that_the_quality_of_a_grey_jpeg_is_read_as_well() -> None:
    assert measure(jpeg(tissue().convert("L"), 77))["jpeg_quality"] == 77


def test_that_every_metric_and_preset_explains_itself() -> None:
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.title
        assert metric.description.endswith(".")
        assert metric.formula
        assert metric.source
        assert metric.high is None or metric.low < metric.high
    for name, preset in PRESETS.items():
        assert preset.name == name
        assert preset.title
        assert preset.metric in METRICS
        assert (preset.low is None) != (preset.high is None)
        bound = preset.low if preset.low is not None else preset.high
        sign = ">=" if preset.low is not None else "<"
        assert preset.condition.startswith(f"{preset.metric} {sign} {bound:g}")
