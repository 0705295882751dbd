"""Where the pages of correction lie."""

from django.urls import path

from opennrm.cases.correction import offers, views

app_name = "correction"
urlpatterns = [
    path("cases/<uuid:case_id>/counted/", views.counted, name="counted"),
    path("cases/<uuid:case_id>/counted/facts/", views.facts, name="facts"),
    path("cases/<uuid:case_id>/counted/exploitation/", views.exploitation, name="exploitation"),
    path("cases/<uuid:case_id>/counted/merge/", views.merge, name="merge"),
    path("cases/<uuid:case_id>/counted/part/<uuid:other>/", views.part, name="part"),
    path("cases/<uuid:case_id>/counted/void/", views.void, name="void"),
    path("cases/<uuid:case_id>/counted/restore/", views.restore, name="restore"),
]

__all__ = ["offers", "urlpatterns"]
