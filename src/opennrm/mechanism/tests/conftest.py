"""Pages are asked for through the whole stack, whose static files want a directory to be there."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def _static_directory() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
