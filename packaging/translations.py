"""Keep the translations of the window in step with its texts: `make translations`.

The texts are found in the source: what is said through `tr` and its like, what is marked by
`QT_TRANSLATE_NOOP`, and the tables of texts below. Qt's own `lupdate` knows neither our short
names for `translate` nor the tables. What is found goes into the .ts files of
`resources/translations`, where known translations stay and what is new is marked unfinished;
`lrelease` then makes the .qm files that the program reads.

usage: translations.py [--check]      with --check nothing is written, and 1 says: out of step
"""

import ast
import string
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tfrviewer" / "gui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)

Text = tuple[str, str]
"""Context and text."""


class UnreadTextError(Exception):
    """A text that cannot be read from the source."""


def _actions() -> Iterator[str]:
    from tfrviewer.gui.action_table import ACTIONS, MENUS
    from tfrviewer.gui.actions import MenuSpec

    for action in ACTIONS:
        yield from (action.text, action.tip)

    def titles(menu: MenuSpec) -> Iterator[str]:
        yield menu.text
        for entry in menu.entries:
            if isinstance(entry, MenuSpec):
                yield from titles(entry)

    for menu in MENUS:
        yield from titles(menu)


def _pages() -> Iterator[str]:
    from tfrviewer.gui.build_wizard.pages import PAGES

    for page in PAGES:
        yield from (page.step, page.next_text)


def _wizard_reasons() -> Iterator[str]:
    from tfrviewer.gui.build_wizard.reasons import _REASONS

    for one, many in _REASONS.values():
        yield from (one, many)


def _absences() -> Iterable[str]:
    from tfrviewer.gui.dataset_panel.words import _REASONS

    return _REASONS.values()


def _states() -> Iterable[str]:
    from tfrviewer.gui.dataset_panel.state import _WORDS

    return _WORDS.values()


def _meanings() -> Iterable[str]:
    from tfrviewer.gui.records.columns import MEANINGS

    return MEANINGS.values()


def _metrics() -> Iterator[str]:
    from tfrviewer.tiles.metrics import METRICS, PRESETS

    for metric in METRICS.values():
        yield from filter(None, (metric.title, metric.description, metric.unit))
    for preset in PRESETS.values():
        yield preset.title


TABLES: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("Actions", _actions),
    ("BuildWizard", _pages),
    ("BuildWizard", _wizard_reasons),
    ("DatasetPanel", _absences),
    ("FileState", _states),
    ("MetricWords", _metrics),
    ("RecordModel", _meanings),
)
"""Contexts in which texts of tables are translated, and the texts."""


class _Finder(ast.NodeVisitor):
    """Finds the texts of one module.

    Attributes:
        texts: What was found.
        marked: Contexts of texts that were marked to be translated elsewhere.
        others: Lines where what is translated is no literal, with the context.
    """

    def __init__(self, tree: ast.Module, contexts: dict[str, str]) -> None:
        self._functions = contexts  # names of functions that translate -> their context
        self._constants = _constants(tree)
        self._classes: list[str] = []
        self._inside: list[str] = []
        self.texts: set[Text] = set()
        self.marked: set[str] = set()
        self.others: list[tuple[int, str | None]] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside.append(node.name)
        self.generic_visit(node)
        self._inside.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = node.func
        if isinstance(name, ast.Name) and name.id == "QT_TRANSLATE_NOOP":
            context = _context(node.args[0], self._constants)
            self.marked.add(context or "")
            self._take(node, context, node.args[1])
        elif isinstance(name, ast.Name) and name.id in self._functions:
            self._take(node, self._functions[name.id], node.args[0])
        elif isinstance(name, ast.Attribute) and name.attr == "tr":
            owner = name.value.id if isinstance(name.value, ast.Name) else ""
            own = not owner or owner[0].islower()
            self._take(node, self._classes[-1] if own and self._classes else owner, node.args[0])
        elif _is_translate(name) and not (set(self._inside) & set(self._functions)):
            self._take(node, _context(node.args[0], self._constants), node.args[1])

    def _take(self, node: ast.Call, context: str | None, text: ast.expr) -> None:
        found = [_literal(choice) for choice in _choices(text)]
        if context is None or not all(found):
            self.others.append((node.lineno, context))
        else:
            self.texts |= {(context, part) for part in found if part}


def _is_translate(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "translate"
        and ast.unparse(node) == "QCoreApplication.translate"
    )


def _choices(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return _choices(node.body) + _choices(node.orelse)
    return [node]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _context(node: ast.expr, constants: dict[str, str | None]) -> str | None:
    return constants.get(node.id) if isinstance(node, ast.Name) else _literal(node)


def _constants(tree: ast.Module) -> dict[str, str | None]:
    return {
        target.id: _literal(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _translators(tree: ast.Module) -> dict[str, str]:
    """Return the module-level functions that translate their one argument, with their contexts."""
    constants = _constants(tree)
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or len(node.args.args) != 1:
            continue
        last = node.body[-1]
        if not (isinstance(last, ast.Return) and isinstance(last.value, ast.Call)):
            continue
        call = last.value
        if _is_translate(call.func):
            context = _context(call.args[0], constants)
            said = call.args[1]
            if context and isinstance(said, ast.Name) and said.id == node.args.args[0].arg:
                found[node.name] = context
    return found


def _imported(tree: ast.Module, known: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the translating functions that a module imports."""
    return {
        alias.asname or alias.name: known[node.module][alias.name]
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in known
        for alias in node.names
        if alias.name in known[node.module]
    }


def texts() -> set[Text]:
    """Return every text of the window with its context.

    Raises:
        UnreadTextError: When something translated is no literal, and no text of its context is
            marked or in a table.
    """
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    own = {path: _translators(tree) for path, tree in trees.items()}
    known = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): functions
        for path, functions in own.items()
    }
    found: set[Text] = set()
    others: list[tuple[str, str | None]] = []
    marked = {context for context, _ in TABLES}
    for path, tree in trees.items():
        finder = _Finder(tree, own[path] | _imported(tree, known))
        finder.visit(tree)
        found |= finder.texts
        marked |= finder.marked
        name = path.relative_to(SOURCE).as_posix()
        others += [(f"{name}:{line}", context) for line, context in finder.others]
    for context, table in TABLES:
        found |= {(context, text) for text in table() if text}
    unread = [place for place, context in others if context not in marked]
    if unread:
        raise UnreadTextError(f"neither a literal nor of a table: {', '.join(unread)}")
    return found


def read(path: Path) -> dict[Text, str]:
    """Return the finished translations of a .ts file."""
    if not path.exists():
        return {}
    known: dict[Text, str] = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            said = message.find("translation")
            if said is not None and said.get("type") is None and said.text:
                known[name, message.findtext("source", "")] = said.text
    return known


def write(path: Path, language: str, found: set[Text], known: dict[Text, str]) -> None:
    """Write a .ts file: every text, with its translation or marked unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for name, text in sorted(found):
        context = contexts.get(name)
        if context is None:
            context = contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        said = ET.SubElement(message, "translation")
        if (name, text) in known:
            said.text = known[name, text]
        else:
            said.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def fields(text: str) -> list[str]:
    """Return the names of the places in a text that are filled in, sorted."""
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:  # braces that are no places
        return []


def faults(found: set[Text], known: dict[Text, str]) -> list[str]:
    """Return what is wrong with a translation: texts it lacks, or whose places differ."""
    wrong = [f"not translated: {context}: {text!r}" for context, text in sorted(found - set(known))]
    wrong += [f"no longer used: {context}: {t!r}" for context, t in sorted(set(known) - found)]
    for (context, text), said in sorted(known.items()):
        if fields(text) != fields(said):
            wrong.append(f"other places to fill in: {context}: {text!r} -> {said!r}")
        if context == "Actions" and text.count("&") != said.count("&"):
            wrong.append(f"another number of mnemonics: {text!r} -> {said!r}")
        if text.endswith("…") != said.endswith("…"):
            wrong.append(f"an ellipsis in one alone: {context}: {text!r} -> {said!r}")
    return wrong


def main(arguments: list[str]) -> int:
    """Bring the translations up to date, or check that they are."""
    found = texts()
    status = 0
    for language in LANGUAGES:
        path = FOLDER / f"tfrviewer_{language}.ts"
        known = read(path)
        if arguments != ["--check"]:
            write(path, language, found, {text: known[text] for text in found & set(known)})
            known = read(path)
            lrelease = Path(sysconfig.get_path("scripts"), "pyside6-lrelease")
            subprocess.run([lrelease, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)
        wrong = faults(found, known)
        print(f"{path.name}: {len(found)} texts, {len(wrong)} to see to")
        print("".join(f"  {line}\n" for line in wrong), end="")
        status = 1 if wrong else status
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
