"""The mechanism as a Django app."""

from django.apps import AppConfig


class MechanismConfig(AppConfig):
    """Agencies, people in them, and what agencies agreed; the user model lives here."""

    name = "opennrm.mechanism"
    label = "mechanism"
    verbose_name = "Mechanism"
    default_auto_field = "django.db.models.BigAutoField"
    # Who works in the mechanism and how they sign in: of no case. Source: decision 0006.
    written_by_pages = ("mechanism", "sessions", "account", "mfa", "usersessions")
