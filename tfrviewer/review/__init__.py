"""What people said of tiles: flags, classes and notes, kept by reader beside nobody's data.

A flag is kept under the tile's slide, location, framed size and ordinal among equals, so that it
is found again after the files were moved or indexed anew; see `keys`.
"""

from tfrviewer.review.agreement import Agreement, agreement
from tfrviewer.review.blinding import Blinding
from tfrviewer.review.checking import check_images
from tfrviewer.review.exchange import export_flags, import_flags
from tfrviewer.review.hashing import image_hash, mismatch
from tfrviewer.review.joining import Joined, flags_frame, flags_of, join_flags, keys_of
from tfrviewer.review.keys import RecordKeys
from tfrviewer.review.names import KEEP, REJECT, UNSURE, check_name
from tfrviewer.review.store import Gesture, Store

__all__ = [
    "KEEP",
    "REJECT",
    "UNSURE",
    "Agreement",
    "Blinding",
    "Gesture",
    "Joined",
    "RecordKeys",
    "Store",
    "agreement",
    "check_images",
    "check_name",
    "export_flags",
    "flags_frame",
    "flags_of",
    "image_hash",
    "import_flags",
    "join_flags",
    "keys_of",
    "mismatch",
]
