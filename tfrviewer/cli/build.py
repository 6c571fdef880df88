"""`tfrviewer build`: TFRecords from folders of images."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tfrviewer.build.choices import Existing, Layout, Order
from tfrviewer.cli import console
from tfrviewer.cli.signals import as_interrupts
from tfrviewer.errors import Finding, TargetExistsError

if TYPE_CHECKING:
    from tfrviewer.build.plan import BuildPlan
    from tfrviewer.build.report import BuildReport

_SUFFIXES = (".tfrecords", ".tfrecord")
_MOST_FILES = 20
_MOST_ALIKE = 10


def build(
    source: Annotated[
        Path, typer.Argument(metavar="SRC", help="A folder of tile images, or of such folders.")
    ],
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="The folder to write to; for one TFRecord also its path."
        ),
    ],
    layout: Annotated[
        Layout | None,
        typer.Option(
            "--layout",
            help="single: SRC is one slide. nested: a slide a folder. merged: the same, in one "
            "TFRecord.",
            show_default="what SRC looks like",
        ),
    ] = None,
    slide: Annotated[
        str | None,
        typer.Option("--slide", help="Name of the one slide.", show_default="that of SRC"),
    ] = None,
    order: Annotated[
        Order | None,
        typer.Option("--order", help="Order of the records.", show_default="name"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Shuffle; the same number gives the same order."),
    ] = None,
    pattern: Annotated[
        str | None,
        typer.Option(
            "--pattern",
            help="How names tell locations: none, a known pattern, or a template.",
            show_default="recognised",
        ),
    ] = None,
    validate: Annotated[
        bool,
        typer.Option("--validate/--no-validate", help="Decode each image, compare their sizes."),
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace TFRecords that are there.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first image that cannot be taken.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Images decoded at once.")
    ] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make TFRecords of tile images, with an index and with locations from their names.

    JPEG and PNG are stored byte for byte; TIFF, BMP, WebP and what is not 8-bit RGB become PNG.
    An image that cannot be taken is left out and reported, and the exit status is then 1.
    """
    from tfrviewer.build.filenames import NameMisuseError
    from tfrviewer.build.planning import plan_build
    from tfrviewer.build.request import BuildRequest, Policies
    from tfrviewer.build.run import run
    from tfrviewer.build.targets import refuse_always

    try:
        policies = Policies.checked(
            order=order,
            seed=seed,
            on_problem="raise" if strict else "skip",
            existing="replace" if replace else "refuse",
        )
    except ValueError as error:
        raise console.usage_error(str(error)) from error
    folder, filename = _target(output)
    try:
        with as_interrupts(), console.progress_bar("Looking") as progress:
            request = BuildRequest.of(
                source,
                folder,
                policies,
                layout=layout,
                filename=filename,
                slide=slide,
                pattern=pattern,
                validate=validate,
            )
            plan = plan_build(request, progress=progress)
        refuse_always(plan)
    except NameMisuseError as error:
        hint = f" {output} is the path of one (--layout merged)." if filename else ""
        raise console.usage_error(f"{error}{hint}") from error
    except TargetExistsError as error:
        raise console.usage_error(str(error)) from error
    if dry_run:
        _print_plan(plan, as_json=as_json)
        raise console.end_with(plan.all_findings)
    try:
        with (
            as_interrupts(),
            _threads(jobs) as executor,
            console.progress_bar("Building") as progress,
        ):
            report = run(plan, executor=executor, progress=progress)
    except BaseException as error:
        if as_json and (done := getattr(error, "report", None)) is not None:
            _print_report(plan, done, as_json=True)
        if isinstance(error, TargetExistsError):
            raise console.usage_error(str(error)) from error
        raise
    _print_report(plan, report, as_json=as_json)
    raise console.end_with(report.findings)


def _target(output: Path) -> tuple[Path, str | None]:
    """Return the folder to write to, and the name of the one TFRecord if OUT is its path."""
    if output.suffix.lower() not in _SUFFIXES or output.is_dir():
        return output, None
    return output.parent, output.name


def _print_plan(plan: "BuildPlan", *, as_json: bool) -> None:
    existing = [path for file in plan.files for path in file.existing()]
    if as_json:
        value = plan.to_json()
        value["existing"] = [str(path) for path in existing]
        console.print_json(value)
        return
    records = console.counted(plan.records, "record")
    files = console.counted(len(plan.files), "TFRecord")
    print(f"{records} in {files} would be written (layout {plan.layout})")
    for file in plan.files[:_MOST_FILES]:
        print(f"  {len(file.images):>9,}  {console.shown(str(file.path))}")
    if len(plan.files) > _MOST_FILES:
        print(f"  {'…':>9}  {len(plan.files) - _MOST_FILES:,} more")
    if existing and plan.policies.existing is Existing.REFUSE:
        print(f"  {console.counted(len(existing), 'file')} there already: --replace is needed")
    _print_findings(plan.source, plan.all_findings)


def _print_report(plan: "BuildPlan", report: "BuildReport", *, as_json: bool) -> None:
    if as_json:
        console.print_json(
            {
                "source": str(plan.source),
                "output": str(plan.output),
                "layout": plan.layout.value,
                **report.to_json(),
            }
        )
        return
    records = console.counted(report.records, "record")
    files = console.counted(len(report.files), "TFRecord")
    left = console.counted(len(report.left_out), "image")
    print(f"{records} in {files} written to {console.shown(str(plan.output))}, {left} left out")
    _print_findings(plan.source, report.findings)


def _print_findings(source: Path, findings: list[Finding]) -> None:
    """Print findings with paths below the source, the first few of each kind."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += 1
        if counts[finding.kind] <= _MOST_ALIKE:
            path = Path(finding.file)
            where = path.relative_to(source) if path.is_relative_to(source) else path
            text = " ".join(filter(None, (finding.message, finding.remedy)))
            print(f"  {finding.severity.value:<8}{console.shown(f'{where}: {text}')}")
    for kind, count in counts.items():
        if count > _MOST_ALIKE:
            print(f"  {'…':<8}{count - _MOST_ALIKE:,} more of the kind “{kind}”.")


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
