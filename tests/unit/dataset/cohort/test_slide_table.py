"""One table of the slides of a dataset and of those derived from it."""

import polars as pl
import pytest

from tests.unit.dataset.study import open_study, write_study
from tfrviewer.dataset.cohort import cohort
from tfrviewer.dataset.cohort.slide_table import slide_table


def test_that_annotated_slides_come_first_and_each_once() -> None:
    lines = pl.DataFrame({"patient": ["P2", "P1", "P3"], "slide": ["b", "a", ""]})
    table = slide_table(["c", "a", "c"], lines)
    assert table.to_dict(as_series=False) == {
        "patient": ["P2", "P1", ""],
        "slide": ["b", "a", "c"],
    }


def test_that_files_alone_make_a_table() -> None:
    assert slide_table(["b", "a", "b"], None).to_dict(as_series=False) == {"slide": ["b", "a"]}
    assert slide_table([], None).schema == {"slide": pl.String()}


def test_that_the_table_is_made_once_for_all_derived_datasets(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = open_study(write_study(tmp_path_factory.mktemp("study")))
    made = []

    def told(of_files: list[str], lines: pl.DataFrame | None) -> pl.DataFrame:
        made.append(len(of_files))
        return slide_table(of_files, lines)

    monkeypatch.setattr(cohort, "slide_table", told)
    some = study.filter({"site": "S1"}).clip(5).filter({"subtype": "A"})
    assert some.slides() == ["a1", "a2"]
    assert len(study.clear_filters().slides()) == 12
    assert made == [12]
