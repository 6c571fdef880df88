"""How long a scale bar is: a round length that people can multiply by."""

import math

_STEPS = (1.0, 2.0, 5.0, 10.0)


def bar_length(most: float) -> float:
    """Return the greatest of 1, 2 or 5 times a power of ten that is at most `most`.

    Args:
        most: What there is room for, in any unit, above 0.

    Raises:
        ValueError: If `most` is not above 0, or endless.
    """
    if not (most > 0 and math.isfinite(most)):
        msg = f"There is room for a length above 0 that ends, not for {most}."
        raise ValueError(msg)
    power = 10.0 ** math.floor(math.log10(most))
    # 10 as well: the logarithm of 999.9999999999999 is 3.
    return max((step * power for step in _STEPS if step * power <= most), default=power / 2)


def micrometres(length: float) -> tuple[str, str]:
    """Return a length in micrometres as people write it, and its unit: nm, µm, mm or cm.

    Args:
        length: In micrometres, not negative.
    """
    for unit, size in (("cm", 10_000.0), ("mm", 1000.0), ("µm", 1.0)):
        if length >= size:
            return f"{length / size:.4g}", unit
    return f"{length * 1000:.4g}", "nm"
