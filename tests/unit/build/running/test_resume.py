"""A build that was cut off goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.build.made import contents, files_in, jpeg, make_slide, plan_folders
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.build.planning.plan import BuildPlan, LeftOut
from tfrviewer.build.request.request import Pictures, Policies
from tfrviewer.build.running.fingerprint import request_fingerprint
from tfrviewer.build.running.journal import NAME, Journal, find_unfinished
from tfrviewer.build.running.report import BuildReport, Event, FileBegun, FileDone, Problem
from tfrviewer.build.running.run import run
from tfrviewer.errors import BuildError, FindingKind, TargetExistsError
from tfrviewer.jobs import Cancelled, CancelToken

SLIDES = "ABC"


def _images(folder: Path) -> Path:
    """Three slides of 20, 3 wrong images among them."""
    for number, slide in enumerate(SLIDES):
        make_slide(folder / slide, 20, start=100 * number)
    (folder / "A/A-256-768.jpg").write_bytes(encoded(tissue(32, 32), "JPEG")[:-300])
    (folder / "A/A-256-256.jpg").write_bytes(jpeg(1, (40, 32)))
    (folder / "B/x.png").write_bytes(b"text")
    return folder


def _cut_off(plan: BuildPlan, done: int) -> BuildReport:
    """Carry out a plan until so many TFRecords are done; return what is reported then."""
    cancel = CancelToken()
    count = 0

    def on_event(event: Event) -> None:
        nonlocal count
        count += isinstance(event, FileDone)
        if count == done:
            cancel.cancel()

    with pytest.raises(Cancelled) as caught:
        run(plan, cancel=cancel, on_event=on_event)
    report = vars(caught.value)["report"]
    assert isinstance(report, BuildReport)
    return report


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


def _told(report: BuildReport) -> tuple[object, ...]:
    """Everything that a report tells, with the output left out of it."""
    return (
        report.records,
        [(str(f.path), f.tfrecord and f.tfrecord.name, f.record) for f in report.fates()],
        [(Path(f.file).name, f.kind, f.message) for f in report.findings],
        [(file.path.name, file.size, file.kept) for file in report.files],
    )


@pytest.mark.parametrize("done", [1, 2])
def test_a_build_that_was_cut_off_ends_as_one_in_one_go(done: int, tmp_path: Path) -> None:
    source = _images(tmp_path / "in")
    whole = run(plan_folders(source, tmp_path / "whole"))
    _cut_off(plan_folders(source, tmp_path / "out"), done)
    events: list[Event] = []
    report = run(plan_folders(source, tmp_path / "out"), resume=True, on_event=events.append)
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "whole")
    assert _told(report) == _told(whole)
    resumed = [event.resumed for event in events if isinstance(event, FileDone)]
    assert resumed == [True] * done + [False] * (3 - done)


def test_what_is_done_is_not_read_again(tmp_path: Path) -> None:
    source = _images(tmp_path / "in")
    _cut_off(plan_folders(source, tmp_path / "out"), 1)
    before = (tmp_path / "out/A.tfrecords").stat()
    plan = plan_folders(source, tmp_path / "out")
    for path in (source / "A").iterdir():  # same size, same time, other bytes
        status = path.stat()
        path.write_bytes(bytes(status.st_size))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert run(plan, resume=True) == 58
    after = (tmp_path / "out/A.tfrecords").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _change_image(source: Path, out: Path) -> None:
    (source / "A/A-256-1280.jpg").write_bytes(jpeg(9000))


def _add_image(source: Path, out: Path) -> None:
    (source / "A/A-9984-1280.jpg").write_bytes(jpeg(9000))


def _mend_image(source: Path, out: Path) -> None:
    (source / "A/A-256-768.jpg").write_bytes(jpeg(9000))


def _lose_index(source: Path, out: Path) -> None:
    (out / "A.index.npz").unlink()


def _lose_record(source: Path, out: Path) -> None:
    (out / "A.tfrecords").unlink()
    (out / "A.index.npz").unlink()


@pytest.mark.parametrize(
    "change", [_change_image, _add_image, _mend_image, _lose_index, _lose_record]
)
def test_what_has_changed_since_is_written_again(
    change: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 2)
    change(source, out)
    events: list[Event] = []
    report = run(plan_folders(source, out), resume=True, on_event=events.append)
    assert [e.resumed for e in events if isinstance(e, FileDone)] == [False, True, False]
    whole = run(plan_folders(source, tmp_path / "whole"))
    assert _bytes(out) == _bytes(tmp_path / "whole")
    assert _told(report) == _told(whole)


def test_a_tfrecord_that_somebody_else_wrote_since_is_not_replaced(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    (out / "A.tfrecords").write_bytes(b"mine")
    with pytest.raises(TargetExistsError):
        run(plan_folders(source, out), resume=True)
    assert (out / "A.tfrecords").read_bytes() == b"mine"


def test_without_resume_what_is_there_is_in_the_way_and_the_words_tell_of_resume(
    tmp_path: Path,
) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    with pytest.raises(TargetExistsError, match="cut off: it can go on"):
        run(plan_folders(source, out))
    assert find_unfinished(out) is not None


@pytest.mark.parametrize("resume", [False, True])
def test_what_is_asked_for_otherwise_than_what_was_cut_off_is_told(
    resume: bool, tmp_path: Path
) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    plan = plan_folders(source, out, Policies.checked(seed=3))
    request = replace(plan.request, pictures=Pictures(quality=80), renamed={"A": "Z" * 9})
    with pytest.raises(TargetExistsError) as caught:
        run(replace(plan, request=request), resume=resume)
    said = str(caught.value)
    for words in (
        "only if the same is asked for again",
        "order ('name', and now 'seed')",
        "seed (None, and now 3)",
        "pictures.quality (95, and now 80)",
        "--existing skip",
    ):
        assert words in said


def test_a_journal_may_say_anything_of_what_was_asked_for(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    told = (out / NAME).read_bytes()
    deep = b'{"a":' * 60 + b"1" + b"}" * 60
    for asked in (deep, b"3", b'{"request": 4, "": {"seed": []}}', b"{}"):
        line = b'{"build": "x", "token": "y", "asked": ' + asked + b"}\n"
        (out / NAME).write_bytes(told + line)
        with pytest.raises(TargetExistsError, match="only if the same is asked for again"):
            run(plan_folders(source, out), resume=True)


def test_to_go_on_is_no_way_out_where_it_was_tried(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    (out / "A.tfrecords").write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match="it was changed since") as caught:
        run(plan_folders(source, out), resume=True)
    assert "resume" not in str(caught.value)
    whole = tmp_path / "whole"
    run(plan_folders(source, whole))
    with pytest.raises(TargetExistsError, match="nothing to go on with"):
        run(plan_folders(source, whole), resume=True)


def test_without_resume_all_is_written_anew_where_that_may_be(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    replacing = Policies.checked(existing="replace")
    _cut_off(plan_folders(source, out, replacing), 1)
    events: list[Event] = []
    run(plan_folders(source, out, replacing), on_event=events.append)
    assert [e.resumed for e in events if isinstance(e, FileDone)] == [False] * 3
    assert find_unfinished(out) is None


@pytest.mark.parametrize("existing", ["replace", "skip", "append"])
def test_a_build_onto_files_that_are_there_goes_on(existing: str, tmp_path: Path) -> None:
    source, policies = tmp_path / "in", Policies.checked(existing=existing)
    for out in (tmp_path / "out", tmp_path / "whole"):
        make_slide(source / "C", 3, start=8000)
        run(plan_folders(source, out))
    _images(source)
    whole = run(plan_folders(source, tmp_path / "whole", policies))
    _cut_off(plan_folders(source, tmp_path / "out", policies), 1)
    report = run(plan_folders(source, tmp_path / "out", policies), resume=True)
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "whole")
    assert _told(report) == _told(whole)


def test_another_build_does_not_take_over_what_is_there(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    _cut_off(plan_folders(source, out), 1)
    other = plan_folders(source, out)
    other = replace(other, request=replace(other.request, pictures=Pictures(quality=50)))
    with pytest.raises(TargetExistsError):
        run(other, resume=True)


def test_what_was_cut_off_is_told_without_a_trace(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    plan = plan_folders(source, out)
    assert find_unfinished(out) is None
    _cut_off(plan, 2)
    before = _bytes(out)
    unfinished = find_unfinished(out)
    assert unfinished is not None
    assert unfinished.fingerprint == request_fingerprint(plan.request)
    assert [path.name for path in unfinished.finished] == ["A.tfrecords", "B.tfrecords"]
    assert not unfinished.running
    assert _bytes(out) == before
    run(plan, resume=True)
    assert find_unfinished(out) is None
    assert NAME not in files_in(out)


def test_a_build_that_had_finished_nothing_leaves_no_trace(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        run(plan_folders(source, out), cancel=cancel)
    assert files_in(out) == []


def test_two_builds_in_one_folder_refuse_each_other(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    plan = plan_folders(source, out)
    refused: list[BuildError] = []

    def on_event(event: Event) -> None:
        if isinstance(event, FileBegun) and not refused:
            unfinished = find_unfinished(out)
            assert unfinished is not None
            assert unfinished.running
            with pytest.raises(BuildError, match="Another build is writing") as caught:
                run(plan, resume=True)
            refused.append(caught.value)

    assert run(plan, on_event=on_event) == 58
    assert refused[0].finding.kind is FindingKind.FOLDER_IN_USE
    assert len(contents(out / "A.tfrecords")) == 18


def test_two_processes_refuse_each_other_and_a_kill_frees_the_folder(tmp_path: Path) -> None:
    source, out = _images(tmp_path / "in"), tmp_path / "out"
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from tfrviewer.build.running.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]), 'other', resume=False)\n"
        "journal.begun(Path(sys.argv[1], 'A.tfrecords'))\n"
        "print('held', flush=True)\nsys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(BuildError, match="Another build"):
        run(plan_folders(source, out))
    process.kill()
    process.communicate()
    assert run(plan_folders(source, out)) == 58


def test_what_a_kill_left_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    make_slide(source / "A", 2)
    (out / "sub").mkdir(parents=True)
    victims = tmp_path / "victims"
    victims.mkdir()
    (out / "link").symlink_to(victims)
    token = "0123456789ab"
    named = ["A.tfrecords", "sub/B.tfrecords"]
    outside = ["../victims/V.tfrecords", "link/V.tfrecords", str(victims / "V.tfrecords"), "", 3]
    lines = [{"build": "x", "token": token}, *({"begun": name} for name in [*named, *outside])]
    lines.append({"build": "x", "token": "../../../.x.0123"})
    lines.append({"begun": "C.tfrecords"})
    text = "\n".join(json.dumps(line) for line in lines)
    (out / NAME).write_text(f'[1]\nno json\n{"[" * 100_000}\n{text}\n{{"whole": "A')
    left = [
        out / f".A.tfrecords.{token}r.tmp",
        out / f".A.index.npz.{token}x.tmp",
        out / f"sub/.B.index.npz.{token}o.tmp",
        out / f".manifest.json.{token}m.tmp",
    ]
    kept = [
        victims / f".V.tfrecords.{token}r.tmp",
        out / f".C.tfrecords.{token}r.tmp",
        out / ".A.tfrecords.ba9876543210r.tmp",
    ]
    for path in [*left, *kept]:
        path.write_bytes(b"x")
    (out / f".A.index.npz.{token}o.tmp").mkdir()
    assert run(plan_folders(source, out)) == 2
    assert [path for path in left if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
    assert (out / f".A.index.npz.{token}o.tmp").is_dir()


@pytest.mark.parametrize(
    "line",
    [
        '{"whole": "A.tfrecords"}',
        '{"whole": "A.tfrecords", "made_of": 1, "bytes": -5, "modified": 1}',
        '{"whole": "../A.tfrecords", "made_of": "x", "bytes": 5, "modified": 1, "kept": 0,'
        ' "there": [], "left_out": [], "named": true}',
        '{"whole": "A.tfrecords", "made_of": "x", "bytes": 5, "modified": 1, "kept": 0,'
        ' "there": [], "left_out": [[0, {"kind": "unheard-of"}]], "named": true}',
        '{"whole": "A.tfrecords", "made_of": "x", "bytes": 5, "modified": 1, "kept": 0,'
        ' "there": [[1]], "left_out": [], "named": true}',
        '{"build": 3}',
        "null",
        "",
    ],
)
def test_lines_that_make_no_sense_are_passed_over(line: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"build": "x", "token": "0123456789ab"}\n' + line)
    unfinished = find_unfinished(tmp_path)
    assert unfinished is not None
    assert unfinished.finished == {}
    Journal(tmp_path, "x", resume=True).finish()
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_only_has_the_name_of_a_journal_is_left_alone(kind: str, tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    out.mkdir()
    victim.write_bytes(b"mine")
    if kind == "folder":
        (out / NAME).mkdir()
    elif kind == "link":
        (out / NAME).symlink_to(victim)
    else:
        os.mkfifo(out / NAME)
    make_slide(tmp_path / "in/A", 2)
    assert find_unfinished(out) is None
    with pytest.raises(OSError, match=NAME):
        run(plan_folders(tmp_path / "in", out))
    assert victim.read_bytes() == b"mine"
    assert files_in(out) == [] or files_in(out) == [NAME]


def test_events_tell_what_happens_in_order(tmp_path: Path) -> None:
    source = _images(tmp_path / "in")
    events: list[Event] = []
    report = run(plan_folders(source, tmp_path / "out"), on_event=events.append)
    told = [
        event.path.stem if isinstance(event, FileBegun) else event.file.records
        for event in events
        if not isinstance(event, Problem)
    ]
    assert told == ["A", 18, "B", 20, "C", 20]
    done = [event.file for event in events if isinstance(event, FileDone)]
    assert tuple(done) == report.files
    problems = [event.what for event in events if isinstance(event, Problem)]
    # The other two were told by the plan.
    assert [p.path.name for p in problems if isinstance(p, LeftOut)] == ["A-256-768.jpg"]
