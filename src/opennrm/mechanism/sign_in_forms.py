"""The forms of sign-in, as allauth checks them, with our words and our limits."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from opennrm.journal import clock
from opennrm.mechanism import limits
from opennrm.mechanism.canonical import canonical_email

ADDRESS, PASSWORD, NEW, REPEATED = _("E-mail address"), _("Password"), _("New password"), _("New password again")
LONG_ENOUGH = _("At least 15 characters. A few words in a row are easy to keep in mind.")
CODE, CODE_SAYS = _("Code"), _("The six figures that your authenticator app shows now, or one of your recovery codes.")


class InOurWords:
    """Puts our labels and hints on a form of allauth, and takes its placeholders away: they vanish while one types."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignIn(InOurWords, LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}

    def clean_login(self) -> str:
        # An address with no canonical spelling goes on as it is: the answer is that of any wrong one.
        return canonical_email(super().clean_login()) or str(self.cleaned_data["login"])


class Again(InOurWords, ReauthenticateForm):
    labels = {"password": PASSWORD}


class ChangePassword(InOurWords, ChangePasswordForm):
    labels = {"oldpassword": _("Present password"), "password1": NEW, "password2": REPEATED}
    hints = {"password1": LONG_ENOUGH}


class Forgotten(InOurWords, ResetPasswordForm):
    labels = {"email": ADDRESS}


class NewPassword(InOurWords, ResetPasswordKeyForm):
    labels = {"password1": NEW, "password2": REPEATED}
    hints = {"password1": LONG_ENOUGH}


class Counted(InOurWords):
    """Codes are guessed slower after each failure. Who comes so far knows the password: nobody else can be held up by it."""

    labels = {"code": CODE}
    hints = {"code": CODE_SAYS}

    def clean_code(self) -> str:
        places = [limits.place("code", str(self.user.pk))]  # type: ignore[attr-defined]
        if limits.begin(places, clock.real()):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        limits.succeeded(places)
        return code


class Code(Counted, AuthenticateForm):
    pass


class CodeAgain(Counted, CodeReauthenticateForm):
    pass


class FirstCode(Counted, ActivateTOTPForm):
    hints = {"code": _("The six figures that your authenticator app shows now.")}
