"""In which order images become records."""

import random

import numpy as np
from numpy.typing import NDArray

from tfrviewer.build.planning.planned import PlannedImages
from tfrviewer.build.request.choices import Order
from tfrviewer.build.request.request import Policies


def in_order(images: PlannedImages, policies: Policies) -> PlannedImages:
    """Return the images of one TFRecord in the order that is asked for.

    Args:
        images: In the order of names, folder by folder.
        policies: What is asked for.
    """
    if policies.order is Order.LOCATION:
        x, y = images.locations.T
        return images.take(np.lexsort((x, y, ~images.known, _first_met(images))))
    if policies.order is Order.SEED:
        # Of each file its own, so that one folder more does not shuffle the others anew.
        slides_in = "\n".join(images.slides)
        # random() gives the same numbers in every release of Python; shuffle() need not.
        lots = random.Random(f"{policies.seed}\n{slides_in}")
        drawn = np.fromiter((lots.random() for _ in range(len(images))), dtype=np.float64)
        return images.take(np.argsort(drawn, kind="stable"))
    return images


def _first_met(images: PlannedImages) -> NDArray[np.int64]:
    """Return of each image how many slides were met before its own."""
    if images.slide is None:
        return np.zeros(len(images), dtype=np.int64)
    _, first, slide = np.unique(images.slide, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[slide]
