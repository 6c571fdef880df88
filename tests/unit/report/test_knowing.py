"""What a report is to tell is asked before anything takes long."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.report.made import opened
from tfrviewer.errors import QueryError
from tfrviewer.report.knowing import know


@pytest.mark.parametrize("measures", [False, True])
def test_that_a_condition_is_refused_before_anything_is_verified(
    folder: Path, *, measures: bool
) -> None:
    steps: list[str] = []

    @contextmanager
    def step(title: str) -> Iterator[None]:
        steps.append(title)
        yield

    wrong = "nothing > 1" if measures else "sharpness > 1"
    with opened(folder) as dataset, pytest.raises(QueryError):
        know(dataset, measures=measures, where=wrong, step=step)
    assert steps == ["Reading"]


def test_that_a_condition_on_what_will_be_measured_is_taken(folder: Path) -> None:
    with opened(folder) as dataset:
        known = know(dataset, measures=True, where="sharpness > 1 AND slide = 'sound'")
    assert "sharpness" in known.frame.columns
