"""Where every start begins: `tfrviewer`, `python -m tfrviewer`, the window script, the bundle."""

import multiprocessing
import os
import sys


def main() -> None:
    """Run the command line: a verb, or the window for anything else."""
    multiprocessing.freeze_support()  # a spawned worker of a frozen program begins here as well
    from tfrviewer.cli.app import run

    sys.exit(run(sys.argv[1:]))


def main_gui() -> None:
    """Open the window; a program without a console has nowhere to print to."""
    multiprocessing.freeze_support()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - open to the end
    from tfrviewer.cli.app import run

    sys.exit(run(["open", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
