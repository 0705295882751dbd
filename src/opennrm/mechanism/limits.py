"""Slower after each failure to sign in, by account and network: a stranger's guesses hold up the stranger, never the account's owner."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from opennrm.mechanism.models import SignInTrouble
from opennrm.mechanism.rules import delay

# An office shares one address: so many failures of all its people together are free before the network is slowed.
FREE_FOR_A_NETWORK = 17
FORGOTTEN_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where failures are counted: a keyed hash, and how many are free beyond the three that everybody has."""

    key: str
    free: int = 0


def place(*parts: str, free: int = 0) -> Place:
    """A place to count, under a keyed hash: neither the address nor the network can be read from it."""
    return Place(salted_hmac("opennrm.mechanism.limits", "|".join(parts), algorithm="sha256").hexdigest(), free)


def network(address: str) -> str:
    """The network of a client's address: /24, or /64 in IPv6; the text itself if it is none."""
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 64}", strict=False))


def begin(places: Sequence[Place], at: datetime) -> int:
    """Count an attempt as failed until `succeeded` takes it back; or give the seconds to wait, and count nothing.

    Counting first keeps a burst of parallel guesses from passing on one stale count.
    """
    with transaction.atomic():
        rows = [_row(place, at) for place in places]
        wait = max((_wait(row, place, at) for row, place in zip(rows, places, strict=True)), default=0)
        if not wait:
            SignInTrouble.objects.filter(pk__in=[row.pk for row in rows]).update(failures=F("failures") + 1, last_at=at)
        return wait


def succeeded(places: Sequence[Place]) -> None:
    """The attempt was right: its own count is forgotten, a network's keeps the failures of others."""
    SignInTrouble.objects.filter(pk__in=[place.key for place in places if not place.free]).update(failures=0)
    SignInTrouble.objects.filter(pk__in=[place.key for place in places if place.free], failures__gt=0).update(failures=F("failures") - 1)


def sweep(at: datetime) -> int:
    """Delete counts that hold nobody up any more; how many."""
    return SignInTrouble.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()[0]


def _row(place: Place, at: datetime) -> SignInTrouble:
    SignInTrouble.objects.get_or_create(pk=place.key, defaults={"last_at": at})
    row = SignInTrouble.objects.select_for_update(of=("self",)).get(pk=place.key)
    if row.failures and at - row.last_at > FORGOTTEN_AFTER:
        row.failures = 0
        row.save(update_fields=["failures"])
    return row


def _wait(row: SignInTrouble, place: Place, at: datetime) -> int:
    until = row.last_at + timedelta(seconds=delay(max(0, row.failures - place.free)))
    return max(0, int((until - at).total_seconds() + 0.999))
