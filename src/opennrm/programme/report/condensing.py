"""Activities of one part of a report, condensed: what hangs together in a paragraph, several of a kind in one sentence. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from opennrm.programme import typed
from opennrm.programme.codes import code_lists
from opennrm.programme.report.ground import reference
from opennrm.programme.report.telling import Place, Telling, state_of
from opennrm.programme.report.text import EMPTY, Paragraph, Sentence, Text, fill, join, plain, said, sentence_text
from opennrm.programme.spans import Span

__all__ = ["paragraphs"]

SEVERAL = 3  # from how many on activities of a kind and state become one sentence
SOON = frozenset({"presentation", "participation", "meeting", "visit", "exchange", "technical_advice"})  # these from two on
HELD_BY = (("organiser", "host"), ("co_organiser", "partner", "addressee"))  # the first of these roles that somebody else has
NAMED = 12  # how many of a condensed sentence are named one by one
IN_A_PARAGRAPH = 6
IN_ONE = 9  # so many sentences that hang together are not parted
GOING_ON = ("often", "under_way")  # of which a number of events would say how many there were
WITHIN = ("beside", "part_of")
APART = {"key", "subject", "sources", "aims", "taskings", "clauses", "topics", "groups"}  # in which twins may differ


@dataclass(frozen=True)
class Bundle:
    """What one sentence is about: an activity, or several of a kind and state."""

    activities: tuple[typed.Activity, ...]
    twins: tuple[typed.Activity, ...] = ()  # which the one stands for, alike but for what they were on

    @property
    def alone(self) -> typed.Activity | None:
        return self.activities[0] if len(self.activities) == 1 else None


def paragraphs(telling: Telling, activities: Sequence[typed.Activity], place: Place, tone: str) -> tuple[Paragraph, ...]:
    """The text of a part. Source: issue 13, point 7 (grouped and condensed by rule: never a dump of rows)."""
    if tone == "terse":
        told_ = tuple(_in_few_words(telling, activities, place)) if activities else ()
        return (Paragraph(told_),) if told_ else ()
    found: list[tuple[Sentence, ...]] = []
    for cluster in _clusters(_bundles(telling, activities)):
        parts = list(_told(telling, cluster, place))
        whole = tuple(one for sentences in parts for one in sentences)
        for sentences in parts if len(whole) > IN_ONE else [whole]:
            if found and len(found[-1]) + len(sentences) <= IN_A_PARAGRAPH:
                found[-1] = (*found[-1], *sentences)
            else:
                found.append(sentences)
    return tuple(Paragraph(sentences) for sentences in found)


def _bundles(telling: Telling, activities: Sequence[typed.Activity]) -> list[Bundle]:
    alike: dict[tuple[str, str, str], list[typed.Activity]] = {}
    until = telling.ground.scope.until
    heads = {link.to for one in activities for link in one.links}
    subjects = Counter((one.kind, one.subject) for one in activities)
    for one in activities:
        weighty = len(one.outcomes) > 1 or one.key in heads or one.state in ("held_up", "given_up")
        shared = one.subject if subjects[one.kind, one.subject] > 1 else ""
        alike.setdefault((one.kind, f"alone:{one.key}" if weighty else state_of(one, until), shared), []).append(one)
    bundles: list[Bundle] = []
    for (kind, *_), some in alike.items():
        least = 2 if kind in SOON else SEVERAL
        bundles += [Bundle(tuple(some))] if len(some) >= least else _one_by_one(telling, some)
    order = {one.key: n for n, one in enumerate(activities)}
    return sorted(bundles, key=lambda bundle: order[bundle.activities[0].key])


def _one_by_one(telling: Telling, some: Sequence[typed.Activity]) -> list[Bundle]:
    """Each by itself; those that differ in nothing but what they were on as one, on all of it."""
    if len(some) == 1:
        return [Bundle((some[0],))]
    alike: dict[str, list[typed.Activity]] = {}
    for one in some:
        bare = not one.title and one.subject and one.language == telling.frames.language and not (one.outcomes or one.findings or one.money)
        same = one.model_dump_json(exclude=APART) if bare else one.key
        alike.setdefault(same, []).append(one)
    bundles = []
    for twins in alike.values():
        subjects = plain(telling.frames.rows([said(one.subject) for one in twins]))
        first = twins[0].model_copy(update={"subject": subjects}) if len(twins) > 1 else twins[0]
        bundles.append(Bundle((first,), tuple(twins) if len(twins) > 1 else ()))
    return bundles


def _clusters(bundles: Sequence[Bundle]) -> Iterator[list[Bundle]]:
    """Bundles tied by links, together and in order of time; clusters in the order of their first."""
    of = {one.key: n for n, bundle in enumerate(bundles) for one in (*bundle.activities, *bundle.twins)}
    root = list(range(len(bundles)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for n, bundle in enumerate(bundles):
        for one in bundle.activities:
            for link in one.links:
                if link.to in of:
                    ours, theirs = find(n), find(of[link.to])
                    root[max(ours, theirs)] = min(ours, theirs)
    clusters: dict[int, list[int]] = {}
    for n in range(len(bundles)):
        clusters.setdefault(find(n), []).append(n)
    return ([bundles[n] for n in _in_turn(cluster, bundles, of)] for cluster in clusters.values())


def _in_turn(cluster: Sequence[int], bundles: Sequence[Bundle], of: Mapping[str, int]) -> Iterator[int]:
    """In order of time, but what comes of another after it, and what prepares another before it: links place what has no date."""
    after: dict[int, set[int]] = {n: set() for n in cluster}
    for n in cluster:
        for link in (link for one in bundles[n].activities for link in one.links if of.get(link.to, n) != n):
            first, then = (n, of[link.to]) if link.kind == "prepares" else (of[link.to], n)
            after[then].add(first)
    left = list(cluster)
    while left:
        n = next((n for n in left if not after[n] & set(left)), left[0])  # links in a ring: by time
        left.remove(n)
        yield n


def _told(telling: Telling, cluster: Sequence[Bundle], place: Place) -> Iterator[tuple[Sentence, ...]]:
    """What each bundle is about, what was found and what came of it: these stay together."""
    before: Bundle | None = None
    held: tuple[Sentence, ...] = ()
    telling.begin()
    for bundle in cluster:
        one = bundle.alone
        outer = before.alone if before and one and len(held) == 1 and _within(one, before) else None
        at = replace(place, before=_open_to(before, bundle), within=outer)
        first = telling.activity(one, at) if one else iter((_condensed(telling, bundle.activities, at),))
        told_ = _with_all(bundle, (*first, *telling.findings(bundle.activities, at), *telling.outcomes(bundle.activities, at)))
        if outer:
            held = (_joined(telling, held[0], told_[0]), *told_[1:])
        else:
            yield from (held,) if held else ()
            held = told_
        before = bundle
    yield from (held,) if held else ()


def _within(one: typed.Activity, before: Bundle) -> bool:
    """Whether something was at the margin of what was told just before, or a part of it, at the same time: one sentence tells both."""
    outer = before.alone
    if outer is None or not (one.when or one.every_months):
        return False
    tied = any(link.to == outer.key and link.kind in WITHIN for link in one.links)
    return tied and (outer.state, outer.when, outer.every_months) == (one.state, one.when, one.every_months)


def _open_to(before: Bundle | None, bundle: Bundle) -> str | None:
    """The key of what was told just before; none where what came of it, told in between, is later than what follows."""
    if before is None or before.alone is None:
        return None
    earliest = min((day for one in bundle.activities if (day := Span.parse(one.when).earliest)), default=None)
    outcomes = [day for outcome in before.alone.outcomes if (day := Span.parse(outcome.when).earliest)]
    return None if earliest and any(day > earliest for day in outcomes) else before.alone.key


def _with_all(bundle: Bundle, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The first sentence rests on all that were told as one."""
    if not bundle.twins:
        return sentences
    refs = tuple(dict.fromkeys((*sentences[0].references, *(reference(one) for one in bundle.twins))))
    return (replace(sentences[0], references=refs), *sentences[1:])


def _joined(telling: Telling, outer: Sentence, inner: Sentence) -> Sentence:
    """Two sentences in one, the first of which ends in no stop."""
    *pieces, last = outer.text
    begun, *rest = inner.text
    between = telling.frames.raw["joined"]
    whole = (*pieces, *said(last.text.rstrip("."), last.language), *said(between), *said(_lowered(begun.text), begun.language), *rest)
    refs = tuple(dict.fromkeys((*outer.references, *inner.references)))
    return replace(outer, text=sentence_text(whole), references=refs, notes=tuple(dict.fromkeys((*outer.notes, *inner.notes))))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _in_few_words(telling: Telling, activities: Sequence[typed.Activity], place: Place) -> Iterator[Sentence]:
    """A whole part: what was done, what is under way, what is planned, each kind with its number; and what it led to."""
    frames, until = telling.frames, telling.ground.scope.until
    parts = []
    for state, frame in frames.raw["terse"].items():
        kinds = Counter(one.kind for one in activities if state_of(one, until) == state)
        counted = [frames.counted(kind, kinds[kind]) for kind in code_lists()["activities"] if kinds[kind]]
        parts += [fill(frame, {"list": frames.list(counted)})] if counted else []
    text = join(parts, frames.raw["terse_separator"])
    yield telling.sentence(f"{place.key}.terse", text, [reference(one) for one in activities])
    yield from telling.led_to(activities, place)


def _condensed(telling: Telling, some: Sequence[typed.Activity], place: Place) -> Sentence:
    frames, kind = telling.frames, telling.kind(some[0])
    state = state_of(some[0], telling.ground.scope.until)
    counted = frames.fill("events", count=said(frames.number(len(some))))
    events = said(frames.raw["events_any"]) if state in GOING_ON else counted
    items = _items(telling, some, place)
    slots = {
        "when": EMPTY if items else _between(telling, some),
        "count": said(frames.number(len(some))),
        "kinds": said(frames.plural(kind["many"], len(some))),
        "predicate": said(telling.predicate(kind, state, many=True)),
        "title": (*_shared(telling, some), *fill(kind.get("title_many", kind["title"]), {"x": events})) if "title" in kind else EMPTY,
        "items": items,
    }
    frame = frames.raw["condensed"][kind.get("family", "event")][state]
    marks = tuple(dict.fromkeys(clause for one in some for clause in (*one.taskings, *one.clauses)))
    texts = [telling.texts[name] for name in dict.fromkeys(key for one in some for key in one.materials) if name in telling.texts]
    key = f"{place.key}.several:{some[0].kind}:{state}" + (f":{some[0].key}" if _shared(telling, some) else "")
    refs = [reference(one) for one in (*some, *texts)]
    return telling.sentence(key, fill(frame, slots), refs, marks, texts)


def _items(telling: Telling, some: Sequence[typed.Activity], place: Place) -> Text:
    """Each by name, or of many the first, where each has something that tells it from the others."""
    texts = [text for one in some[:NAMED] if (text := _item(telling, one, place))]
    if len(texts) < min(len(some), NAMED):
        return EMPTY
    rows = telling.frames.rows(texts)
    return telling.frames.fill("among_them", list=rows) if len(some) > NAMED else rows


def _item(telling: Telling, one: typed.Activity, place: Place) -> Text:
    """What tells one from the others: its title or subject, then town, time and who held it, or with or for whom, in brackets."""
    title = telling.wording.title(one.title, one.language)
    held_by = (telling.wording.takers(telling.parts(one, roles), place.country, brief=True) for roles in HELD_BY)
    details = [telling.wording.towns(one, place.country), telling.wording.when(one.when, "bare"), next(filter(None, held_by), EMPTY)]
    what = title or _about(telling, one)
    if not what:
        return join(details, ", ")
    return telling.frames.fill("item", what=what, details=join(details, ", "))


def _shared(telling: Telling, some: Sequence[typed.Activity]) -> Text:
    """What all of them were on, where each has a title of its own besides."""
    alike = len({one.subject for one in some}) == 1 and all(one.title for one in some)
    return telling.topic(some[0]) if alike and some[0].subject else EMPTY


def _about(telling: Telling, one: typed.Activity) -> Text:
    """On what it was; the words alone where the kind would put them in brackets."""
    frame = telling.kind(one)["about"].strip()
    words = telling.wording.phrase(one.subject, one.language)
    if not words:
        return EMPTY
    return words if frame.startswith("(") else fill(frame, {"x": words})


def _between(telling: Telling, some: Sequence[typed.Activity]) -> Text:
    """From the first to the last of their times, in months."""
    spans = [span for one in some if (span := Span.parse(one.when)).known]
    if not spans:
        return EMPTY
    first = min(spans, key=lambda span: (span.earliest, span.said))
    last = max(spans, key=lambda span: (span.latest or span.earliest, span.said))
    return telling.frames.when(Span.parse(f"{_month(first, 0)}/{_month(last, -1)}"))


def _month(span: Span, end: int) -> str:
    """The end of a time as it was written, an exact day by its month: a list of many is no calendar."""
    said_ = [one for one in span.said.split("/") if one != ".."][end]
    return said_[:7] if len(said_) == 10 and said_[7:8] == "-" and said_[8:].isdigit() else said_
