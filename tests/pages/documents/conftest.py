"""A document of the city that was read, and its files in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from luoshi.domain.documents.models import Document
from tests.cast import Cast
from tests.factories.documents import make_document


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.city, cast.officer)
