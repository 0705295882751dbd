"""The stage as a Django app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.support"
    label = "cases_support"
    verbose_name = "Support"
