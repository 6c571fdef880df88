"""Drawing the real window to a picture, without a display and without anybody setting one up."""

import os
from pathlib import Path

from tfrviewer.errors import Finding, FindingKind, Severity, TfrError
from tfrviewer.gui.opening import ToOpen
from tfrviewer.gui.pose import Pose

TIME_LIMIT = 60.0
"""Seconds after which what is still missing is told instead of waited for."""


def draw(
    what: ToOpen | None,
    out: Path,
    pose: Pose | None = None,
    *,
    size: tuple[int, int] = (1280, 800),
    scale: float = 1.0,
    time_limit: float = TIME_LIMIT,
) -> None:
    """Draw the window with a dataset, once all that it shows is loaded.

    Args:
        what: What to open; None draws the start page.
        out: The PNG to write.
        pose: How the window sits for it; as it opens if not given.
        size: Width and height of the window in logical pixels.
        scale: Device pixels a logical pixel.
        time_limit: Seconds to wait.

    Raises:
        TfrError: If the dataset cannot be opened, or not everything arrived in time.
        ValueError: If there is no such record or column, or the condition is wrong.
        OSError: If the picture cannot be written.
    """
    _set_platform(scale)
    from tfrviewer.gui.portrait import Portrait

    Portrait(what, pose or Pose(), size=size).save(out, time_limit)


def _set_platform(scale: float) -> None:
    # Whatever display there is, this one is always the same.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")


def draw_wizard(
    source: Path,
    out: Path,
    *,
    page: str = "foundPage",
    size: tuple[int, int] = (980, 680),
    scale: float = 1.0,
    dark: bool = False,
    language: str = "en",
    time_limit: float = TIME_LIMIT,
) -> None:
    """Draw a step of the wizard that builds TFRecords; nothing is built.

    Args:
        source: A folder of images, a sheet that names them, or a recipe.
        out: The PNG to write.
        page: The name of the step in the table of pages.
        size: Width and height of the wizard in logical pixels.
        scale: Device pixels a logical pixel.
        dark: Whether in the dark theme.
        language: What it speaks.
        time_limit: Seconds to wait.

    Raises:
        TfrError: If the step cannot be reached, or not everything arrived in time.
        OSError: If the picture cannot be written.
    """
    _set_platform(scale)
    from tfrviewer.gui.wizard_portrait import WizardPortrait

    wizard = WizardPortrait(source, page, size=size, dark=dark, language=language)
    wizard.save(out, time_limit)


def missing_error(path: Path, missing: list[str], time_limit: float) -> TfrError:
    """Return the error that names what had not arrived in time."""
    return TfrError(
        Finding(
            kind=FindingKind.UNREADABLE_FILE,
            severity=Severity.ERROR,
            file=str(path),
            message=f"After {time_limit:g} s not everything was loaded: {', '.join(missing)}.",
            remedy="Draw a smaller dataset, or one on a faster disk.",
        )
    )
