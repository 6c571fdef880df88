"""Which findings are listed, in which groups and order; without a window."""

from dataclasses import replace

import pytest

from tfrviewer.errors import Finding, FindingKind, Severity
from tfrviewer.gui.findings.lines import KINDS, SEVERITIES, Columns, Grouping


def made(kind: FindingKind, severity: Severity, file: str, record: int | None = None) -> Finding:
    words = f"Something about {kind.value} is wrong."
    return Finding(kind=kind, severity=severity, file=file, message=words, record=record)


OFF_GRID = made(FindingKind.OFF_GRID, Severity.WARNING, "/d/a.tfrecords", 7)
CRC_B5 = made(FindingKind.PAYLOAD_CRC, Severity.ERROR, "/d/b.tfrecords", 5)
CRC_B2 = made(FindingKind.PAYLOAD_CRC, Severity.ERROR, "/d/b.tfrecords", 2)
TRUNCATED = made(FindingKind.TRUNCATED, Severity.ERROR, "/d/a.tfrecords")
NOTE = made(FindingKind.ANNOTATIONS, Severity.NOTE, "/d/annotations.csv")
ALL = [OFF_GRID, CRC_B5, CRC_B2, NOTE, TRUNCATED]
FILES = {"/d/a.tfrecords": 0, "/d/b.tfrecords": 1}


@pytest.fixture
def columns() -> Columns:
    made = Columns(lambda finding: FILES.get(finding.file, -1))
    made.take(ALL)
    return made


def listed(columns: Columns, grouping: Grouping, **narrowed: object) -> list[Finding | int]:
    """Return what stands in each line: a finding, or the key of the group of a heading."""
    lines = columns.arrange(grouping, **narrowed)  # type: ignore[arg-type]
    return [
        columns.findings[at] if at >= 0 else lines.groups[-1 - at].key for at in lines.at.tolist()
    ]


def test_that_without_groups_the_worst_come_first_by_file_and_record(columns: Columns) -> None:
    assert listed(columns, Grouping.NONE) == [TRUNCATED, CRC_B2, CRC_B5, OFF_GRID, NOTE]


def test_that_severities_have_headings_of_their_own(columns: Columns) -> None:
    assert listed(columns, Grouping.SEVERITY) == [
        *(0, TRUNCATED, CRC_B2, CRC_B5),
        *(1, OFF_GRID),
        *(2, NOTE),
    ]


def test_that_the_slide_with_most_errors_comes_first_and_other_files_have_names(
    columns: Columns,
) -> None:
    lines = listed(columns, Grouping.SLIDE)
    assert lines == [1, CRC_B2, CRC_B5, 0, TRUNCATED, OFF_GRID, -1, NOTE]
    assert columns.others == ["/d/annotations.csv"]


def test_that_kinds_are_grouped_and_a_closed_group_keeps_its_count(columns: Columns) -> None:
    crc = KINDS.index(FindingKind.PAYLOAD_CRC)
    lines = columns.arrange(Grouping.KIND, closed=frozenset((crc,)))
    assert [group.counts for group in lines.groups if group.key == crc] == [(2, 0, 0)]
    assert CRC_B2 not in [columns.findings[at] for at in lines.at.tolist() if at >= 0]
    assert len(lines.order) == len(ALL)
    group = lines.group_of(ALL.index(CRC_B2))
    assert group is not None
    assert (group.key, group.is_open) == (crc, False)
    assert lines.line_of(ALL.index(CRC_B2)) == -1


def test_that_words_are_looked_for_in_place_and_message_and_counted(columns: Columns) -> None:
    lines = columns.arrange(Grouping.NONE, (Severity.ERROR,), "WRONG a.tfrecords")
    assert [columns.findings[at] for at in lines.order.tolist()] == [TRUNCATED]
    assert lines.counts == (1, 1, 0)  # what the switches would bring
    assert len(columns.arrange(Grouping.NONE, SEVERITIES, "record 5").order) == 1
    assert len(columns.arrange(Grouping.KIND, SEVERITIES, "no such words").at) == 0
    assert len(columns.arrange(Grouping.SEVERITY, ()).at) == 0


def test_that_further_findings_are_added_and_those_of_another_dataset_replace_them(
    columns: Columns,
) -> None:
    assert not columns.take(ALL)
    more = [*ALL, replace(OFF_GRID, record=8)]
    version = columns.version
    assert columns.take(more)
    assert (len(columns), columns.version) == (6, version)
    assert columns.take([NOTE])
    assert columns.version > version
    assert columns.findings == [NOTE]
    assert columns.take([])
    assert len(columns.arrange(Grouping.SEVERITY).at) == 0


def test_that_any_record_number_a_file_tells_can_be_sorted(columns: Columns) -> None:
    huge = replace(CRC_B2, record=2**80)
    columns.take([*ALL, huge])
    assert listed(columns, Grouping.NONE)[3] == huge


def test_that_a_hundred_thousand_are_taken_in_turns(columns: Columns) -> None:
    many = [*ALL, *(replace(OFF_GRID, record=100 + i) for i in range(50))]
    assert columns.take(many, 20)
    assert len(columns) == 25
    assert columns.take(many)
    assert len(columns) == 55
