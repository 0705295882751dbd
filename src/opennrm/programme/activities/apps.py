"""Activities as a Django app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What was done and what came of it. Of no case: pages read and write it. Source: decision 0022."""

    name = "opennrm.programme.activities"
    label = "programme_activities"
    verbose_name = "Activities"
    default_auto_field = "django.db.models.BigAutoField"
    written_by_pages = ("programme_activities",)
