"""A rank of a process group, as a training script is one."""

import pickle
from pathlib import Path

from torch import distributed
from torch.utils.data import DataLoader

from tests.unit.torch.seen import tiles_of
from tfrviewer.torch import TileStream


def in_a_group(rank: int, folder: Path, out: Path, start: str) -> None:
    """Write what the stream gives this rank, made before the group is, and read by workers."""
    stream = TileStream(folder, seed=1)
    distributed.init_process_group(
        "gloo", init_method=(out / f"group-{start}").as_uri(), rank=rank, world_size=2
    )
    loader = DataLoader(stream, batch_size=4, num_workers=2, multiprocessing_context=start)
    (out / f"rank{rank}").write_bytes(pickle.dumps(tiles_of(loader)))
    distributed.destroy_process_group()
