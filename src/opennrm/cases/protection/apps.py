"""The stage as a Django app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.protection"
    label = "cases_protection"
    verbose_name = "Protection"
