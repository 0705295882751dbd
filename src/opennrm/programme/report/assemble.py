"""A report from the record: `assemble(template, ground, language)`, chapter by chapter. Pure; the same record gives the same report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from opennrm.programme import typed
from opennrm.programme.codes import told
from opennrm.programme.report import summing
from opennrm.programme.report.charts import CHARTS
from opennrm.programme.report.condensing import paragraphs
from opennrm.programme.report.frames import frames
from opennrm.programme.report.ground import Ground, countries_of, reference
from opennrm.programme.report.telling import Place, Telling
from opennrm.programme.report.template import Block, ChapterPlan, Template
from opennrm.programme.report.text import Assembled, Chapter, Paragraph, Reference, Section, Sentence, Unused, said
from opennrm.programme.report.wording import Wording

__all__ = ["assemble"]


def assemble(template: Template, ground: Ground, language: str) -> Assembled:
    """The whole report. Raises FileNotFoundError for a language that no report is written in. Source: issue 13, point 7."""
    telling = Telling(Wording(frames(language).naming(ground.named), ground), dated=template.tone == "full")
    placed = _placed(template, ground)
    chapters = [_chapter(telling, template, plan, placed) for plan in template.chapters]
    shown = _numbered(_with_something(chapters))
    silent = [one for one in _not_within(chapters) if not one.sections and not _has_parts(one, chapters)]
    if silent and shown and ground.activities:
        shown[0] = _saying_what_is_silent(telling, shown[0], silent)
    return Assembled(
        title=template.title.told(language),
        period=telling.frames.period(ground.scope.since, ground.scope.until),
        language=language,
        chapters=tuple(shown),
        unused=tuple(_unused(ground, shown)),
    )


def _placed(template: Template, ground: Ground) -> Mapping[str, tuple[typed.Activity, ...]]:
    """The activities of each block: every one stands in one block, the first in turn that would take it.

    What is planned for the time after the period is told where the template looks ahead, and nowhere among what was done.
    """
    blocks = [(f"{plan.key}.{block.key}", block) for plan in template.chapters for block in plan.blocks if block.take == "activities"]
    in_turn = sorted(blocks, key=lambda named: named[1].turn)
    found: dict[str, list[typed.Activity]] = {name: [] for name, _ in blocks}
    ahead = {one.key for one in ground.ahead}
    for activity in ground.told:
        name = next((name for name, block in in_turn if block.ahead == (activity.key in ahead) and _takes(block, activity)), None)
        if name is not None:
            found[name].append(activity)
    return {name: tuple(some) for name, some in found.items()}


def _takes(block: Block, activity: typed.Activity) -> bool:
    return (
        (not block.topics or bool(set(block.topics) & set(activity.topics)))
        and (not block.groups or bool(set(block.groups) & set(activity.groups)))
        and (not block.kinds or activity.kind in block.kinds)
        and (not block.states or activity.state in block.states)
        and block.where in ("any", ("none", "one", "many")[min(len(countries_of(activity)), 2)])
    )


def _chapter(telling: Telling, template: Template, plan: ChapterPlan, placed: Mapping[str, tuple[typed.Activity, ...]]) -> Chapter:
    sections: list[Section] = []
    for block in plan.blocks:
        key = f"{plan.key}.{block.key}"
        if block.take == "activities":
            sections += _of_activities(telling, template.tone, block, key, placed[key])
        elif block.take in CHARTS:
            sections += _drawn(telling, block, key)
        else:
            sections += _of_the_rest(telling, block, key)
    title = plan.title.told(telling.frames.language)
    return Chapter(plan.key, "", title, tuple(one for one in sections if one.paragraphs or one.charts), plan.level)


def _of_the_rest(telling: Telling, block: Block, key: str) -> Iterator[Section]:
    telling.wording.begin()
    found = tuple(summing.SUMS[block.take](telling, key, block))
    yield Section(key, _title(telling, block), (Paragraph(found),) if found else (), block.level)


def _drawn(telling: Telling, block: Block, key: str) -> Iterator[Section]:
    chart = CHARTS[block.take](telling, key)
    yield Section(key, _title(telling, block), (), block.level, charts=(chart,) if chart else ())


def _of_activities(telling: Telling, tone: str, block: Block, key: str, activities: Sequence[typed.Activity]) -> Iterator[Section]:
    telling.wording.begin()
    beside = frozenset(one.key for one in activities)
    counted = tuple(summing.counts(telling, key, block, activities))
    head = (Paragraph(counted),) if counted else ()
    if block.group == "none":
        told_ = paragraphs(telling, activities, Place(key, beside=beside), tone)
        yield Section(key, _title(telling, block) if told_ or counted else "", (*head, *told_), block.level)
        return
    groups = _groups(telling, block, activities)
    whole = groups.pop("", ())
    over_all = paragraphs(telling, whole, Place(key, beside=beside), tone)
    title = _title(telling, block)
    level = block.level
    if title or head or over_all:
        yield Section(key, title if groups or over_all else "", (*head, *over_all) or (), level)
    for code, some in groups.items():
        telling.wording.begin()
        place = Place(f"{key}.{code}", code if block.group == "country" else None, beside=beside)
        yield Section(place.key, _group_title(telling, block, code), paragraphs(telling, some, place, tone), level + (1 if title else 0))


def _groups(telling: Telling, block: Block, activities: Sequence[typed.Activity]) -> dict[str, tuple[typed.Activity, ...]]:
    """By country or topic, in the order of their names; what belongs to several countries or to none stands before all."""
    found: dict[str, list[typed.Activity]] = {}
    for one in activities:
        marks = countries_of(one) if block.group == "country" else one.topics[:1]
        found.setdefault(marks[0] if len(marks) == 1 else "", []).append(one)
    named = sorted(found, key=lambda code: _group_title(telling, block, code) if code else "")
    return {code: tuple(found[code]) for code in named}


def _group_title(telling: Telling, block: Block, code: str) -> str:
    if block.group == "country":
        return telling.frames.country(code)
    label = told("topics", code, telling.frames.language)
    return label[:1].upper() + label[1:]


def _title(telling: Telling, block: Block) -> str:
    return block.title.told(telling.frames.language) if block.title else ""


def _has_parts(chapter: Chapter, chapters: Sequence[Chapter]) -> bool:
    """Whether a chapter is there for chapters of its own, which have something."""
    after = chapters[chapters.index(chapter) + 1 :]
    own = [one for n, one in enumerate(after) if all(before.level > chapter.level for before in after[: n + 1])]
    return any(one.sections for one in own)


def _not_within(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    """Every chapter but those of one that has nothing at all: that one says it for them."""
    empty = False
    for one in chapters:
        empty = (one.level == 1 and not one.sections and not _has_parts(one, chapters)) or (empty and one.level > 1)
        if one.level == 1 or not empty:
            yield one


def _with_something(chapters: Sequence[Chapter]) -> list[Chapter]:
    return [one for one in chapters if one.sections or _has_parts(one, chapters)]


def _numbered(chapters: Sequence[Chapter]) -> list[Chapter]:
    first, second, found = 0, 0, []
    for one in chapters:
        first, second = (first + 1, 0) if one.level == 1 else (first, second + 1)
        found.append(replace(one, number=str(first) if one.level == 1 else f"{first}.{second}"))
    return found


def _saying_what_is_silent(telling: Telling, chapter: Chapter, silent: Sequence[Chapter]) -> Chapter:
    """The chapters that the template has and the record has nothing for are named, once: nothing is kept quiet about by leaving it out."""
    titles = telling.frames.list(telling.frames.quoted(said(one.title)) for one in silent)
    sentence = telling.sentence(
        f"{chapter.key}.silent", telling.frames.fill("silent", list=titles), [Reference("selection", one.key) for one in silent]
    )
    return replace(chapter, sections=(*chapter.sections, Section(f"{chapter.key}.silent", "", (Paragraph((sentence,)),))))


def _unused(ground: Ground, chapters: Sequence[Chapter]) -> Iterator[Unused]:
    used = {ref for chapter in chapters for one in chapter.sentences() if not one.key.endswith(summing.OVER_ALL) for ref in one.references}
    records: list[typed.Typed] = [*ground.told, *ground.texts, *ground.letters]
    for one in ground.told:
        records += [*one.outcomes, *one.findings]
    for record in records:
        if reference(record) not in used:
            yield Unused(reference(record), _named(record), "not_told")
    for activity in ground.without_date:
        yield Unused(reference(activity), _named(activity), "no_date")


def _named(record: typed.Typed) -> str:
    return next((text for name in ("title", "subject", "concern", "kind") if (text := getattr(record, name, ""))), record.key)


def every(report: Assembled) -> Mapping[str, Sentence]:
    """Its sentences by their keys. Source: issue 13, point 7."""
    return {one.key: one for one in report.sentences()}
