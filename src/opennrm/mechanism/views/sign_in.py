"""Signing in and out, passwords, the second factor: allauth's pages in our look, and only those that we need."""

from textwrap import wrap
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions.views import ListUserSessionsView
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from opennrm.mechanism import reads
from opennrm.mechanism.actions.factors import factor_changed


class SignIn(account.LoginView):
    template_name = "mechanism/sign_in.html"


class SignOut(account.LogoutView):
    template_name = "mechanism/sign_out.html"


class Closed(account.AccountInactiveView):
    template_name = "mechanism/closed.html"


class ByInvitation(account.SignupView):
    template_name = template_name_signup_closed = "mechanism/by_invitation.html"


class Again(account.ReauthenticateView):
    template_name = "mechanism/again.html"


class ChangePassword(account.PasswordChangeView):
    template_name = "mechanism/change_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        # Invented people have no password, and get none.
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        return reverse("mechanism:profile")


class Forgotten(account.PasswordResetView):
    template_name = "mechanism/forgotten.html"


class ForgottenSent(account.PasswordResetDoneView):
    template_name = "mechanism/forgotten_sent.html"


class NewPassword(account.PasswordResetFromKeyView):
    template_name = "mechanism/new_password.html"


class NewPasswordSet(account.PasswordResetFromKeyDoneView):
    template_name = "mechanism/new_password_set.html"


class Factor(factor.IndexView):
    template_name = "mechanism/factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return {**super().get_context_data(**kwargs), "reset": reads.factor_reset_of(user.pk)}


class Code(factor.AuthenticateView):
    template_name = "mechanism/code.html"


class CodeAgain(factor.ReauthenticateView):
    template_name = "mechanism/code_again.html"


class SetUpFactor(totp.ActivateTOTPView):
    template_name = "mechanism/set_up_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return {**shown, "key_in_fours": " ".join(wrap(shown["form"].secret, 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user: Any = self.request.user
        factor_changed(self.request, user)
        # Who has just shown both factors sees the recovery codes next, without being asked a third time.
        record_authentication(self.request, user, "mfa", reauthenticated=True)
        return response


class RemoveFactor(totp.DeactivateTOTPView):
    template_name = "mechanism/remove_factor.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        factor_changed(self.request, self.request.user)  # type: ignore[arg-type]
        return response


class RecoveryCodes(codes.ViewRecoveryCodesView):
    template_name = "mechanism/recovery_codes.html"


class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    template_name = "mechanism/new_recovery_codes.html"


class Sessions(ListUserSessionsView):
    template_name = "mechanism/sessions.html"
