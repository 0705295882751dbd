"""The tables of whom to ask, of what is asked, and of exchange. Nothing in clear says who somebody is. Only actions write."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from opennrm.programme.kept import Dated, Kept
from opennrm.programme.sealed import SealedText

CASCADE, PROTECT = models.CASCADE, models.PROTECT
CODE, WORDS = 40, 160


class Contact(Kept):
    """Somebody who may be asked, with the consent that holds now; former ones are its past."""

    kind = models.CharField(max_length=16)
    interviewed_in = models.CharField(max_length=80, blank=True)  # the key of an activity
    shown_to = models.CharField(max_length=CODE)
    agreed_on = models.DateField()
    agreed_until = models.DateField()
    agreed_how = models.CharField(max_length=CODE)
    withdrawn_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)
    laid = models.JSONField(null=True)  # past.laid: by what they are found, for the past; it goes when the entry is erased

    class Meta(Kept.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["shown_to", "agreed_until"],
                name="programme_contact_shown",
                condition=models.Q(removed_at=None, withdrawn_on=None, erased_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ContactText(SealedText):
    """Who it is and how they are reached."""


class Facet(models.Model):
    """By what somebody is found: a profession, a subject, a language, a country."""

    contact = models.ForeignKey(Contact, CASCADE, related_name="facets")
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=CODE)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contact", "kind", "code"], name="programme_facet_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "code", "contact"], name="programme_facet_by_code")]


class Role(Dated):
    """As what somebody worked, where, and while."""

    contact = models.ForeignKey(Contact, CASCADE, related_name="roles")
    order = models.PositiveSmallIntegerField()
    profession = models.CharField(max_length=CODE)
    country = models.CharField(max_length=2, blank=True)
    body = models.CharField(max_length=80, blank=True)  # the key of a body


class Evidence(Dated):
    """What somebody has done that shows what they know."""

    contact = models.ForeignKey(Contact, CASCADE, related_name="evidence")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=CODE)
    people = models.CharField(max_length=CODE, blank=True)
    topic = models.CharField(max_length=CODE, blank=True)
    number = models.PositiveIntegerField(null=True)
    detail = models.CharField(max_length=WORDS, blank=True)
    activity = models.CharField(max_length=80, blank=True)  # its key


class Request(Kept):
    """What somebody is asked for by name (`contact`), or what is passed on to whoever fits."""

    asker = models.UUIDField()
    subject = models.CharField(max_length=WORDS)
    by = models.DateField(null=True)
    need = models.JSONField(default=dict)  # typed.Need
    contact = models.ForeignKey(Contact, PROTECT, null=True, related_name="asked_for")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.subject


class RequestText(SealedText):
    """What a request says: read by its asker and by those to whom it is passed on, until it is closed."""


class Passing(models.Model):
    """A request on its way to one contact, through the agency that keeps the entry. The asker hears of a yes alone, unless they asked by
    name.
    """

    request = models.ForeignKey(Request, CASCADE, related_name="passings")
    contact = models.ForeignKey(Contact, PROTECT, related_name="passings")
    keeper = models.UUIDField()
    answer = models.CharField(max_length=8, blank=True)  # yes, no
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "contact"], name="programme_passing_once")]
        indexes: ClassVar = [models.Index(fields=["keeper", "answered_at"], name="programme_passing_open")]


class Exchange(Kept, Dated):
    """What a country asks of another, or offers."""

    kind = models.CharField(max_length=8)
    country = models.CharField(max_length=2)
    other = models.CharField(max_length=2, blank=True)
    profession = models.CharField(max_length=CODE)
    marks = models.JSONField(default=dict)  # languages, topics, groups: lists of codes
    weeks = models.PositiveSmallIntegerField(null=True)
    closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.profession}"


class Visit(Kept, Dated):
    """A practitioner goes from one country to another, and what came of it."""

    asks = models.ForeignKey(Exchange, PROTECT, null=True, related_name="visits_asked")
    offers = models.ForeignKey(Exchange, PROTECT, null=True, related_name="visits_offered")
    sends = models.CharField(max_length=2)
    receives = models.CharField(max_length=2)
    profession = models.CharField(max_length=CODE)
    state = models.CharField(max_length=CODE)
    outcome = models.CharField(max_length=CODE, blank=True)
    came_of_it = models.CharField(max_length=WORDS, blank=True)

    def __str__(self) -> str:
        return f"{self.sends}-{self.receives}"
