"""`tfrviewer duplicates`: tiles that are there twice, and what lies on both sides of a split."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.cli import console
from tfrviewer.cli.options import N_JOBS, AsJson, Jobs, given_path
from tfrviewer.cli.signals import as_interrupts

if TYPE_CHECKING:
    from tfrviewer.checks.content import Duplicates, Leaks
    from tfrviewer.dataset.dataset import Dataset

_MOST_GROUPS = 20
_MOST_TILES = 4
_NEAR = 6
"""As `checks.content.NEAR`, which a test holds it to: to import that takes time."""


def duplicates(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="TFRecords and dataset folders, which are looked at as one dataset.",
            show_default=False,
            parser=given_path,
        ),
    ],
    near: Annotated[
        int,
        typer.Option(
            min=0,
            max=11,
            help="In how many of its 64 bits the hash of how a tile looks may differ; 0 finds "
            "equal tiles alone.",
        ),
    ] = _NEAR,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Find what PATH and FOLDER have in common instead: slides, patients, tiles.",
            parser=given_path,
        ),
    ] = None,
    annotations: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Annotations that tell the patient of each slide."),
    ] = None,
    jobs: Jobs = N_JOBS,
    as_json: AsJson = False,
) -> None:
    """Find tiles that are there more than once, within and across slides, in groups.

    Tiles are measured once and the result is kept; blank tiles are not compared. With --against
    it tells what lies on both sides of a split, which a model must not see on both.
    """
    from tfrviewer.checks.content import Leaks, find_duplicates, find_leaks
    from tfrviewer.checks.integrity.verify import is_worth_processes

    dataset = _opened(paths, annotations)
    other = None if against is None else _opened([against], annotations)
    if other is not None:
        _say_if_shared(dataset, other)
    is_kept = console.say_if_not_kept()
    worth = any(is_worth_processes(one, deep=True) for one in (dataset, other) if one is not None)
    found: Duplicates | Leaks
    with (
        as_interrupts(),
        console.process_pool(jobs if worth else 1) as executor,
        console.progress_bar("Comparing tiles", rate="tiles") as progress,
    ):
        try:
            if other is None:
                found = find_duplicates(dataset, near=near, executor=executor, progress=progress)
            else:
                found = find_leaks(dataset, other, near=near, executor=executor, progress=progress)
        except KeyboardInterrupt:
            if is_kept:
                console.say(
                    "What was measured of the tiles is kept: the same command goes on there."
                )
            raise
    findings = found.findings()
    if as_json:
        given = {"paths": [str(path) for path in paths]}
        if against is not None:
            given["against"] = [str(against)]
        console.print_json({**given, **found.to_json()})
    else:
        lines = _leak_lines(found) if isinstance(found, Leaks) else _group_lines(found)
        for line in lines:
            print(console.shown(line))
    raise console.end_with(findings)


def _opened(paths: list[Path], annotations: Path | None) -> "Dataset":
    from tfrviewer.cli import answers
    from tfrviewer.dataset.dataset import Dataset

    answers.note_files(annotations)
    dataset = Dataset(paths, annotations=annotations)
    if not len(dataset):
        raise console.usage_error(f"There is no TFRecord in {', '.join(map(str, paths))}.")
    return dataset


def _say_if_shared(dataset: "Dataset", other: "Dataset") -> None:
    """Say so if files themselves are on both sides: all that is in them is found there again."""
    here, there = ({path.resolve() for path in one.tfrecords()} for one in (dataset, other))
    shared = len(here & there)
    if not shared:
        return
    if here == there:
        console.complain("Both sides are the same TFRecords; --against takes the other side.")
    else:
        verb = "is" if shared == 1 else "are"
        files = console.counted(shared, "TFRecord")
        console.complain(f"{files} {verb} on both sides, with all tiles, slides and patients.")


def _group_lines(found: "Duplicates") -> list[str]:
    counts = found.counts()
    tiles = found.tiles
    left_out = f"{console.counted(tiles.blank, 'blank tile')} left out"
    if tiles.undecodable:
        left_out += f", {tiles.undecodable:,} that cannot be decoded"
    lines = [
        f"{console.counted(len(tiles.compared), 'tile')} compared, {left_out}.",
    ]
    if not len(found):
        return [*lines, "No tile is there twice."]
    across = f", {counts['across_slides']:,} of them across slides"
    if counts["across_files"] != counts["across_slides"]:  # files of one slide, or of several
        across = f", {counts['across_files']:,} of them across files, {counts['across_slides']:,} "
        across += "across slides"
    kinds = [
        f"{counts[kind]:,} {words}"
        for kind, words in (
            ("exact", "of the same image"),
            ("pixels", "of the same pixels"),
            ("near", "of nearly the same picture"),
        )
        if counts[kind]
    ]
    lines.append(
        f"{console.counted(len(found), 'group')}{across}: {', '.join(kinds)}. "
        f"{console.counted(counts['duplicates'], 'tile')} too many."
    )
    rows = found.frame.iter_rows(named=True)
    for group in found.groups.head(_MOST_GROUPS).iter_rows(named=True):
        members = [next(rows) for _ in range(group["tiles"])]
        named = [f"{row['tfrecord']} {row['record']}" for row in members[:_MOST_TILES]]
        more = f" and {group['tiles'] - _MOST_TILES:,} more" if len(members) > _MOST_TILES else ""
        lines.append(f"  {group['group']:>5}  {group['match']:<7}{', '.join(named)}{more}")
    if len(found) > _MOST_GROUPS:
        lines.append(f"      …  {len(found) - _MOST_GROUPS:,} more groups; --json has them all")
    return lines


def _leak_lines(found: "Leaks") -> list[str]:
    if not found.is_leaking:
        return ["Nothing is on both sides: no slide, no patient, no tile."]
    counts = found.counts()
    lines = [f"{console.counted(counts['slides'], 'slide')} on both sides"]
    lines += [f"  {slide}" for slide in found.slides[:_MOST_GROUPS]]
    how = "by their names" if found.by_name else "by the annotations"
    lines.append(f"{console.counted(counts['patients'], 'patient')} on both sides, {how}")
    for patient, (here, there) in list(found.patients.items())[:_MOST_GROUPS]:
        sides = (", ".join(side[:_MOST_TILES]) for side in (here, there))
        lines.append(f"  {patient}: {' | '.join(sides)}")
    lines.append(
        f"{console.counted(counts['tiles'], 'tile')} on both sides: {counts['exact']:,} the same, "
        f"{counts['near']:,} nearly"
    )
    for row in found.frame.head(_MOST_GROUPS).iter_rows(named=True):
        lines.append(
            f"  {row['match']:<7}{row['tfrecord']} {row['record']} | "
            f"{row['other_tfrecord']} {row['other_record']}"
        )
    if counts["tiles"] > _MOST_GROUPS:
        lines.append(f"  … {counts['tiles'] - _MOST_GROUPS:,} more; --json has them all")
    return lines
