"""The words of the data in other languages: by the English sentence, never beyond it, and never as if somebody had reviewed them."""

import pytest

from opennrm.standards import languages
from opennrm.standards.load import law
from opennrm.standards.words import Phrase, Words

OBSERVED = law().code_lists["observations"]["observed"].label


@pytest.mark.parametrize("language", languages.OFFERED)
def test_what_the_data_say_in_english_they_say_in_each_language(language: str) -> None:
    assert OBSERVED.told(language) not in ("", "Observed")


def test_a_regional_variety_reads_its_base_language() -> None:
    assert OBSERVED.told("fr-CH") == OBSERVED.told("fr")


def test_a_language_that_nobody_translates_into_reads_english() -> None:
    assert OBSERVED.told("ka") == "Observed"


def test_a_sentence_that_changed_loses_its_translation() -> None:
    assert Words.of({"en": "Observed, and written down"}).told("fr") == "Observed, and written down"


def test_a_map_that_says_it_itself_stands_before_the_translations() -> None:
    assert Words.of({"en": "Observed", "fr": "Vu"}).told("fr") == "Vu"


def test_a_phrase_is_told_part_by_part() -> None:
    phrase = Phrase((OBSERVED, " (", Words.of({"en": "nowhere translated"}), ")"))
    assert str(phrase) == "Observed (nowhere translated)"
    assert phrase.told("fr") == f"{OBSERVED.told('fr')} (nowhere translated)"


def test_every_file_says_what_it_translates_and_who_reviewed_it() -> None:
    files = [file for language in languages.OFFERED for file in languages.translated(language)]
    assert all(file.translates.endswith(".yaml") for file in files)
    # The day somebody reviews a whole language this has to be written anew, with the name.
    assert [language for language in languages.OFFERED if languages.reviewed(language)] == []


def test_english_needs_no_review() -> None:
    assert languages.reviewed("en")
