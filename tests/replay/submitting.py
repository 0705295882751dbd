"""What the test that kills runs in a process of its own: prepare an installation, submit referrals, look what is there."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from tests import people  # noqa: E402

from opennrm.cases.spine import door  # noqa: E402
from opennrm.cases.spine.models import Case  # noqa: E402
from opennrm.journal import clock, replay  # noqa: E402
from opennrm.journal.models import Installation  # noqa: E402
from opennrm.mechanism import reads  # noqa: E402
from opennrm.portal.demo.mechanism import admitted, first_coordinator, invited  # noqa: E402
from opennrm.vault import provider, sweep  # noqa: E402
from opennrm.vault.models import SealedValue, SubjectKey  # noqa: E402


def prepare() -> None:
    provider.ensure()
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    Installation.objects.create(country="XD", kind="synth", created_at=clock.real())
    at = clock.now()
    coordinator = first_coordinator("Coordinator", "Jory Tal", at)
    for kind, capacity, role in (
        ("listed_ngo", "first_responder", "first_responder"),
        ("competent_authority", "competent_authority", "decision_maker"),
    ):
        agency, administrator = admitted(coordinator, {"kind": kind, "name": kind, "region": "VEL", "capacities": [capacity]}, at)
        invited(administrator, agency.pk, f"Somebody of {kind}", [role], at)


def submit(acknowledged: Path, count: int) -> None:
    """Refer person after person; the id of each is written down only once the act has come back."""
    responder = reads.who_could("first_responder", at=clock.now())[0]
    authority: Any = reads.agencies_that(kind="competent_authority", on=door.today()).get()
    actor = reads.actor_for(people.user_of(responder.user))
    assert actor is not None
    print("ready", flush=True)
    with acknowledged.open("ab", buffering=0) as file:
        for _ in range(count):
            case = people.a_referral(actor, authority)
            file.write(f"{case}\n".encode())
            os.fsync(file.fileno())


def look(acknowledged: Path) -> None:
    wanted = {UUID(line) for line in acknowledged.read_text().split()}
    there = set(Case.objects.filter(kind="case").values_list("case_id", flat=True))
    print(f"acknowledged {len(wanted)}")
    print(f"missing {len(wanted - there)}")
    print(f"faults {len(list(replay.verify()))}")
    sweep.sweep(clock.real() + timedelta(days=2))
    kept = set(SubjectKey.objects.filter(erased_at=None).values_list("subject", flat=True))
    print(f"orphans {len(kept - set(SealedValue.objects.values_list('subject', flat=True)))}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["submit", path, count]:
            submit(Path(path), int(count))
        case ["look", path]:
            look(Path(path))
