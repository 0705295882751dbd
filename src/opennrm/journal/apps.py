"""The journal as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """Finds every stage's events, folds and projections when the applications are ready."""

    name = "opennrm.journal"
    label = "journal"
    verbose_name = "Journal"
    read_by_pages = ("journal.Installation", "journal.SimulatedTime", "journal.Invention")

    def ready(self) -> None:
        autodiscover_modules("events", "applies")
