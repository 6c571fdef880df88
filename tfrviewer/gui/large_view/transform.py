"""How a picture lies in the view that shows it: zoom and pan as arithmetic, without Qt.

Lengths of the view are logical pixels; a device pixel may be smaller.
"""

from dataclasses import dataclass, replace
from typing import Final

LARGEST: Final = 64.0
"""Device pixels for a pixel of the picture, at most."""
SMOOTH_UP_TO: Final = 6.0
"""Beyond this scale pixels are drawn as squares."""
GRID_FROM: Final = 8.0
"""From this scale on, a line lies between pixels."""
STEP: Final[float] = 2.0**0.25
"""A notch of the wheel."""


@dataclass(frozen=True, slots=True)
class View:
    """What a picture is shown in.

    Attributes:
        width: Width of the view.
        height: Height of the view.
        ratio: Device pixels in a logical pixel.
    """

    width: float
    height: float
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Transform:
    """Where a picture lies in a view.

    Attributes:
        scale: Device pixels for a pixel of the picture; 1 is 1:1 on any screen.
        x: Left edge of the picture in the view.
        y: Its top edge.
    """

    scale: float
    x: float
    y: float

    def to_image(self, view: View, x: float, y: float) -> tuple[float, float]:
        """Return the point of the picture that is at a point of the view."""
        unit = self.scale / view.ratio
        return (x - self.x) / unit, (y - self.y) / unit

    def panned(self, dx: float, dy: float) -> "Transform":
        """Return the picture moved, in logical pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled(self, scale: float, x: float, y: float) -> "Transform":
        """Return the picture in another scale; what is at a point of the view stays there."""
        factor = scale / self.scale
        return Transform(scale, x - (x - self.x) * factor, y - (y - self.y) * factor)

    def settled(self, size: tuple[int, int], view: View) -> "Transform":
        """Return the picture moved so that it fills the view, or lies in its middle."""
        unit = self.scale / view.ratio
        return replace(
            self,
            x=_settle(self.x, size[0] * unit, view.width),
            y=_settle(self.y, size[1] * unit, view.height),
        )


def fitted(size: tuple[int, int], view: View) -> Transform:
    """Return the largest whole picture, in the middle.

    A small picture grows no further than where its pixels would begin to show as squares.

    Args:
        size: (width, height) of the picture in pixels.
        view: What it is shown in.
    """
    scale = min(fit_scale(size, view), SMOOTH_UP_TO)
    return Transform(scale, 0.0, 0.0).settled(size, view)


def fit_scale(size: tuple[int, int], view: View) -> float:
    """Return the scale at which a picture just fits."""
    room = min(view.width / max(1, size[0]), view.height / max(1, size[1])) * view.ratio
    return max(room, 1 / 256)  # a view without any room still has a scale


def limits(size: tuple[int, int], view: View) -> tuple[float, float]:
    """Return the smallest and largest scale: from half of what fits, or of 1:1, to `LARGEST`."""
    return min(1.0, fit_scale(size, view)) / 2, max(LARGEST, fit_scale(size, view))


def next_scale(scale: float, steps: float, size: tuple[int, int], view: View) -> float:
    """Return the scale some notches of the wheel on; 1:1 is never passed over.

    Args:
        scale: The present scale.
        steps: Notches, negative to make the picture smaller; a touch pad gives fractions.
        size: (width, height) of the picture in pixels.
        view: What it is shown in.
    """
    low, high = limits(size, view)
    to: float = scale * STEP**steps
    if min(scale, to) < 1.0 < max(scale, to) and abs(scale - 1.0) > 1e-9:
        return 1.0
    return max(min(low, scale), min(max(high, scale), to))


def _settle(start: float, length: float, room: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, start))
