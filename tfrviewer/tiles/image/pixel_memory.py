"""The pixels of a Pillow image as an array, without a copy where Pillow lends its memory.

Copying a picture of 256 px takes as long as a tenth of decoding it, and more where the system is
slow to give memory for it.
"""

import ctypes

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# What follows is the C data interface of Arrow, as its specification fixes it for good.
_BAND = 1  # of the buffers of an array: the one before it tells which values are missing


class _ArrowArray(ctypes.Structure):
    """`struct ArrowArray`."""


_ArrowArray._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_ArrowArray))),
]
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]


def rgbx_pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Return the pixels of an RGB image, not to be written to.

    Args:
        image: Decoded, of mode RGB. Its memory lives as long as the array.

    Returns:
        uint8 (h, w, 4), contiguous; what the fourth byte holds is of no meaning.
    """
    width, height = image.size
    lent = _lent(image, width * height * 4)
    if lent is None:
        lent = np.frombuffer(image.tobytes("raw", "RGBX"), np.uint8)
    return lent.reshape(height, width, 4)


def _lent(image: Image.Image, size: int) -> NDArray[np.uint8] | None:
    """Return the memory of an image, or None where Pillow does not lend it in one piece."""
    lend = getattr(image, "__arrow_c_array__", None)  # since 11.2
    if lend is None or Image.core.get_alignment() != 1:  # type: ignore[attr-defined]
        return None
    try:
        _, capsule = lend()
    except ValueError:  # it is so large that it is in several pieces
        return None
    pixels = _ArrowArray.from_address(_pointer_of(capsule, b"arrow_array"))
    if pixels.n_children != 1:
        return None
    band = pixels.children[0].contents
    if band.length != size or band.offset or band.n_buffers != _BAND + 1:
        return None
    memory = (ctypes.c_uint8 * size).from_address(band.buffers[_BAND])
    memory.owner = capsule  # type: ignore[attr-defined]  # which keeps the memory
    found: NDArray[np.uint8] = np.frombuffer(memoryview(memory), np.uint8)
    found.flags.writeable = False
    return found
