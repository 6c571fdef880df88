from pathlib import Path

import pytest

from tests.unit.report.made import make, opened, reported
from tfrviewer.report.report import Report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("report") / "tiles")


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    with opened(folder) as dataset:
        dataset.columns()
    return reported(folder)
