"""What every test may use: the option that accepts a change of the golden documents, calm property tests."""

import pytest
from hypothesis import HealthCheck, Phase, settings

# The same examples on every machine and every day; how long one takes says nothing about what it finds.
settings.register_profile(
    "calm",
    max_examples=30,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="accept the decks as they are now as the golden ones")
