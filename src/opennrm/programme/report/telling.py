"""One activity as sentences: what was done, by whom, with whom, where and when; what it found; what came of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opennrm.programme import typed
from opennrm.programme.report.ground import reference
from opennrm.programme.report.text import EMPTY, Note, Reference, Sentence, Text, fill, join, plain, said, sentence_text
from opennrm.programme.report.wording import Wording
from opennrm.programme.spans import Span
from opennrm.standards.load import law

__all__ = ["Place", "Telling", "state_of"]

CLAUSES_IN_ONE = 2  # of who took part as what, in the sentence itself; the rest has a sentence of its own
TOGETHER = 6  # findings in one sentence
TOLD_BESIDE = frozenset({"part_of", "prepares"})  # ties that go without saying where both are told in one place
LOOKED_FOR = frozenset({"assessment", "research", "survey", "review", "project"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report a sentence stands: the beginning of its key, the country of the heading, and what was told just before."""

    key: str
    country: str | None = None
    before: str | None = None
    beside: frozenset[str] = frozenset()  # keys of what the same part of the report tells
    within: typed.Activity | None = None  # told in the same sentence, in which this one was


def state_of(activity: typed.Activity, until: Any) -> str:
    """As which an activity is told: its state, `often` where it recurs, `overdue` where it was planned and its time is over.

    Source: issue 13, point 2 (states); README-monitoring 5 (silence has kinds).
    """
    if activity.state in ("done", "under_way") and activity.every_months:
        return "often"
    latest = Span.parse(activity.when).latest
    if activity.state == "planned" and latest is not None and latest < until:
        return "overdue"
    return activity.state


class Telling:
    """Tells activities in the words of a report."""

    def __init__(self, wording: Wording, *, dated: bool = True) -> None:
        self.dated = dated  # whether times are told
        self.wording, self.frames, self.ground = wording, wording.frames, wording.ground
        self.texts = {one.key: one for one in self.ground.materials}
        self._said: dict[str, str] = {}  # what the sentence before said of when, who asked and what was before it

    def begin(self) -> None:
        """A new stretch: nothing was said just before. Source: issue 13, point 7."""
        self._said.clear()

    def activity(self, activity: typed.Activity, place: Place) -> Iterator[Sentence]:
        """The activity and how it was done. What it found and led to follows. Source: issue 13, point 7."""
        kind, state = self.kind(activity), state_of(activity, self.ground.scope.until)
        others, asked = list(self._clauses(activity, place)), self._once("asked", self._asked(activity, place))
        clauses = [*asked, *others] if self._for_who_asked(activity) else [*others, *asked]
        with_ = join(clauses[:CLAUSES_IN_ONE], "")
        before, after, linked = self._link(activity, place)
        core = self._core(activity, place, kind, state)
        core["when"] = self._also(core["when"])
        slots = {**core, "link": before, "with": (*with_, *join(self._once("link", after), ""))}
        if place.within is not None:
            slots |= self._not_twice(slots, place.within, place)
        frame = self.frames.raw["activity"][kind.get("family", "event")][state]
        marks = tuple(dict.fromkeys((*activity.taskings, *activity.clauses)))
        key = f"{place.key}.activity:{activity.key}"
        texts = [self.texts[key] for key in activity.materials if key in self.texts and self.texts[key].title != activity.title]
        refs = (reference(activity), *linked, *(reference(one) for one in texts))
        yield self.sentence(key, fill(frame, slots), refs, marks, texts)
        if clauses[CLAUSES_IN_ONE:]:
            rest = self.frames.fill("more_parts", x=self._bare(clauses[CLAUSES_IN_ONE:]))
            yield self.sentence(f"{place.key}.parts:{activity.key}", rest, (reference(activity),))
        yield from self._how(activity, place)

    def _once(self, what: str, text: Text) -> list[Text]:
        """What the sentence before said in the same words is not said again."""
        again, self._said[what] = bool(text) and self._said.get(what) == plain(text), plain(text)
        return [text] if text and not again else []

    def _also(self, when: Text) -> Text:
        """The same time as that of the sentence before: also then."""
        again, self._said["when"] = bool(when) and self._said.get("when") == plain(when), plain(when)
        return self.frames.fill("also", when=when) if again else when

    def _not_twice(self, slots: Mapping[str, Text], outer: typed.Activity, place: Place) -> dict[str, Text]:
        """Time, place and people that the larger event of the same sentence has, too."""
        kind = self.kind(outer)
        same = {
            "when": self.wording.when(outer.when),
            "place": self._place(outer, place, kind),
            "people": self._people(outer, place, kind),
            "often": self._often(outer),
        }
        said_ = {name for name, text in same.items() if plain(text) == plain(slots[name])}
        return dict.fromkeys({*said_, "when"}, EMPTY)

    def _core(self, activity: typed.Activity, place: Place, kind: Mapping[str, Any], state: str) -> dict[str, Text]:
        topic = self.topic(activity)
        at = kind.get("about_at", "")
        title = self.wording.event(activity)
        return {
            "when": self.wording.when(activity.when),
            "span": self.wording.when(activity.when, "bare"),
            "noun": self.noun(activity),
            "predicate": said(self.predicate(kind, state)),
            "place": self._place(activity, place, kind),
            "of": topic if at == "near" else EMPTY,
            "late": topic if at == "late" else EMPTY,
            "topic": EMPTY if at else topic,
            "about": self._concerning(activity, place),
            "title": fill(kind["title"], {"x": title}) if title and "title" in kind else said(kind.get("untitled", "")),
            "people": self._people(activity, place, kind),
            "often": self._often(activity),
            "because": self.wording.phrase(activity.held_up_by, activity.language),
        }

    def outcomes(self, activities: Sequence[typed.Activity], place: Place) -> Iterator[Sentence]:
        """What they led to: what has words of its own by itself, alike things together, the rest as one list. Source: issue 13, point 2."""
        alone: dict[tuple[str, str, str], list[tuple[typed.Activity, typed.Outcome]]] = {}
        lists = []
        for one, outcome in self._led_to(activities):
            if outcome.subject and "says" in self.frames.raw["outcomes"][outcome.kind]:
                alone.setdefault((outcome.kind, outcome.body or "", outcome.when), []).append((one, outcome))
            else:
                lists.append((one, outcome))
        body, it = "", "work" if len(activities) > 1 else "first"
        for n, some in enumerate(alone.values()):
            again, body = bool(body) and some[0][1].body == body, some[0][1].body or ""
            plainly = "plain" in self.frames.raw["outcomes"][some[0][1].kind]
            opening = "" if n or plainly else self.frames.raw["as_a_result"]
            yield self._outcomes_alike(some, place, again=again, opening=opening, it=self.frames.raw["it"][it])
            it = it if plainly else "work"
        if lists:
            yield self._outcomes_together(lists, place, several=len({one.key for one, _ in lists}) > 1)

    def led_to(self, activities: Sequence[typed.Activity], place: Place) -> Iterator[Sentence]:
        """What they led to, each thing by its kind alone. Source: issue 13, point 7 (tone)."""
        found = list(self._led_to(activities))
        if found:
            bare = [(one, outcome.model_copy(update={"subject": ""})) for one, outcome in found]
            yield self._outcomes_together(bare, place, several=len(activities) > 1)

    def _outcomes_alike(
        self, found: Sequence[tuple[typed.Activity, typed.Outcome]], place: Place, *, opening: str, again: bool, it: str
    ) -> Sentence:
        first, slots = found[0][1], {**self._slots(found[0][1]), "it": said(it)}
        if again and self.frames.raw["same_body"]:
            slots["body"] = said(self.frames.raw["same_body"])
        words = self.frames.rows([self.wording.phrase(outcome.subject, outcome.language) for _, outcome in found])
        text = fill(self.frames.raw["outcomes"][first.kind]["says"], {**slots, "list": words})
        refs = [reference(outcome) for _, outcome in found] + [reference(one) for one, _ in found]
        marks = dict.fromkeys(clause for _, outcome in found for clause in outcome.clauses)
        return self.sentence(f"{place.key}.outcome:{first.key}", (*said(opening), *text), refs, marks)

    def findings(self, activities: Sequence[typed.Activity], place: Place) -> Iterator[Sentence]:
        """What they found or brought out. Source: issue 13, point 2 (findings)."""
        found = [(one, finding) for one in activities for finding in one.findings]
        several = len({one.key for one, _ in found}) > 1
        first = "findings_many" if several else "findings" if found and found[0][0].kind in LOOKED_FOR else "findings_event"
        for n, (topic, some) in enumerate(_in_parts([finding for _, finding in found])):
            rows = self.frames.rows([self.wording.phrase(finding.subject, finding.language) for finding in some])
            words = self.frames.fill("findings_on", topic=self.wording.topics([topic]), list=rows) if topic else rows
            more = self.frames.raw["findings_more"]
            frame = "{list}" if n and topic else more[(n - 1) % len(more)] if n else self.frames.raw[first]
            marks = tuple(dict.fromkeys(clause for finding in some for clause in finding.clauses))
            key = f"{place.key}.findings:{found[0][0].key}" + (f":{n}" if n else "")
            yield self.sentence(key, fill(frame, {"list": words}), [reference(finding) for finding in some], marks)

    def kind(self, activity: typed.Activity) -> Mapping[str, Any]:
        """How the kind is worded."""
        found: Mapping[str, Any] = self.frames.raw["kinds"][activity.kind]
        return found

    def predicate(self, kind: Mapping[str, Any], state: str, *, many: bool = False) -> str:
        """The verb of a kind in a state, agreeing with its noun or with several of it."""
        own = self.frames.raw["predicates"][kind["predicate"]]
        forms: Mapping[str, str] = own.get(state) or self.frames.raw["states"][state]
        wanted = kind.get("several", "p") if many else kind.get("number", "s")
        return forms.get(wanted, next(iter(forms.values())))

    def noun(self, activity: typed.Activity) -> Text:
        """The conference ‘Title’, or a conference."""
        kind = self.kind(activity)
        if not activity.title or "title" in kind:
            on = self._on(activity)
            return on or said(kind["one"])
        return self.wording.titled(self.kind(activity), activity)

    def _on(self, activity: typed.Activity) -> Text:
        """Comments on the draft of a law: what a kind is on, in the noun itself."""
        kind = self.kind(activity)
        if activity.title or not activity.subject or "on" not in kind:
            return EMPTY
        return fill(kind["on"], {"x": self.wording.phrase(activity.subject, activity.language)})

    def topic(self, activity: typed.Activity) -> Text:
        """What it is about: its own words, or by its topics where it has neither words nor a title."""
        if self._on(activity):
            return EMPTY
        if activity.subject:
            kind = self.kind(activity)
            about = kind.get("about_titled", kind["about"]) if activity.title else kind["about"]
            words = self.wording.phrase(activity.subject, activity.language)
            mid = "about_at" not in kind and not about.endswith(")")
            return (*fill(about, {"x": words}), *said("," if mid and any(mark in activity.subject for mark in ",:;") else ""))
        topics = self.wording.topics(activity.topics) if not activity.title else EMPTY
        return fill(self.frames.raw["topics"], {"x": topics}) if topics else EMPTY

    def sentence(
        self,
        key: str,
        text: Text,
        references: Iterable[Reference],
        clauses: Iterable[str] = (),
        texts: Iterable[typed.Material] = (),
        *,
        figure: bool = False,
    ) -> Sentence:
        """A sentence as it is written, with its notes."""
        notes = (*(self._clause(one) for one in clauses), *(self._text(one) for one in texts))
        return Sentence(key, sentence_text(text), tuple(dict.fromkeys(references)), notes, figure)

    def _clause(self, name: str) -> Note:
        clause = law().clauses[name]
        says = (clause.says or clause.title).told(self.frames.language)
        between = " " if clause.instrument.cite.endswith("Art") else ", "
        cite = clause.cite_as or f"{clause.instrument.cite}{between}{clause.article}"
        return Note(f"clause:{name}", sentence_text(self.frames.fill("note_clause", cite=said(cite), says=said(says))))

    def _text(self, material: typed.Material) -> Note:
        return Note(f"material:{material.key}", sentence_text(self.wording.material(material)))

    def _place(self, activity: typed.Activity, place: Place, kind: Mapping[str, Any]) -> Text:
        towns = self.wording.towns(activity, place.country)
        far = any((one.town or one.region) and one.country and one.country != place.country for one in activity.places if not one.about)
        frame = kind.get("place") or self.frames.raw["place_far" if far else "place"]
        return fill(frame, {"x": towns}) if towns else EMPTY

    def _concerning(self, activity: typed.Activity, place: Place) -> Text:
        """The countries and regions that it looked at from elsewhere."""
        about = self.wording.looked_at(activity, place.country)
        if about and plain(about) in activity.title:
            return EMPTY
        return fill(self.frames.raw["about_place"], {"x": about}) if about else EMPTY

    def _people(self, activity: typed.Activity, place: Place, kind: Mapping[str, Any]) -> Text:
        roles = ("participant", "addressee") if "people" in kind else ("participant",)
        takers = self.wording.takers(self.parts(activity, roles), place.country)
        return fill(kind.get("people", self.frames.raw["people"]), {"x": takers}) if takers else EMPTY

    def parts(self, activity: typed.Activity, roles: Iterable[str]) -> list[typed.Part]:
        """Its parts in these roles, the reporting body left out."""
        us = self.ground.scope.us
        return [part for part in activity.parts if part.role in roles and (part.body is None or part.body != us)]

    def _clauses(self, activity: typed.Activity, place: Place) -> Iterator[Text]:
        shown = {"addressee"} if "people" in self.kind(activity) else set()
        if activity.asked and activity.asked.body != self.ground.scope.us:
            shown.add("asker")
        for role, frame in self.frames.raw["parts"].items():
            takers = self.wording.takers(self.parts(activity, (role,)), place.country) if role not in shown else EMPTY
            if takers:
                yield fill(frame, {"x": takers})

    def _asked(self, activity: typed.Activity, place: Place) -> Text:
        asked = activity.asked
        if asked is None or asked.body == self.ground.scope.us:
            return EMPTY
        if not (asked.body or asked.people):
            return said(self.frames.raw["asked_by_somebody"])
        who = self.wording.takers([typed.Part(role="asker", body=asked.body, people=asked.people, country=asked.country)], place.country)
        if who and self._for_who_asked(activity):
            return said(self.frames.raw["asked_same"])
        return self.frames.fill("asked", x=who, when=self.wording.when(asked.when)) if who else EMPTY

    def _for_who_asked(self, activity: typed.Activity) -> bool:
        """Whether it was for one body alone, which had asked for it: at its request, said before another is named that could be meant."""
        asked, bodies = activity.asked, {part.body for part in self.parts(activity, ("participant", "addressee"))}
        return asked is not None and asked.body is not None and bodies == {asked.body}

    def _bare(self, clauses: Sequence[Text]) -> Text:
        first, *rest = clauses
        head, *tail = first
        return join([(*said(head.text.lstrip(" ,;"), head.language), *tail), *rest], "")

    def _often(self, activity: typed.Activity) -> Text:
        if not activity.every_months:
            return EMPTY
        every = self.frames.raw["every"]
        frame = every.get(str(activity.every_months), every["other"])
        return fill(frame, {"n": said(str(activity.every_months))})

    def _link(self, activity: typed.Activity, place: Place) -> tuple[Text, Text, tuple[Reference, ...]]:
        """How it is tied to the one before it, or to one that is told elsewhere; never to both."""
        known = [(link, self.ground.by_key[link.to]) for link in activity.links if link.to in self.ground.by_key]
        for link, other in known:
            if other.key == place.before:
                return said(self.frames.raw["links"][link.kind]), EMPTY, ()
        elsewhere = [(link, other) for link, other in known if link.kind not in TOLD_BESIDE or other.key not in place.beside]
        for link, other in elsewhere[:1]:
            noun = self._the_other(other) if other.when != activity.when else self._other(other)
            return EMPTY, fill(self.frames.raw["linked"][link.kind], {"x": noun}), (reference(other),)
        return EMPTY, EMPTY, ()

    def _the_other(self, other: typed.Activity) -> Text:
        span = Span.parse(other.when)
        if span.open_ended or len(set(span.ends)) > 1:
            begun = self.frames.when(Span.parse(span.said.partition("/")[0]))
            return self.frames.fill("the_other_open", noun=self._other(other), when=begun)
        return self.frames.fill("the_other", noun=self._other(other), when=self.frames.when(span, "bare"))

    def _other(self, other: typed.Activity) -> Text:
        kind = self.kind(other)
        if other.title:
            return self.wording.titled(kind, other)
        noun = said(kind["other"] if "other" in kind else kind["the"])
        if other.when or not other.subject:
            return noun
        return (*noun, *fill(kind["about"], {"x": self.wording.phrase(other.subject, other.language)}))

    def _how(self, activity: typed.Activity, place: Place) -> Iterator[Sentence]:
        """By what method, with what means, with which texts."""
        words = {name: self.wording.phrase(getattr(activity, name), activity.language) for name in ("method", "sample")}
        if words["method"] or words["sample"]:
            text = self.frames.fill("method" if words["method"] else "sample", **words)
            yield self.sentence(f"{place.key}.method:{activity.key}", text, (reference(activity),))
        for n, money in enumerate(activity.money):
            yield self.sentence(f"{place.key}.money:{activity.key}:{n}", self._money(money, activity), (reference(activity),))

    def _money(self, money: typed.Money, activity: typed.Activity) -> Text:
        amount = self.frames.money(money.amount, money.currency)
        for_ = self.wording.phrase(money.pays_for, activity.language)
        if money.body and money.body == self.ground.scope.us:
            return self.frames.fill("money_ours", amount=amount, **{"for": for_})
        body = self.wording.body(money.body)
        return self.frames.fill("money" if body else "money_unknown", amount=amount, body=body, **{"for": for_})

    def _led_to(self, activities: Iterable[typed.Activity]) -> Iterator[tuple[typed.Activity, typed.Outcome]]:
        until = self.ground.scope.until
        for one in activities:
            for outcome in one.outcomes:
                earliest = Span.parse(outcome.when).earliest
                if earliest is None or earliest <= until:
                    yield one, outcome

    def _slots(self, outcome: typed.Outcome) -> dict[str, Text]:
        raw = self.frames.raw["outcomes"][outcome.kind]
        titles = [self.wording.material(self.texts[key], details=False) for key in outcome.materials if key in self.texts]
        plans = self.frames.list(fill(self.frames.raw["the"], {"x": title}) for title in titles)
        return {
            "when": self.wording.when(outcome.when),
            "body": self.wording.body(outcome.body) or said(raw.get("or", "")),
            "subject": self.wording.phrase(outcome.subject, outcome.language),
            "plan": plans or said(raw.get("plan", "")),
        }

    def _outcomes_together(self, found: Sequence[tuple[typed.Activity, typed.Outcome]], place: Place, *, several: bool) -> Sentence:
        """It led to this, that and the other: the same thing once, whichever of the activities it came of."""
        alike: dict[tuple[str, str], list[typed.Outcome]] = {}
        for _, outcome in found:
            named = "{body}" in self.frames.raw["outcomes"][outcome.kind]["noun"]
            alike.setdefault((outcome.kind, (outcome.body or "") if named else ""), []).append(outcome)
        nouns = [self._noun_of(some) for some in alike.values()]
        text = self.frames.fill("led_to_many" if several else "led_to", list=self.frames.list(dict.fromkeys(nouns)))
        refs = [reference(outcome) for _, outcome in found] + [reference(one) for one, _ in found]
        marks = dict.fromkeys(clause for _, outcome in found for clause in outcome.clauses)
        return self.sentence(f"{place.key}.led-to:{found[0][0].key}", text, refs, marks)

    def _noun_of(self, outcomes: Sequence[typed.Outcome]) -> Text:
        subjects = list(dict.fromkeys(self.wording.phrase(one.subject, one.language) for one in outcomes if one.subject))
        slots = {**self._slots(outcomes[0]), "subject": self.frames.rows(subjects)}
        return fill(self.frames.raw["outcomes"][outcomes[0].kind]["noun"], slots)


def _in_parts(found: Sequence[typed.Finding]) -> Iterator[tuple[str, Sequence[typed.Finding]]]:
    """So many findings as one sentence holds; more of them by what they are on, where that parts them, else so many at a time."""
    by_topic: dict[str, list[typed.Finding]] = {}
    for one in found:
        by_topic.setdefault(one.topics[0] if one.topics else "", []).append(one)
    if len(found) > TOGETHER and "" not in by_topic and max(map(len, by_topic.values())) <= TOGETHER:
        yield from by_topic.items()
        return
    for n in range(0, len(found), TOGETHER):
        yield "", found[n : n + TOGETHER]
