"""Invented dossiers for the tests of reports."""

from __future__ import annotations

from datetime import date

from opennrm.programme import typed
from opennrm.programme.dossier import Dossier
from opennrm.programme.report.ground import Ground, Scope

P = typed.Place


def activity(key: str, kind: str, when: str = "", country: str = "XD", **more: object) -> typed.Activity:
    """An activity in one country, with what else is said of it."""
    places = more.pop("places", (P(country=country),) if country else ())
    return typed.Activity(key=key, kind=kind, when=when, places=places, **more)  # type: ignore[arg-type]


BODIES = {
    one.key: one
    for one in (
        typed.Body(key="us", name="Programme Office", short="PO", kind="unit"),
        typed.Body(key="ombudsman", name="Ombudsman's Office", kind="ombudsman", country="KZ"),
        typed.Body(key="strada", name="La Strada Moldova", kind="civil_society", country="MD"),
        typed.Body(key="gov", name="Government of Kazakhstan", kind="government", country="KZ"),
        typed.Body(key="chambers", name="Garden Court Chambers", kind="law_firm", country="GB"),
    )
}
KAZAKHSTAN = (
    activity("kz-assessment", "assessment", "2005", "KZ", subject="identification, protection and access to justice",
             topics=("referral_mechanism",), outcomes=(
                 typed.Outcome(key="kz-mandate", kind="mandate_given", body="ombudsman", subject="the human rights of trafficked persons",
                               clauses=("OAP-V-11.1",)),
                 typed.Outcome(key="kz-plan", kind="plan_adopted", body="gov", subject="the need for a referral mechanism"),
             )),
    activity("kz-round-table", "round_table", "2005-09", "KZ", subject="the findings of the assessment", topics=("referral_mechanism",),
             parts=(typed.Part(role="participant", people="government"), typed.Part(role="participant", people="civil_society")),
             links=(typed.Link(kind="follows", to="kz-assessment"),)),
    activity("kz-training", "training", "2005-11", "KZ", subject="the human rights approach to trafficking", topics=("referral_mechanism",),
             parts=(typed.Part(role="organiser", body="us"), typed.Part(role="partner", body="strada"),
                    typed.Part(role="participant", people="law_enforcement"), typed.Part(role="participant", people="civil_society")),
             outcomes=(typed.Outcome(key="kz-trust", kind="trust_grew"),)),
    activity("kz-next", "round_table", "2006-autumn", "KZ", subject="the referral mechanism", state="planned",
             topics=("referral_mechanism",), asked=typed.Asked(body="gov", when="2006")),
)  # fmt: skip
TALKS = (
    activity("prague", "presentation", "2005-02", places=(P(country="CZ", town="Prague"),), title="Durable Solutions",
             subject="the referral mechanism", topics=("coordination_outside",)),
    activity("london", "presentation", "2006-03", places=(P(country="GB", town="London"),), title="Trafficking for Exploitation",
             topics=("coordination_outside",), parts=(typed.Part(role="organiser", body="chambers"),)),
)  # fmt: skip
TRAININGS = tuple(
    activity(f"am-training-{n}", "training", when, "AM", subject=subject, topics=("identification",), groups=("labour",))
    for n, (when, subject) in enumerate((("2005-03", "signs of trafficking"), ("2005-10", "referral"), ("2006-early", "interviews")))
)
PROMISES = (
    typed.Promise(key="ahead", subject="support for legal representation", due="2006-08/2007-07"),
    typed.Promise(key="before", subject="a handbook in Turkish", due="2006", state="done", countries=("TR",), answered_by=("kz-training",)),
)
AIMS = (
    typed.Aim(key="aim-1", kind="aim", subject="structures of many agencies", taskings=("OAP-V-11.1",)),
    typed.Aim(key="aim-2", kind="aim", subject="better identification"),
)
WHOLE = (*KAZAKHSTAN, *TALKS, *TRAININGS)
PERIOD = (date(2005, 1, 1), date(2006, 7, 31))


def dossier(*activities: typed.Activity, **more: object) -> Dossier:
    """A dossier of these, with the bodies, and aims or promises where they are asked for."""
    return Dossier(bodies=BODIES, aims=more.get("aims", ()), promises=more.get("promises", ()), activities=activities)  # type: ignore[arg-type]


def ground(*activities: typed.Activity, countries: tuple[str, ...] = (), period: tuple[date, date] = PERIOD, **more: object) -> Ground:
    """What a report is made from."""
    kept = {name: more.pop(name) for name in ("materials", "interventions", "figures") if name in more}
    return Ground(dossier(*activities, **more), Scope(*period, countries, "us"), **kept)  # type: ignore[arg-type]
