"""The dialog that asks what is saved, as what and where to; nothing is written before Save."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.subset.choices import CopyLayout, CopyOrder
from tfrviewer.gui.form import Check, Choices, Form, Tone
from tfrviewer.gui.saving import words
from tfrviewer.gui.saving.frame import SavingDialog
from tfrviewer.gui.saving.image_options import ImageOptions
from tfrviewer.gui.saving.looking import Look, Prepared, look_at, prepare, refusal_text
from tfrviewer.gui.saving.more_options import MoreOptions
from tfrviewer.gui.saving.request import SaveForm, SaveRequest, What, fitting
from tfrviewer.gui.saving.source import SaveSource
from tfrviewer.gui.saving.table_options import TableOptions
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.gui.tasks import TaskRunner

_PREPARE, _LOOK = ("saving", "prepare"), ("saving", "look")
_SIZE = (660, 500)
_SAME_FILES = frozenset(("existing", "order", "index", "manifest", "metadata", "columns", "extent"))
"""Choices that change nothing about which files are written."""


class SaveDialog(SavingDialog):
    """Asks for a `SaveRequest`."""

    def __init__(
        self,
        source: SaveSource,
        tasks: "TaskRunner",
        what: What,
        *,
        beside: str = "",
        shown: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Ask about records.

        Args:
            source: What can be saved.
            tasks: Where work runs.
            what: Which records are offered first.
            beside: The folder that something was saved in last; "" for none.
            shown: The columns that the records table shows, in its order.
            parent: The window.
        """
        super().__init__("saveDialog", self.tr("Save Records"), _SIZE, parent)
        self.source, self._tasks, self._beside = source, tasks, beside
        self.request = SaveRequest(what=what)
        self.prepared: Prepared | None = None
        self.look: Look | None = None
        self._all_prepared: dict[What, Prepared] = {}
        self._make_controls(shown)
        self._lay_out()
        self.finished.connect(self._stop)
        self._prepare()

    # ---------------------------------------------------------------- making it

    def _make_controls(self, shown: Sequence[str]) -> None:
        offered: list[tuple[str, object]] = []
        if self.source.n_selected:
            offered.append((self.tr("The selection"), What.SELECTION))
        if len(self.source.order):
            filtered = self.source.is_narrowed
            text = self.tr("All that is shown") if filtered else self.tr("All records")
            offered.append((text, What.SHOWN))
        self._what = Choices("saveWhat", self.tr("Which records"), offered)
        self._what.show_value(self.request.what)
        self._what.chosen.connect(lambda value: self._change_what(value))
        self._form = Choices(
            "saveForm",
            self.tr("What they are saved as"),
            (
                (self.tr("TFRecords"), SaveForm.TFRECORDS),
                (self.tr("Images"), SaveForm.IMAGES),
                (self.tr("Table: CSV"), SaveForm.CSV),
                (self.tr("Table: Parquet"), SaveForm.PARQUET),
                (self.tr("GeoJSON for QuPath"), SaveForm.GEOJSON),
            ),
        )
        self._form.chosen.connect(lambda value: self._change(form=value))
        self._layout = Choices(
            "saveLayout",
            self.tr("How many TFRecords"),
            (
                (self.tr("One a slide"), CopyLayout.SLIDE),
                (self.tr("As the source files"), CopyLayout.FILE),
                (self.tr("A single one"), CopyLayout.SINGLE),
            ),
        )
        self._layout.chosen.connect(lambda value: self._change(layout=value))
        self._order = Choices(
            "saveOrder",
            self.tr("Order of the records"),
            (
                (self.tr("As shown now"), CopyOrder.GIVEN),
                (self.tr("As in the files"), CopyOrder.FILE),
            ),
        )
        self._order.chosen.connect(lambda value: self._change(order=value))
        self._index = Check(self.tr("&Index"))
        self._index.setObjectName("saveIndex")
        self._index.setToolTip(self.tr("Beside each TFRecord; it makes opening quick"))
        self._index.toggled.connect(lambda on: self._change(index=on))
        self._manifest = Check(self.tr("&manifest.json"))
        self._manifest.setObjectName("saveManifest")
        self._manifest.setToolTip(
            self.tr("How many records each TFRecord has, as Slideflow keeps it")
        )
        self._manifest.toggled.connect(lambda on: self._change(manifest=on))
        self._images = ImageOptions()
        self._images.changed.connect(lambda parts: self._change(**parts))
        self._table = TableOptions(self.source.columns, shown)
        self._table.changed.connect(lambda parts: self._change(**parts))
        self._more = MoreOptions(self.source, self._tasks)
        self._more.changed.connect(lambda parts: self._change(**parts))
        self.field.chosen.connect(self._change_target)
        self.existing.chosen.connect(lambda value: self._change(existing=value))

    def _lay_out(self) -> None:
        top = Form()
        self._what_told = top.add(self.tr("&Records"), self._what, name="saveWhatTold")
        self._form_told = top.add(self.tr("Save &as"), self._form, name="saveFormTold")
        self._target_told = top.add(
            self.tr("Save &to"), self.field, wide=True, name="saveTargetTold"
        )
        self._tfrecords = Form()
        self._layout_told = self._tfrecords.add(
            self.tr("T&FRecords"), self._layout, name="saveLayoutTold"
        )
        self._tfrecords.add(self.tr("With them"), self._index, self._manifest)
        self._ordering = Form()
        self._order_told = self._ordering.add(self.tr("&Order"), self._order, name="saveOrderTold")
        for widget in (
            top,
            self.existing,
            self._tfrecords,
            self._images,
            self._ordering,
            self._table,
            self._more,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self._show()
        self.field.line.setFocus()

    # ---------------------------------------------------------------- changing the request

    def _change(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.request = request = replace(self.request, **parts)
        if request.target is not None:
            self.request = replace(request, target=fitting(request.target, request, self._n_slides))
        if not parts.keys() <= _SAME_FILES:  # what is there may be something else now
            self.request = replace(self.request, existing=Existing.REFUSE)
        self._look_again()

    def _change_what(self, what: object) -> None:
        assert isinstance(what, What)
        self.request = replace(self.request, what=what, existing=Existing.REFUSE)
        self._prepare()

    def _change_target(self, path: Path | None) -> None:
        if path is not None:
            path = fitting(path, self.request, self._n_slides)
        self.request = replace(self.request, target=path, existing=Existing.REFUSE)
        self._look_again()

    @property
    def _n_slides(self) -> int:
        return 2 if self.prepared is None else len(self.prepared.slides)

    # ---------------------------------------------------------------- looking

    def is_settled(self) -> bool:
        """Whether nothing that is shown is still being looked at."""
        return not any(self._tasks.is_running(key) for key in (_PREPARE, _LOOK))

    def _prepare(self) -> None:
        what, source = self.request.what, self.source
        self.prepared = self._all_prepared.get(what)
        if self.prepared is not None:
            self._take_prepared(self.prepared)
            return

        def work(cancel: CancelToken) -> Prepared:
            return prepare(source, what, cancel)

        def failed(error: BaseException) -> None:
            self._show()
            self._what_told.tell(refusal_text(error), Tone.ERROR)

        self.look = None
        self._tasks.cancel(_LOOK)
        self._tasks.submit(_PREPARE, work, self._take_prepared, failed=failed, pool=Pool.LONG)
        self._show()

    def _take_prepared(self, prepared: Prepared) -> None:
        self.prepared = self._all_prepared[prepared.what] = prepared
        self._more.show_slides(prepared.slides)
        if prepared.example is not None:
            self._images.show_example(*prepared.example, frozenset(self.source.columns))
        self._change(
            renamed={
                old: new for old, new in self.request.renamed.items() if old in prepared.slides
            }
        )

    def _look_again(self) -> None:
        prepared, request = self.prepared, self.request
        self.look = None
        if prepared is None:
            self._show()
            return
        source, beside = self.source, self._beside

        def work(cancel: CancelToken) -> Look:
            return look_at(source, prepared, request, beside, cancel)

        def found(look: Look) -> None:
            self.look = look
            self._show()
            self.go_on()

        def failed(error: BaseException) -> None:
            self._show()
            self._target_told.tell(refusal_text(error), Tone.ERROR)

        self._tasks.submit(_LOOK, work, found, failed=failed, pool=Pool.LONG)
        self._show()  # now that it is being looked at: the button can be pressed meanwhile

    def _stop(self) -> None:
        self._more.stop()
        for key in (_PREPARE, _LOOK):
            self._tasks.cancel(key)

    # ---------------------------------------------------------------- showing it

    def _problem(self) -> str:
        """Return what is wrong with choices that need no look at the disk."""
        form = self.request.form
        if form is SaveForm.IMAGES:
            return self._images.problem
        return self._table.problem if form.is_table else ""

    @override
    def may_go(self) -> bool:
        """Whether all is known and allowed."""
        look = self.look
        if look is None or self._problem():
            return False
        return look.may_write(self.request.existing)

    @override
    def may_come(self) -> bool:
        """Whether it may turn out so once it was looked at."""
        return self.look is None and not self._problem() and not self.is_settled()

    @override
    def go(self) -> None:
        """Save as it is asked for."""
        assert self.look is not None
        self.asked.emit(replace(self.request, target=self.look.target))

    def _show(self) -> None:
        request, look, form = self.request, self.look, self.request.form
        self._form.show_value(form)
        self._layout.show_value(request.layout)
        self._order.show_value(request.order)
        for box, on in ((self._index, request.index), (self._manifest, request.manifest)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self._tfrecords.setVisible(form is SaveForm.TFRECORDS)
        self._more.setVisible(form is SaveForm.TFRECORDS)
        self._images.setVisible(form is SaveForm.IMAGES)
        self._table.setVisible(form.is_table)
        self._ordering.setVisible(form is not SaveForm.IMAGES)
        self._images.show_request(request)
        self._table.show_request(request)
        self._what_told.tell(*words.records_words(self.source, self.prepared, request.what))
        self._form_told.tell(words.form_text(form))
        self._layout_told.tell(words.layout_text(request.layout))
        self._order_told.tell(words.order_text(self.source, request.order))
        self._show_look(look)
        self.show_button(words.save_text(self.source, request))

    def _show_look(self, look: Look | None) -> None:
        request = self.request
        if look is None:
            if request.target is not None:
                self.field.show_path(request.target)
            self._target_told.tell(self.tr("Looking there…"))
            return
        self.field.show_path(look.target)
        told, tone = words.target_words(look, request)
        self._target_told.tell(told, tone)
        meanings = {
            value: words.existing_meaning(value, request.form)
            for value in (Existing.SKIP, Existing.REPLACE)
            if value is Existing.REPLACE or not request.form.is_table
        }
        there = () if look.problem else look.there
        folder = look.target if not request.single else look.target.parent
        self.existing.show_files(words.existing_text(look, request.form), there, folder, meanings)
        self.existing.show_choice(request.existing)

    @override
    def ask_where(self) -> None:
        """Ask for a folder or file."""
        request = self.request
        several = self._n_slides > 1 and request.form is SaveForm.GEOJSON
        single = request.single or (request.form.is_table and not several)
        start = request.target or (None if self.look is None else self.look.target)
        self.ask_path(start, file=single)
