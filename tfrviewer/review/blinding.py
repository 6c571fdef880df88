"""Blinded review: names that tell nothing, and an order that nobody chose."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tfrviewer.review.keys import plain_name

HIDDEN: Final = "hidden"


class Blinding:
    """Hides which slide a tile is of, the same way each time for one seed.

    Args:
        seed: Decides names and order; two readers with one seed see the same.

    Attributes:
        seed: The same.

    Raises:
        ValueError: If the seed is negative.
    """

    def __init__(self, seed: int) -> None:
        if seed < 0:
            raise ValueError("The seed of a blinded review is 0 or more.")
        self.seed = seed

    def slides(self, names: Sequence[str]) -> dict[str, str]:
        """Return what each slide is called: "Slide 01" and so on, numbered by lot.

        Args:
            names: The slides, in any order; the answer does not depend on it.
        """
        known = sorted(set(names), key=plain_name)
        places = self._lot(1).permutation(len(known)).tolist()
        digits = len(str(len(known)))
        return {
            name: f"Slide {place + 1:0{digits}}" for name, place in zip(known, places, strict=True)
        }

    def files(self, names: Sequence[str]) -> list[int]:
        """Return the order in which files are shown: that of what their slides are called.

        Any other order, and with it each number that counts records through all files, would tell
        where in its folder a slide's file stands.

        Args:
            names: The slide that each file is of.
        """
        called = self.slides(names)
        return sorted(range(len(names)), key=lambda number: called[names[number]])

    def order(self, count: int) -> NDArray[np.uint32]:
        """Return the place of each of so many records, uint32 (n,), by lot."""
        return self._lot(2).permutation(count).astype(np.uint32)

    def _lot(self, of: int) -> np.random.RandomState:
        """Return a lot that is drawn alike by every release of numpy, which only this one is."""
        return np.random.RandomState(np.random.MT19937(np.random.SeedSequence([self.seed, of])))
