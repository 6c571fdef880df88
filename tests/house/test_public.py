"""The public face: documented, whole, and light to import.

`docs/api.md` lists it: under a heading with one or more names a block marked `py` with the
signature of each, and of a class all members, as code, those that are called with what they take.
"""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_args

import pytest

import tfrviewer
from tests.house.examples import documents, examples_of, names_used
from tests.house.layers import CHECKOUT

API = "docs/api.md"

HEAVY = {"numpy", "polars", "PIL", "google", "PySide6", "pyqtgraph"}


def loaded_by(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after running some code."""
    report = f"\nimport sys\nprint('LOADED', *({HEAVY!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code + report],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return set(result.stdout.rpartition("LOADED")[2].split())


def sections() -> dict[str, str]:
    """What docs/api.md says of each public name: the text under the heading that names it."""
    text = (CHECKOUT / API).read_text(encoding="utf-8")
    _, *parts = re.split(r"^#{1,3} (.*)$", text, flags=re.MULTILINE)
    return {
        name: told
        for heading, told in zip(parts[::2], parts[1::2], strict=True)
        for name in re.findall(r"`(\w+)`", heading)
    }


def documented_signatures(name: str) -> list[str]:
    """The arguments that docs/api.md tells for a public name."""
    blocks = re.findall(r"^```py\n(.*?)^```$", sections()[name], re.MULTILINE | re.DOTALL)
    return re.findall(rf"^{name}\((.*?)\)$", "".join(blocks), re.MULTILINE | re.DOTALL)


def arguments(text: str) -> dict[str, tuple[str, str]]:
    """The kind and default of each argument in a signature without annotations, by name."""
    function = ast.parse(f"def _({text}): ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    told = function.args
    ordered = [*told.posonlyargs, *told.args]
    defaults = [*[None] * (len(ordered) - len(told.defaults)), *told.defaults]
    both = [
        *zip(ordered, defaults, ["positional"] * len(ordered), strict=True),
        *zip(told.kwonlyargs, told.kw_defaults, ["keyword"] * len(told.kwonlyargs), strict=True),
    ]
    return {
        argument.arg: (kind, "" if default is None else ast.dump(default))
        for argument, default, kind in both
    }


def real_arguments(function: Callable[..., Any]) -> dict[str, tuple[str, str]]:
    signature = inspect.signature(function)
    bare = [
        parameter.replace(annotation=parameter.empty)
        for name, parameter in signature.parameters.items()
        if name != "self"
    ]
    text = str(signature.replace(parameters=bare, return_annotation=signature.empty))
    return arguments(text[1:-1].replace("<factory>", "..."))


def members(owner: type) -> dict[str, Any]:
    """The public members of a class that tfrviewer gives it: methods, and names of values."""
    ours = [cls for cls in owner.__mro__ if cls.__module__.startswith("tfrviewer")]
    found = {
        name: member
        for cls in reversed(ours)
        for name, member in vars(cls).items()
        if not name.startswith("_") and not inspect.ismemberdescriptor(member)
    }
    return found | dict.fromkeys(name for cls in ours for name in values_of(cls))


def values_of(cls: type) -> list[str]:
    """The names of values that the docstring of a class lists under "Attributes"."""
    text = f"{inspect.getdoc(cls)}\n"
    listed = re.search(r"^Attributes.*?:\n((?:    .*\n|\n)*)", text, re.MULTILINE)
    return re.findall(r"^    (\w+):", listed[1], re.MULTILINE) if listed else []


def told_in_docstring(function: Any) -> set[str]:  # noqa: ANN401 - anything with a docstring
    """The arguments that a docstring tells of: under "Args", or as code."""
    text = inspect.getdoc(function) or ""
    return {
        name for pair in re.findall(r"^ {4}(\w+):|`(\w+)`", text, re.MULTILINE) for name in pair
    }


def returned() -> list[type]:
    """The classes of tfrviewer that public calls and members return, but for the public ones."""
    public = [getattr(tfrviewer, name) for name in tfrviewer.__all__]
    waiting, found = list[Any](public), list[type]()
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, type):
            waiting += members(one).values()
        elif callable(one := getattr(one, "fget", getattr(one, "__func__", one))):
            given = inspect.signature(one).return_annotation
            for cls in (given, *get_args(given)):
                ours = isinstance(cls, type) and cls.__module__.startswith("tfrviewer")
                if ours and cls not in found and cls not in public:
                    found.append(cls)
                    waiting.append(cls)
    return found


CLASSES = [name for name in tfrviewer.__all__ if inspect.isclass(getattr(tfrviewer, name))]


def test_that_every_public_name_is_documented_and_no_other() -> None:
    assert sorted(sections()) == sorted(tfrviewer.__all__)


@pytest.mark.parametrize("name", tfrviewer.__all__)
def test_that_the_documented_signature_is_the_real_one(name: str) -> None:
    documented = documented_signatures(name)
    assert len(documented) == 1, f"{API} has no block marked py with {name}(...)"
    told, real = arguments(documented[0]), real_arguments(getattr(tfrviewer, name))
    assert list(told.items()) == list(real.items())


@pytest.mark.parametrize("name", CLASSES)
def test_that_each_member_of_a_class_is_documented(name: str) -> None:
    told = set(re.findall(r"`(\w+)(?:\(.*?\))?`", sections()[name]))
    assert sorted(members(getattr(tfrviewer, name)).keys() - told) == []


@pytest.mark.parametrize("name", CLASSES)
def test_that_a_documented_call_takes_what_is_told(name: str) -> None:
    owner = getattr(tfrviewer, name)
    for member in members(owner):
        for text in re.findall(rf"`{member}\((.*?)\)`", sections()[name]):
            real = real_arguments(getattr(owner, member))
            told = arguments(re.sub(r",? ?…", "", text))
            assert told.items() <= real.items(), f"{name}.{member}"
            assert "…" in text or told == real, f"{name}.{member}"


def test_that_every_public_name_is_used_in_an_example() -> None:
    examples = [one for document in documents() for one in examples_of(document)]
    used = {
        name
        for example in examples
        if example.language == "python" and not example.needs
        for name in names_used(example)
    }
    assert sorted(set(tfrviewer.__all__) - used) == []


@pytest.mark.parametrize("name", CLASSES)
def test_that_a_class_tells_what_it_is_and_takes(name: str) -> None:
    check_class(getattr(tfrviewer, name))


@pytest.mark.parametrize("name", sorted(set(tfrviewer.__all__) - set(CLASSES)))
def test_that_a_function_tells_what_it_does_and_takes(name: str) -> None:
    check_docstring(getattr(tfrviewer, name))


@pytest.mark.parametrize("cls", returned(), ids=lambda cls: cls.__name__)
def test_that_what_a_call_returns_tells_what_it_holds(cls: type) -> None:
    assert cls.__doc__
    told = {name for base in cls.__mro__ for name in values_of(base)}
    fields = [name for name in getattr(cls, "__dataclass_fields__", ()) if name[0] != "_"]
    assert sorted(set(fields) - told) == []
    for name, member in members(cls).items():
        if isinstance(member, property) or callable(member):
            assert member.__doc__, f"{cls.__name__}.{name}"


@pytest.mark.long
def test_that_the_classes_for_pytorch_tell_what_they_are_and_take() -> None:
    pytest.importorskip("torch")
    module = import_module("tfrviewer.torch")
    for name in module.__all__:
        if inspect.isclass(getattr(module, name)):
            check_class(getattr(module, name))


def check_class(cls: type) -> None:
    assert cls.__doc__
    told = told_in_docstring(cls) | told_in_docstring(cls.__init__)  # type: ignore[misc]
    assert sorted(real_arguments(cls).keys() - told) == []
    for name, member in members(cls).items():
        if isinstance(member, property):
            assert member.__doc__, f"{cls.__name__}.{name}"
        elif callable(member) or isinstance(member, classmethod):
            check_docstring(getattr(cls, name))


def check_docstring(function: Callable[..., Any]) -> None:
    assert function.__doc__, function.__qualname__
    untold = real_arguments(function).keys() - told_in_docstring(function)
    assert not untold, f"{function.__qualname__}: {sorted(untold)}"


@pytest.mark.parametrize("name", tfrviewer.__all__)
def test_that_a_public_name_is_there_with_a_docstring(name: str) -> None:
    assert getattr(tfrviewer, name).__doc__


def test_that_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tfrviewer.no_such_name


def test_that_importing_it_loads_nothing_heavy() -> None:
    assert loaded_by("import tfrviewer; tfrviewer.__version__") == set()


def test_that_asking_for_its_version_loads_nothing_heavy() -> None:
    asked = """
import sys
from tfrviewer.__main__ import main
sys.argv = ["tfrviewer", "--version"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
    assert loaded_by(asked) == set()
