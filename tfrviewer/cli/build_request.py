"""From the options of `tfrviewer build` to a request: what they say goes before a recipe."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfrviewer.build.request.choices import Order
from tfrviewer.cli import console
from tfrviewer.cli.options import target_of

if TYPE_CHECKING:
    from tfrviewer.build.request.request import BuildRequest, Policies, Sheet

Said = Mapping[str, Any]
"""Values that options gave, by the name of a field; None where none was given."""


def request_of(
    recipe: Path | None, source: Path | None, output: Path | None, parts: Mapping[str, Said]
) -> "BuildRequest":
    """Return the request of a recipe, or of nothing, with what options change of it.

    Args:
        recipe: The recipe.
        source: SRC.
        output: OUT, a folder, or the path of the one TFRecord.
        parts: What options say of each part; of the request itself under "".

    Raises:
        Exit: If something is missing, contradicts, or cannot be.
    """
    from tfrviewer.build.naming.rule import LocationRule
    from tfrviewer.errors import RecipeError

    folder, filename = (None, None) if output is None else target_of(output)
    try:
        request = _begun(recipe, source, folder)
        changes: dict[str, Any] = dict(_given(parts[""]))
        if filename is not None:
            changes["filename"] = filename
        for name in ("naming", "pictures", "shards"):
            changes[name] = replace(getattr(request, name), **_given(parts[name]))
        given = _given(parts["labels"])
        if given.get("folder") == "":  # as of no option, None would leave that of a recipe
            given["folder"] = None
        changes["labels"] = replace(request.labels, **given)
        if changes["labels"].sheet is None and parts["labels"]["columns"]:
            raise console.usage_error("--label-column says what to take of --labels: name a file.")
        changes["sheet"] = _sheet(request.sheet, parts["sheet"])
        changes["policies"] = _policies(request.policies, parts["policies"])
        request = replace(request, **changes)
        LocationRule.of(request.naming)
        return request
    except (RecipeError, ValueError, TypeError) as error:
        raise console.usage_error(error) from None


def _begun(recipe: Path | None, source: Path | None, folder: Path | None) -> "BuildRequest":
    from tfrviewer.build.request.recipe import read_recipe
    from tfrviewer.build.request.request import BuildRequest

    if recipe is not None:
        return read_recipe(recipe, source=source, output=folder)
    if source is None or folder is None:
        missing = "SRC" if source is None else "OUT"
        raise console.usage_error(
            f"{missing} is missing: tfrviewer build SRC OUT, or --recipe FILE, which names both."
        )
    return BuildRequest(source=source, output=folder)


def _given(values: Said) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _sheet(sheet: "Sheet | None", said: Said) -> "Sheet | None":
    from tfrviewer.build.request.request import Sheet

    # An empty name says that there is no such column, which None as of no option does not.
    given: dict[str, Any] = {
        name: None if value == "" else value for name, value in _given(said).items()
    }
    if not given:
        return sheet
    if sheet is not None:
        return replace(sheet, **given)
    if "path" not in given:
        raise console.usage_error("The options --sheet-… are of a file: name it with --sheet.")
    return Sheet(**given)


def _policies(policies: "Policies", said: Said) -> "Policies":
    from tfrviewer.build.request.request import Policies

    given = _given(said)
    if "order" in given or "seed" in given:  # of a recipe, one alone would contradict the other
        if given.get("order") is Order.SEED:
            given.setdefault("seed", policies.seed)
        ordered = Policies.checked(order=given.get("order"), seed=given.get("seed"))
        given |= {"order": ordered.order, "seed": ordered.seed}
    return replace(policies, **given)
