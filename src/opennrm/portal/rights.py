"""The ledger as a page shows it: one line a right, in groups by what it wants, with words, clause, dates and what would meet it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opennrm.cases.spine import editions
from opennrm.cases.spine.reads import relation_of
from opennrm.cases.spine.right_words import sentence, shown_code, words_shown
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import OWN_CHOICE, status
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.portal.people import turn_words
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.ui.components.markup import escaped
from opennrm.ui.lane import Axis, axis

WANTS = ("breached", "overdue", "interrupted", "not_met", "soon", "withheld", "unavailable", "unknown")
RUNS = ("open", "kept")
BEHIND = ("met_late", "met_in_time", "declined", "ended_early", "ended", "not_provided", "superseded", "not_applicable")
ORDER = {code: place for place, code in enumerate((*WANTS, *RUNS, *BEHIND, "not_yet_open"))}


@dataclass(frozen=True, slots=True)
class Line:
    """A right as it is shown."""

    id: str
    entitlement: str
    title: str
    code: str
    words: str
    own_choice: bool
    clause: str
    law: str
    opened: date | None
    due: date | None
    happened: date | None
    sentence: str
    meets: str
    responsible: str
    href: str
    row: LedgerRow | None

    @property
    def wants(self) -> bool:
        """Whether somebody has to act."""
        return self.code in WANTS

    @property
    def follows(self) -> SafeString:
        """What would meet it, whose turn it is while it is owed, and the way to record it."""
        owed = self.wants or self.code == "open"
        turn = f" {escaped(gettext('Turn: %(who)s.') % {'who': turn_words(relation_of(self.responsible))})}" if owed else ""
        return SafeString(f"{escaped(self.meets)}.{turn}{self._link}")

    @property
    def _link(self) -> str:
        if not self.href:
            return ""
        words = f'{escaped(gettext("Record something"))}<span class="govuk-visually-hidden">: {escaped(self.title)}</span>'
        return f' <a class="govuk-link" href="{escaped(self.href)}">{words}</a>'

    @property
    def as_row(self) -> dict[str, Any]:
        """As the component of the ledger reads it; the words of the law stand where something is to be done about it."""
        return {
            "id": self.id,
            "title": self.title,
            "code": self.code,
            "words": self.words,
            "own_choice": self.own_choice,
            "clause": self.clause,
            "law": self.law if self.wants else "",
            "opened": self.opened,
            "due": self.due,
            "happened": self.happened,
            "says": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that want the same of the reader."""

    id: str
    title: str
    note: str
    lines: tuple[Line, ...]
    fold: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of it, with counts that sum to the heading, and the axis that the lanes share."""

    groups: tuple[Group, ...]
    counts: tuple[tuple[str, int, str], ...]
    total: int
    axis: Axis

    @property
    def lines(self) -> Iterator[Line]:
        return (line for group in self.groups for line in group.lines)


def entitlement_of(profile: Profile, id: str) -> Entitlement:
    """An entitlement of the instruments, or one that only national law gives."""
    found = law().entitlements.get(id) or next((own for own in profile.own if own.id == id), None)
    if found is None:
        raise KeyError(id)
    return found


def ledger(
    rows: Iterable[LedgerRow], closed: Iterable[str], profile: Profile, on: date, language: str, act: Callable[[LedgerRow], str]
) -> Ledger:
    """The ledger of a case on a day: opened rows, and the rights that are not yet open. `act` gives the address of the act on a row."""
    lines = [_line(row, profile, on, language, act(row)) for row in rows]
    lines += [_waiting_line(id, profile.edition, language) for id in closed]
    lines.sort(key=lambda line: (ORDER[line.code], line.due or date.max, line.title))
    days = [day for line in lines for day in (line.opened, line.due, line.happened)]
    return Ledger(tuple(_groups(lines)), _counts(lines), len(lines), axis(days, on))


def _counts(lines: list[Line]) -> tuple[tuple[str, int, str], ...]:
    first: dict[str, str] = {}
    for line in lines:
        first.setdefault(line.code, f"#{line.id}")
    counted = Counter(line.code for line in lines)
    return tuple((code, counted[code], first[code]) for code in sorted(counted, key=ORDER.__getitem__))


def _groups(lines: list[Line]) -> Iterator[Group]:
    for id, title, codes, folded in (
        ("wants", gettext("Wants an act now"), WANTS, False),
        ("runs", gettext("Running"), RUNS, True),
        ("behind", gettext("Met, declined or past"), BEHIND, True),
        ("later", gettext("Not yet open"), ("not_yet_open",), True),
    ):
        inside = tuple(line for line in lines if line.code in codes)
        if inside:
            yield Group(f"h-{id}", title, str(len(inside)), inside, len(inside) if folded else 0)


def _line(row: LedgerRow, profile: Profile, on: date, language: str, href: str) -> Line:
    given, now = entitlement_of(profile, row.entitlement), status(row, on)
    code = shown_code(row, now, on)
    clause, law_text = _clause_words(row.clauses, profile.edition, language, on)
    return Line(
        id=f"right-{row.entitlement}-{row.opening}".replace(".", "-"),
        entitlement=row.entitlement,
        title=given.title.told(language),
        code=code,
        words=words_shown(row, now, on),
        own_choice=now.ground == OWN_CHOICE,
        clause=clause,
        law=law_text,
        opened=row.opened_on,
        due=row.due_on,
        happened=now.happened_on,
        sentence=sentence(row, now, on, profile, language),
        meets=given.met_by_words.told(language),
        responsible=row.responsible,
        href=href,
        row=row,
    )


@lru_cache(maxsize=2048)
def _waiting_line(id: str, edition: str, language: str) -> Line:
    """What stands in short: the page says of it what it is and what would meet it."""
    given = entitlement_of(editions.profile(edition), id)
    return Line(
        id=f"right-{id}".replace(".", "-"),
        entitlement=id,
        title=given.title.told(language),
        code="not_yet_open",
        words="",
        own_choice=False,
        clause="",
        law="",
        opened=None,
        due=None,
        happened=None,
        sentence=gettext("Nothing has opened it yet."),
        meets=given.met_by_words.told(language),
        responsible=given.responsible,
        href="",
        row=None,
    )


@lru_cache(maxsize=2048)
def _clause_words(clauses: tuple[str, ...], edition: str, language: str, on: date) -> tuple[str, str]:
    """How the clauses that bind here on the day are named ("CETS 197 Art 12(1)(a)"), and what they say in our words; kept, since every
    case has rights by the same ones.
    """
    profile = editions.profile(edition)
    names, says = [], []
    for id in clauses:
        if (clause := law().clauses.get(id)) is not None:
            bound = profile.bound(clause.instrument.id, on)
            if isinstance(bound, Given) and bound.value:
                names.append(clause.cite)
                says.append(f"{clause.cite}: {clause.says.told(language)}" if clause.says else clause.cite)
        elif (own := profile.clauses.get(id)) is not None:
            names.append(id.replace("-", " "))
            says.append(f"{own.title.told(language)}: {own.says.told(language)}")
    return "; ".join(names), " ".join(says)
