"""Forms of reports: what a new one is about, a sentence in other words, a sentence more, a comment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from opennrm.programme.found import Found, FoundField
from opennrm.programme.report.citing import put_in
from opennrm.programme.report.frames import LANGUAGES, frames
from opennrm.programme.report.pointing import BEARER
from opennrm.programme.report.template import templates
from opennrm.ui.forms import CheckboxesField, DayField, LongTextField, RadiosField, SelectField, Sheet, TickField

__all__ = ["AddSheet", "BearerSheet", "CommentSheet", "FigureSheet", "NewSheet", "RewriteSheet"]

LONGEST = 2000


class NewSheet(Sheet):
    """What a report is about."""

    template = RadiosField(label=gettext_lazy("By which template"), missing=gettext_lazy("Choose a template"))
    since = DayField(label=gettext_lazy("The first day of its period"), missing=gettext_lazy("Enter the first day"))
    until = DayField(label=gettext_lazy("The last day of its period"), missing=gettext_lazy("Enter the last day"))
    language = RadiosField(
        label=gettext_lazy("In which language"),
        help_text=gettext_lazy("What was recorded in another language keeps it."),
        missing=gettext_lazy("Choose a language"),
    )
    us = SelectField(
        label=gettext_lazy("Which organisation reports"),
        help_text=gettext_lazy("What it held itself is told without its name."),
        required=False,
    )
    countries = CheckboxesField(
        label=gettext_lazy("Only about these countries"),
        help_text=gettext_lazy("None chosen: all of them."),
        required=False,
        small=True,
    )
    undated = TickField(label=gettext_lazy("Also what has no date on record; the text says so"), required=False)

    def __init__(self, *args: Any, language: str, bodies: list[tuple[str, str]], countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [(name, one.title.told(language)) for name, one in templates().items()]
        self.fields["template"].hints = {name: one.says.told(language) for name, one in templates().items()}
        self.fields["language"].choices = [(code, frames(code).language_name(code).capitalize()) for code in LANGUAGES]
        self.fields["us"].choices = [("", "–"), *bodies]
        words = frames(language if language in LANGUAGES else "en")
        self.fields["countries"].choices = sorted(((code, words.country(code)) for code in countries), key=lambda one: one[1])


class RewriteSheet(Sheet):
    """A sentence in an editor's words."""

    text = LongTextField(label=gettext_lazy("The sentence in your words"), max_length=LONGEST, rows=5)


class AddSheet(Sheet):
    """A sentence of an editor's own, and which of the records behind the one before it bear it, too."""

    text = LongTextField(label=gettext_lazy("One sentence more, after this one"), max_length=LONGEST, rows=3)
    references = CheckboxesField(
        label=gettext_lazy("What it rests on"),
        help_text=gettext_lazy(
            "These records bear the sentence before it. Tick those that bear yours, too, or name others. "
            "Without a record the report cannot be approved."
        ),
        required=False,
        small=True,
        error_messages={"invalid_choice": gettext_lazy("A record that you ticked does not bear the sentence before it any more")},
    )

    def __init__(self, *args: Any, behind: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["references"].choices = [(reference, name) for reference, name, _ in behind]
        self.fields["references"].hints = {reference: more for reference, _, more in behind if more}
        if not behind:
            del self.fields["references"]


class BearerSheet(Sheet):
    """One record more that bears a sentence, by its name."""

    record = FoundField(
        label=gettext_lazy("Activity, outcome, finding, material, promise or aim"),
        kind=BEARER,
        none_such=gettext_lazy("Nothing that reports may tell of has these words in its name. Try others, or record it first."),
    )
    hidden_names = ()

    def __init__(self, *args: Any, of: Found, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].of = of


class FigureSheet(Sheet):
    """A sentence with a gap, and the figure that goes there."""

    text = LongTextField(
        label=gettext_lazy("The sentence, with […] where the figure goes"),
        help_text=gettext_lazy("What stands in square brackets with a period is a figure that is there already. Leave it as it is."),
        max_length=LONGEST,
        rows=4,
    )
    figure = SelectField(
        label=gettext_lazy("The figure"),
        help_text=gettext_lazy("What is withheld because it could point to somebody is not in the list."),
        missing=gettext_lazy("Choose the figure"),
    )

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "–"), *figures]

    def clean(self) -> dict[str, Any]:
        """The text with the figure where the gap is."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("text") and said.get("figure"):
            filled = put_in(said["text"], said["figure"])
            if filled is None:
                self.add_error("text", gettext_lazy("Write […] in the sentence where the figure goes"))
            said["filled"] = filled
        return said


class CommentSheet(Sheet):
    """What somebody has to say."""

    text = LongTextField(label=gettext_lazy("Your comment"), max_length=LONGEST, rows=3)
