"""Where a country has two ways to a decision, and which is taken depends on whether the person helps: what is for one way alone is tied."""

import pytest

from opennrm.countries.check import report
from opennrm.countries.load import ProfileErrors, profile_from_text
from opennrm.countries.tests.told import changed

REGIONS = "regions:\n"
WAYS = "tracks: {police: {en: Police}, panel: {en: Panel}, school: {en: School}}\ncooperation_tracks: [police, panel]\n" + REGIONS
DOCTOR = 'values: [{value: {n: 48, unit: hours, kind: maximum}, source: "Act s 19"}]'
SLOW = (
    'values: [{value: {n: 48, unit: hours, kind: maximum}, when: {track: [panel]}, source: "Act s 19"}, '
    '{not_provided: "no limit on that way", when: {track: [police, school]}, source: "Act s 19"}]'
)
BED = '  - {id: medical.further, source: "Act s 19(3)"}'
PRESUME = 'event: presume, to: presumed, source: "Act s 12(1)'
REFUSE = "event: refuse, to: not_presumed, guards"
BY_LAW = 'conditional_by_law: "Act s 3", '

TIED = {
    "a clock": (
        DOCTOR,
        SLOW,
        "the time “Seen by a doctor” depends on the track, and the track on whether the person cooperates",
        'governed_by: start\n    starts_on: ["need:medical"]',
    ),
    "a right": (
        BED,
        BED.replace("source", "when: {track: police}, source"),
        "“Further medical care for those without means” depends on the track",
        'source: "Act s 19(3)',
    ),
    "a step to a status": (
        PRESUME,
        PRESUME.replace("source", "when: {track: [police]}, source"),
        "the step “Find reasonable grounds” depends on",
        'source: "Act s 12(1)',
    ),
}


@pytest.mark.parametrize("what", TIED)
def test_what_is_for_one_such_track_alone_is_refused_unless_the_law_says_so(what: str) -> None:
    old, new, says, before = TIED[what]
    changes = ((REGIONS, WAYS), (old, new))
    with pytest.raises(ProfileErrors) as refused:
        profile_from_text("XD", changed("XD", *changes))
    assert [problem.says for problem in refused.value.problems if says in problem.says]
    text = changed("XD", *changes)
    place = text.index(before)
    by_law = BY_LAW if "\n" not in before else 'conditional_by_law: "Act s 3"\n    '
    found = report(profile_from_text("XD", text[:place] + by_law + text[place:])).findings
    assert [finding.source for finding in found if finding.code == "depends_on_cooperation" and says in finding.says] == ["Act s 3"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BED, BED.replace("source", "when: {track: school}, source")),
        (BED, BED.replace("source", "when: {track: [police, panel, school]}, source")),
        (BED, BED.replace("source", "when: {track: [police, school]}, source")),
        (REFUSE, REFUSE.replace("to", "when: {track: panel}, to")),
    ],
    ids=["another track", "every track", "a free track among them", "a step that gives nothing"],
)
def test_what_also_others_have_is_not_tied(old: str, new: str) -> None:
    profile = profile_from_text("XD", changed("XD", (REGIONS, WAYS), (old, new)))
    assert not [finding for finding in report(profile).findings if finding.code == "depends_on_cooperation"]


def test_a_track_that_the_profile_does_not_have_is_told() -> None:
    with pytest.raises(ProfileErrors, match="unknown track polce"):
        profile_from_text("XD", changed("XD", (REGIONS, WAYS.replace("[police,", "[polce,"))))
