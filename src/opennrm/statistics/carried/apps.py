"""Carried figures as a Django app."""

from django.apps import AppConfig


class CarriedConfig(AppConfig):
    """Exact counts over all cases: closed to pages, which are told what was withheld from them."""

    name = "opennrm.statistics.carried"
    label = "statistics_carried"
    verbose_name = "Figures carried on"
