"""What a code of a table is called in a publication, in each language that is offered."""

import pytest

from opennrm.countries.load import load_profile
from opennrm.statistics.publication.labels import LANGUAGES, word

CALLED = [
    ("RS", "age", "child", "Child", "Enfant"),
    ("GB", "competent_authority", "single_competent_authority", "Single Competent Authority", None),
    ("RS", "referrer_kind", "self", "The person", "La personne"),
    ("RS", "referrer_kind", "police", "Police", "Police"),
    ("RS", "forms", "labour+sexual", "Forced labour, Sexual exploitation", None),
    ("GB", "citizenships", "AL", "Albania", "Albanie"),
    ("RS", "sex", "other_or_not_known", "Other or not known", None),
    ("RS", "region", "ATLANTIS", "ATLANTIS", "ATLANTIS"),
]


@pytest.mark.parametrize(("country", "field", "code", "english", "french"), CALLED)
def test_a_code_has_words(country: str, field: str, code: str, english: str, french: str | None) -> None:
    told = word(load_profile(country), field, code)
    assert tuple(told) == LANGUAGES
    assert told["en"] == english
    assert french is None or told["fr"] == french
