"""Materials as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MaterialsConfig(AppConfig):
    """What can be read and handed on. Of no case: pages read and write it. Source: decision 0022."""

    name = "opennrm.programme.materials"
    label = "programme_materials"
    verbose_name = "Materials"
    default_auto_field = "django.db.models.BigAutoField"
    written_by_pages = ("programme_materials",)

    def ready(self) -> None:
        """Find what rooms offer to one another by key (`programme.pointers`)."""
        autodiscover_modules("pointing")
