"""Publishing the figures of a period, and withdrawing an edition."""

from datetime import date
from typing import cast

from opennrm.cases.spine import door as cases_door
from opennrm.cases.spine import editions
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.journal.event import canonical
from opennrm.journal.models import Installation
from opennrm.standards.refusal import Refusal, Refused
from opennrm.statistics.definition import Definitions, definitions
from opennrm.statistics.period import Period
from opennrm.statistics.publication import door, reads, rules, series
from opennrm.statistics.publication.answer import Question, released
from opennrm.statistics.publication.door import Publisher
from opennrm.statistics.publication.events import Edition, EditionWithdrawn, FiguresPublished, Publication, Reason
from opennrm.statistics.publication.frozen import AsAt, Frozen, Revised, as_data, hash_of
from opennrm.statistics.publication.labels import labels


def publish(publisher: Publisher, period: Period, *, position: int, known: Definitions | None = None) -> Edition:
    """Freeze the figures of a period as they stood at a position: the next edition. Raises Refused with everything.

    Source: issue 12, point 3.
    """
    profile, last = editions.today(), reads.last()
    with door.act(publisher, door.stream_of(profile.country, period.name)) as act:
        if against := list(rules.may_look_at(act.state, period, position, _day_of(position, profile), last)):
            raise Refused(against)
        frozen = _frozen(act.state, profile, known or definitions(), period, position)
        event = FiguresPublished(frozen=frozen, hash=hash_of(frozen.content()), account=publisher.account)
        act.record(event, unless=rules.says_something_new(act.state, frozen))
        return act.state.editions[-1]


def propose(period: Period, *, position: int, last: int) -> tuple[Frozen | None, list[Refusal]]:
    """What would be published, and all that bars it. Changes nothing; whoever asks may look over all cases."""
    profile = editions.today()
    state = door.state_of(profile.country, period.name)
    if against := list(rules.may_look_at(state, period, position, _day_of(position, profile), last)):
        return None, against
    frozen = _frozen(state, profile, definitions(), period, position)
    return frozen, list(rules.says_something_new(state, frozen))


def withdraw(publisher: Publisher, period: Period, *, edition: int, reason: str) -> Edition:
    """Hand an edition out no more; it stays in the journal, and is counted in what later ones hide. Raises Refused.

    Source: issue 12, point 3.
    """
    with door.act(publisher, door.stream_of(editions.today().country, period.name)) as act:
        event = EditionWithdrawn(edition=edition, reason=cast("Reason", reason), account=publisher.account)
        act.record(event, unless=rules.may_withdraw(act.state, period.name, edition))
        return next(one for one in act.state.editions if one.frozen.edition == edition)


def _day_of(position: int, profile: Profile) -> date | None:
    """The day of the country on which a position was reached; None where nothing was recorded by then."""
    stood = places.standing(position)
    return stood.at.astimezone(profile.time_zone).date() if stood else None


def _frozen(state: Publication, profile: Profile, known: Definitions, period: Period, position: int) -> Frozen:
    before, threshold = state.editions, profile.small_number_threshold
    question = Question(known, profile, period, position, threshold.outside)
    tables = released(question, reads.all_frozen(), series.before(period, cases_door.today()))
    stood = places.standing(position)
    definition = as_data(known)
    installation = Installation.current()
    assert installation is not None
    assert stood is not None
    return Frozen(
        country=profile.country,
        data=installation.kind,
        period=period.name,
        edition=len(before) + 1,
        revises=Revised(edition=before[-1].frozen.edition, hash=before[-1].hash) if before else None,
        as_at=AsAt(position=position, recorded_at=stood.at.isoformat(timespec="microseconds")),
        profile_edition=profile.edition,
        threshold=threshold.outside,
        threshold_source=threshold.source,
        definition=definition,
        definition_hash=hash_of(canonical(definition)),
        labels=labels(known, profile, tables),
        tables=tables,
    )
