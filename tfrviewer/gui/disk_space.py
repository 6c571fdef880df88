"""How much room there is on a disk. For worker threads: a folder may be far away."""

import os
import shutil
from pathlib import Path


def free_bytes(folder: Path) -> int | None:
    """Return how much room there is in a folder, or where it will be made; None if unknown."""
    for path in (folder, *folder.parents):
        if os.path.lexists(path):
            try:
                return shutil.disk_usage(path).free
            except OSError:
                return None
    return None
