"""What was typed is what is read again: recorded, put right, removed."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from opennrm.programme import typed
from opennrm.programme.activities import actions, reads
from opennrm.programme.door import Keeper
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db
KEEPER, AT = Keeper(None, UUID(int=7), "tester"), datetime(2026, 11, 1, tzinfo=UTC)
BODY = typed.Body(key="aid-network", name="Aid Network", kind="civil_society", country="XD")
TRAINING = typed.Activity(
    key="training-1",
    kind="training",
    subject="identification and referral",
    when="2026-early",
    places=(typed.Place(country="XD", town="Port"), typed.Place(area="western_europe", about=True)),
    parts=(typed.Part(role="organiser", body="aid-network"), typed.Part(role="participant", people="police", number=12)),
    asked=typed.Asked(people="lawyers", country="XD", when="2025-10"),
    money=(typed.Money(amount=500, currency="EUR"),),
    taskings=("OAP-III-10.4",),
    topics=("identification", "labour_exploitation"),
    findings=(typed.Finding(key="finding-1", subject="more police should come", topics=("identification",)),),
    outcomes=(typed.Outcome(key="outcome-1", kind="trust_grew", when="2026-03", sources=("minutes:3-4",)),),
    sources=("minutes:1-2",),
)
ROUND_TABLE = typed.Activity(key="round-table", kind="round_table", when="2026-06", links=(typed.Link(kind="follows", to="training-1"),))


def whole(confidence: UUID | None = None) -> dict[str, typed.Activity]:
    return {one.key: one for one in reads.dossier(KEEPER.agency, confidence).activities}


def recorded() -> None:
    for said in (BODY, TRAINING, ROUND_TABLE):
        actions.record(KEEPER, said, AT)


def test_what_was_typed_is_read_again() -> None:
    recorded()
    assert whole() == {"training-1": TRAINING, "round-table": ROUND_TABLE}
    assert reads.dossier(KEEPER.agency, None).bodies == {"aid-network": BODY}


def test_what_is_put_right_takes_the_place_of_what_was() -> None:
    recorded()
    right = TRAINING.model_copy(update={"outcomes": (), "findings": (), "parts": TRAINING.parts[:1], "when": "2026-02-03"})
    row = actions.record(KEEPER, right, AT)
    assert whole()["training-1"] == right
    assert row.history.count() == 2


def test_what_is_removed_is_gone_with_the_links_to_it() -> None:
    recorded()
    actions.remove(KEEPER, reads.readable(KEEPER.agency, None).get(key="training-1"), AT)
    assert whole() == {"round-table": ROUND_TABLE.model_copy(update={"links": ()})}


def test_what_is_confidential_is_neither_there_nor_hinted_at() -> None:
    recorded()
    actions.record(KEEPER, TRAINING.model_copy(update={"confidence": "own"}), AT)
    assert whole() == {"round-table": ROUND_TABLE.model_copy(update={"links": ()})}
    assert whole(KEEPER.agency)["round-table"] == ROUND_TABLE


@pytest.mark.parametrize("said", [TRAINING, ROUND_TABLE], ids=lambda said: said.key)
def test_what_names_something_unrecorded_is_refused_whole(said: typed.Activity) -> None:
    with pytest.raises(Refused):
        actions.record(KEEPER, said, AT)
    assert whole() == {}


def test_a_record_has_no_sentence() -> None:
    with pytest.raises(ValueError, match="at most 8 words"):
        typed.Activity(key="long", kind="training", subject="one two three four five six seven eight nine")
