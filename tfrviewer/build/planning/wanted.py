"""What the images of a TFRecord are to be, and what becomes of those that are not.

Worker processes import this; it knows nothing but plain values.
"""

from dataclasses import dataclass
from typing import TypeAlias

Size: TypeAlias = tuple[int, int]
Location: TypeAlias = tuple[int, int]
Scalar: TypeAlias = int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the images of one TFRecord are to be.

    Attributes:
        size: (width, height) in pixels; None takes any.
        format: "jpeg" or "png"; None takes either, as it is.
        resize: Whether an image of another size is brought to it; if not, it is left out.
        encode: Whether an image of another format is encoded anew; if not, it is left out.
    """

    size: Size | None = None
    format: str | None = None
    resize: bool = False
    encode: bool = False

    def takes(self, size: Size, image_format: str) -> bool:
        """Tell whether an image is taken, as it is or brought to what is wanted."""
        return (self.resize or self.size in (None, size)) and (
            self.encode or self.format in (None, image_format)
        )

    def is_met(self, size: Size, image_format: str) -> bool:
        """Tell whether an image is what is wanted already."""
        return self.size in (None, size) and self.format in (None, image_format)


ANYTHING = Wanted()
"""Images of any size and format, as they are."""
