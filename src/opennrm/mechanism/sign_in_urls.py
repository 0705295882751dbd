"""The addresses of sign-in, under allauth's names; what is not listed here does not exist."""

from collections.abc import Callable
from typing import Any

from django.urls import path, re_path

from opennrm.access.through import Declared
from opennrm.mechanism.views import sign_in


def everybody(view: type[Any]) -> Callable[..., Any]:
    """Open to whoever comes: it shows nothing of anybody."""
    return _declared(view, Declared(public=True))


def oneself(view: type[Any]) -> Callable[..., Any]:
    """One's own sign-in, for whoever is signed in, also before they can act for an agency."""
    return _declared(view, Declared())


def _declared(view: type[Any], how: Declared) -> Callable[..., Any]:
    made = view.as_view()
    made.declared = how
    return made  # type: ignore[no-any-return]


urlpatterns = [
    path("", everybody(sign_in.SignIn), name="account_login"),
    path("out/", everybody(sign_in.SignOut), name="account_logout"),
    path("closed/", everybody(sign_in.Closed), name="account_inactive"),
    path("invited/", everybody(sign_in.ByInvitation), name="account_signup"),
    path("again/", oneself(sign_in.Again), name="account_reauthenticate"),
    path("password/", oneself(sign_in.ChangePassword), name="account_change_password"),
    path("password/forgotten/", everybody(sign_in.Forgotten), name="account_reset_password"),
    path("password/forgotten/sent/", everybody(sign_in.ForgottenSent), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", everybody(sign_in.NewPassword), name="account_reset_password_from_key"
    ),
    path("password/new/set/", everybody(sign_in.NewPasswordSet), name="account_reset_password_from_key_done"),
    path("factor/", oneself(sign_in.Factor), name="mfa_index"),
    path("factor/code/", everybody(sign_in.Code), name="mfa_authenticate"),
    path("factor/code/again/", oneself(sign_in.CodeAgain), name="mfa_reauthenticate"),
    path("factor/set-up/", oneself(sign_in.SetUpFactor), name="mfa_activate_totp"),
    path("factor/remove/", oneself(sign_in.RemoveFactor), name="mfa_deactivate_totp"),
    path("factor/recovery/", oneself(sign_in.RecoveryCodes), name="mfa_view_recovery_codes"),
    path("factor/recovery/new/", oneself(sign_in.NewRecoveryCodes), name="mfa_generate_recovery_codes"),
    path("sessions/", oneself(sign_in.Sessions), name="usersessions_list"),
]
