"""The style guide: every component once, with invented content. For builders; it is not translated."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ruamel.yaml import YAML

from opennrm.ui import forms
from opennrm.ui.lane import axis
from opennrm.ui.posted import posted
from opennrm.ui.status import MARKS

__all__ = ["GuideSheet", "guide", "guide_context"]

TODAY = date(2026, 11, 17)
PARTS = (
    ("rights", "Rights"),
    ("log", "What happened"),
    ("work", "Worklist"),
    ("ask", "Asking"),
    ("decide", "Deciding"),
    ("door", "Door"),
    ("govuk", "GOV.UK"),
)


class GuideSheet(forms.Sheet):
    field_order = ("sign_C3", "sign_C5", "sign_C9")

    given_name = forms.TextField(label="Given name", identity=True, width=20, help_text="As she says it", missing="Give the name she uses")
    first_met = forms.FuzzyDateField(
        label="When did you first meet her?", help_text="For example 27 3 2024. The day may stay empty.", latest=TODAY
    )
    answer = forms.AnswerField(
        label="His answer",
        size="m",
        missing="Say what he answered, also when it is no",
        choices=[("yes", "Yes"), ("no", "No"), ("not_now", "Not now")],
        consequences={
            "yes": ("The Identification Office gets his name and decides within 5 working days.", "He can take it back at any time."),
            "no": ("You owe the state a notification, but not his name.", "Doctor, bed and a lawyer’s first advice stay open to him."),
            "not_now": ("The draft waits, sealed, until 15 December. Nothing is sent.",),
        },
    )
    language = forms.SelectField(label="Language", choices=[("", "Choose one"), ("ro", "Romanian"), ("ti", "Tigrinya")], required=False)
    spoke = forms.RadiosField(
        label="How did you speak?",
        choices=[("same", "In her language"), ("interpreter", "With an interpreter")],
        hints={"interpreter": "In person or by telephone"},
        inside={"interpreter": "interpreter"},
        missing="Say how you spoke with her",
    )
    interpreter = forms.TextField(label="Who interpreted?", required=False, width=20)
    considered = forms.CheckboxesField(
        label="You considered",
        choices=[("trauma", "Trauma and memory"), ("fear", "Fear of the exploiter"), ("none", "None of these")],
        none="none",
        small=True,
        required=False,
    )
    account = forms.LongTextField(label="Her account", max_length=500, rows=3, required=False, help_text="Her words, as she said them")
    read = forms.TickField(label="I have read it so, and nothing points to him", missing="Read the text once more, then tick")

    sign_C3 = forms.SignField(label="Her documents were taken from her", code="C3")
    sign_C5 = forms.SignField(label="She was threatened with the authorities", code="C5")
    sign_C9 = forms.SignField(label="Wages were kept from her", code="C9")


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("guide.yaml"))
    for event in content["events"]:
        if isinstance(event["on"], dict):
            event["on"] = forms.FuzzyDate.parse(event["on"]["fuzzy"])
    law = "A paraphrase of the clause stands here, and what the country makes of it, since when."
    for right in content["rights"]:
        days = dict.fromkeys(("opened", "due", "happened", "expected"))
        right |= {**days, **right, "law": law, "id": f"r-{right['code']}"}
    return content


def guide_context(data: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the template shows. With data the form is bound, as after a sending with errors."""
    content = _content()
    rights = content["rights"]
    counts = Counter(right["code"] for right in rights)
    return {
        **content,
        "today": TODAY,
        "at": datetime.combine(TODAY, datetime.min.time()).replace(hour=8, minute=2),
        "frame": _frame(),
        "parts": [{"href": f"#g-{ident}", "label": label} for ident, label in PARTS],
        "axis": axis([right.get(key) for right in rights for key in ("opened", "due", "happened")], TODAY),
        "tally": [(code, counts[code], f"#r-{code}") for code in MARKS],
        "statuses": [{"code": code, "words": mark.words} for code, mark in MARKS.items()],
        "form": GuideSheet(data),
    }


def guide(request: HttpRequest) -> HttpResponse:
    """The page. POST shows what a refused form looks like; nothing is kept."""
    return render(request, "ui/guide.html", guide_context(posted(request)))


def _frame() -> SimpleNamespace:
    labels = ("Today", "Cases", "Referrals", "Services", "Messages")
    nav = [SimpleNamespace(label=label, url="#main", current=label == "Cases") for label in labels]
    me = SimpleNamespace(name="Ilva Marden", agency_name="Harbour House")
    foot = [SimpleNamespace(label=label, url="#main") for label in ("Accessibility", "Privacy", "What is recorded when you read")]
    line = "Demo Republic does not exist. Every person, agency, place and case here is invented."
    return SimpleNamespace(synthetic_line=line, nav=nav, me=me, foot=foot)
