"""Files in the page cache, files out of it, and the barest ways to read them."""

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

BLOCK = 1 << 20
_ALIGNMENT = 64


def read_blocks(files: Sequence[Path]) -> int:
    """Read files once in blocks of 1 MiB; return the bytes read.

    One buffer is used again and again, so that no memory is allocated, and it begins on a cache
    line, since the kernel copies to others at half the speed: nothing reads faster.
    """
    whole = memoryview(bytearray(BLOCK + _ALIGNMENT))
    skew = _address_of(whole) % _ALIGNMENT
    block = whole[_ALIGNMENT - skew :][:BLOCK]
    total = 0
    for path in files:
        with open(path, "rb", buffering=0) as file:
            while got := file.readinto(block):
                total += got
    return total


def cat(files: Sequence[Path]) -> None:
    """Run `cat FILES > /dev/null`."""
    subprocess.run(["cat", "--", *map(str, files)], stdout=subprocess.DEVNULL, check=True)


def drop(files: Sequence[Path]) -> None:
    """Take files out of the page cache, so that the next run reads them from the disk."""
    for path in files:
        fd = os.open(path, os.O_RDONLY)
        try:
            with suppress(OSError):  # what is not yet on the disk cannot leave the cache
                os.fdatasync(fd)
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(fd)


def can_drop() -> bool:
    """Say whether this system can take a file out of its cache."""
    return hasattr(os, "posix_fadvise")


def _address_of(view: memoryview) -> int:
    import ctypes

    return ctypes.addressof(ctypes.c_char.from_buffer(view))
