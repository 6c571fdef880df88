"""Colours for numbers and classes can be told apart, and lie where they should."""

from itertools import combinations

import numpy as np
import pytest

from tfrviewer.tiles.drawing.colour_scales import CLASS_COLOURS, SCALES, class_pixels, scale_named
from tfrviewer.tiles.drawing.colour_scheme import (
    ClassScheme,
    NumberScheme,
    PlainScheme,
    Span,
    usual_span,
)

# G. M. Machado and others (2009): how linear RGB is seen without one kind of cones.
SEEN = {
    "all": np.eye(3),
    "without green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "without red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}


def oklab(rgb: np.ndarray, eyes: str) -> np.ndarray:
    """Colours, (n, 3) of 0 to 255, as B. Ottosson's Oklab of what is seen."""
    part = rgb / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ SEEN[eyes].T, 0, 1)
    cones = np.cbrt(
        linear
        @ np.array(
            [
                [0.4122214708, 0.2119034982, 0.0883024619],
                [0.5363325363, 0.6806995451, 0.2817188376],
                [0.0514459929, 0.1073969566, 0.6299787005],
            ]
        )
    )
    seen: np.ndarray = cones @ np.array(
        [
            [0.2104542553, 1.9779984951, 0.0259040371],
            [0.7936177850, -2.4285922050, 0.7827717662],
            [-0.0040720468, 0.4505937099, -0.8086757660],
        ]
    )
    return seen


@pytest.mark.parametrize("name", [name for name in SCALES if not SCALES[name].diverging])
@pytest.mark.parametrize("eyes", SEEN)
def test_that_a_scale_grows_lighter_all_the_way_for_all_eyes(name: str, eyes: str) -> None:
    lightness = oklab(SCALES[name].table().astype(float), eyes)[:, 0]
    assert (np.diff(lightness[::8]) > 0).all()


def test_that_the_diverging_scale_is_alike_to_both_sides() -> None:
    lightness = oklab(SCALES["blue-brown"].table().astype(float), "all")[:, 0]
    np.testing.assert_allclose(lightness, lightness[::-1], atol=0.02)
    assert lightness.argmax() in (127, 128)


def test_that_classes_are_told_apart_by_all_eyes() -> None:
    rgb = np.array([list(bytes.fromhex(colour)) for colour in CLASS_COLOURS], float)
    for eyes in SEEN:
        seen = oklab(rgb, eyes)
        least = min(np.linalg.norm(seen[a] - seen[b]) for a, b in combinations(range(len(rgb)), 2))
        assert least > 0.07, eyes


def test_that_a_scale_has_256_opaque_colours_and_a_reverse() -> None:
    scale = scale_named("viridis")
    pixels = scale.pixels()
    assert pixels.shape == (256,)
    assert (pixels[0], pixels[-1]) == (0xFF440154, 0xFFFDE725)
    assert (scale.pixels(reverse=True) == pixels[::-1]).all()


def test_that_names_and_counts_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="viridis, cividis, magma"):
        scale_named("jet")
    with pytest.raises(ValueError, match="16 classes"):
        class_pixels(16)


def test_that_numbers_get_colours_between_the_limits_and_missing_ones_the_neutral() -> None:
    values = np.array([0.0, 5.0, 10.0, -99.0, 99.0, np.nan, np.inf, -np.inf])
    scheme = NumberScheme(values, Span(0, 10), 0xFF123456)
    table = scheme.scale.pixels()
    paint = scheme.paint(np.arange(9))  # the last one is not known yet
    first, middle, last = table[0], table[128], table[255]
    neutral = 0xFF123456
    assert paint.hidden is None
    assert paint.bare is not None
    assert np.flatnonzero(paint.bare).tolist() == [5, 8]
    assert paint.pixels is not None
    assert paint.pixels.tolist() == [
        *(first, middle, last, first, last),
        *(neutral, last, first, neutral),
    ]


def test_that_a_logarithmic_span_puts_equal_ratios_equally_far() -> None:
    span = Span(1, 100, log=True)
    places = span.places(np.array([1.0, 10.0, 100.0, 0.0, -3.0, np.nan]))
    np.testing.assert_allclose(places, [0, 0.5, 1, -np.inf, -np.inf, np.nan])
    assert span.value(0.5) == pytest.approx(10)
    assert span.place(1000) == pytest.approx(1.5)


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1.7e308, 1.7e308)])
def test_that_a_span_of_nothing_or_of_everything_has_places(span: Span) -> None:
    middle = span.value(0.5)
    assert span.place(middle) == pytest.approx(0.5)


def test_that_hidden_classes_are_told() -> None:
    scheme = ClassScheme(np.array([0, 1, 0], np.int16), class_pixels(2), 1, frozenset({1}))
    assert scheme.paint(np.array([0])).bare is None
    paint = scheme.paint(np.array([1, 2, 7]))
    assert paint.pixels is not None
    assert paint.hidden is not None
    assert paint.pixels.tolist() == [0xFF56B4E9, 0xFFE69F00, 0xFF56B4E9]
    assert paint.hidden.tolist() == [True, False, True]


def test_that_the_plain_scheme_says_nothing() -> None:
    paint = PlainScheme().paint(np.arange(3))
    assert (paint.pixels, paint.hidden, paint.overlay) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("values", "log", "low", "high"),
    [
        (np.arange(101.0), False, 0, 100),
        ([*np.arange(101.0), 1e6, 2e6, 3e6, 4e6], False, 0, 122.5),
        ([-1e6, -2e6, -3e6, -4e6, *np.arange(101.0)], False, -22.5, 100),
        ([0.0] * 99 + [7.0], False, 0, 7),
        ([4.0], False, 4, 4),
        ([-1.7e308, 1.7e308], False, -1.7e308, 1.7e308),
        ([-5.0, 0.0, *10.0 ** np.arange(21), np.inf, np.nan], True, 1, 1e20),
        ([*[1e-12] * 2, *10.0 ** np.linspace(0, 1, 100)], True, 0.6317, 10),
        ([], False, None, None),
        ([-1.0, 0.0], True, None, None),
    ],
    ids=["all", "far above", "far below", "few others", "one", "widest", "ratios", "tiny", "none",
         "none above zero"],
)  # fmt: skip
def test_that_a_few_numbers_far_out_do_not_set_the_limits(
    values: list[float], low: float | None, high: float | None, *, log: bool
) -> None:
    span = usual_span(np.array(values, np.float64), log=log)
    if low is None:
        assert span is None
    else:
        assert span is not None
        assert (span.low, span.high) == pytest.approx((low, high), rel=1e-3)
        assert span.log is log
