"""Each kind of mistake a lawyer can make in a profile is refused with file, line, column and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from opennrm.countries.load import ProfileErrors, UnknownCountry, countries, load_profile, profile_from_text, profile_text
from opennrm.countries.tests.told import changed

REFER = "withdrawn], event: refer, when: {age: adult}, to: referred, guards: [{guard: consent, args: {scope: referral}"
OLD_TEST = '{value: "signs that the person may have been trafficked", until: 2026-02-28, source: "Act s 12(1), text of 2012"}'
DOCTOR = "{value: {n: 48, unit: hours, kind: maximum}, source"
NOT_PRESUMED = "label: {en: No reasonable grounds}, status: not_identified"
PRACTICE = 'not_known_to_us: "practice of consulates; asked: Ministry of Foreign Affairs (invented)"'
NO_LIMIT = 'not_provided: "the Act sets no limit for the final decision"'
FIRST_REVIEW = "{guard: review, args: {of: presumption_negative}"
TOLD = "[identified], event: notify_outcome, to: identified, guards: [{guard: minimum_over, args: {clock: reflection}"


@dataclass(frozen=True)
class Mistake:
    """In `context`, which stands once, `right` becomes `wrong`. The problem stands at `at` (or at `wrong`); it says `says`, and `told`."""

    context: str
    right: str
    wrong: str
    says: str
    told: str
    at: str | None = None

    @property
    def change(self) -> tuple[str, str]:
        """What to replace by what."""
        return self.context, self.context.replace(self.right, self.wrong, 1)

    def place(self, text: str) -> tuple[int, int]:
        """Line and column, from 1, found by looking and not by loading."""
        new = self.change[1]
        before = text[: text.index(new) + new.index(self.at or self.wrong)]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


MISTAKES = {
    "unknown state": Mistake("to: indicated, guards", "indicated", "indicatd", "unknown state indicatd", "did you mean indicated"),
    "unknown start": Mistake("start: contact\n", "contact", "contct", "unknown state contct", "did you mean contact"),
    "unknown event": Mistake("event: screen_negative, to", "screen_negative", "screen_negativ", "unknown event", "screen_negative"),
    "unknown guard": Mistake(FIRST_REVIEW, "review", "reviews", "unknown guard reviews", "did you mean review? the guards are: consent"),
    "unknown fact": Mistake("starts_on: [unaccompanied]", "unaccompanied", "unacompanied", "unknown fact", "unaccompanied"),
    "unknown party asked": Mistake(
        '"asked:child_office"]}, source: "Act s 9(3)"}], source: "Act s 9(1)"',
        '"asked:child_office"',
        '"asked:kid_office"',
        "unknown party kid_office",
        "child_office",
    ),
    "unknown decision": Mistake('extends_until: ["decision:cg"]', '"decision:cg"', '"decision:xg"', "unknown decision xg", "rg, cg"),
    "value a fact never has": Mistake("starts_on: [unaccompanied]", "unaccompanied", '"decision:rg=perhaps"', "perhaps", "decision:"),
    "what is no fact": Mistake("starts_on: [unaccompanied]", "unaccompanied", '"un accompanied"', "unknown fact", "facts"),
    "qualifier on a fact without one": Mistake(
        "starts_on: [unaccompanied]",
        "unaccompanied",
        '"unaccompanied:rg"',
        "no qualifier",
        "unaccompanied:",
    ),
    "unknown clock of a right": Mistake(
        "{id: child.guardian, clock: guardian,",
        "clock: guardian",
        "clock: gardian",
        "unknown clock",
        "guardian",
        "gardian",
    ),
    "unknown clock of a guard": Mistake(TOLD, "reflection", "reflexion", "unknown clock", "reflection"),
    "unknown right": Mistake("{id: child.presumed, source", "child.presumed", "child.presumd", "unknown entitlement", "child.presumed"),
    "unknown review": Mistake(FIRST_REVIEW, "presumption_negative", "presumption_negativ", "unknown review", "presumption_negative"),
    "unknown decider": Mistake(
        '[identification_office]}, source: "Act s 12(1)"',
        "identification_office",
        "identification_ofice",
        "unknown party",
        "identification_office",
    ),
    "unknown reviewer": Mistake(
        '{value: {by: second_reviewer}, source: "Act s 12(6)"',
        "second_reviewer",
        "third_reviewer",
        "unknown party",
        "second_reviewer",
    ),
    "unknown attribute": Mistake("- {value: required, when: {age: adult}", "age:", "aeg:", "unknown attribute aeg", "age"),
    "value an attribute never has": Mistake("- {value: required, when: {age: adult}", "adult", "adlt", "age is never adlt", "adult"),
    "unknown region": Mistake(
        'source: "Act s 2(7)',
        "source: ",
        "add: [{day: 2026-05-01, name: Day, regions: [VLL], source: Act 2}], source: ",
        "unknown region",
        "VEL",
        "VLL",
    ),
    "word of an attribute the profile lists none of": Mistake(
        "- {value: required, when: {age: adult}", "age: adult", "track: police", "track is never police", "add it there first", "police"
    ),
    "state that is no row": Mistake("states:\n", "states:\n", "states:\n  - lost\n", "valid dictionary", "write a map", "lost"),
    "unknown consent": Mistake(REFER, "referral", "referal", "unknown consent", "referral"),
    "unknown instrument": Mistake("  PAL: {value: true, since", "PAL", "PLA", "unknown instrument PLA", "PAL"),
    "unknown clause": Mistake("clauses: [ACT-21.2]", "21.2", "21.3", "unknown clause", "ACT-21.2", "ACT-21.3"),
    "argument a guard lacks": Mistake(
        FIRST_REVIEW,
        "{of: presumption_negative}",
        "{}",
        "lacks its argument of",
        "kind review",
        "{guard",
    ),
    "argument a guard does not take": Mistake(FIRST_REVIEW, "{of", "{by: x, of", "takes no by", "it takes: of", "by: x"),
    "key that does not exist": Mistake(
        "    suspended_by: [suspended]",
        "suspended_by",
        "suspended_bye",
        "unknown key",
        "did you mean suspended_by",
    ),
    "key that does not exist in a value": Mistake("  PAL: {value: true, since", "value", "vale", "unknown key vale", "did you mean value"),
    "key that does not exist in a length": Mistake(DOCTOR, "unit", "units", "unknown key units", "did you mean unit"),
    "length without its unit": Mistake(DOCTOR, ", unit: hours", "", "unit is missing", "the keys are n, unit, kind", "{n: 48"),
    "word outside a closed set": Mistake(DOCTOR, "hours", "hour", "not among the words", "did you mean hours"),
    "status outside a closed set": Mistake(NOT_PRESUMED, "not_identified", "unidentified", "not among the words", "not_identified"),
    "missing source": Mistake(OLD_TEST, ', source: "Act s 12(1), text of 2012"', "", "source is missing", "source", "{value"),
    "blank source": Mistake('source: "Act s 19(3)"', '"Act s 19(3)"', '" "', "is no source", "article"),
    "source that is none": Mistake('source: "Act s 19(3)"', '"Act s 19(3)"', "not_known_to_us", "is no source", "article"),
    "silence that does not say what was searched": Mistake(
        PRACTICE,
        '"practice of consulates; asked: Ministry of Foreign Affairs (invented)"',
        '"the practice"',
        "what was searched",
        "read or who was asked",
    ),
    "silence of the law without a reason": Mistake(
        NO_LIMIT,
        '"the Act sets no limit for the final decision"',
        '"none"',
        "leaves out",
        "short sentence",
    ),
    "value and silence together": Mistake(
        DOCTOR,
        ", source",
        ", not_provided: none at all here, source",
        "value and not_provided",
        "exactly one",
        "{value",
    ),
    "neither value nor silence": Mistake(
        DOCTOR,
        "value: {n: 48, unit: hours, kind: maximum}, ",
        "",
        "none of the three",
        "exactly one",
        "{source",
    ),
    "end before the beginning": Mistake(OLD_TEST, "until", "since: 2026-03-31, until", "before it begins", "last day", "{value"),
    "date that is text": Mistake(OLD_TEST, "2026-02-28", '"2026-02-28"', "valid date", "without quotes"),
    "date that does not exist": Mistake(OLD_TEST, "2026-02-28", "2026-02-30", "is no day", "2026-03-01"),
    "number that is text": Mistake(DOCTOR, "48", '"48"', "valid integer", "without quotes"),
    "number out of all range": Mistake(DOCTOR, "48", "-3", "greater than or equal", "range"),
    "number with a leading nought": Mistake(DOCTOR, "48", "048", "readers take differently", "12"),
    "no that might be false": Mistake("country: XD", "XD", "NO", "true or false", '"NO" in quotes'),
    "key twice": Mistake(
        "status: published\n",
        "published\n",
        "published\nstatus: draft\n",
        "second time",
        "the first is on line",
        "status: draft",
    ),
    "anchor": Mistake("start: contact\n", "contact", "&here contact", "an anchor", "write the value out"),
    "tag": Mistake("start: contact\n", "contact", "!!python/name:os.system contact", "a tag", "without tags"),
    "label without English": Mistake("label: {en: Hotline}", "{en: Hotline}", "{fr: Ligne}", "needs English", "{en:"),
    "label that is no map": Mistake("label: {en: Hotline}", "{en: Hotline}", "Hotline", "language map", "{en:"),
    "unknown time zone": Mistake("zone: Europe/Chisinau", "Europe/Chisinau", "Europe/Nowhere", "no time zone", "Europe/London"),
    "list where a map stands": Mistake(
        'acts:\n  ACT: {en: "Act on Trafficked Persons (invented)"}\n',
        'acts:\n  ACT: {en: "Act on Trafficked Persons (invented)"}\n',
        "acts: [ACT]\n",
        "dictionary",
        "write a map",
        "[ACT]",
    ),
    "state twice": Mistake(
        "  - {id: no_indicators, label: {en: No signs seen}",
        "no_indicators",
        "contact",
        "contact stands twice",
        "the first is on line",
    ),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(kind: str) -> None:
    mistake = MISTAKES[kind]
    text = changed("XD", mistake.change)
    with pytest.raises(ProfileErrors) as refused:
        profile_from_text("XD", text)
    found = [problem for problem in refused.value.problems if mistake.says in problem.says]
    assert [(problem.line, problem.column) for problem in found] == [mistake.place(text)], [str(one) for one in refused.value.problems]
    assert found[0].file == "XD.yaml"
    assert mistake.told in found[0].right


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    kinds = ("unknown attribute", "unknown state", "word outside a closed set", "missing source", "unknown right", "label without English")
    text = changed("XD", *(MISTAKES[kind].change for kind in kinds))
    with pytest.raises(ProfileErrors) as refused:
        profile_from_text("XD", text)
    for kind in kinds:
        assert any(MISTAKES[kind].says in problem.says for problem in refused.value.problems), kind
    lines = [problem.line for problem in refused.value.problems]
    assert lines == sorted(lines)
    assert len(lines) == len(kinds)


def test_a_problem_reads_as_compilers_write_it() -> None:
    with pytest.raises(ProfileErrors, match=r"^XD\.yaml:\d+:\d+: start: unknown state contct; did you mean contact\?"):
        profile_from_text("XD", changed("XD", ("start: contact\n", "start: contct\n")))


def test_a_profile_is_not_taken_for_another_country() -> None:
    with pytest.raises(ProfileErrors, match="this is the profile of XD"):
        profile_from_text("GB", profile_text("XD"))


@pytest.mark.parametrize("code", ["ZZ", "xd", "../XD", "XD.scenarios", ""])
def test_a_country_without_a_profile_is_unknown_and_falls_back_on_nothing(code: str) -> None:
    with pytest.raises(UnknownCountry, match=f"there are {', '.join(countries())}"):
        load_profile(code)


@pytest.mark.parametrize("text", ["", "[]", "just words", "country: XD"])
def test_what_is_no_profile_at_all_is_refused(text: str) -> None:
    with pytest.raises(ProfileErrors):
        profile_from_text("XD", text)
