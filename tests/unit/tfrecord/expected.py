"""What the golden files hold: `expected.json`, written beside them by their makers."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[2] / "data" / "golden"


@cache
def expected() -> dict[str, dict[str, Any]]:
    """By file name, what a right reader finds."""
    told: dict[str, dict[str, Any]] = json.loads((GOLDEN / "expected.json").read_text())
    return told


def names(*, damaged: bool) -> list[str]:
    """Files that hold records, damaged or whole."""
    return [
        name
        for name, told in expected().items()
        if bool(told.get("damaged")) is damaged and "error" not in told
    ]


def sha256(image: bytes) -> str:
    return hashlib.sha256(image).hexdigest()
