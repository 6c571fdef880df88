"""These tests run where PyTorch is: `make test-long` makes an environment that has it."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.unit.dataset.made import write_slide

collect_ignore_glob = [] if find_spec("torch") is not None else ["test_*.py"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three slides of 7, 2 and 12 tiles."""
    for name, count in (("a", 7), ("b", 2), ("c", 12)):
        write_slide(tmp_path / "tiles" / f"{name}.tfrecords", count)
    return tmp_path / "tiles"
