"""Contacts as a Django app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Whom to ask, and what is asked. Of no case: pages read and write it, as far as each person agreed. Source: decision 0022."""

    name = "opennrm.programme.contacts"
    label = "programme_contacts"
    verbose_name = "Contacts"
    default_auto_field = "django.db.models.BigAutoField"
    written_by_pages = ("programme_contacts",)
