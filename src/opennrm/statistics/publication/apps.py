"""Publications as a Django app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Finds its events and rows through the journal. What was released points to nobody: pages read it without a tie to a case."""

    name = "opennrm.statistics.publication"
    label = "statistics_publication"
    verbose_name = "Publications"
    read_by_pages = ("statistics_publication.PublishedEdition",)
