"""Pictures in memory, within a budget of bytes: of each tile the sizes it was decoded to."""

from bisect import bisect_left
from collections import OrderedDict
from typing import Final

from PySide6.QtGui import QImage

BUCKETS: Final = (32, 64, 128, 256, 512, 1024)
# A JPEG of 299 px decodes to 75 or 150 at once; bringing that to 64 or 128 would cost half as
# much again, and whoever paints it scales it to the cell in any case.
SLACK: Final = 1.25

_FITTED: Final = 0  # stands for a bucket: the picture has the very size it is shown in


def bucket_for(px: int) -> int:
    """Return the size that a picture of `px` device pixels is decoded to."""
    return BUCKETS[min(bisect_left(BUCKETS, px), len(BUCKETS) - 1)]


def bucket_bytes(bucket: int) -> int:
    """Return how many bytes a picture of a size takes at most."""
    return int((bucket * SLACK) ** 2 * 4)


def longest_side(image: QImage) -> int:
    """Return the longest side of a picture in pixels."""
    return max(image.width(), image.height())


class PictureCache:
    """The pictures used last, within a budget of bytes; several sizes of one tile may be there.

    Attributes:
        budget: How many bytes of pictures are kept at most.
        used: How many are.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.used = 0
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._buckets: dict[int, tuple[int, ...]] = {}

    def find(self, number: int, px: int) -> tuple[QImage | None, bool]:
        """Return the best picture there is, and whether it will do for `px` device pixels."""
        buckets = self._buckets.get(number)
        if buckets is None:
            return None, False
        if buckets[0] == _FITTED:
            image = self._use(number, _FITTED)
            if longest_side(image) == px or len(buckets) == 1:
                return image, longest_side(image) == px
            buckets = buckets[1:]
        asked = bucket_for(px)
        bucket = next((b for b in buckets if b >= asked), buckets[-1])
        image = self._use(number, bucket)
        longest = longest_side(image)
        if bucket > asked:
            # Beyond half size the smooth scaling of the painter would leave pixels out.
            return image, longest <= 2 * px
        # A picture smaller than its bucket is the whole tile: no larger one can be had.
        return image, bucket == asked or longest < bucket

    def put(self, number: int, bucket: int, image: QImage) -> None:
        """Keep a picture that was decoded to a size, and drop those used longest ago."""
        self._drop(number, bucket)
        self._images[number, bucket] = image
        self._buckets[number] = tuple(sorted({*self._buckets.get(number, ()), bucket}))
        self.used += image.sizeInBytes()
        self.shrink()

    def put_fitted(self, number: int, image: QImage) -> None:
        """Keep a picture of the very size it is shown in; what it was made of goes first."""
        for bucket in self._buckets.get(number, ()):
            if bucket != _FITTED:
                self._images.move_to_end((number, bucket), last=False)
        self.put(number, _FITTED, image)

    def shrink(self) -> None:
        """Drop pictures until the budget holds."""
        while self.used > self.budget and self._images:
            self._drop(*next(iter(self._images)))

    def clear(self) -> None:
        """Drop every picture."""
        self._images.clear()
        self._buckets.clear()
        self.used = 0

    def _use(self, number: int, bucket: int) -> QImage:
        self._images.move_to_end((number, bucket))
        return self._images[number, bucket]

    def _drop(self, number: int, bucket: int) -> None:
        image = self._images.pop((number, bucket), None)
        if image is None:
            return
        self.used -= image.sizeInBytes()
        left = tuple(b for b in self._buckets[number] if b != bucket)
        if left:
            self._buckets[number] = left
        else:
            del self._buckets[number]
