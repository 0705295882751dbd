from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "opennrm.ui"
    label = "ui"
