"""Whether polars can run on this processor: asked before it is imported.

The usual build of polars needs AVX2. Without it the import warns and the program soon ends with
an illegal instruction, which tells nobody what to do.
"""

import importlib.util
import os
import platform
import sys
from pathlib import Path

_X86 = frozenset(("x86_64", "amd64"))
_PF_AVX2 = 40  # of IsProcessorFeaturePresent


def check_processor() -> None:
    """Raise if polars, as it is installed, cannot run here.

    Raises:
        ImportError: With what to install instead.
    """
    if (
        os.environ.get("POLARS_SKIP_CPU_CHECK")
        or platform.machine().lower() not in _X86
        or importlib.util.find_spec("_polars_runtime_compat") is not None
        or has_avx2() is not False
    ):
        return
    raise ImportError(
        "This processor has no AVX2, which the usual build of polars needs. Install the build "
        "for older processors: pip install 'polars[rtcompat]'"
    )


def has_avx2() -> bool | None:
    """Tell whether the processor has AVX2; None where that cannot be found out."""
    try:
        if sys.platform == "linux":
            for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
                if line.startswith("flags"):
                    return "avx2" in line.split()
        elif sys.platform == "win32":
            import ctypes

            return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(_PF_AVX2))
    except OSError:
        return None
    return None
