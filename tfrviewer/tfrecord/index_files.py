"""Making and reading the index file of a TFRecord, under the names of Slideflow's calls."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tfrviewer.tfrecord.index import read_index
from tfrviewer.tfrecord.opening import build_index_file, find_fitting_index, is_index_path


def load_index(path: str | Path) -> npt.NDArray[np.int64]:
    """Return the index of a TFRecord, or what an index file says.

    What `slideflow.util.tfrecord2idx.load_index` does, but an index that does not fit is refused.

    Args:
        path: A TFRecord, whose index file is looked for beside it, or an index file.

    Returns:
        int64 (N, 2): offset of each record's length field, and its framed size, in bytes.

    Raises:
        IndexFileError: If there is none, it cannot be read, or it does not fit the TFRecord.
        OSError: If the file cannot be opened.
    """
    if is_index_path(Path(path)):
        return read_index(Path(path)).records
    return find_fitting_index(Path(path)).records


def create_index(tfrecord: str | Path, index_file: str | Path | None = None) -> Path:
    """Build the index of a TFRecord and write it, replacing one that is there.

    What `slideflow.util.tfrecord2idx.create_index` does, in the form it has there.

    Args:
        tfrecord: The TFRecord.
        index_file: Where to; None writes `<stem>.index.npz` beside the TFRecord. A name that
            does not end in `.npz` gets `.npz` appended, as NumPy does.

    Returns:
        The file written.

    Raises:
        IndexFileError: If the TFRecord is damaged or compressed, and no `index_file` is named:
            Slideflow would read such an index beside the file, and trust it.
        NotATFRecordError: If the file is no TFRecord.
        OSError: If the index cannot be written.
    """
    return build_index_file(Path(tfrecord), None if index_file is None else Path(index_file))
