"""The dialog that divides records into parts, with what each part would get told at once."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import SplitBy
from tfrviewer.gui.form import Check, Choices, Form, Tone
from tfrviewer.gui.saving import words
from tfrviewer.gui.saving.frame import SavingDialog
from tfrviewer.gui.saving.looking import Prepared, prepare, refusal_text
from tfrviewer.gui.saving.parts_table import PartsTable
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, SplitRequest, What
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.saving.split_look import SplitLook, look_at_split
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from pathlib import Path

    from tfrviewer.gui.tasks import TaskRunner

_PREPARE, _LOOK = ("splitting", "prepare"), ("splitting", "look")
_SIZE = (680, 580)
_LEAST_WIDTH = 560
_REST = "rest"
_AS_TFRECORDS = SaveRequest()


class SplitDialog(SavingDialog):
    """Asks for a `SplitRequest`."""

    def __init__(
        self,
        source: SaveSource,
        tasks: "TaskRunner",
        *,
        beside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Ask how records are divided.

        Args:
            source: What can be divided.
            tasks: Where work runs.
            beside: The folder that something was saved in last; "" for none.
            parent: The window.
        """
        super().__init__("splitDialog", self.tr("Save Split"), _SIZE, parent)
        self.source, self._tasks, self._beside = source, tasks, beside
        self.request = SplitRequest()
        self.problem = ""
        self.prepared: Prepared | None = None
        self.look: SplitLook | None = None
        self._all_prepared: dict[What, Prepared] = {}
        self._make_controls()
        self._lay_out()
        self.finished.connect(self._stop)
        self._take_parts()
        self._prepare()

    # ---------------------------------------------------------------- making it

    def _make_controls(self) -> None:
        offered: list[tuple[str, object]] = [(self.tr("All records"), What.ALL)]
        if self.source.is_narrowed and len(self.source.order):
            offered.append((self.tr("All that is shown"), What.SHOWN))
        self._what = Choices("splitWhat", self.tr("Which records"), offered)
        self._what.chosen.connect(lambda _: self._change_what())
        self._by = Choices(
            "splitBy",
            self.tr("By what they are divided"),
            (
                (self.tr("Shares, at random"), SplitBy.FRACTION),
                (self.tr("Conditions"), SplitBy.FILTER),
                (self.tr("Slides"), SplitBy.SLIDE),
            ),
        )
        self._by.chosen.connect(lambda value: self._change_by(value))
        self.parts = PartsTable()
        self.parts.changed.connect(self._take_parts)
        self._rest = Check(self.tr("A part &for the rest:"))
        self._rest.setObjectName("splitRest")
        self._rest.toggled.connect(lambda _: self._take_parts())
        self._rest_name = QLineEdit(_REST)
        self._rest_name.setObjectName("splitRestName")
        self._rest_name.setAccessibleName(self.tr("Name of the part for the rest"))
        self._rest_name.setMaximumWidth(180)
        self._rest_name.textEdited.connect(lambda _: self._take_parts())
        self._seed = QSpinBox()
        self._seed.setObjectName("splitSeed")
        self._seed.setAccessibleName(self.tr("Seed of the lot"))
        self._seed.setRange(0, 2**31 - 1)
        self._seed.setKeyboardTracking(False)
        self._seed.valueChanged.connect(lambda value: self._change(seed=value))
        self._layout = Choices(
            "splitLayout",
            self.tr("How many TFRecords"),
            ((self.tr("One a slide"), False), (self.tr("One a part"), True)),
        )
        self._layout.chosen.connect(lambda value: self._change(single=value))
        self._index = Check(self.tr("&Index"))
        self._index.setObjectName("splitIndex")
        self._index.toggled.connect(lambda on: self._change(index=on))
        self._manifest = Check(self.tr("ma&nifest.json"))
        self._manifest.setObjectName("splitManifest")
        self._manifest.toggled.connect(lambda on: self._change(manifest=on))
        self.field.chosen.connect(lambda path: self._change(target=path))
        self.existing.chosen.connect(lambda value: self._change(existing=value))

    def _lay_out(self) -> None:
        top = Form()
        self._what_told = top.add(self.tr("&Records"), self._what, name="splitWhatTold")
        self._by_told = top.add(self.tr("Divide &by"), self._by, name="splitByTold")
        middle = Form()
        self._parts_told = middle.add(
            self.tr("&Parts"), self.parts, wide=True, name="splitPartsTold"
        )
        self._rest_form, self._seed_form, self._layout_form = Form(), Form(), Form()
        self._rest_form.add("", self._rest, self._rest_name)
        self._seed_form.add(self.tr("S&eed"), self._seed).tell(
            self.tr("The same seed gives the same parts, on every machine.")
        )
        self._layout_form.add(self.tr("&TFRecords"), self._layout)
        last = Form()
        self._target_told = last.add(
            self.tr("Save t&o"), self.field, wide=True, name="splitTargetTold"
        )
        written = Form()
        written.add(self.tr("With them"), self._index, self._manifest).tell(
            self.tr("split.csv tells which slide is in which part.")
        )
        for widget in (
            top,
            middle,
            self._rest_form,
            self._seed_form,
            self._layout_form,
            last,
            self.existing,
            written,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.field.line.setFocus()

    # ---------------------------------------------------------------- changing the request

    def _change(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.request = replace(self.request, **parts)
        if not parts.keys() <= {"existing", "index", "manifest"}:
            self.request = replace(self.request, existing=Existing.REFUSE)
        self._look_again()

    def _change_what(self) -> None:
        shown = self._what.value is What.SHOWN
        where = self.source.where if shown else ""
        self.request = replace(self.request, where=where, existing=Existing.REFUSE)
        self._prepare()

    def _change_by(self, by: object) -> None:
        assert isinstance(by, SplitBy)
        self.parts.show_by(by)
        single = self.request.single and by is not SplitBy.SLIDE
        self.request = replace(self.request, by=by, single=single)
        self._take_parts()

    def _take_parts(self) -> None:
        by = self.request.by
        wanted = self._rest.isChecked() and by is not SplitBy.SLIDE
        rest = (self._rest_name.text().strip() or _REST) if wanted else None
        try:
            parts, self.problem = self.parts.parts(), ""
        except ValueError as error:
            self.problem = str(error)
            self._tasks.cancel(_LOOK)
            self.look = None
            self._show()
            return
        self._change(parts=parts, rest=rest)

    # ---------------------------------------------------------------- looking

    def is_settled(self) -> bool:
        """Whether nothing that is shown is still being looked at."""
        return not any(self._tasks.is_running(key) for key in (_PREPARE, _LOOK))

    def _prepare(self) -> None:
        what, source = self._what.value, self.source
        assert isinstance(what, What)
        self.prepared = self._all_prepared.get(what)
        if self.prepared is not None:
            self._look_again()
            return

        def work(cancel: CancelToken) -> Prepared:
            return prepare(source, what, cancel)

        def done(prepared: Prepared) -> None:
            self.prepared = self._all_prepared[prepared.what] = prepared
            self._look_again()

        def failed(error: BaseException) -> None:
            self._show()
            self._what_told.tell(refusal_text(error), Tone.ERROR)

        self.look = None
        self._tasks.cancel(_LOOK)
        self._tasks.submit(_PREPARE, work, done, failed=failed, pool=Pool.LONG)
        self._show()

    def _look_again(self) -> None:
        prepared, request = self.prepared, self.request
        self.look = None
        if prepared is None or self.problem:
            self._show()
            return
        source, beside = self.source, self._beside

        def work(cancel: CancelToken) -> SplitLook:
            return look_at_split(source, prepared, request, beside, cancel)

        def found(look: SplitLook) -> None:
            self.look = look
            self._show()
            self.go_on()

        def failed(error: BaseException) -> None:
            self._show()
            self._parts_told.tell(refusal_text(error), Tone.ERROR)

        self._tasks.submit(_LOOK, work, found, failed=failed, pool=Pool.LONG)
        self._show()  # now that it is being looked at: the button can be pressed meanwhile

    def _stop(self) -> None:
        for key in (_PREPARE, _LOOK):
            self._tasks.cancel(key)

    # ---------------------------------------------------------------- beginning

    @override
    def may_go(self) -> bool:
        look = None if self.look is None else self.look.look
        if look is None or self.problem or self.look is None or self.look.problem:
            return False
        return look.may_write(self.request.existing)

    @override
    def may_come(self) -> bool:
        return self.look is None and not self.problem and not self.is_settled()

    @override
    def go(self) -> None:
        assert self.look is not None
        assert self.look.look is not None
        self.asked.emit(replace(self.request, target=self.look.look.target))

    @override
    def ask_where(self) -> None:
        look = None if self.look is None else self.look.look
        target: Path | None = None if look is None else look.target
        self.ask_path(self.request.target or target, file=False)

    # ---------------------------------------------------------------- showing it

    def _show(self) -> None:
        request, by = self.request, self.request.by
        self._by.show_value(by)
        self._layout.show_value(request.single)
        for box, on in ((self._index, request.index), (self._manifest, request.manifest)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self._rest_form.setVisible(by is not SplitBy.SLIDE)
        self._rest_name.setEnabled(self._rest.isChecked())
        self._seed_form.setVisible(by is SplitBy.FRACTION)
        self._layout_form.setVisible(by is not SplitBy.SLIDE)
        what = self._what.value
        assert isinstance(what, What)
        self._what_told.tell(*words.records_words(self.source, self.prepared, what))
        self._by_told.tell(*words.split_words(by, self.look))
        self._show_look()
        self.show_button(words.split_text(self.source, what))

    def _show_look(self) -> None:
        request, found = self.request, self.look
        problem = self.problem or ("" if found is None else found.problem)
        self._parts_told.tell(problem, Tone.ERROR)
        if problem:
            self._target_told.tell("")
            self.existing.hide()
        if found is None or problem:
            if request.target is not None:
                self.field.show_path(request.target)
            return
        self.parts.show_counts(found.counts, patients=bool(found.n_patients))
        look = found.look
        if look is None:
            return
        self.field.show_path(look.target)
        self._target_told.tell(*words.target_words(look, _AS_TFRECORDS))
        meanings = {
            value: words.existing_meaning(value, SaveForm.TFRECORDS)
            for value in (Existing.SKIP, Existing.REPLACE)
        }
        there = () if look.problem else look.there
        question = words.existing_text(look, SaveForm.TFRECORDS)
        self.existing.show_files(question, there, look.target, meanings)
        self.existing.show_choice(request.existing)
