"""The forms of sign-in: allauth checks them, sheets show them, and codes are counted by our limits."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opennrm.journal import clock
from opennrm.mechanism import limits
from opennrm.mechanism.canonical import canonical_email
from opennrm.ui.forms import EmailField, PasswordField, Sheet, TextField

LONG_ENOUGH = _("At least 15 characters. A few words in a row are easy to keep in mind.")
MISSING = _("Enter your password")


def address_field() -> EmailField:
    return EmailField(label=_("E-mail address"), autocomplete="username", max_length=254, missing=_("Enter your e-mail address"))


def password_field(label: Any) -> PasswordField:
    return PasswordField(label=label, autocomplete="current-password", strip=False, missing=MISSING)


def code_field(says: Any) -> TextField:
    return TextField(label=_("Code"), help_text=says, width=10, max_length=40, autocomplete="one-time-code", missing=_("Enter a code"))


class NewPasswordField(PasswordField):
    """A password that somebody chooses; it has to stand before it is taken."""

    user: Any = None

    def clean(self, value: Any) -> Any:
        return get_adapter().clean_password(super().clean(value), user=self.user)


def new_password_field() -> NewPasswordField:
    label, missing = _("New password"), _("Choose a new password")
    return NewPasswordField(label=label, help_text=LONG_ENOUGH, autocomplete="new-password", strip=False, missing=missing)


def repeated_field() -> PasswordField:
    missing = _("Enter the new password a second time")
    return PasswordField(label=_("New password again"), autocomplete="new-password", strip=False, missing=missing)


class SignIn(LoginForm, Sheet):
    password = password_field(_("Password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()

    def clean_login(self) -> str:
        # An address with no canonical spelling goes on as it is: the answer is that of any wrong one.
        return canonical_email(super().clean_login()) or str(self.cleaned_data["login"])

    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError as refused:
            self.add_error("password", refused)
            return self.cleaned_data


class Again(ReauthenticateForm, Sheet):
    password = password_field(_("Password"))


class ChangePassword(ChangePasswordForm, Sheet):
    oldpassword = password_field(_("Present password"))
    password1 = new_password_field()
    password2 = repeated_field()


class Forgotten(ResetPasswordForm, Sheet):
    email = address_field()


class NewPassword(ResetPasswordKeyForm, Sheet):
    password1 = new_password_field()
    password2 = repeated_field()


class Counted:
    """Codes are guessed slower after each failure. Who comes so far knows the password: nobody else can be held up by it."""

    user: Any

    def clean_code(self) -> str:
        places = [limits.place("code", str(self.user.pk))]
        if limits.begin(places, clock.real()):
            raise get_adapter().validation_error("too_many_login_attempts")
        given: str = super().clean_code()  # type: ignore[misc]
        limits.succeeded(places)
        return given


class Code(Counted, AuthenticateForm, Sheet):
    code = code_field(_("The six figures that your authenticator app shows now, or one of your recovery codes."))


class CodeAgain(Counted, CodeReauthenticateForm, Sheet):
    code = code_field(_("The six figures that your authenticator app shows now, or one of your recovery codes."))


class FirstCode(Counted, ActivateTOTPForm, Sheet):
    code = code_field(_("The six figures that your authenticator app shows now."))
