"""Other programs, each running in its own python, that do a piece of work when told.

A peer stays running from one run to the next, and times its own work: neither its start nor
its imports nor the way there and back are in the figures.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Any, Self

from benchmarks.absence import Absent

_SCRIPTS = Path(__file__).parent / "peers"


class PeerError(Exception):
    """A peer failed at what it was told."""


class Peer:
    """A running peer."""

    def __init__(self, name: str, process: "subprocess.Popen[str]", log: IO[str]) -> None:
        self.name = name
        self._process = process
        self._log = log
        self.version: str = self._receive()["version"]

    @classmethod
    def start(cls, name: str, python: Path) -> Self:
        """Start `peers/<name>_peer.py` in a python.

        Raises:
            Absent: If there is no such python, or it ends at once.
        """
        if not python.exists():
            raise Absent(f"{name} is not installed: no {python}")
        log = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - closed with the peer
        process = subprocess.Popen(
            [str(python.absolute()), str(_SCRIPTS / "serve.py"), f"{name}_peer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            # A package of the checkout must not hide one of the peer's.
            cwd=tempfile.gettempdir(),
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        )
        try:
            return cls(name, process, log)
        except PeerError as error:
            raise Absent(f"{name} does not start: {error}") from None

    def seconds(self, command: str, **arguments: Any) -> float:  # noqa: ANN401 - JSON
        """Have it do something; return the time it took."""
        return float(self.call(command, **arguments)["seconds"])

    def call(self, command: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Have it do something; return its answer: `seconds`, and `result`.

        Raises:
            PeerError: If it fails.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"command": command, **arguments}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise PeerError(self._last_words()) from None
        return self._receive()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            raise PeerError(self._last_words())
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise PeerError(answer["error"])
        return answer

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().strip().splitlines()
        return lines[-1] if lines else f"ended with status {self._process.returncode}"
