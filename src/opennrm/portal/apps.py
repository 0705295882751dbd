"""The portal as a Django app."""

import gc

from django.apps import AppConfig

# How many new objects the collector of cycles waits for. The 700 of Python make it walk through profile and law over and over.
YOUNG = 10_000


class PortalConfig(AppConfig):
    """Pages that compose what the stages offer."""

    name = "opennrm.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Nearly all that a page or a batch makes goes without the collector, when nobody holds it any more."""
        gc.set_threshold(YOUNG, 10, 10)
