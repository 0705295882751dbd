"""The stage as a Django app."""

from django.apps import AppConfig


class PersonConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.person"
    label = "cases_person"
    verbose_name = "Person"
