"""Where the pages of protection lie."""

from django.urls import path

from opennrm.cases.protection import tie_views, views

app_name = "protection"
urlpatterns = [
    path("cases/<uuid:case_id>/reflection/start/", views.start, name="start"),
    path("cases/<uuid:case_id>/reflection/length/", views.length, name="length"),
    path("cases/<uuid:case_id>/reflection/refuse/", views.refuse, name="refuse"),
    path("cases/<uuid:case_id>/reflection/end/", views.end, name="end"),
    path("cases/<uuid:case_id>/removal/", views.removal, name="removal"),
    path("cases/<uuid:case_id>/removal/asked/", views.may_be_removed, name="may_be_removed"),
    path("cases/<uuid:case_id>/removal/told/", tie_views.bar, name="bar"),
    path("cases/<uuid:case_id>/removal/told/ends/", tie_views.bar_ends, name="bar_ends"),
    path("cases/<uuid:case_id>/removal/noted/", tie_views.bar_noted, name="bar_noted"),
    path("cases/<uuid:case_id>/guardian/", tie_views.guardian, name="guardian"),
    path("cases/<uuid:case_id>/guardian/ends/", tie_views.guardian_ends, name="guardian_ends"),
]
