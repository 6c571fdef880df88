"""Where the TFRecords go, what is written with them, and what it comes to before it begins."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tfrviewer.build.request.choices import Existing
from tfrviewer.build.request.request import Shards
from tfrviewer.build.running.trial import try_out
from tfrviewer.gui.build_wizard import output_words as words
from tfrviewer.gui.build_wizard.draft import NOWHERE
from tfrviewer.gui.build_wizard.output_look import OutputLook, look_at_output
from tfrviewer.gui.build_wizard.page import Page
from tfrviewer.gui.build_wizard.recipe_saving import RecipeSaver
from tfrviewer.gui.build_wizard.summary import SummaryCard
from tfrviewer.gui.build_wizard.unfinished_box import UnfinishedBox
from tfrviewer.gui.existing_box import ExistingBox
from tfrviewer.gui.form import (
    Check,
    Choices,
    Fold,
    Form,
    Meaning,
    Tone,
    scrolled_page,
)
from tfrviewer.gui.path_field import PathField
from tfrviewer.gui.tasks import Pool
from tfrviewer.jobs import CancelToken

if TYPE_CHECKING:
    from tfrviewer.build.running.trial import Trial
    from tfrviewer.gui.build_wizard.draft import Draft

_LOOK, _TRY = ("build wizard", "output"), ("build wizard", "trial")
_RECORDS, _BYTES = "records", "bytes"
_MEGA = 1_000_000
_MOST_RECORDS, _MOST_MB = 100_000_000, 1_000_000
_USUAL_RECORDS, _USUAL_MB = 10_000, 200


class OutputPage(Page):
    """Output and summary; what is there already is asked for here, and nowhere else."""

    def __init__(self, draft: "Draft", parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._look: OutputLook | None = None
        self._shown = False
        self._resumed_for = NOWHERE
        self._make_controls()
        self._lay_out()
        draft.request_changed.connect(self._show)
        draft.planned.connect(self._take_plan)
        draft.failed.connect(lambda _: self._show())
        draft.busy_changed.connect(self.completeness_changed)

    # ---------------------------------------------------------------- making it

    def _make_controls(self) -> None:
        self._folder = PathField(
            "buildOutput", self.tr("Folder of the TFRecords"), self.tr("Folder to write to")
        )
        self._folder.line.setClearButtonEnabled(False)
        self._folder.browse.setText(self.tr("&Choose…"))
        self._folder.browse.setAccessibleName(self.tr("Choose a folder to write to"))
        self._folder.chosen.connect(self._change_folder)
        self._folder.browse_asked.connect(self._ask_where)
        self._existing = ExistingBox(
            "buildExisting",
            (
                (Existing.SKIP, self.tr("S&kip them")),
                (Existing.REPLACE, self.tr("&Replace them")),
                (Existing.APPEND, self.tr("&Append to them")),
            ),
        )
        self._existing.chosen.connect(lambda value: self._change_policies(existing=value))
        self._unfinished = UnfinishedBox()
        self._unfinished.chosen.connect(self._choose_resume)
        self._shards = Choices(
            "buildShards",
            self.tr("TFRecords a slide"),
            (
                (self.tr("One"), None),
                (self.tr("By records"), _RECORDS),
                (self.tr("By size"), _BYTES),
            ),
        )
        self._shards.chosen.connect(self._change_shards)
        self._records, self._bytes = QSpinBox(), QSpinBox()
        for box, name, called, most, usual in (
            (
                self._records,
                "buildShardRecords",
                self.tr("Most records of a TFRecord"),
                _MOST_RECORDS,
                _USUAL_RECORDS,
            ),
            (
                self._bytes,
                "buildShardBytes",
                self.tr("Most megabytes of a TFRecord"),
                _MOST_MB,
                _USUAL_MB,
            ),
        ):
            box.setObjectName(name)
            box.setAccessibleName(called)
            box.setRange(1, most)
            box.setValue(usual)
            box.setGroupSeparatorShown(True)
            box.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _: self._change_shards(self._shards.value))
        self._bytes.setSuffix(self.tr(" MB"))
        self._index = Check(self.tr("&Index beside each TFRecord"))
        self._index.setObjectName("buildIndex")
        self._index.toggled.connect(lambda on: self._change_policies(index=on))
        self._manifest = Check(self.tr("&manifest.json in the folder"))
        self._manifest.setObjectName("buildManifest")
        self._manifest.toggled.connect(lambda on: self._change_policies(manifest=on))
        self._verify = Check(self.tr("&Verify each TFRecord"))
        self._verify.setObjectName("buildVerify")
        self._verify.toggled.connect(lambda on: self._change_policies(verify=on))
        self._summary = SummaryCard()
        self._summary.left_out_asked.connect(lambda: self.page_asked.emit("foundPage"))
        self.saver = RecipeSaver(self.draft.tasks, self)
        self.saver.told.connect(self._tell_saved)
        self._save = QPushButton(self.tr("&Save Recipe…"))
        self._save.setObjectName("buildSaveRecipe")
        self._save.setAutoDefault(False)
        self._save.setToolTip(
            self.tr("Keep all these choices as a file, for tfrviewer build --recipe or for later")
        )
        self._save.clicked.connect(lambda: self.saver.ask(self.draft.request))
        self._saved = Meaning("buildSavedTold")

    def _lay_out(self) -> None:
        form = Form()
        self._told = form.add(self.tr("&Folder"), self._folder, wide=True, name="buildOutputTold")
        further = Form()
        self._meanings = {
            "shards": further.add(
                self.tr("&TFRecords a slide"),
                self._shards,
                self._records,
                self._bytes,
                name="buildShardsTold",
            ),
            "index": further.add(self.tr("Written with"), self._index, name="buildIndexTold"),
            "manifest": further.add("", self._manifest, name="buildManifestTold"),
            "verify": further.add(self.tr("Afterwards"), self._verify, name="buildVerifyTold"),
        }
        self.further = Fold("buildWrittenWith", self.tr("Sharding, index, checks"), further)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self._save)
        last.addWidget(self._saved, 1)
        last.addStretch(0)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setSpacing(18)
        for widget in (form, self._unfinished, self._existing, self.further, self._summary):
            inside.addWidget(widget)
        inside.addLayout(last)
        inside.addStretch(1)
        scrolled_page(self, content)

    # ---------------------------------------------------------------- as a page

    @property
    @override
    def title(self) -> str:
        return self.tr("Output")

    @property
    @override
    def sentence(self) -> str:
        return self.tr("Nothing is written before you press Build.")

    @override
    def entered(self) -> None:
        self._shown = True
        self._take_plan()

    @override
    def left(self) -> None:
        self._shown = False
        for key in (_LOOK, _TRY):
            self.draft.tasks.cancel(key)

    @override
    def is_complete(self) -> bool:
        look, plan = self._look, self.draft.plan
        if self.draft.report is not None:  # nothing was changed since: the result can be seen
            return True
        if look is None or plan is None or not self.draft.is_ready or not plan.records:
            return False
        asked = self._in_the_way(look) and plan.policies.existing is Existing.REFUSE
        return look.fits and not look.is_taken and not asked

    @override
    def first_control(self) -> QWidget | None:
        return self._folder.line

    def is_settled(self) -> bool:
        """Whether nothing that is shown is still being looked at."""
        running = any(self.draft.tasks.is_running(key) for key in (_LOOK, _TRY))
        return not running and not self.draft.is_planning

    # ---------------------------------------------------------------- changing the request

    def _change_policies(self, **parts: Any) -> None:  # noqa: ANN401 - as `dataclasses.replace`
        self.draft.change(policies=replace(self.draft.request.policies, **parts))

    def _change_folder(self, path: object) -> None:
        """Write elsewhere; what becomes of what is there is asked anew."""
        self.draft.resume = False
        policies = replace(self.draft.request.policies, existing=Existing.REFUSE)
        self.draft.change(output=NOWHERE if path is None else path, policies=policies)

    def _change_shards(self, kind: object) -> None:
        shards = Shards()
        if kind == _RECORDS:
            shards = Shards(records=self._records.value())
        elif kind == _BYTES:
            shards = Shards(bytes=self._bytes.value() * _MEGA)
        self.draft.change(shards=shards)

    def _choose_resume(self, resume: bool) -> None:
        self.draft.resume = resume
        self._show_look()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Folder of the TFRecords"))
        dialog.setObjectName("buildOutputDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        output = self.draft.request.output
        there = next((path for path in output.parents if path.is_dir()), output.parent)
        dialog.setDirectory(str(there))
        dialog.fileSelected.connect(lambda name: self._change_folder(Path(os.fspath(name))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- looking

    def _take_plan(self) -> None:
        self._look = None
        self._show()
        plan, tasks = self.draft.plan, self.draft.tasks
        for key in (_LOOK, _TRY):
            tasks.cancel(key)
        if not self._shown or plan is None or self.draft.request.output == NOWHERE:
            return
        if self.draft.report is not None:  # what is there is what was built
            return

        def found(look: OutputLook) -> None:
            self._look = look
            if look.resumable and not look.is_taken and self._resumed_for != look.output:
                self._resumed_for = look.output  # offered once; who says no is not overruled
                self.draft.resume = True
            elif not look.resumable:
                self.draft.resume = False
            self._show_look()

        def unreachable(error: BaseException) -> None:
            self._told.tell(str(error), Tone.ERROR)
            self.completeness_changed.emit()

        def work(cancel: CancelToken) -> OutputLook:
            return look_at_output(plan, cancel)

        tasks.submit(_LOOK, work, found, failed=unreachable, pool=Pool.LONG)
        if plan.records:
            self._try_out()

    def _try_out(self) -> None:
        plan = self.draft.plan
        assert plan is not None

        def work(cancel: CancelToken) -> "Trial":
            with ThreadPoolExecutor(os.cpu_count() or 1, "tfrviewer-trial") as executor:
                return try_out(plan, executor=executor, cancel=cancel)

        def tried(trial: "Trial") -> None:
            self._summary.tell_time(words.time_text(trial.seconds, trial.records_per_second))

        def failed(error: BaseException) -> None:
            text = self.tr("How long it takes cannot be told: {0}").format(error)
            self._summary.tell_time(text, Tone.WARNING)

        self._summary.tell_time(self.tr("Trying out how long it takes…"))
        self.draft.tasks.submit(_TRY, work, tried, failed=failed, pool=Pool.LONG)

    # ---------------------------------------------------------------- showing it

    def _show(self) -> None:
        request, plan, problem = self.draft.request, self.draft.plan, self.draft.problem
        shards, policies = request.shards, request.policies
        self._folder.show_path(None if request.output == NOWHERE else request.output)
        kind = _RECORDS if shards.records is not None else None
        kind = _BYTES if shards.bytes is not None else kind
        self._shards.show_value(kind)
        self._records.setVisible(kind == _RECORDS)
        self._bytes.setVisible(kind == _BYTES)
        for spin, value in (
            (self._records, shards.records),
            (self._bytes, None if shards.bytes is None else max(shards.bytes // _MEGA, 1)),
        ):
            if value is not None and value != spin.value():
                with QSignalBlocker(spin):
                    spin.setValue(value)
        for box, on in (
            (self._index, policies.index),
            (self._manifest, policies.manifest),
            (self._verify, policies.verify),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)
        self._tell_further()
        if request.output == NOWHERE:
            self._told.tell(self.tr("Say where the TFRecords go."), Tone.ERROR)
        elif self.draft.report is not None:
            self._told.tell(self.tr("This has been built here."), Tone.GOOD)
        elif problem is not None:
            self._told.tell(words.refused_text(problem), Tone.ERROR)
        else:
            self._told.tell(self.tr("Looking at the folder…"))
        if plan is None:
            self._summary.tell_counts(None, None, None, "")
            self._summary.tell_room("", Tone.PLAIN)
            self._summary.tell_time("")
        else:
            slides = len({slide for file in plan.files for slide in file.slides})
            left_out = words.left_out_text(len(plan.left_out))
            self._summary.tell_counts(slides, len(plan.files), plan.records, left_out)
        self._show_look()

    def _tell_further(self) -> None:
        request = self.draft.request
        policies = request.policies
        self.further.tell(words.written_with_text(request))
        meanings = {
            "shards": self.tr("Never two slides in one TFRecord, unless they are merged."),
            "index": self.tr("It makes opening quick; Slideflow reads locations from it.")
            if policies.index
            else self.tr("Slideflow makes one when it first reads, without being asked."),
            "manifest": self.tr("How many records each TFRecord has, as Slideflow keeps it."),
            "verify": self.tr("Each is read back, and every checksum compared.")
            if policies.verify
            else self.tr("What the disk made of it is not looked at."),
        }
        for name, text in meanings.items():
            self._meanings[name].tell(text)

    def _show_look(self) -> None:
        look, plan = self._look, self.draft.plan
        if look is None or plan is None:
            self._unfinished.hide()
            self._existing.hide()
        else:
            self._told.tell(*words.folder_words(look))
            self._summary.tell_room(*words.room_words(look))
            self._unfinished.show_look(look, len(plan.files), resume=self.draft.resume)
            in_the_way = self._in_the_way(look)
            question = words.existing_text(len(in_the_way), len(plan.files))
            self._existing.show_files(question, in_the_way, look.output, words.existing_meanings())
            self._existing.show_choice(self.draft.request.policies.existing)
        self.completeness_changed.emit()

    def _in_the_way(self, look: OutputLook) -> list[Path]:
        """Return what is there and of which it is not known what becomes of it."""
        kept = look.finished if self.draft.resume else frozenset()
        return [path for path in look.there if path not in kept]

    def _tell_saved(self, text: str, is_error: bool) -> None:
        self._saved.tell(text, Tone.ERROR if is_error else Tone.GOOD)
