"""Addresses of publications, below the figures."""

from django.urls import path

from opennrm.portal.publications import views

urlpatterns = [
    path("", views.publications, name="publications"),
    path("new/", views.publish, name="publish"),
    path("<str:period>/<int:edition>/", views.edition, name="edition"),
    path("<str:period>/<int:edition>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:period>/<int:edition>/package/", views.package, name="package"),
    path("<str:period>/<int:edition>/csv/", views.table_file, name="edition_csv"),
]
