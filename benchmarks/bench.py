"""What all measurements share: corpora, peers, a scratch folder, and how many pairs."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.peer import Peer

_PEERS_FOLDER = Path("build/peers")


@dataclass(slots=True)
class Bench:
    """The bench that figures are measured on.

    Attributes:
        corpora: The folder of the corpora; those missing are made there.
        scratch: A folder for what a run writes; empty at the start.
        pairs: How many pairs a figure takes.
        pythons: The python of each peer, by the peer's name; one that is not there is absent.
        kept: What one measurement leaves for the next, by name.
    """

    corpora: Path
    scratch: Path
    pairs: int
    pythons: dict[str, Path]
    kept: dict[str, Any] = field(default_factory=dict)
    _peers: dict[str, Peer] = field(default_factory=dict)

    def files(self, name: str) -> list[Path]:
        """Return the TFRecords of a corpus, made first if it is not there."""
        return corpus.files(self.corpora, corpus.CORPORA[name])

    def loose(self, name: str) -> Path:
        """Return the folder of a corpus of image files, made first if it is not there."""
        return corpus.loose(self.corpora, corpus.CORPORA[name])

    def peer(self, name: str) -> Peer:
        """Return a peer, started if it is not running.

        Raises:
            Absent: If it is not installed, or cannot start.
        """
        if name not in self._peers:
            self._peers[name] = Peer.start(name, self.pythons[name])
        return self._peers[name]

    def indexed(self, name: str) -> list[Path]:
        """Return links to the files of a corpus, in a folder where each has its index."""
        from tfrviewer import create_index

        folder = self.scratch / f"{name}-indexed"
        links = []
        for path in self.files(name):
            link = folder / path.name
            if not link.exists():
                folder.mkdir(exist_ok=True)
                create_index(path, folder / f"{path.stem}.index.npz")
                link.symlink_to(path.resolve())
            links.append(link)
        return links

    def forget(self) -> None:
        """Empty the cache of tfrviewer, so that it knows no file."""
        shutil.rmtree(self.scratch / "cache", ignore_errors=True)

    def versions(self) -> dict[str, str]:
        """Return what the peers that were started call themselves."""
        return {name: peer.version for name, peer in self._peers.items()}

    def close(self) -> None:
        """End the peers."""
        for peer in self._peers.values():
            peer.close()
        self._peers.clear()


def python_of(name: str, given: Path | None) -> Path:
    """Return where a peer's python is: given, from the environment, or under build/peers."""
    if given is not None:
        return given
    from_environment = os.environ.get(f"TFRVIEWER_BENCH_{name.upper()}")
    return Path(from_environment or _PEERS_FOLDER / name / "bin" / "python")
