"""How long a scale bar is: a round length that fits."""

from math import floor, isfinite, log10

_STEPS = (5, 2, 1)


def round_length(most: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 and so on that is not above `most`.

    Raises:
        ValueError: If `most` is not a finite number above 0.
    """
    if not (isfinite(most) and most > 0):
        raise ValueError(f"a length is a number above 0, not {most}")
    power = 10.0 ** floor(log10(most))
    # Of a number like 4.999999999 the rounding of a division is not to take a step away.
    return next((step * power for step in _STEPS if step * power <= most * (1 + 1e-9)), power)


def um_per_pixel(tile_um: float, pitch: float, overlap: float) -> float:
    """Return micrometres per level-0 pixel.

    Args:
        tile_um: Width of a tile in micrometres.
        pitch: Step from tile to tile, in level-0 pixels.
        overlap: How many times as wide as the pitch a tile is.

    Raises:
        ValueError: If any of them is not above 0.
    """
    if not (tile_um > 0 and pitch > 0 and overlap > 0):
        raise ValueError(f"widths are above 0, not {tile_um}, {pitch} and {overlap}")
    return tile_um / (pitch * overlap)


def micrometres(length: float) -> tuple[str, str]:
    """Return a length in micrometres as people write it, and its unit: nm, µm, mm or cm.

    Args:
        length: In micrometres, not negative.
    """
    for unit, size in (("cm", 10_000.0), ("mm", 1000.0), ("µm", 1.0)):
        if length >= size:
            return f"{length / size:.4g}", unit
    return f"{length * 1000:.4g}", "nm"
