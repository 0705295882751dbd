"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the read log's kind of stream when its events are imported."""

    name = "opennrm.access"
    label = "access"
    verbose_name = "Access"
