"""What the page of a running build says."""

from PySide6.QtCore import QCoreApplication

from tfrviewer.gui.build_wizard.build_run import BuildRun, State
from tfrviewer.gui.figures import (
    counted,
    duration_text,
    files_text,
    number,
    rate_text,
    records_text,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BuildWizard", text)


def pace_text(run: BuildRun) -> str:
    """Return how much is done, how fast it goes, and how long it will take."""
    parts = [_tr("{0} of {1} images").format(number(run.done), number(run.total))]
    rate = run.pace.rate
    left = run.pace.seconds_left(run.total - run.done)
    if run.state is State.STOPPING:
        parts.append(_tr("stopping after the images it is at…"))
    elif run.state is State.RUNNING and rate is not None and left is not None:
        parts.append(rate_text(rate))
        if run.done < run.total:
            parts.append(_tr("{0} left").format(duration_text(left)))
        else:
            parts.append(_tr("finishing"))
    elif run.state is State.RUNNING and run.done >= run.total > 0:
        parts.append(_tr("finishing"))
    return " · ".join(parts)


def stays_text(finished: int, files: int, *, under_way: bool) -> str:
    """Return what is left of a build that was cut off.

    Args:
        finished: TFRecords that are whole.
        files: All of the plan.
        under_way: Whether one was being written.
    """
    if not finished:
        kept = _tr("No TFRecord was finished, and nothing is left behind.")
    else:
        all_of = _tr("{0} of {1} are whole and stay.")
        one_of = _tr("{0} of {1} is whole and stays.")
        kept = (one_of if finished == 1 else all_of).format(number(finished), files_text(files))
        if under_way:
            kept += " " + _tr("Of the one under way nothing is left.")
    rest = files - finished
    more = counted(rest, _tr("Resume writes the other one."), _tr("Resume writes the other {0}."))
    if not finished:
        more = _tr("Resume begins again with the first.")
    return f"{kept} {more}"


def ended_text(run: BuildRun) -> str:
    """Return what became of a build, for those who did not look on."""
    look = _tr("Tools > Build TFRecords shows it.")
    if run.state is State.FAILED:
        return _tr("The build ended with an error, and can be resumed. {0}").format(look)
    if run.state is not State.DONE or run.report is None:
        return _tr("The build was stopped, and can be resumed. {0}").format(look)
    report = run.report
    text = _tr("Built: {0} in {1}.").format(
        records_text(report.records), files_text(len(report.files))
    )
    if report.left_out:
        left = counted(
            len(report.left_out), _tr("1 file was left out."), _tr("{0} files were left out.")
        )
        text = f"{text} {left}"
    return f"{text} {look}"
