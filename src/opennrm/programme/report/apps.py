"""Reports as a Django app."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """Periodic reports: what was edited, commented, approved, published. Of no case: pages read and write it. Source: decision 0022."""

    name = "opennrm.programme.report"
    label = "programme_report"
    verbose_name = "Reports"
    default_auto_field = "django.db.models.BigAutoField"
    written_by_pages = ("programme_report",)
