"""What a session is changed by: the door of the demonstration, and the choice of the agency to act for."""

from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest

from opennrm.access.actor import Actor
from opennrm.journal.models import Installation
from opennrm.mechanism import reads
from opennrm.mechanism.actions.acting import absent
from opennrm.mechanism.models import User
from opennrm.mechanism.session import begin, put_agency
from opennrm.standards.refusal import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def is_demonstration() -> bool:
    """Whether this installation was made with invented people alone, who have no passwords."""
    installation = Installation.current()
    return installation is not None and installation.has_open_doors


def enter_demo(request: HttpRequest, user_id: UUID) -> Actor | None:
    """Sign in as an invented person without a password, in a new session. Raises Refused outside a demonstration, and for nobody."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if is_demonstration() else None
    if user is None:
        raise Refused(absent())
    login(request, user, backend=BACKEND)
    begin(request)
    return reads.actor_for(user)


def choose_agency(request: HttpRequest, user: User, agency: UUID) -> None:
    """Act for one of one's agencies in this session from now on. Raises Refused for any other."""
    if reads.actor_for(user, agency) is None:
        raise Refused(absent("agency"))
    request.session.cycle_key()
    put_agency(request, agency)
