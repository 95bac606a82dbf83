"""Settings of the whole suite: tests marked ``gazettes`` need the real gazettes beside the checkout."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

GAZETTES = Path(__file__).resolve().parents[2] / "shared" / "gazettes"

# No deadline: a busy machine is no failure. Derandomised: a test fails for everyone or for no one.
settings.register_profile("gongbao", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gongbao"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of the real gazettes where they are missing; where they must be there, fail it."""
    if item.get_closest_marker("gazettes") is None or GAZETTES.is_dir():
        return
    reason = f"the real gazettes are not at {GAZETTES}"
    if os.environ.get("GONGBAO_CI") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def gazettes() -> Path:
    """The folder of the real gazettes, for tests marked ``gazettes``."""
    return GAZETTES
