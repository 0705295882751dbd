"""Addresses of tables, below the figures."""

from django.urls import path

from opennrm.portal.tables import views

urlpatterns = [
    path("", views.table, name="table"),
    path("download/<str:form>/", views.download, name="table_file"),
]
