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
class Leeway:
    """What a picture may be shown with besides itself.

    Attributes:
        roam: How far beside the picture the middle of the view may come, in pictures; None keeps
            the view full of the picture, or the picture in its middle.
        beside: How much room a picture that fits leaves on each side for what lies around it, as
            a share of the picture.
    """

    roam: float | None = None
    beside: float = 0.0


TIGHT: Final = Leeway()
"""The picture alone."""


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

    def to_view(self, view: View, x: float, y: float) -> tuple[float, float]:
        """Return the point of the view where a point of the picture is."""
        unit = self.scale / view.ratio
        return self.x + x * unit, self.y + y * unit

    def panned(self, dx: float, dy: float) -> "Transform":
        """Return the picture moved, in logical pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled(self, scale: float, x: float, y: float) -> "Transform":
        """Return the picture in another scale; what is at a point of the view stays there."""
        factor = scale / self.scale
        return Transform(scale, x - (x - self.x) * factor, y - (y - self.y) * factor)

    def settled(self, size: tuple[int, int], view: View, leeway: Leeway = TIGHT) -> "Transform":
        """Return the picture moved so that it is not lost.

        Without room to roam it fills the view, or lies in its middle; with it, the middle of the
        view stays on the picture, or as near as may be.
        """
        unit = self.scale / view.ratio
        return replace(
            self,
            x=_settle(self.x, size[0] * unit, view.width, leeway.roam),
            y=_settle(self.y, size[1] * unit, view.height, leeway.roam),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What a view looks at, whatever its own size and that of the picture.

    Attributes:
        x: Where the middle of the view lies in the picture, as a share of its width.
        y: The same downwards.
        extent: How long the longer side of the picture is on the screen, in device pixels.
    """

    x: float
    y: float
    extent: float

    @classmethod
    def of(cls, place: Transform, size: tuple[int, int], view: View) -> "Look":
        """Return what a view looks at with the picture in a place."""
        x, y = place.to_image(view, view.width / 2, view.height / 2)
        return cls(x / max(1, size[0]), y / max(1, size[1]), place.scale * max(1, *size))

    def place(self, size: tuple[int, int], view: View) -> Transform:
        """Return where a picture of a size lies in a view that looks at this."""
        scale = self.extent / max(1, *size)
        unit = scale / view.ratio
        return Transform(
            scale,
            view.width / 2 - self.x * size[0] * unit,
            view.height / 2 - self.y * size[1] * unit,
        )


def fitted(size: tuple[int, int], view: View, leeway: Leeway = TIGHT) -> Transform:
    """Return the largest whole picture, in the middle.

    A small picture grows no further than where its pixels would begin to show as squares.

    Args:
        size: (width, height) of the picture in pixels.
        view: What it is shown in.
        leeway: How much of what lies around it is to be seen as well.
    """
    scale = min(fit_scale(size, view) / (1 + 2 * leeway.beside), SMOOTH_UP_TO)
    return Look(0.5, 0.5, scale * max(1, *size)).place(size, view)


def fit_scale(size: tuple[int, int], view: View) -> float:
    """Return the scale at which a picture just fits."""
    room = min(view.width / max(1, size[0]), view.height / max(1, size[1])) * view.ratio
    return max(room, 1 / 256)  # a view without any room still has a scale


def limits(size: tuple[int, int], view: View, leeway: Leeway = TIGHT) -> tuple[float, float]:
    """Return the smallest and largest scale: from half of what fits, or of 1:1, to `LARGEST`.

    With something around it, the picture may become a sixth of what fits.
    """
    fits = fit_scale(size, view)
    return min(1.0, fits) / (6 if leeway.beside else 2), max(LARGEST, fits)


def next_scale(
    scale: float, steps: float, size: tuple[int, int], view: View, leeway: Leeway = TIGHT
) -> float:
    """Return the scale some notches of the wheel on; 1:1 is never passed over.

    Args:
        scale: The present scale.
        steps: Notches, negative to make the picture smaller; a touch pad gives fractions.
        size: (width, height) of the picture in pixels.
        view: What it is shown in.
        leeway: What it may be shown with.
    """
    low, high = limits(size, view, leeway)
    to: float = scale * STEP**steps
    if min(scale, to) < 1.0 < max(scale, to) and abs(scale - 1.0) > 1e-9:
        return 1.0
    return max(min(low, scale), min(max(high, scale), to))


def _settle(start: float, length: float, room: float, roam: float | None) -> float:
    if roam is not None:
        middle = room / 2
        return max(middle - (1 + roam) * length, min(middle + roam * length, start))
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, start))
