"""Bring the pictures of the documentation to 256 colours: `make screenshots` calls it.

Two dozen of them are in the repository, each drawn anew whenever the window changes; with all
their colours they would soon outweigh the program. usage: shrink_pictures.py FOLDER
"""

import sys
from pathlib import Path

from PIL import Image


def main(folder: Path) -> None:
    """Shrink every PNG of a folder that has more colours, in its place."""
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as picture:
            if picture.mode == "P":
                continue
            # By octree: the median cut spends all colours on the tissue, and the small red and
            # green signs turn grey.
            few = picture.convert("RGB").quantize(
                256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.FLOYDSTEINBERG
            )
        few.save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
