"""Activities of one part of a report, condensed: what hangs together in a paragraph, several of a kind in one sentence. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from opennrm.programme import typed
from opennrm.programme.codes import code_lists
from opennrm.programme.report.ground import reference
from opennrm.programme.report.telling import Place, Telling, state_of
from opennrm.programme.report.text import EMPTY, Paragraph, Sentence, Text, fill, join, said
from opennrm.programme.spans import Span

__all__ = ["paragraphs"]

SEVERAL = 3  # from how many on activities of a kind and state become one sentence
SOON = frozenset({"presentation", "participation", "meeting", "visit", "exchange", "technical_advice"})  # these from two on
HELD_BY = (("organiser", "host"), ("co_organiser", "partner", "addressee"))  # the first of these roles that somebody else has
NAMED = 12  # how many of a condensed sentence are named one by one
IN_A_PARAGRAPH = 6


@dataclass(frozen=True)
class Bundle:
    """What one sentence is about: an activity, or several of a kind and state."""

    activities: tuple[typed.Activity, ...]

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
        for sentences in _told(telling, cluster, place):
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
        bundles += [Bundle(tuple(some))] if len(some) >= least else [Bundle((one,)) for one in some]
    order = {one.key: n for n, one in enumerate(activities)}
    return sorted(bundles, key=lambda bundle: order[bundle.activities[0].key])


def _clusters(bundles: Sequence[Bundle]) -> Iterator[list[Bundle]]:
    """Bundles tied by links, together and in order of time; clusters in the order of their first."""
    of = {one.key: n for n, bundle in enumerate(bundles) for one in bundle.activities}
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
    before: str | None = None
    for bundle in cluster:
        at = replace(place, before=before)
        first = telling.activity(bundle.alone, at) if bundle.alone else iter((_condensed(telling, bundle.activities, at),))
        yield (*first, *telling.findings(bundle.activities, at), *telling.outcomes(bundle.activities, at))
        before = bundle.alone.key if bundle.alone else None


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
    events = frames.fill("events", count=said(frames.number(len(some))))
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
