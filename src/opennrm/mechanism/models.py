"""Agencies, the people in them, and what agencies agreed. Ordinary rows with history; a role is held from–to and only ever closed."""

from typing import Any, ClassVar, NoReturn
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalRecords

from opennrm.mechanism.kinds import COORDINATOR, DESIGNATIONS, KINDS, ROLES

PROTECT = models.PROTECT


class NeverDeleted(Exception):
    """Rows of the mechanism are closed, never deleted: who could see this on that day must stay answerable."""


class Kept(models.QuerySet[Any]):
    """Reads and writes, deletes nothing."""

    def delete(self) -> NoReturn:
        raise NeverDeleted(self.model.__name__)


class People(BaseUserManager.from_queryset(Kept)):  # type: ignore[misc]
    """Looks people up by the address they sign in with."""


class User(AbstractBaseUser):
    """Somebody who signs in, by address. Has no power but the roles that an agency gave; there is no superuser and no staff."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    rights_version = models.PositiveIntegerField(default=1)

    objects = People()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this with the session at every request. With the rights version in it, a changed role, a suspended agency
        # and a reset factor end each session as a changed password does, whatever page or middleware comes first.
        value = f"{self.password}|{self.rights_version}"
        return salted_hmac("opennrm.mechanism.session", value, secret=secret, algorithm="sha256").hexdigest()


class Agency(models.Model):
    """A body that takes part: authority, organisation, provider. Its kind decides which roles its people can hold; `body` is the party of
    the country's law that it is, where the law tells several of one kind apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=160)
    body = models.CharField(max_length=64, blank=True)
    region = models.CharField(max_length=32, blank=True)
    languages = models.JSONField(default=list)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    admitted_at = models.DateTimeField()
    admitted_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")

    objects = Kept.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="mechanism_known_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Suspension(models.Model):
    """A time during which an agency's people can do nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    suspended_by = models.ForeignKey(User, PROTECT, related_name="+")
    lifted_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")

    objects = Kept.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency"], condition=Q(ends_at__isnull=True), name="mechanism_suspended_once"),
        ]


class Membership(models.Model):
    """One role of one person in one agency, from–to. `given_by` is empty for the very first coordinator alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, PROTECT, related_name="memberships")
    role = models.CharField(max_length=32)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")

    objects = Kept.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(given_by__isnull=True) | ~Q(given_by=F("user")), name="mechanism_nobody_raises_himself"),
            models.CheckConstraint(condition=Q(given_by__isnull=False) | Q(role=COORDINATOR), name="mechanism_somebody_gave_it"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="mechanism_role_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(role__in=sorted(ROLES)), name="mechanism_known_role"),
            models.UniqueConstraint(fields=["role"], condition=Q(given_by__isnull=True), name="mechanism_one_first_coordinator"),
            models.UniqueConstraint(fields=["user", "agency", "role"], condition=Q(ends_at__isnull=True), name="mechanism_role_held_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "role"], condition=Q(ends_at__isnull=True), name="mechanism_live_by_agency"),
            models.Index(fields=["role", "starts_at"], name="mechanism_role_by_time"),
        ]


class Designation(models.Model):
    """An agency named by law or decision to act as first responder, competent authority or support provider. Whole days, last one in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, PROTECT, related_name="designations")
    capacity = models.CharField(max_length=32)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    designated_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = Kept.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(capacity__in=sorted(DESIGNATIONS)), name="mechanism_known_capacity"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mechanism_designation_in_order"
            ),
        ]


class Agreement(models.Model):
    """A cooperation agreement: which agencies may share which sections for which purposes, on what data terms, from–to."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=160)
    sections = models.JSONField()
    purposes = models.JSONField()
    data_terms = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    parties = models.ManyToManyField(Agency, through="AgreementParty", related_name="agreements")

    objects = Kept.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mechanism_agreement_in_order"),
        ]


class AgreementParty(models.Model):
    """One agency of an agreement."""

    agreement = models.ForeignKey(Agreement, PROTECT)
    agency = models.ForeignKey(Agency, PROTECT)

    objects = Kept.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agreement", "agency"], name="mechanism_party_once"),
        ]


class Invitation(models.Model):
    """A one-use offer of roles in an agency. Only the hash of the token is kept; `invited_by` is empty for the one of `opennrm init`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, PROTECT, related_name="invitations")
    roles = models.JSONField()
    email = models.EmailField(max_length=254, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = Kept.as_manager()


class Attempt(models.Model):
    """Somebody tried to give themselves, or others, what was not theirs to give. The coordinator reads it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40)
    codes = models.JSONField()
    roles = models.JSONField(default=list)

    objects = Kept.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-at"], name="mechanism_attempts_by_time")]


class FactorReset(models.Model):
    """Somebody lost their second factor: two people ask and agree, a day passes, and the person can stop it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, PROTECT, related_name="factor_resets")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = Kept.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="mechanism_reset_takes_two"),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="mechanism_reset_asked_by_another"),
            models.CheckConstraint(condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("user")), name="mechanism_reset_agreed_by_another"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(stopped_at__isnull=True, done_at__isnull=True), name="mechanism_one_open_reset"
            ),
        ]


class SignInTrouble(models.Model):
    """Failures to sign in, under a keyed hash of what failed from where: neither an address nor a network stands here."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()


class Cached(models.Model):
    """An entry of the shared cache, under a keyed hash: a count, a code that was used. JSON, so that reading it can run nothing."""

    key = models.CharField(primary_key=True, max_length=64)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
