"""What a report says of many records at once: aims, tasks, counts, letters, texts, what was promised and what comes next. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from opennrm.programme import typed
from opennrm.programme.codes import code_lists, told
from opennrm.programme.report.citing import edition_note
from opennrm.programme.report.ground import Figure, countries_of, reference
from opennrm.programme.report.telling import Telling, state_of
from opennrm.programme.report.template import Block
from opennrm.programme.report.text import EMPTY, Piece, Reference, Sentence, Text, fill, join, said
from opennrm.programme.spans import Span
from opennrm.standards.load import law

__all__ = ["OVER_ALL", "SUMS", "counts"]

OVER_ALL = ".all"  # how the key ends of a sentence that only counts: it carries no record
KINDS_NAMED = 7
SEVERAL = 2  # for the form of a noun that stands for any number
FIGURES_NAMED = 6  # wholes of one edition: a report is no table
OPEN = ("under_way", "under_discussion", "planned", "held_up")
Sum = Callable[[Telling, str, Block], Iterator[Sentence]]


def _overview(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    frames, ground = telling.frames, telling.ground
    scope = ground.scope
    period = said(frames.period(scope.since, scope.until, "period_within"))
    whole = Reference("selection", "period")
    asked = telling.wording.countries(scope.countries)
    yield telling.sentence(f"{key}.period", frames.fill("overview", period=period, countries=asked), [whole])
    if not ground.activities:
        yield telling.sentence(f"{key}.none", frames.fill("overview_none"), [whole])
        return
    countries = {code for one in ground.activities for code in countries_of(one)}
    kinds = Counter(one.kind for one in ground.activities)
    slots = {
        "count": said(frames.number(len(ground.activities))),
        "countries": said(frames.number(len(countries))) if countries else EMPTY,
        "countries_word": said(frames.plural(frames.raw["countries_word"], len(countries))),
        "kinds": frames.list(_kinds(telling, kinds)),
    }
    refs = [reference(one) for one in ground.activities]
    counted = fill(frames.plural(frames.raw["overview_count"], len(ground.activities)), slots)
    yield telling.sentence(f"{key}{OVER_ALL}", counted, refs, figure=True)
    if telling.dated and any(not one.when for one in ground.told):
        yield telling.sentence(f"{key}.undated", frames.fill("overview_undated"), [Reference("selection", "undated")])
    nowhere = [code for code in scope.countries if code not in countries]
    if nowhere:
        text = frames.fill("nothing_in", countries=telling.wording.countries(nowhere))
        yield telling.sentence(f"{key}.nowhere", text, [Reference("selection", code) for code in nowhere])


def _kinds(telling: Telling, kinds: Counter[str]) -> Iterator[Text]:
    """The most frequent kinds by name, in the order of the list of kinds; what is left over as a number."""
    frames = telling.frames
    named = {kind for kind, _ in kinds.most_common(KINDS_NAMED)} if len(kinds) > KINDS_NAMED + 1 else set(kinds)
    for kind in code_lists()["activities"]:
        if kind in named:
            yield frames.counted(kind, kinds[kind])
    rest = sum(n for kind, n in kinds.items() if kind not in named)
    if rest:
        yield fill(frames.plural(frames.raw["other_kinds"], rest), {"n": said(frames.number(rest))})


def counts(telling: Telling, key: str, block: Block, activities: Sequence[typed.Activity]) -> Iterator[Sentence]:
    """In how many countries there is something of a kind, by state. Source: issue 13, point 7 (counts from the selection)."""
    for kind in block.counts:
        counted = [one for one in activities if one.kind == kind and len(countries_of(one)) == 1]
        by_state: dict[str, list[typed.Activity]] = {}
        for one in counted if len(counted) > 1 else ():
            by_state.setdefault(state_of(one, telling.ground.scope.until), []).append(one)
        rows = [_counted(telling, state, by_state[state]) for state in ("done", *OPEN) if state in by_state]
        if rows:
            kinds = said(telling.frames.plural(telling.kind(counted[0])["many"], SEVERAL))
            text = telling.frames.fill("counted", kinds=kinds, list=telling.frames.rows(rows))
            told_ = [reference(one) for state in ("done", *OPEN) for one in by_state.get(state, ())]
            yield telling.sentence(f"{key}.{kind}{OVER_ALL}", text, told_, figure=True)


def _counted(telling: Telling, state: str, some: Sequence[typed.Activity]) -> Text:
    frames = telling.frames
    countries = sorted({code for one in some for code in countries_of(one)})
    slots = {
        "predicate": said(telling.predicate(telling.kind(some[0]), state, many=True)),
        "count": said(frames.number(len(countries))),
        "countries_word": said(frames.plural(frames.raw["countries_word"], len(countries))),
        "countries": telling.wording.countries(countries),
    }
    return frames.fill("counted_row", **slots)


def _aims(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    for kind in block.aim_kinds or tuple(telling.frames.raw["aims"]):
        aims = telling.ground.aims(kind)
        if aims:
            rows = telling.frames.rows([telling.wording.phrase(one.subject, one.language) for one in aims])
            text = fill(telling.frames.raw["aims"][kind], {"list": rows})
            yield telling.sentence(f"{key}.{kind}", text, [reference(one) for one in aims])


def _taskings(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    """What the programme is tasked with: the clauses that its aims and activities name, each a footnote. Source: issue 13, point 1."""
    holders: dict[str, list[Reference]] = {}
    aims = [one for kind in code_lists()["aims"] for one in telling.ground.aims(kind)]
    for record in (*aims, *telling.ground.activities):
        for clause in record.taskings:
            holders.setdefault(clause, []).append(reference(record))
    if holders:
        order = [clause for clause in law().clauses if clause in holders]
        rows = telling.frames.rows([said(_lowered(law().clauses[one].title.told(telling.frames.language))) for one in order])
        refs = [ref for clause in order for ref in holders[clause]]
        yield telling.sentence(f"{key}{OVER_ALL}", telling.frames.fill("taskings", list=rows), refs, order)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def _materials(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    texts = telling.ground.texts
    if texts:
        slots = {
            "count": said(telling.frames.number(len(texts))),
            "texts_word": said(telling.frames.plural(telling.frames.raw["texts_word"], len(texts))),
            "list": telling.frames.rows([telling.wording.material(one) for one in texts]),
        }
        yield telling.sentence(f"{key}.texts", telling.frames.fill("texts", **slots), [reference(one) for one in texts])


def _interventions(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    """Letters for persons in individual situations; where only the asking is on record, that. Never for whom. Source: issue 13, point 3."""
    letters = telling.ground.letters
    sent, asked = [one for one in letters if one.when], [one for one in letters if not one.when]
    if sent:
        yield _letters(telling, f"{key}.letters", "letters", sent)
        yield _replies(telling, f"{key}.replies", sent)
    if asked:
        yield _letters(telling, f"{key}.asked", "letters_asked", asked)
    told_ = [(one, telling.wording.phrase(one.outcome, one.language)) for one in letters if one.outcome]
    if told_:
        frame = telling.frames.plural(telling.frames.raw["letter_outcomes"], len(told_))
        text = fill(frame, {"list": telling.frames.rows([words for _, words in told_])})
        yield telling.sentence(f"{key}.outcomes", text, [reference(one) for one, _ in told_])


def _letters(telling: Telling, key: str, frame: str, letters: Sequence[typed.Intervention]) -> Sentence:
    frames = telling.frames
    askers = [typed.Part(role="asker", body=one.asked_by.body, people=one.asked_by.people) for one in letters
              if one.asked_by and (one.asked_by.body or one.asked_by.people)]  # fmt: skip
    slots = {
        "letters": fill(frames.plural(frames.raw[f"{frame}_word"], len(letters)), {"count": said(frames.number(len(letters)))}),
        "askers": telling.wording.takers(dict.fromkeys(askers), None),
        "list": frames.rows(list(dict.fromkeys(_letter(telling, one) for one in letters))),
    }
    marks = dict.fromkeys(clause for one in letters for clause in one.clauses)
    return telling.sentence(key, frames.fill(frame, **slots), [reference(one) for one in letters], marks)


def _replies(telling: Telling, key: str, letters: Sequence[typed.Intervention]) -> Sentence:
    frames, refs = telling.frames, [reference(one) for one in letters]
    if len(letters) == 1:
        return telling.sentence(key, said(frames.raw["reply_single"][letters[0].reply]), refs)
    replies = Counter(one.reply for one in letters)
    texts = [_reply(telling, state, replies[state]) for state in code_lists()["replies"] if replies[state]]
    return telling.sentence(key, frames.fill("replies", list=frames.list(texts)), refs)


def _letter(telling: Telling, letter: typed.Intervention) -> Text:
    where = said(telling.frames.country_within(letter.country))
    when = letter.when or (letter.asked_by.when if letter.asked_by else "")
    details = join([where, telling.wording.when(when, "bare")], ", ")
    return telling.frames.fill("letter", concern=said(told("topics", letter.concern, telling.frames.language)), details=details)


def _reply(telling: Telling, state: str, n: int) -> Text:
    words = telling.frames.plural(telling.frames.raw["reply_states"][state], n)
    return telling.frames.fill("reply", count=said(telling.frames.number(n)), state=said(words))


def _figures(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    """The wholes of each edition in one sentence, which keeps its key when an edition takes the place of another."""
    editions: dict[tuple[str, str], list[Figure]] = {}
    for one in telling.ground.numbers:
        editions.setdefault((one.country, one.period), []).append(one)
    for (country, period), some in editions.items():
        frames, first = telling.frames, some[0]
        slots = {
            "country": said(frames.country(country)),
            "when": frames.when(Span.parse(period.lower()), "bare"),
            "as_at": said(frames.day(first.as_at)),
            "list": frames.rows([_figure(telling, one) for one in some[:FIGURES_NAMED]]),
        }
        refs = [Reference("figure", one.key) for one in some[:FIGURES_NAMED]]
        made = telling.sentence(f"{key}.{country}-{period}", frames.fill("figures", **slots), refs, figure=True)
        yield replace(made, notes=(edition_note(first, frames),))


def _figure(telling: Telling, one: Figure) -> Text:
    value = (Piece(telling.frames.figure(one.count), figure=one.key),)
    return telling.frames.fill("figure_item", says=said(_lowered(one.says)), value=value)


def _promised(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    """What the report before this one promised, and what became of it. Source: issue 13, point 1 (done, partly, not, why)."""
    for state, frame in telling.frames.raw["promised"].items():
        some = [one for one in telling.ground.promises(due=True) if one.state == state]
        if some:
            refs = [ref for one in some for ref in (reference(one), *_answers(telling, one))]
            rows = telling.frames.rows([_promise(telling, one, answered=True) for one in some])
            yield telling.sentence(f"{key}.{state}", fill(frame, {"list": rows}), refs)


def _outlook(telling: Telling, key: str, block: Block) -> Iterator[Sentence]:
    some = telling.ground.promises(due=False)
    if not some:
        yield telling.sentence(f"{key}.none", telling.frames.fill("outlook_none"), [Reference("selection", "outlook")])
    by_due: dict[str, list[typed.Promise]] = {}
    for one in sorted(some, key=lambda one: (not one.due, Span.parse(one.due).earliest or date.max)):
        by_due.setdefault(one.due, []).append(one)
    dated = [(due, part) for due, part in by_due.items() if due]
    if dated:
        rows = [_due(telling, due, part, alone=len(dated) == 1) for due, part in dated]
        refs = [reference(one) for _, part in dated for one in part]
        yield telling.sentence(f"{key}.dated", telling.frames.fill("outlook", list=telling.frames.rows(rows)), refs)
    if "" in by_due:
        rows = [_promise(telling, one, answered=False) for one in by_due[""]]
        text = telling.frames.fill("outlook_also" if dated else "outlook_undated", list=telling.frames.rows(rows))
        yield telling.sentence(f"{key}.undated", text, [reference(one) for one in by_due[""]])


def _due(telling: Telling, due: str, part: Sequence[typed.Promise], *, alone: bool) -> Text:
    """What is planned for one time: all of it in a row."""
    span = Span.parse(due)
    during = telling.frames.when(span)
    when = during if span.open_ended else telling.frames.fill("for_time", when=telling.frames.when(span, "bare"), during=during)
    texts = [_promise(telling, one, answered=False) for one in part]
    return telling.frames.fill("outlook_row", when=when, list=telling.frames.rows(texts) if alone else telling.frames.list(texts))


def _promise(telling: Telling, promise: typed.Promise, *, answered: bool) -> Text:
    where = telling.wording.countries(promise.countries) if promise.countries else EMPTY
    why = telling.wording.phrase(promise.why, promise.language) if answered else EMPTY
    subject = telling.wording.phrase(promise.subject, promise.language)
    return telling.frames.fill("promise_why" if why else "promise", subject=subject, why=why, details=where)


def _answers(telling: Telling, promise: typed.Promise) -> list[Reference]:
    return [reference(telling.ground.by_key[key]) for key in promise.answered_by if key in telling.ground.by_key]


SUMS: Mapping[str, Sum] = MappingProxyType(
    {
        "overview": _overview,
        "aims": _aims,
        "taskings": _taskings,
        "materials": _materials,
        "interventions": _interventions,
        "figures": _figures,
        "promised": _promised,
        "outlook": _outlook,
    }
)
