"""The spine's tables: the case as it stands, its ledger with every earlier version, the lines of worklists, the editions of the law."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from opennrm.journal.models import Projection

FAR = date(9999, 12, 31)  # the day of a line that has none: the index sorts by due without a null


class Case(Projection):
    """A case, or a contact before one, as lists and pages need it: coarse facts and the place in the procedure, no identity."""

    case_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=16)
    reference = models.CharField(max_length=12, db_index=True)
    state = models.CharField(max_length=40)
    since = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    about = models.JSONField()
    edition = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    position = models.BigIntegerField()

    class Meta:
        db_table = "cases_case"


class Right(Projection):
    """One version of one row of the rights ledger: from the position that made it until the one that replaced it.

    Status is no column: it is a function of `body` and a date (`ledger.status`).
    """

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    entitlement = models.CharField(max_length=60)
    opening = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=32)
    responsible = models.CharField(max_length=32)
    opened_on = models.DateField(null=True)
    opened_by = models.CharField(max_length=80, default="")
    due = models.DateField(null=True)
    at_once = models.BooleanField(default=False)
    wants = models.BooleanField()
    body = models.JSONField()
    from_position = models.BigIntegerField()
    until_position = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_right"
        indexes = [
            models.Index(fields=["case_id"], condition=Q(until_position__isnull=True), name="right_now_by_case"),
            models.Index(fields=["case_id", "from_position"], name="right_by_case"),
        ]


class Turn(Projection):
    """A day on which a right of a case may come to stand otherwise although nothing is recorded (`turns.turns`).

    Figures that are carried from one day to the next look there for the cases that they have to count anew; a row that no right needs any
    more stays, and costs one look.
    """

    pk = models.CompositePrimaryKey("case_id", "day")
    case_id = models.UUIDField()
    day = models.DateField()

    class Meta:
        db_table = "cases_turn"
        indexes = [models.Index(fields=["day", "case_id"], name="turn_by_day")]


IN_ORDER = ("agency", "lane", "due", "since", "case_id", "key", "opening")
WHO_IS_TOLD = ("ties", "own_words")  # so that lines are counted by the index alone, without a look at the table for each


class WorklistLine(Projection):
    """One line of one agency's worklist: a step that waits, or a right that wants an act (`opening`; none of a step) and has a day or is
    owed at once. Whose turn it is and who of the agency it is for: `lines.LANES`. What a person asked or needs is marked: `own_words`.

    A part of a worklist is one short scan of the index, in the order of its days, however many cases an agency has.
    """

    agency_field: ClassVar[str] = "agency"

    pk = models.CompositePrimaryKey("case_id", "agency", "key", "opening")
    case_id = models.UUIDField()
    agency = models.UUIDField()
    key = models.CharField(max_length=60)
    opening = models.PositiveSmallIntegerField()
    lane = models.CharField(max_length=8)
    relation = models.CharField(max_length=32, default="")
    due = models.DateField(default=FAR)
    since = models.DateField(null=True)
    own_words = models.BooleanField(default=False)
    child = models.BooleanField(default=False)
    ties = models.CharField(max_length=200, default="")
    changed_on = models.DateField(null=True)
    open = models.BooleanField()

    class Meta:
        db_table = "cases_line"
        indexes = [
            models.Index(fields=[*IN_ORDER, *WHO_IS_TOLD], condition=Q(open=True), name="line_by_day"),
            # A step over all agencies, as who coordinates counts it.
            models.Index(fields=["key", "due", "agency"], condition=Q(open=True, lane="ours", opening=0), name="step_by_day"),
        ]


class Counted(Projection):
    """One version of what figures count of a case: from the position that made it until the one that replaced it.

    `alike`: a number for all codes that a table may ask for (`counted.alike`), so that cases which a table cannot tell apart are counted
    together by an index alone. Versions that stand and versions that ended have an index each: a table of today reads none that ended,
    one as at a position none that had ended by then.
    """

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    opened_on = models.DateField(null=True)
    referred_on = models.DateField()
    state = models.CharField(max_length=40)
    sex = models.CharField(max_length=40)
    age = models.CharField(max_length=8)
    age_at_exploitation = models.CharField(max_length=8)
    place = models.CharField(max_length=40)
    nationality = models.CharField(max_length=12)
    citizenships = models.JSONField()
    region = models.CharField(max_length=40)
    forms = models.JSONField()
    referrer_kind = models.CharField(max_length=32)
    competent_authority = models.CharField(max_length=60)
    track = models.CharField(max_length=40)
    alike = models.BigIntegerField()
    from_position = models.BigIntegerField()
    until_position = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_counted"
        indexes = [
            models.Index(
                fields=["referred_on", "alike", "from_position"], condition=Q(until_position__isnull=True), name="counted_standing"
            ),
            models.Index(
                fields=["until_position", "referred_on", "alike", "from_position"],
                condition=Q(until_position__isnull=False),
                name="counted_ended",
            ),
            models.Index(fields=["case_id", "from_position", "until_position", "alike"], name="counted_by_case"),
            models.Index(fields=["from_position"], name="counted_by_position"),
        ]


class Decided(Projection):
    """One decision of one case, counted by its own day, from the position that recorded it until the one that took it away."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    stage = models.CharField(max_length=8)
    value = models.CharField(max_length=8)
    on = models.DateField()
    from_position = models.BigIntegerField()
    until_position = models.BigIntegerField(null=True)

    class Meta:
        db_table = "cases_decided"
        indexes = [
            models.Index(fields=["stage", "on", "from_position", "until_position", "value", "case_id"], name="decided_by_day"),
            models.Index(fields=["case_id"], name="decided_by_case"),
        ]


class Edition(models.Model):
    """The text of a profile under which events were recorded; its key is the content hash that they carry.

    `in_force_at`: since when this installation follows it, by its first use or by being published. The latest one of these is the law in
    force here, whatever a file says meanwhile.
    """

    edition = models.CharField(max_length=64, primary_key=True)
    country = models.CharField(max_length=2)
    text = models.TextField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_edition"
