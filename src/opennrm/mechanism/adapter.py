"""Sign-in as allauth does it, with our conditions: by invitation only, slow for guessers, silent about who has an account."""

import base64
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.journal import clock
from opennrm.mechanism import device, limits, post
from opennrm.mechanism.actions.factors import finish_factor_resets
from opennrm.mechanism.canonical import canonical_email
from opennrm.mechanism.session import begin

RESET_MAIL = "account/email/password_reset_key"
UNKNOWN_MAIL = "account/email/unknown_account"
AT_ONCE = 300

NEW_CODES = "mfa/messages/recovery_codes_generated.txt"
# allauth reports some of what it did; these are worth a sentence, in our words.
REPORTED = {
    "account/messages/password_changed.txt": gettext_lazy("Your password is changed. You are signed out everywhere else."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Your second factor is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Your second factor is removed."),
    NEW_CODES: gettext_lazy("New recovery codes are made. The old ones open nothing any more."),
}


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations alone; whoever guesses is slowed where they are, and learns nothing of who has an account."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The address and the password do not fit together."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait a moment, then try again."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a moment, then try again."),
        "incorrect_code": gettext_lazy("This code does not fit. Codes change every 30 seconds: enter the one shown now."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "invalid_password_reset": gettext_lazy("This link no longer opens anything. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._places = self._counted_at(request, canonical_email(credentials.get("email") or "") or "")
        if limits.begin(self._places, clock.real()):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            limits.succeeded(self._places)
        return user

    def _counted_at(self, request: HttpRequest, email: str) -> list[limits.Place]:
        if known := device.known(request, email):
            return [limits.place("device", known, email)]
        network = limits.network(self.get_client_ip(request))
        return [limits.place("account", email, network), limits.place("network", network, free=limits.FREE_FOR_A_NETWORK)]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        # Who was led from the password straight to setting up a first factor is not asked for the password a second time.
        return not self._sets_up_at_once(app) and super().is_reauthentication_required(app=app, **kwargs)

    def _sets_up_at_once(self, app: str) -> bool:
        user: Any = self.request.user
        if app != "allauth.mfa" or Authenticator.objects.filter(user=user).exists():
            return False
        return any(time.time() - record["at"] < AT_ONCE for record in get_authentication_records(self.request, user))

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url and url.startswith("/") and super().is_safe_url(url))

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # one answer, a page, whatever a header asks for

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase | None:
        # Between the password and the second factor the session changes its key too, so that a planted one is worth nothing.
        request.session.cycle_key()
        finish_factor_resets(clock.now(), user.pk)
        user.refresh_from_db()
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        begin(request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        device.remember(request, response, user.email)
        return response

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:
        # With a first factor come first codes: there are no old ones of which to tell.
        first = message_template == NEW_CODES and request.resolver_match and request.resolver_match.url_name == "mfa_activate_totp"
        if message_template in REPORTED and not first:
            messages.add_message(request, level, str(REPORTED[message_template]))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Nobody without an account is written to: the address may belong to somebody whom such a mail endangers. The letter is
        # made all the same and thrown away, so that the answer takes as long.
        message = self._letter(template_prefix, email, context)
        if template_prefix != UNKNOWN_MAIL:
            post.send(message)

    def _letter(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage:
        if template_prefix in (RESET_MAIL, UNKNOWN_MAIL):
            link = context.get("password_reset_url") or context.get("signup_url")
            text = render_to_string("mechanism/mail_reset.txt", {"link": link})
        else:
            text = render_to_string("mechanism/mail_news.txt")
        return EmailMessage(_("OpenNRM: there is something new"), text, to=[email])


class SealedFactors(DefaultMFAAdapter):
    """Second factors rest sealed under the installation's secret, which lies beside the keys and not in the database."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": InvitedOnly.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        # Inline in the page, for the content policy allows no data: image; hence without the declaration of a file of its own.
        drawn = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :].replace("<svg ", '<svg class="nrm-qr" aria-hidden="true" focusable="false" ', 1)


def _box() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"opennrm.mechanism.second-factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
