"""What the test that kills runs in a process of its own: put a file into a draft by its page, and be killed half-way, or at its end."""

import os
import signal
import sys
from io import BytesIO
from uuid import UUID

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from tests.people import signed_in  # noqa: E402

from opennrm.cases.referral.tests.test_country_form import Britain, a_draft  # noqa: E402
from opennrm.vault.models import DraftPiece  # noqa: E402
from opennrm.vault.tests.makings import a_doc  # noqa: E402

CANARY = b"CANARY-PLAIN"
HEAD = b'--b\r\nContent-Disposition: form-data; name="evidence_files"; filename="a.doc"\r\nContent-Type: application/msword\r\n\r\n'
LARGE = 3_000_000


class Killed(BytesIO):
    """A body of which half arrives: then nobody is there any more."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > LARGE // 2:
            die()
        return super().read(size)


def die() -> None:
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def post(client: Client, contact: UUID, content: bytes, until: str) -> None:
    body = HEAD + content + b"\r\n--b--\r\n"
    arriving = Killed(body) if until == "half" else BytesIO(body)
    client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/contacts/{contact}/form/evidence/",
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": arriving,
        }
    )


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["*"]
    for place in (settings.HOME, settings.KEYS):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    britain = Britain()
    draft = a_draft(britain.responder, "ENG")
    room = b" " * len(CANARY)
    whole = a_doc().replace(room, CANARY, 1)
    post(signed_in(britain.responder), draft, CANARY * (LARGE // len(CANARY)) if sys.argv[1] == "half" else whole, sys.argv[1])
    if DraftPiece.objects.exists():
        print("a piece is sealed")
    die()
