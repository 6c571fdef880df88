"""What the files of a copy are called: by slide, by source, never two alike."""

from pathlib import Path

from tfrviewer.build.planning import filenames
from tfrviewer.build.safe_names import name_key, safe_name

SUFFIX = ".tfrecords"


class FileNames:
    """Names of files in folders, no two alike on any file system."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def free(self, folder: Path, name: str, suffix: str = SUFFIX) -> Path:
        """Return a file in a folder, named after any text; numbered where that is taken."""
        stem, number = safe_name(name), 1
        free = stem
        while name_key(str(folder / free)) in self._used:
            number += 1
            free = f"{stem}~{number}"
        self._used.add(name_key(str(folder / free)))
        return folder / (free + suffix)


def check_filename(filename: str | None) -> None:
    """Refuse what is given, and not the name of a file in a folder.

    Raises:
        ValueError: If it holds a separator, or is empty, or "..".
        TypeError: If it is no text.
    """
    if filename is not None:
        filenames.check_filename(filename)
