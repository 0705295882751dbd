"""Interventions as a Django app."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Letters for persons. Pages read the rows of their own agency and write none (actions do). Source: decision 0006."""

    name = "opennrm.programme.interventions"
    label = "programme_interventions"
    verbose_name = "Interventions"
    default_auto_field = "django.db.models.BigAutoField"
