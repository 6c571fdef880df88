import platform
import subprocess
import sys

import pytest

from tfrviewer.dataset import processor
from tfrviewer.dataset.processor import check_processor, has_avx2


@pytest.fixture
def old_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLARS_SKIP_CPU_CHECK", raising=False)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(processor, "has_avx2", lambda: False)


@pytest.mark.usefixtures("old_processor")
def test_a_processor_without_avx2_names_the_build_to_install() -> None:
    with pytest.raises(ImportError, match=r"polars\[rtcompat\]"):
        check_processor()


@pytest.mark.usefixtures("old_processor")
def test_that_the_build_for_older_processors_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_polars_runtime_compat", pytest)
    monkeypatch.setattr(pytest, "__spec__", object(), raising=False)
    check_processor()


@pytest.mark.usefixtures("old_processor")
def test_that_the_check_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLARS_SKIP_CPU_CHECK", "1")
    check_processor()


@pytest.mark.usefixtures("old_processor")
def test_that_other_processors_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    check_processor()


def test_that_what_cannot_be_found_out_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert has_avx2() is None


def test_that_the_check_runs_before_polars_is_imported() -> None:
    code = "import sys, tfrviewer.dataset; assert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
