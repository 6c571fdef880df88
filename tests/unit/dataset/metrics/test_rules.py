"""Rules of a dataset: kept in the user's folder, and what they find."""

from pathlib import Path

import numpy as np
import pytest

from tests.unit.dataset.made import write_slide
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.metrics.rules import read_rules, rule_findings, rules_path, write_rules
from tfrviewer.dataset.metrics.thresholds import Threshold
from tfrviewer.errors import FindingKind, Severity
from tfrviewer.tiles.metrics import PRESETS

RULES = [Threshold("pen", 0.1, None), Threshold.of_preset(PRESETS["dark"])]


def test_that_rules_are_kept_by_dataset_and_not_beside_it(tmp_path: Path, own_home: Path) -> None:
    for name in ("one", "two"):
        write_slide(tmp_path / name / "a.tfrecords", 1)
    one, two = rules_path(Dataset(tmp_path / "one")), rules_path(Dataset(tmp_path / "two"))
    assert one != two
    pair = Dataset([tmp_path / "two" / "a.tfrecords", tmp_path / "one" / "a.tfrecords"])
    assert rules_path(pair) == rules_path(pair.in_order([1, 0]))
    assert own_home in one.parents
    write_rules(one, RULES, "one")
    assert read_rules(one) == RULES
    assert read_rules(two) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"rules": 3}', '{"rules": [{"metric": "pen"}]}', "\x00"]
)
def test_that_a_file_of_anything_else_has_no_rules(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.json"
    path.write_text(text)
    assert read_rules(path) == []


def test_that_a_rule_on_a_metric_there_is_none_of_is_left_out(tmp_path: Path) -> None:
    write_rules(tmp_path / "r.json", [Threshold("beauty", 0.1), *RULES], "x")
    assert read_rules(tmp_path / "r.json") == RULES


def test_that_a_rule_makes_one_note_of_each_file_it_picks_tiles_out_of() -> None:
    numbers, counts, paths = np.array([1, 2, 9]), [2, 3, 4, 1], ["x/a", "x/b", "x/c", "x/d"]
    found = rule_findings(RULES[1], numbers, counts, paths, {"highlight": "highlight_metric"})
    assert [(f.file, f.record) for f in found] == [("x/a", None), ("x/b", None), ("x/d", None)]
    assert {f.kind for f in found} == {FindingKind.METRIC}
    assert {f.severity for f in found} == {Severity.NOTE}
    assert found[0].message == "Dark: 1 of 2 tiles fulfils highlight_metric < 160."
    assert found[1].message.startswith("Dark: 1 of 3 tiles")
    other = rule_findings(RULES[0], np.arange(2), counts, paths)
    assert other[0].message == "Pen: 2 of 2 tiles fulfil pen >= 0.1."
