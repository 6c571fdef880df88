"""What a peer runs: commands come as lines of JSON, each answer goes back as one.

usage: python serve.py MODULE    (a module beside this one, with VERSION and COMMANDS)

This and the modules beside it run in a peer's own python: they know nothing of tfrviewer.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

Command = Callable[..., Callable[[], Any]]
"""Takes the arguments of a command, makes ready, and returns the work to be timed."""


def serve(module_name: str) -> None:
    """Answer until the input ends."""
    # What the peer itself prints must not get between the answers.
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    module = import_module(module_name)
    commands: dict[str, Command] = module.COMMANDS
    print(json.dumps({"version": module.VERSION}), file=out)
    for line in sys.stdin:
        arguments = json.loads(line)
        try:
            work = commands[arguments.pop("command")](**arguments)
            start = time.perf_counter()
            result = work()
            answer = {"seconds": time.perf_counter() - start, "result": result}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=out)


if __name__ == "__main__":
    serve(sys.argv[1])
