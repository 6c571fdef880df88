"""Smooth random fields: periodic noise textures and a raster of fields sampled anywhere."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Points = NDArray[np.float64]


def texture(
    rng: np.random.Generator,
    shape: tuple[int, int],
    *,
    shortest: tuple[float, float],
    longest: float,
    slope: float = 1.0,
) -> Array:
    """Draw a periodic noise texture with mean 0 and variance 1.

    White noise is filtered in the frequency domain: amplitudes fall as frequency ** -slope
    and fade out beyond both limits.

    Args:
        rng: Where its noise comes from.
        shape: Rows and columns.
        shortest: Shortest wavelength down and across, in texels; unlike ones give streaks.
        longest: Longest wavelength in texels, measured along the axis with the shorter limit.
        slope: How fast amplitude falls with frequency; 0 is white within the band.
    """
    spectrum = np.fft.rfft2(rng.standard_normal(shape, dtype=np.float32))
    least = min(shortest)
    down = np.fft.fftfreq(shape[0])[:, None] * (shortest[0] / least)
    across = np.fft.rfftfreq(shape[1])[None, :] * (shortest[1] / least)
    frequency = np.hypot(down, across)
    frequency[0, 0] = 1.0
    gain = frequency**-slope
    gain *= np.exp(-((frequency * least) ** 2)) * -np.expm1(-((frequency * longest) ** 2))
    gain[0, 0] = 0.0
    values = np.fft.irfft2(spectrum * gain, s=shape)
    values /= values.std()
    return np.ascontiguousarray(values, dtype=np.float32)


def spread(
    rng: np.random.Generator, source: Array, shape: tuple[int, int], *, turn: bool = True
) -> Array:
    """Lay a periodic texture over a raster of any shape, from a random place in it."""
    if turn:
        if rng.random() < 0.5:
            source = source.T
        source = source[:: rng.choice((-1, 1)), :: rng.choice((-1, 1))]
    down = (np.arange(shape[0]) + rng.integers(source.shape[0])) % source.shape[0]
    across = (np.arange(shape[1]) + rng.integers(source.shape[1])) % source.shape[1]
    return np.ascontiguousarray(source[np.ix_(down, across)])


class Raster:
    """Named smooth fields over one rectangle, on a coarse raster.

    Values lie at the centres of square cells of `step` micrometres; the first is at
    (step / 2, step / 2). Between them a cubic B-spline is taken, which has no kinks and keeps
    straight slopes straight. Outside, the edge goes on.
    """

    def __init__(self, shape: tuple[int, int], step: float) -> None:
        self.shape = shape
        self.step = step
        self._fields: dict[str, Array] = {}

    def set(self, fields: dict[str, Array]) -> None:
        """Add fields, each of the shape of the raster."""
        for name, values in fields.items():
            self._fields[name] = np.ascontiguousarray(values, dtype=np.float32)

    def __getitem__(self, name: str) -> Array:
        return self._fields[name]

    def at(self, name: str, x: Points, y: Points) -> Points:
        """Return a field at points in micrometres, bilinearly."""
        return bilinear(self[name], x / self.step - 0.5, y / self.step - 0.5)

    def window(self, names: Sequence[str], x: Points, y: Points) -> dict[str, Array]:
        """Return fields at every crossing of columns `x` and rows `y` in micrometres."""
        rows, down = _spline(y / self.step - 0.5)
        columns, across = _spline(x / self.step - 0.5)
        rows, columns = rows.clip(0, self.shape[0] - 1), columns.clip(0, self.shape[1] - 1)
        return {
            name: _product(_product(down, self[name][np.ix_(rows, columns)]), across.T)
            for name in names
        }


def _product(a: Array, b: Array) -> Array:
    """Return a @ b, in blocks so small that the library behind it starts no threads.

    Threads make these small products slower, and far slower on a busy machine.
    """
    rows = max(1, 200_000 // max(1, b.size))
    result = np.empty((a.shape[0], b.shape[1]), dtype=np.float32)
    for first in range(0, a.shape[0], rows):
        np.matmul(a[first : first + rows], b, out=result[first : first + rows])
    return result


def bilinear(values: Array, x: Points, y: Points) -> Points:
    """Return `values` at fractional columns `x` and rows `y`; outside, the edge goes on."""
    width = values.shape[1]
    x = np.clip(x, 0, width - 1.001)
    y = np.clip(y, 0, values.shape[0] - 1.001)
    i = x.astype(np.intp)
    j = y.astype(np.intp)
    u = x - i
    v = y - j
    flat = np.ascontiguousarray(values).ravel()
    at = j * width + i
    top = flat[at]
    top = top + u * (flat[at + 1] - top)
    bottom = flat[at + width]
    bottom = bottom + u * (flat[at + width + 1] - bottom)
    return np.asarray(top + v * (bottom - top), dtype=np.float64)


def repeated(values: Array, x: Points, y: Points) -> Array:
    """Return a periodic texture, smoothly, at every crossing of columns `x` and rows `y`."""
    rows, down = _spline(y)
    columns, across = _spline(x)
    part = values[np.ix_(rows % values.shape[0], columns % values.shape[1])]
    return _product(_product(down, part), across.T)


def _spline(at: Points) -> tuple[NDArray[np.intp], Array]:
    """Return which values of a line are needed, and their weights at each place `at`."""
    base = np.floor(at).astype(np.intp)
    t = at - base
    weights = (
        (1 - t) ** 3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
        t**3 / 6,
    )
    first = int(base.min()) - 1
    matrix = np.zeros((at.size, int(base.max()) + 3 - first), dtype=np.float32)
    place = np.arange(at.size)
    for shift, weight in enumerate(weights):
        matrix[place, base - 1 - first + shift] = weight
    return np.arange(first, first + matrix.shape[1]), matrix
