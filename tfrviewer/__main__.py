"""Where every start begins: `tfrviewer`, `python -m tfrviewer`, the window script, the bundle."""

import os
import sys


def main() -> None:
    """Run the command line: a verb, or the window for anything else."""
    try:
        import multiprocessing  # here, as all else that takes time: it may be interrupted

        multiprocessing.freeze_support()  # a spawned worker of a frozen program begins here too
        from tfrviewer.cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = _interrupted()
    sys.exit(status)


def _interrupted() -> int:
    """Say what `cli.app` would say, which may not be loaded yet; return the exit status."""
    said = "Cancelled. Nothing half-made was left."
    print(said, file=sys.stderr)
    if "--json" in sys.argv:
        print(f'{{"error": {{"message": "{said}"}}}}')
    return 130


def main_gui() -> None:
    """Open the window; a program without a console has nowhere to print to."""
    import multiprocessing

    multiprocessing.freeze_support()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - open to the end
    from tfrviewer.cli.app import run

    sys.exit(run(["open", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
