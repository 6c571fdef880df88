"""What an action and a menu are, and how Qt's are made of them; `action_table` lists ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tfrviewer.gui.assets import set_icon

CONTEXT = "Actions"
SEPARATOR = "-"
_WHY = "whyDisabled"


class Needs(Enum):
    """What there must be for an action to make sense."""

    NOTHING = "nothing"
    DATASET = "dataset"
    RECORDS = "records"
    SELECTION = "selection"
    ANNOTATIONS = "annotations"
    """Annotations that were given to the dataset, not those of a project."""
    JOINED = "joined"
    """Columns of a table that was joined."""
    UNDO = "undo"
    """Something that can be undone."""
    REDO = "redo"
    """Something undone that can be done again."""


def why_not(needs: Needs) -> str:
    """Return why an action that needs this cannot be done, while it is not there."""
    reasons = {
        Needs.DATASET: QCoreApplication.translate(CONTEXT, "Open a dataset first"),
        Needs.RECORDS: QCoreApplication.translate(CONTEXT, "There are no records yet"),
        Needs.SELECTION: QCoreApplication.translate(CONTEXT, "Select records first"),
        Needs.ANNOTATIONS: QCoreApplication.translate(CONTEXT, "No annotations were given"),
        Needs.JOINED: QCoreApplication.translate(CONTEXT, "No table was joined"),
        Needs.UNDO: QCoreApplication.translate(CONTEXT, "There is nothing to undo"),
        Needs.REDO: QCoreApplication.translate(CONTEXT, "Nothing was undone"),
    }
    return reasons.get(needs, "")


def why_blinded() -> str:
    """Return why an action that shows or writes names cannot be done in a blinded review."""
    return QCoreApplication.translate(CONTEXT, "Not in a blinded review: it tells names")


def why_disabled(action: QAction) -> str:
    """Return why an action cannot be done now, "" if it can."""
    return str(action.property(_WHY) or "")


def make_possible(action: QAction, spec: "ActionSpec", why: str) -> None:
    """Let an action be done, or say why it cannot be: in its tool tip and to `why_disabled`.

    Args:
        action: The action.
        spec: Its line of the table.
        why: Why it cannot be done now, "" if it can.
    """
    if action.isEnabled() == (not why) and why_disabled(action) == why:
        return
    action.setEnabled(not why)
    action.setProperty(_WHY, why)
    action.setToolTip("\n".join(filter(None, (_tool_tip(spec), why))))


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Attributes:
        name: Its own name, and that of the method that does it.
        text: What the menu says.
        tip: What it does, in a sentence; for the tool tip and the shortcuts page.
        keys: Its shortcuts, the first one shown. A standard key is what the platform binds; the
            texts after it are for where it binds none, and otherwise additional.
        icon: Its icon, or "".
        needs: When it is enabled.
        checkable: Whether it is a switch; its method then takes the new state.
        role: Where macOS puts it.
        by: The attribute of the window that has the method; "" for its commands.
    """

    name: str
    text: str
    tip: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.NOTHING
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    by: str = ""


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: names of actions, `SEPARATOR`, or menus within it.

    Attributes:
        name: Its own name, by which menus filled elsewhere are found.
        text: What the menu bar says.
        entries: What is in it.
    """

    name: str
    text: str
    entries: "tuple[str | MenuSpec, ...]" = ()


def translate(text: str) -> str:
    """Return the text of the table in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def shortcuts(spec: ActionSpec) -> list[QKeySequence]:
    """Return the key sequences of an action, the one to show first, none twice."""
    found: list[QKeySequence] = []
    for key in spec.keys:
        # On plain X11 and offscreen some standard keys are bound to nothing.
        standard = [] if isinstance(key, str) else QKeySequence.keyBindings(key)[:1]
        bound = [QKeySequence(key)] if isinstance(key, str) else standard
        found += [sequence for sequence in bound if sequence not in found]
    return found


def plain(text: str) -> str:
    """Return a menu text without its mnemonic mark and dots."""
    return text.replace("&", "").rstrip("…")


def make_action(spec: ActionSpec, do: Callable[..., None], parent: QWidget) -> QAction:
    """Return the action of a line of the table."""
    action = QAction(translate(spec.text), parent)
    action.setObjectName(spec.name)
    keys = shortcuts(spec)
    action.setShortcuts(keys)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setStatusTip("")  # the status bar keeps showing the counts
    action.setToolTip(_tool_tip(spec))
    action.setMenuRole(spec.role)
    action.setCheckable(spec.checkable)
    if spec.icon:
        set_icon(action, spec.icon)
    if spec.checkable:
        action.triggered.connect(do)
    else:
        action.triggered.connect(lambda _checked=False: do())
    return action


def _tool_tip(spec: ActionSpec) -> str:
    keys = shortcuts(spec)
    shown = f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
    return f"{translate(spec.tip)}{shown}"


def fill_menus(
    bar: QMenuBar, table: Sequence[MenuSpec], actions: Mapping[str, QAction]
) -> dict[str, QMenu]:
    """Fill the menu bar by the table; return the menus by name."""
    menus: dict[str, QMenu] = {}

    def fill(menu: QMenu, spec: MenuSpec) -> None:
        menu.setObjectName(f"{spec.name}Menu")
        menu.setToolTipsVisible(True)
        menus[spec.name] = menu
        for entry in spec.entries:
            if isinstance(entry, MenuSpec):
                fill(menu.addMenu(translate(entry.text)), entry)
            elif entry == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(actions[entry])

    for spec in table:
        fill(bar.addMenu(translate(spec.text)), spec)
    return menus
