"""How far somebody came: one stage and one outcome for everybody, and nothing shown from which a withheld number would follow."""

import pytest

from opennrm.countries.load import countries, load_profile
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.funnel import reached
from opennrm.statistics.way import ANSWERED, REFERRED, SCREENED, STAGES, of_case, of_contact

XD = load_profile("XD")


@pytest.mark.parametrize(
    ("held", "stands"),
    [
        (set(), ("encountered", "nothing")),
        ({SCREENED}, ("encountered", "not_referred")),
        ({SCREENED, ANSWERED}, ("encountered", "no")),
        ({SCREENED, ANSWERED, REFERRED}, None),
    ],
)
def test_a_contact_that_became_a_case_is_counted_as_the_case_alone(held: set[str], stands: tuple[str, str] | None) -> None:
    assert of_contact(held) == stands


@pytest.mark.parametrize(
    ("state", "presumed", "identified", "stands"),
    [
        ("referred", False, False, ("referred", "waits")),
        ("suspended_referred", False, False, ("referred", "rests")),
        ("not_presumed", False, False, ("referred", "negative")),
        ("not_presumed", True, False, ("presumed", "negative")),
        ("presumed", True, False, ("presumed", "waits")),
        ("presumed", False, False, ("presumed", "waits")),
        ("identified", True, True, ("identified", "identified")),
        ("withdrawn", True, False, ("presumed", "withdrew")),
        ("closed", True, True, ("identified", "closed")),
        ("a state of another edition", True, False, ("presumed", "nothing")),
    ],
)
def test_a_case_stands_at_the_last_stage_that_it_reached(state: str, presumed: bool, identified: bool, stands: tuple[str, str]) -> None:
    assert of_case(XD, state, presumed=presumed, identified=identified) == stands


@pytest.mark.parametrize("country", countries())
def test_every_state_of_every_country_has_a_place_of_the_definition(country: str) -> None:
    profile, known = load_profile(country), of_the_morning().breakdowns
    for state in profile.states:
        for presumed, identified in ((False, False), (True, False), (True, True)):
            stage, ended = of_case(profile, state.id, presumed=presumed, identified=identified)
            assert stage in STAGES
            assert stage in known["stage"].parts
            assert ended in known["ended"].parts


def cells(*ended: int | None, total: int | None) -> dict[str, int | None]:
    return {"total": total, **{f"stage/{stage}": n for stage, n in zip(STAGES, ended, strict=True)}}


@pytest.mark.parametrize(
    ("shown", "came"),
    [
        (cells(40, 30, 20, 10, total=100), (100, 60, 30, 10)),
        (cells(40, 30, None, None, total=100), (100, 60, 30, None)),
        (cells(40, None, None, 10, total=100), (100, 60, None, 10)),
        (cells(None, None, 20, 10, total=100), (100, None, 30, 10)),
        (cells(None, None, None, None, total=None), (None, None, None, None)),
    ],
)
def test_how_many_came_to_a_stage_is_told_where_shown_cells_say_it(shown: dict[str, int | None], came: tuple[int | None, ...]) -> None:
    assert tuple(reached(shown).values()) == came
