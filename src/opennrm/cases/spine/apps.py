"""The spine as a Django app."""

from django.apps import AppConfig


class SpineConfig(AppConfig):
    """Registers how cases and contacts are folded."""

    name = "opennrm.cases.spine"
    label = "cases_spine"
    verbose_name = "The case"
    read_by_pages = ("cases_spine.Edition",)
