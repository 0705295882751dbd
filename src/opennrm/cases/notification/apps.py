"""The stage as a Django app."""

from django.apps import AppConfig


class NotificationConfig(AppConfig):
    """Its events and rows are found by the journal when the applications are ready."""

    name = "opennrm.cases.notification"
    label = "cases_notification"
    verbose_name = "Notification without a name"
