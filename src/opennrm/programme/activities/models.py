"""The tables of what was done: bodies, aims, promises, activities and what belongs to them. Only actions write."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from opennrm.programme.kept import TEXT, Dated, Kept

CASCADE, PROTECT = models.CASCADE, models.PROTECT
CODE, WORDS = 40, 160


class Body(Kept):
    """An organisation, office or group that takes part. Named as it names itself, in no language but its own."""

    name = models.CharField(max_length=TEXT)
    short = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=CODE)
    country = models.CharField(max_length=2, blank=True)
    within = models.ForeignKey("self", PROTECT, null=True, related_name="parts")

    def __str__(self) -> str:
        return self.short or self.name


class Aim(Kept, Dated):
    """An aim, a criterion or a priority of the programme, while it holds."""

    kind = models.CharField(max_length=CODE)
    subject = models.CharField(max_length=WORDS)
    marks = models.JSONField(default=dict)  # taskings, topics, groups: lists of codes

    def __str__(self) -> str:
        return self.subject


class Activity(Kept, Dated):
    """Something that was, is or will be done. What it serves and is about stands in `Mark`, what lists choose by in `Filed`."""

    kind = models.CharField(max_length=CODE)
    title = models.CharField(max_length=TEXT, blank=True)
    subject = models.CharField(max_length=WORDS, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=CODE)
    held_up_by = models.CharField(max_length=WORDS, blank=True)
    confidential = models.BooleanField(default=False)  # read by the agency that keeps it alone
    method = models.CharField(max_length=WORDS, blank=True)
    sample = models.CharField(max_length=WORDS, blank=True)
    asked = models.JSONField(null=True)  # typed.Asked
    money = models.JSONField(default=list)  # typed.Money
    laid = models.JSONField(null=True)  # past.laid: the parts that stand in rows of their own, for the past; nothing is chosen by it

    class Meta(Kept.Meta):
        indexes: ClassVar = [
            models.Index(fields=["agency", "since", "id"], name="programme_activity_in_time", condition=models.Q(removed_at=None)),
            models.Index(fields=["agency", "-recorded_at"], name="programme_activity_latest", condition=models.Q(removed_at=None)),
            models.Index(fields=["agency", "until"], name="programme_activity_until", condition=models.Q(removed_at=None)),
        ]

    def __str__(self) -> str:
        return self.title or self.subject or self.key


class Mark(models.Model):
    """What an activity serves or is about: an aim by its key, a tasking or clause by its id, a topic or a group by its code."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="marks")
    kind = models.CharField(max_length=8)  # aim, tasking, clause, topic, group, material
    code = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "kind", "code"], name="programme_mark_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "code", "activity"], name="programme_mark_by_code")]


class Place(models.Model):
    """Where an activity was, or what it looked at; as far down as is known."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="places")
    order = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=80, blank=True)
    town = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=CODE, blank=True)
    about = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["country", "activity"], name="programme_place_by_country")]


class Part(models.Model):
    """Who took part, as what: a body, or a kind of people of a country, with their number where it is known."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=CODE)
    body = models.ForeignKey(Body, PROTECT, null=True, related_name="parts_taken")
    people = models.CharField(max_length=CODE, blank=True)
    country = models.CharField(max_length=2, blank=True)
    number = models.PositiveIntegerField(null=True)


class Filed(models.Model):
    """An activity that stands, under one thing that pages choose it by. Follows from the records: `activities.filed` makes it again."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="filed")
    agency = models.UUIDField()
    facet = models.CharField(max_length=8)  # all, kind, state, country, topic, aim, tasking, long
    code = models.CharField(max_length=80, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    confidential = models.BooleanField()
    led_to = models.IntegerField()  # how many outcomes it has

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "facet", "code"], name="programme_filed_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "facet", "code", "-since", "activity", "until", "confidential", "led_to"], name="programme_filed_in_time"
            )
        ]


class Tally(models.Model):
    """How many activities are filed under one thing, the open ones and the confidential ones each for themselves, with their outcomes."""

    agency = models.UUIDField()
    facet = models.CharField(max_length=8)
    code = models.CharField(max_length=80, blank=True)
    confidential = models.BooleanField()
    activities = models.IntegerField()
    led_to = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "facet", "code", "confidential"], name="programme_tally_once")]


class Outcome(Kept, Dated):
    """What an activity led to, when and by what evidence."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=CODE)
    subject = models.CharField(max_length=WORDS, blank=True)
    body = models.ForeignKey(Body, PROTECT, null=True, related_name="outcomes")
    country = models.CharField(max_length=2, blank=True)
    evidence = models.CharField(max_length=TEXT, blank=True)
    marks = models.JSONField(default=dict)  # clauses, topics, materials

    class Meta(Kept.Meta):
        indexes: ClassVar = [
            models.Index(fields=["agency", "-since", "key"], name="programme_outcome_in_order", condition=models.Q(removed_at=None)),
        ]


class Finding(Kept):
    """What an activity found or brought out."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="findings")
    subject = models.CharField(max_length=WORDS)
    countries = models.JSONField(default=list)
    marks = models.JSONField(default=dict)  # topics, groups, clauses


class Link(models.Model):
    """How an activity stands to another: follows it, prepares it, is a part of it."""

    activity = models.ForeignKey(Activity, CASCADE, related_name="links")
    to = models.ForeignKey(Activity, CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=CODE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "to", "kind"], name="programme_link_once"),
            models.CheckConstraint(condition=~models.Q(activity=models.F("to")), name="programme_link_to_another"),
        ]


class Promise(Kept, Dated):
    """What a plan says will be done by when, and what became of it."""

    subject = models.CharField(max_length=WORDS)
    countries = models.JSONField(default=list)
    marks = models.JSONField(default=dict)  # aims, topics, groups
    state = models.CharField(max_length=CODE, default="open")
    why = models.CharField(max_length=WORDS, blank=True)
    answered_by = models.ManyToManyField(Activity, related_name="answers")
    laid = models.JSONField(null=True)  # past.laid, as of an activity

    def __str__(self) -> str:
        return self.subject


class Feed(models.Model):
    """A calendar that a person subscribed to, by an address that nobody can guess; of the address stands its digest alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.UUIDField()
    agency = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "opened_at"], name="programme_feed_of_user")]


class Import(models.Model):
    """A file that somebody sent, read and judged, until it is taken over or thrown away: its records, and how far one has come."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.UUIDField()
    agency = models.UUIDField()
    name = models.CharField(max_length=200)
    shape = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    records = models.JSONField()  # typed records, as they were typed, that nothing is wrong with
    refused = models.JSONField()  # [row, column, what would be right]
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # new, changed, the same
