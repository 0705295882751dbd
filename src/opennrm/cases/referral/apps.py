"""The stage as a Django app."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """Its events and rows are found by the journal when the applications are ready."""

    name = "opennrm.cases.referral"
    label = "cases_referral"
    verbose_name = "Referral"
