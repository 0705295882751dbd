"""The stage as a Django app."""

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.identification"
    label = "cases_identification"
    verbose_name = "Identification"
