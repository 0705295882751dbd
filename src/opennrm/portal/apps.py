"""The portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages that compose what the stages offer."""

    name = "opennrm.portal"
    label = "portal"
    verbose_name = "Portal"
