"""Where the pages of protection lie."""

from django.urls import path

from opennrm.cases.protection import views

app_name = "protection"
urlpatterns = [
    path("cases/<uuid:case_id>/reflection/start/", views.start, name="start"),
    path("cases/<uuid:case_id>/reflection/refuse/", views.refuse, name="refuse"),
    path("cases/<uuid:case_id>/reflection/end/", views.end, name="end"),
    path("cases/<uuid:case_id>/removal/", views.removal, name="removal"),
    path("cases/<uuid:case_id>/removal/asked/", views.may_be_removed, name="may_be_removed"),
]
