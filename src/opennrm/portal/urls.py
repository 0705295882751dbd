"""Every page, by the package that shows it."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

STAGES = {
    "mechanism": "",
    "cases.contact": "contacts/",
    "cases.referral": "",
    "cases.identification": "",
    "cases.protection": "",
    "cases.support": "",
}
urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"opennrm.{name}.urls")) for name, prefix in STAGES.items() if find_spec(f"opennrm.{name}.urls")
]
