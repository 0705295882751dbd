"""The pages of a notification: below /contacts/ until it is sent, then below /notifications/; sealed contacts apart."""

from django.urls import path

from opennrm.cases.notification import offers, reach_views, views

__all__ = ["app_name", "offers", "urlpatterns"]

app_name = "notification"
urlpatterns = [
    path("contacts/<uuid:case_id>/notify/", views.notify, name="notify"),
    path("contacts/<uuid:case_id>/notify/check/", views.check, name="check"),
    path("contacts/<uuid:case_id>/back/", views.back, name="back"),
    path("contacts/<uuid:case_id>/seal/", reach_views.seal, name="seal"),
    path("notifications/", views.listing, name="list"),
    path("notifications/<uuid:case_id>/", views.notification, name="notification"),
    path("sealed-contacts/", reach_views.listing, name="sealed_contacts"),
    path("sealed-contacts/<uuid:case_id>/", reach_views.sealed_contact, name="sealed_contact"),
    path("sealed-contacts/<uuid:case_id>/take-back/", reach_views.take_back, name="take_back"),
]
