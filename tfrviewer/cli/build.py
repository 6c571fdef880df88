"""`tfrviewer build`: TFRecords from folders of images."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tfrviewer.build.request.choices import Existing, OnProblem
from tfrviewer.cli import answers, console
from tfrviewer.cli import build_options as options
from tfrviewer.cli import build_words as words
from tfrviewer.cli.build_report import check_report, write_report
from tfrviewer.cli.build_request import request_of
from tfrviewer.cli.build_useless import useless
from tfrviewer.cli.options import bytes_of, check_replace, pairs_of
from tfrviewer.cli.signals import as_interrupts
from tfrviewer.errors import BuildError, FindingKind

if TYPE_CHECKING:
    from tfrviewer.build.planning.plan import BuildPlan
    from tfrviewer.build.request.request import BuildRequest
    from tfrviewer.build.running.report import BuildReport


def build(
    source: options.Source = None,
    output: options.Output = None,
    layout: options.LayoutOption = None,
    slide: options.Slide = None,
    rename: options.Rename = None,
    sheet: options.SheetFile = None,
    sheet_image: options.SheetImage = None,
    sheet_slide: options.SheetSlide = None,
    sheet_x: options.SheetX = None,
    sheet_y: options.SheetY = None,
    sheet_feature: options.SheetFeature = None,
    pattern: options.PatternOption = None,
    anchor: options.AnchorOption = None,
    extent: options.Extent = None,
    pitch: options.Pitch = None,
    encoding: options.EncodingOption = None,
    quality: options.Quality = None,
    size: options.Size = None,
    validate: options.Validate = None,
    odd_size: options.OddSize = None,
    mixed_format: options.MixedFormat = None,
    label_folder: options.LabelFolder = None,
    labels: options.LabelsFile = None,
    label_column: options.LabelColumn = None,
    order: options.OrderOption = None,
    seed: options.Seed = None,
    shard_records: options.ShardRecords = None,
    shard_bytes: options.ShardBytes = None,
    existing: options.ExistingOption = None,
    replace: options.Replace = False,
    index: options.Index = None,
    manifest: options.Manifest = None,
    strict: options.Strict = None,
    verify: options.Verify = None,
    resume: options.Resume = False,
    dry_run: options.DryRun = False,
    jobs: options.Jobs = options.MOST_JOBS,
    as_json: options.AsJson = False,
    report: options.Report = None,
    recipe: options.Recipe = None,
    save_recipe: options.SaveRecipe = None,
) -> None:
    """Make TFRecords of tile images, with an index and with locations from their names.

    JPEG and PNG are stored byte for byte; TIFF, BMP, WebP and what is not 8-bit RGB become PNG.
    An image that cannot be taken is left out and reported, and the exit status is then 1.
    """
    answers.note_files(recipe, sheet, labels)
    there = _there(existing, replace=replace, dry_run=dry_run)
    if report is not None:
        check_report(report, dry_run=dry_run)
    request = request_of(
        recipe,
        source,
        output,
        {
            "": {
                "layout": layout,
                "slide": slide,
                "renamed": pairs_of(rename, "--rename", "OLD=NEW") if rename else None,
            },
            "naming": {"pattern": pattern, "anchor": anchor, "extent": extent, "pitch": pitch},
            "sheet": {
                "path": sheet,
                "image": sheet_image,
                "slide": sheet_slide,
                "x": sheet_x,
                "y": sheet_y,
                "features": sheet_feature or None,
            },
            "pictures": {
                "encoding": encoding,
                "quality": quality,
                "size": size,
                "validate": validate,
                "odd_size": odd_size,
                "mixed_format": mixed_format,
            },
            "labels": {"folder": label_folder, "sheet": labels, "columns": label_column or None},
            "shards": {
                "records": shard_records,
                "bytes": None if shard_bytes is None else bytes_of(shard_bytes, "--shard-bytes"),
            },
            "policies": {
                "order": order,
                "seed": seed,
                "on_problem": None if strict is None else OnProblem("raise" if strict else "skip"),
                "existing": Existing.REFUSE if there is options.There.ASK else there,
                "index": index,
                "manifest": manifest,
                "verify": verify,
            },
        },
    )
    tables = [request.labels.sheet, None if request.sheet is None else request.sheet.path]
    answers.note_files(*tables)
    with as_interrupts(), _threads(jobs) as executor:
        plan = _planned(request, executor)
        if rename:
            _refuse_unknown(plan)
        if there is options.There.ASK and not dry_run:
            plan = _with_answer(plan, resume=resume)
        for note in useless(plan, quality=quality, extent=extent, pitch=pitch):
            console.say(f"tfrviewer: {note}")
        if save_recipe is not None:
            _save(request, save_recipe, recipe)
        if dry_run:
            raise _dry_run(plan, executor, resume=resume, as_json=as_json)
        done = _run(plan, executor, resume=resume)
        if report is not None:
            answers.note_done(words.report_json(plan, done))
            write_report(done, report)
    words.print_report(plan, done, as_json=as_json)
    if done.left_out:  # whatever the reason, even a mere note
        raise typer.Exit(console.FOUND)
    raise console.end_with(done.findings)


def _there(existing: options.There | None, *, replace: bool, dry_run: bool) -> options.There | None:
    """Return what is to become of what is there, by both options that say it."""
    check_replace(existing, replace=replace)
    if existing is options.There.ASK and not dry_run and not console.is_asked():
        raise console.usage_error(
            "--existing ask asks at a terminal, and there is none: choose refuse, skip, replace "
            "or append."
        )
    return options.There.REPLACE if replace else existing


def _planned(request: "BuildRequest", executor: Executor | None) -> "BuildPlan":
    from tfrviewer.build.planning.filenames import NameMisuseError
    from tfrviewer.build.planning.planning import plan_build
    from tfrviewer.build.running.targets import refuse_always

    try:
        with console.progress_bar("Looking") as progress:
            plan = plan_build(request, executor=executor, progress=progress)
    except NameMisuseError as error:
        raise console.usage_error(error) from error
    refuse_always(plan)
    return plan


def _refuse_unknown(plan: "BuildPlan") -> None:
    """Refuse new names for slides that there are not."""
    unknown = (one for one in plan.findings if one.kind is FindingKind.BAD_REQUEST)
    if finding := next(unknown, None):
        raise console.usage_error(BuildError(finding))


def _with_answer(plan: "BuildPlan", *, resume: bool) -> "BuildPlan":
    """Return the plan with what the person says of the TFRecords that are there."""
    from tfrviewer.build.running.decisions import decide

    foreign = decide(plan, resume=resume).foreign
    existing = [path for file in foreign for path in file.existing()]
    if not existing:
        return plan
    answer = words.ask_about(plan.output, existing)
    policies = changed(plan.policies, existing=answer)
    return changed(plan, request=changed(plan.request, policies=policies))


def _dry_run(
    plan: "BuildPlan", executor: Executor | None, *, resume: bool, as_json: bool
) -> typer.Exit:
    from tfrviewer.build.running.trial import try_out

    with console.progress_bar("Trying"):
        trial = try_out(plan, executor=executor)
    words.print_plan(plan, trial, resume=resume, as_json=as_json)
    if plan.left_out:
        return typer.Exit(console.FOUND)
    return console.end_with(plan.all_findings)


def _run(plan: "BuildPlan", executor: Executor | None, *, resume: bool) -> "BuildReport":
    from tfrviewer.build.running.report import Event, FileBegun
    from tfrviewer.build.running.run import run

    under_way = ""

    def on_event(event: Event) -> None:
        nonlocal under_way
        if isinstance(event, FileBegun):
            under_way = event.slides[0] if len(event.slides) == 1 else event.path.name

    try:
        with console.progress_bar("Building", rate="images") as bar:

            def progress(done: int, total: int, text: str) -> None:
                bar(done, total, under_way)

            return run(plan, resume=resume, executor=executor, progress=progress, on_event=on_event)
    except BaseException as error:
        done: BuildReport | None = getattr(error, "report", None)
        if done is not None:
            answers.note_done(words.report_json(plan, done))
        words.say_how_to_go_on(done)
        raise


def _save(request: "BuildRequest", path: Path, read: Path | None) -> None:
    """Save a recipe; the one that was read, named once more, is what is to be changed."""
    from tfrviewer.build.request.recipe import write_recipe

    same = read is not None and path.exists() and path.samefile(read)
    write_recipe(request, path, replace=same)
    console.say(f"Recipe saved to {console.shown(str(path))}.")


@contextmanager
def _threads(jobs: int) -> Iterator[Executor | None]:
    """Give a pool of threads: Pillow lets others run while it decodes."""
    if jobs <= 1:
        yield None
        return
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="build")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
