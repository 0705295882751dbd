"""The stage as a Django app."""

from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    """Finds its events, folds and rows through the journal."""

    name = "opennrm.cases.procedure"
    label = "cases_procedure"
    verbose_name = "Procedure"
