"""Tiles for PyTorch: a map-style and an iterable dataset, for `torch.utils.data.DataLoader`.

The only part of tfrviewer that knows PyTorch, and the only one that needs it (docs/training.md,
docs/adr/0010).
"""

try:
    import torch  # noqa: F401 - only to say what to do where it is missing
except ModuleNotFoundError as missing:
    if missing.name != "torch":
        raise
    raise ImportError(
        "tfrviewer.torch makes datasets for PyTorch, which is not installed here. Install it "
        "(pip install torch, or pip install 'tfrviewer[torch]'). All else of tfrviewer works "
        "without: tfrviewer.TFRecord and tfrviewer.Dataset read the same records.",
        name="torch",
    ) from missing

from tfrviewer.torch.stream import TileStream
from tfrviewer.torch.tensors import NO_LOCATION
from tfrviewer.torch.tiles import TileDataset

__all__ = ["NO_LOCATION", "TileDataset", "TileStream"]
