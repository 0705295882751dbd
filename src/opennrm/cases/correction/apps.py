"""The stage as a Django app."""

from django.apps import AppConfig


class CorrectionConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.correction"
    label = "cases_correction"
    verbose_name = "Correction"
