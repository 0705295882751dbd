"""The stage as a Django app."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Its events and rows are found by the journal when the applications are ready."""

    name = "opennrm.cases.contact"
    label = "cases_contact"
    verbose_name = "First contact"
