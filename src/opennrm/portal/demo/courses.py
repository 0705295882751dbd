"""What becomes of an invented person in the background: the steps of the procedure, then what was given, late, declined, not to be had,
and who came into the case. Shares are invented too. Pure.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

Row = dict[str, Any]
People = Mapping[str, Any]

HEARD = dict.fromkeys(("first_responder", "support_provider", "person"), "Nothing that was not written.")
WEIGHED = {"for": "The person's own account", "against": "Free to come and go throughout"}
MINUTE = "The means are not made out on what is available."
ACCEPTED = "Act, means and purpose are made out by the account and by what was found."
CLOSED = "What is still owed is carried on by the house, in writing."
# A no is made by the test by which it was proposed.
TEST_CHANGES = datetime(2026, 3, 1)  # noqa: DTZ001 — a day of the law, in local time like all steps here
WANTS_OUT = "I thank you. I do not want this to go on."
# Of those presumed: how many have their final decision when its time comes, how many of these a yes, how many leave before it.
DECIDED, IDENTIFIED, LEFT, CLOSES = 0.88, 0.86, 0.04, 0.7
# Of what was forgotten: how much is given in the end, and after how many days.
CAUGHT_UP, VERY_LATE = 0.85, (31, 60)
ORDER = "Court of Vellin, on the request of the Child Office."
# What became of a right: given in time (from–to days after the decision), given late, declined, not to be had; the rest: nothing as yet.
Share = tuple[float, tuple[int, int], float, tuple[int, int], float, float]
OF_THE_HOUSE: dict[str, Share] = {
    "accommodation": (0.93, (0, 1), 0.02, (2, 5), 0.02, 0.02),
    "subsistence": (0.90, (0, 2), 0.03, (4, 9), 0.01, 0.04),
    "safety": (0.88, (0, 5), 0.03, (8, 20), 0.01, 0.02),
    "psychological": (0.62, (2, 12), 0.05, (14, 30), 0.18, 0.07),
    "needs.assessed": (0.84, (5, 24), 0.06, (30, 40), 0.01, 0.01),
}
OF_THE_REFERRER: dict[str, Share] = {
    "rights.informed": (0.88, (0, 3), 0.09, (4, 9), 0.0, 0.0),
    "compensation.informed": (0.88, (1, 13), 0.07, (15, 26), 0.0, 0.0),
}
OF_THE_AUTHORITY: dict[str, Share] = {"reflection.informed": (0.92, (0, 3), 0.06, (4, 9), 0.0, 0.0)}
OF_THE_IDENTIFIED: dict[str, Share] = {
    "work.access": (0.58, (3, 20), 0.0, (3, 20), 0.14, 0.16),
    "medical.further": (0.60, (2, 20), 0.0, (2, 20), 0.10, 0.12),
}
OF_A_CHILD: dict[str, Share] = {"child.interests": (0.80, (1, 12), 0.06, (15, 30), 0.0, 0.0)}
OF_A_CHILD_ALONE: dict[str, Share] = {
    "child.identity": (0.75, (1, 12), 0.05, (20, 40), 0.0, 0.05),
    "child.tracing": (0.66, (2, 15), 0.05, (20, 40), 0.0, 0.10),
}
SCHOOL: dict[str, Share] = {"education.child": (0.75, (5, 18), 0.08, (20, 40), 0.02, 0.08)}


class Course:
    """One person's course, drawn step by step; `steps` is in the order of time."""

    def __init__(self, draw: random.Random, begins: datetime, people: People, about: Mapping[str, Any], purpose: str) -> None:
        self.draw, self.people, self.about, self.purpose = draw, people, about, purpose
        self.child, self.alone = about["age"] == "child", bool(about.get("unaccompanied"))
        self.responder, self.channels = draw.choice(sorted(people["responders"].items()))
        self.decider = draw.choice(people["deciders"])
        self.worker, self.house = draw.choice(people["houses"]).split("/")
        self.met = begins + timedelta(hours=8, minutes=draw.randint(0, 480))
        self._steps: list[tuple[datetime, int, Row]] = []
        self._draw()

    @property
    def steps(self) -> list[Row]:
        """The steps in the order of time; of one instant in the order in which they were drawn."""
        return [step for _at, _place, step in sorted(self._steps, key=lambda one: one[:2])]

    def _does(self, at: datetime, do: str, by: str, **more: Any) -> datetime:
        self._steps.append((at, len(self._steps), {"at": at.isoformat(timespec="minutes"), "do": do, "by": by, **more}))
        return at

    def _after(self, what: datetime, least: int, most: int) -> datetime:
        """Some days later within office hours, or later on the same day."""
        days = self.draw.randint(least, most)
        if not days:
            return what + timedelta(minutes=self.draw.randint(2, 50))
        return datetime.combine(what.date() + timedelta(days=days), time(8)) + timedelta(minutes=self.draw.randint(0, 540))

    def _chance(self, share: float) -> bool:
        return self.draw.random() < share

    # --- the procedure ---------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._does(self.met, "contact", self.responder, channel=self.draw.choice(self.channels))
        asked = self._after(self.met, 0, 0)
        if self.child:
            self._does(asked, "inform", self.responder, party="child_office", agency=self._agency("child_office"))
        elif self._chance(0.13):
            self._does(asked, "say_no", self.responder)
            return
        support = {} if self.child else {"support": self.house}
        sent = self._does(self._after(asked, 0, 0), "refer", self.responder, to=self.people["authority"][0], **support)
        taken_up = self._does(self._after(sent, 0, 2), "accept", self.decider)
        helped = self._before_any_decision(sent) if self.child else sent
        if self._chance(0.16):
            self._negative(taken_up)
        else:
            days = (1, 4) if self._chance(0.85) else (6, 14)
            self._positive(self._does(self._after(taken_up, *days), "grounds", self.decider), helped)

    def _negative(self, taken_up: datetime) -> None:
        asked = self._does(self._after(taken_up, 1, 3), "consult", self.decider)
        proposed = self._after(asked, 1, 3)
        if TEST_CHANGES - timedelta(days=5) <= proposed < TEST_CHANGES:
            proposed += timedelta(days=6)
        self._does(proposed, "propose_no", self.decider, answers=HEARD, evidence=WEIGHED, minute=MINUTE)
        decided = self._does(self._after(proposed, 1, 4), "confirm_no", self.people["reviewers"][0])
        self._told(decided)

    def _told(self, decided: datetime) -> None:
        if self._chance(0.98):
            self._does(self._after(decided, 0, 3), "tell", self.decider)

    def _positive(self, decided: datetime, helped: datetime | None) -> None:
        foreign = self.about["nationality"] == "foreign"
        if foreign:
            self._rights(OF_THE_AUTHORITY, decided + timedelta(minutes=10), self.decider)
        self._told(decided)
        self._rights(OF_THE_REFERRER, decided, self.responder)
        if foreign and self._chance(0.24):
            self._bar(decided)
        if helped is not None:
            self._rights(OF_THE_HOUSE, max(decided, helped), self.worker)
        if self.child:
            self._child(decided, helped)
        else:
            self._adult(decided)
        self._final(decided)

    def _final(self, presumed: datetime) -> None:
        """After the time to recover: leaves, or is identified, or is not, and the case is closed when all was done."""
        at = self._after(presumed, 47, 100)
        if not self.child and self._chance(LEFT):
            self._does(at, "withdraw", self.decider, through="person", words=WANTS_OUT)
        elif self._chance(DECIDED) and self._chance(IDENTIFIED):
            self._told(self._does(at, "identify", self.decider, minute=ACCEPTED))
            if not self.child and self.about["residence"] == "lawful":
                self._rights(OF_THE_IDENTIFIED, at, self.worker)
            self._closed(at)
        elif self._chance(0.4):
            self._negative(at - timedelta(days=7))
            self._closed(at)

    def _closed(self, decided: datetime) -> None:
        if self._chance(CLOSES):
            self._does(self._after(decided, 21, 60), "close", self.decider, words=CLOSED)

    # --- what is owed ------------------------------------------------------------------------------------------------------

    def _rights(self, rights: Mapping[str, Share], since: datetime, by: str) -> None:
        for right, (in_time, days, late, later, declined, missed) in rights.items():
            chance = self.draw.random()
            if chance < in_time:
                self._does(self._after(since, *days), "give", by, right=right)
            elif chance < in_time + late:
                self._does(self._after(since, *later), "give", by, right=right)
            elif chance < in_time + late + declined:
                self._does(self._after(since, *days), "decline", by, right=right)
            elif chance < in_time + late + declined + missed:
                self._does(self._after(since, *days), "miss", by, right=right)
            elif self._chance(CAUGHT_UP):
                self._does(self._after(since, *VERY_LATE), "give", by, right=right)

    def _bar(self, decided: datetime) -> None:
        """Who would remove the person is told of the bar; where the authority wrote who it is, by name."""
        if self._chance(0.5):
            self._does(self._after(decided, 0, 0), "name", self.decider)
        officer, office = self.people["migration"][0].split("/")
        told = self._does(self._after(decided + timedelta(hours=1), 0, 3), "bar_told", self.decider, agency=office)
        if self._chance(0.8):
            self._does(self._after(told, 0, 6), "bar_noted", officer)

    def _adult(self, decided: datetime) -> None:
        self._advice(decided, self.worker)
        if self._chance(0.08):
            need = self._does(self._after(decided, 0, 12), "need", self.worker, what="medical")
            self._given(need, "medical.emergency", self.worker, (0, 2), 0.9)
        if self._chance(0.14):
            self._police(decided)
        if self.purpose == "forced_labour" and self._chance(0.22):
            self._wages(decided)

    def _advice(self, decided: datetime, by: str, whose: str = "person") -> None:
        """A lawyer comes in by a yes, and then there is one; some think of testifying and want counsel first."""
        chance = self.draw.random()
        lawyer, bar = self.people["lawyers"][0].split("/")
        if chance < 0.7:
            agreed = self._agrees(self._after(decided, 1, 14), by, "legal_help", bar, whose)
            self._given(agreed, "legal.aid", self.worker, (1, 20), 0.9)
            if not self.child and self._chance(0.25):
                asked = self._does(self._after(agreed, 2, 12), "request", self.worker, what="testimony")
                self._given(asked, "counselling.testify", lawyer, (1, 10), 0.5)
        elif chance < 0.96:
            self._does(self._after(decided, 2, 20), "decline" if chance < 0.84 else "miss", self.worker, right="legal.aid")

    def _police(self, decided: datetime) -> None:
        """Asked apart, by those who help: some say yes, and the police then look for their papers."""
        police, at = self.people["police"][0], self._after(decided, 3, 18)
        if not self._chance(0.7):
            self._agrees(at, self.worker, "police_contact", police, answer="no")
            return
        agreed = self._agrees(at, self.worker, "police_contact", police)
        if self._chance(0.6):
            asked = self._does(self._after(agreed, 0, 6), "request", self.worker, what="documents")
            self._given(asked, "documents.returned", self.worker, (3, 20), 0.6)

    def _wages(self, decided: datetime) -> None:
        answer = "yes" if self._chance(0.75) else "no"
        self._agrees(
            self._after(decided, 2, 15), self.worker, "disclosure", self.people["labour"][0], answer=answer, purpose="labour_claim"
        )

    def _agrees(
        self, at: datetime, by: str, scope: str, to: str, whose: str = "person", answer: str = "yes", purpose: str = ""
    ) -> datetime:
        return self._does(at, "consent", by, scope=scope, to=to, answer=answer, whose=whose, purpose=purpose)

    def _given(self, since: datetime, right: str, by: str, days: tuple[int, int], share: float) -> None:
        if self._chance(share):
            self._does(self._after(since, *days), "give", by, right=right)

    # --- children ----------------------------------------------------------------------------------------------------------

    def _before_any_decision(self, sent: datetime) -> datetime | None:
        """A guardian for a child without parents; whoever answers for the child says who may help. From then on it is helped."""
        office = self._person("child_office")
        if not self.alone:
            return self._agrees(self._after(sent, 0, 4), office, "support", self.house, "guardian") if self._chance(0.6) else None
        chance = self.draw.random()
        named = self._after(sent, 0, 0) if chance < 0.7 else self._after(sent, 1, 6) if chance < 0.9 else self._after(sent, 10, 40)
        guardian, guardians = self.people["guardians"][0].split("/")
        self._does(named, "guardian", office, agency=guardians, decision=ORDER, met=not 0.8 < chance < 0.82)
        if not self._chance(0.82):
            return None
        return self._agrees(self._after(named, 0, 5), guardian, "support", self.house, "guardian")

    def _child(self, decided: datetime, helped: datetime | None) -> None:
        office = self._person("child_office")
        self._rights(OF_A_CHILD, decided, office)
        if self.alone:
            self._rights(OF_A_CHILD_ALONE, decided, office)
        if helped is not None:
            self._rights(SCHOOL, max(decided, helped), self.worker)
            if self._chance(0.8):
                self._advice(max(decided, helped), self.worker, "guardian")

    def _person(self, part: str) -> str:
        return str(self.people[part][0].split("/")[0])

    def _agency(self, part: str) -> str:
        return str(self.people[part][0].split("/")[1])


def before(steps: Sequence[Row], until: datetime) -> Iterator[Row]:
    """The steps that have happened when the demonstration stands."""
    yield from (step for step in steps if datetime.fromisoformat(step["at"]) < until)
