"""That every test there is, is run."""

import pytest

from tests.house.layers import CHECKOUT


def test_that_the_tests_of_every_folder_are_collected(request: pytest.FixtureRequest) -> None:
    ignored = request.config.getini("norecursedirs")
    folders = {
        part
        for path in CHECKOUT.joinpath("tests").rglob("test_*.py")
        for part in path.relative_to(CHECKOUT).parts[:-1]
    }
    assert not folders & set(ignored), "pytest passes over these folders"
