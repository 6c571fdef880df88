"""The `tfrviewer` command: its verbs, what opens the window, and how it ends.

Exit status: 0 nothing wrong, or notes at most; 1 errors or warnings were found; 2 used
wrongly, or a path or an output is refused; 3 tfrviewer itself failed; 130 interrupted. `endings`
tells which error is which.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tfrviewer.cli import (
    answers,
    build,
    console,
    duplicates,
    export,
    heatmap,
    index,
    info,
    merge,
    metrics,
    report,
    review,
    salvage,
    sample,
    sampling,
    screenshot,
    show,
    split,
    verify,
)
from tfrviewer.cli.endings import CANCELLED, INTERRUPTED, status_of
from tfrviewer.errors import TfrError
from tfrviewer.jobs import Cancelled


class _Commands(TyperGroup):
    """The commands; what is wrong with their options is noted for the answer in JSON."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own
        try:
            return super().invoke(ctx)
        except Exception as error:
            if hasattr(error, "format_message"):  # of typer, or of click before it had its own
                answers.note_error(error.format_message())
            raise


app = typer.Typer(
    name="tfrviewer",
    cls=_Commands,
    help="Look at, check and make TFRecords of tiles cut from whole-slide images.\n\n"
    "Without a command, the paths open in the window: tfrviewer FOLDER",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("info")(info.info)
# A negative record number is no option.
app.command("show", context_settings={"ignore_unknown_options": True})(show.show)
app.command("index")(index.index)
app.command("build")(build.build)
app.command("export")(export.export)
app.command("heatmap")(heatmap.heatmap)
app.command("merge")(merge.merge)
app.command("split")(split.split)
app.command("salvage")(salvage.salvage)
app.command("duplicates")(duplicates.duplicates)
app.command("metrics")(metrics.metrics)
app.command("report")(report.report)
app.command("review")(review.review)
app.command("sample")(sample.sample)
app.command("sampling")(sampling.sampling)
app.command("screenshot")(screenshot.screenshot)
app.command("verify")(verify.verify)


@app.command("open")
def open_window(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="TFRecords, index files, dataset folders, or a project of Slideflow.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Open the window; `tfrviewer PATH…` does the same."""
    from tfrviewer.dataset.discovery import stat_there

    for path in paths or []:
        if path.is_symlink():
            stat_there(path)
        if not path.exists():
            raise console.usage_error(_unknown(str(path)))
    from tfrviewer.gui.app import run as run_window

    raise typer.Exit(run_window(paths or []))


def _print_version(value: bool) -> None:
    if value:
        from tfrviewer import __version__

        print(f"tfrviewer {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Take the options before a command."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: Those after the program's name. What begins with neither a command nor an
            option are paths for the window.

    Returns:
        The exit status.
    """
    console.tolerate_names()
    answers.begin(arguments)
    try:
        status = _run(arguments)
        if status != console.OK:
            console.end_json()
    except BrokenPipeError:
        # Whoever read the output has read enough. Python would complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return console.OK
    return status


def _run(arguments: Sequence[str]) -> int:
    try:
        app(_with_command(list(arguments)), prog_name="tfrviewer")
    except SystemExit as end:
        if end.code == INTERRUPTED:  # Typer's answer to Ctrl+C, without a word
            return _interrupted()
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, Cancelled):
        return _interrupted()
    except TfrError as error:
        answers.note_error(error)
        console.complain(str(error))
        return status_of(error)
    except OSError as error:
        answers.note_error(_system_error(error))
        console.complain(_system_error(error))
        return status_of(error)
    except Exception:
        traceback.print_exc()
        answers.note_error(_FAULT)
        console.complain(_FAULT)
        return console.FAILED
    return console.OK


def _interrupted() -> int:
    answers.note_error(CANCELLED)
    console.say(CANCELLED)
    return INTERRUPTED


_FAULT = "tfrviewer itself failed; the lines above tell its developers where."


def commands() -> list[str]:
    """Return the names of all commands."""
    return [command.name for command in app.registered_commands if command.name]


def _with_command(arguments: list[str]) -> list[str]:
    if not arguments:
        return ["open"]
    if arguments[0].startswith("-") and arguments[0] != "--":
        return arguments
    return arguments if arguments[0] in commands() else ["open", *arguments]


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, [name for name in commands() if name != "open"], n=1)
    hint = f" Did you mean the command “{near[0]}”?" if near else ""
    return f"There is no file or folder {word}.{hint}"


def _system_error(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."
