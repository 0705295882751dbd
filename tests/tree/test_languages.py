"""Whatever can be read in English can be read in every language that is offered, and no translation outlives its English."""

import os
import subprocess
import sys

import pytest
import yaml
from django.conf import settings
from tests.tree.sources import ROOT, SOURCE, short

from opennrm.standards import languages

FILES = sorted((SOURCE / "standards/data/languages").glob("*/*.yaml"))


def test_nothing_is_missing_stale_or_broken_in_any_language() -> None:
    """`make fix` keeps what follows from the code; what it cannot make is a translation."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/languages.py", "--check"], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_the_languages_of_pages_and_of_the_data_are_the_same() -> None:
    offered = {code for code, _ in settings.LANGUAGES} - {"en"}
    assert offered == set(languages.OFFERED) == {path.parent.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_sentence_is_translated_once(path: object) -> None:
    """A key that stands twice would silently lose the first of two translations."""
    node = yaml.compose(path.read_text())  # type: ignore[attr-defined]
    words = next(value for key, value in node.value if key.value == "words")
    said = [key.value for key, _ in words.value]
    assert len(said) == len(set(said))
