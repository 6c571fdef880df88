"""The system libraries that Qt needs, looked for before Qt ends the program for want of one.

What Qt prints itself names libxcb-cursor0 whatever is missing.
"""

import ctypes
import os
import sys

_ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, xcb: bool) -> list[str]:
    """Return the Debian packages of the libraries that Qt would miss."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = _ALWAYS | (_XCB if xcb else {})
    return [package for library, package in wanted.items() if not _is_there(library)]


def why_no_window() -> str | None:
    """Return why no window can be opened and what to do about it, or None if one can."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    headless = platform in ("offscreen", "minimal", "vnc")
    display = os.environ.get("DISPLAY")
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if not headless and not platform and not display and not wayland:
        return (
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is "
            "set).\nWithout one, `tfrviewer screenshot PATH OUT.png` draws the window to a file, "
            "and `tfrviewer info PATH` tells what there is."
        )
    missing = missing_packages(xcb=platform == "xcb" or (not headless and not wayland))
    if not missing:
        return None
    return (
        "The window needs system libraries that are not installed. On Debian or Ubuntu:\n"
        f"    sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
    )
