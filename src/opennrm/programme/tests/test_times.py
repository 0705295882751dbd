"""A time is understood as it is said, in the words in which pages show it and in others, and is kept as it was meant."""

from itertools import product

import pytest
from django.conf import settings
from django.utils import translation

from opennrm.programme import spans, words
from opennrm.programme.spans import NoSpan
from opennrm.programme.times import read_time

SAID = [
    ("en", "2006-early", "2006-early"),
    ("en", "Early 2006", "2006-early"),
    ("en", "spring 2006", "2006-spring"),
    ("en", "in the spring of 2006", "2006-spring"),
    ("en", "mid-2006", "2006-mid"),
    ("en", "mid 2006", "2006-mid"),
    ("en", "second half of 2005", "2005-h2"),
    ("en", "2nd half of 2005", "2005-h2"),
    ("en", "15 March 2006", "2006-03-15"),
    ("en", "March 15th, 2006", "2006-03-15"),
    ("en", "15.3.2006", "2006-03-15"),
    ("en", "15/03/2006", "2006-03-15"),
    ("en", "3/2006", "2006-03"),
    ("en", "Sept. 2005", "2005-09"),
    ("en", "mid-May 2006", "2006-05-mid"),
    ("en", "the end of March 2006", "2006-03-end"),
    ("en", "10–12 May 2006", "2006-05-10/2006-05-12"),
    ("en", "from 10 to 12 May 2006", "2006-05-10/2006-05-12"),
    ("en", "10.-12.5.2006", "2006-05-10/2006-05-12"),
    ("en", "30 April to 2 May 2006", "2006-04-30/2006-05-02"),
    ("en", "between April and June 2006", "2006-04/2006-06"),
    ("en", "December 2005 – January 2006", "2005-12/2006-01"),
    ("en", "2005–2006", "2005/2006"),
    ("en", "2006-05-17 to 2006-05-19", "2006-05-17/2006-05-19"),
    ("en", "since May 2006", "2006-05/.."),
    ("en", "from early 2006 on", "2006-early/.."),
    ("en", "winter 2005/2006", "2005-winter"),
    ("en", "no date", ""),
    ("en", "  ", ""),
    ("fr", "au printemps 2006", "2006-spring"),
    ("fr", "à l’été 2006", "2006-summer"),
    ("fr", "du 10 au 12 août 2006", "2006-08-10/2006-08-12"),
    ("fr", "1er fevrier 2006", "2006-02-01"),
    ("fr", "fin mars 2006", "2006-03-end"),
    ("fr", "early 2006", "2006-early"),
    ("ro", "la sfârșitul lui martie 2006", "2006-03-end"),
    ("ro", "de la 10 la 12 mai 2006", "2006-05-10/2006-05-12"),
    ("ro", "primavara 2006", "2006-spring"),
    ("ro", "a doua jumătate a anului 2005", "2005-h2"),
    ("ru", "в начале 2006 года", "2006-early"),
    ("ru", "с 10 по 12 мая 2006 г.", "2006-05-10/2006-05-12"),
    ("ru", "с мая 2006", "2006-05/.."),
    ("ru", "во второй половине 2005 года", "2005-h2"),
    ("ru", "3-й квартал 2006", "2006-q3"),
]
NO_TIME = (
    "yesterday",
    "early",
    "May",
    "30 February 2006",
    "15 2006",
    "5/15/2006",
    "spring May 2006",
    "May June 2006",
    "until May 2006",
    "May 2006 to",
    "about 2006",
    "2007 to 2006",
    "2006 to 2007 to 2008",
    "12 April",
    "1" * 101,
)
MOST_PARTS = [f"2006-{part}" for part in spans._PARTS] + [f"2006-05-{part}" for part in spans._DAYS]
PLAIN = ["2006", "2006-03", "2006-08", "2006-03-01", "2006-12-31"]
ENDS = [*PLAIN, *MOST_PARTS]


@pytest.mark.parametrize(("language", "said", "kept"), SAID)
def test_a_time_is_understood_as_it_is_said(language: str, said: str, kept: str) -> None:
    assert read_time(said, language) == kept


@pytest.mark.parametrize("said", NO_TIME)
def test_what_says_no_time_is_refused(said: str) -> None:
    for language, _ in settings.LANGUAGES:
        with pytest.raises(NoSpan):
            read_time(said, language)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_what_a_page_shows_may_be_typed_and_means_the_same(language: str) -> None:
    months = [f"2006-{month:02}" for month in range(1, 13)]
    ranges = [
        f"{one}/{two}" for one, two in product([*ENDS, *months], ["2007", "2007-05", "2007-05-12", "2007-autumn", "2007-05-late", ".."])
    ]
    near = [
        "2006-05-10/2006-05-12",
        "2006-04-10/2006-05-12",
        "2006-04/2006-06",
        "2006-04-10/2006-06",
        "2006-04/2006-06-10",
        "2006-spring/2006-q4",
    ]
    with translation.override(language):
        shown = {said: words.when(said) for said in (*ENDS, *months, *(f"{one}-02" for one in months), *ranges, *near)}
        assert {said: read_time(words, language) for said, words in shown.items()} == {said: said for said in shown}
