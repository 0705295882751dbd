"""The pages of a referral: below /contacts/ until it is sent, then below /referrals/; consents below /cases/; sheets apart."""

from django.urls import path

from opennrm.cases.referral import case_views, consent_views, file_views, form_views, information_views, offers, views

__all__ = ["app_name", "offers", "urlpatterns"]

app_name = "referral"
urlpatterns = [
    path("contacts/<uuid:case_id>/safe/", views.safe, name="safe"),
    path("contacts/<uuid:case_id>/account/", views.account, name="account"),
    path("contacts/<uuid:case_id>/form/<slug:part>/", form_views.form, name="form"),
    path("contacts/<uuid:case_id>/presume/", views.presume, name="presume"),
    path("contacts/<uuid:case_id>/answer/", views.answer, name="answer"),
    path("contacts/<uuid:case_id>/answer/no/", views.no, name="no"),
    path("contacts/<uuid:case_id>/child/", views.child, name="child"),
    path("contacts/<uuid:case_id>/support/", views.support, name="support"),
    path("contacts/<uuid:case_id>/details/", views.details, name="details"),
    path("contacts/<uuid:case_id>/check/", views.check, name="check"),
    path("referrals/", case_views.listing, name="list"),
    path("referrals/<uuid:case_id>/", case_views.referral, name="referral"),
    path("referrals/<uuid:case_id>/sent/", views.sent, name="sent"),
    path("referrals/<uuid:case_id>/answer/", case_views.answer, name="answer_referral"),
    path("referrals/<uuid:case_id>/feedback/", case_views.feedback, name="feedback"),
    path("referrals/<uuid:case_id>/again/", case_views.again, name="again"),
    path("information/<slug:sheet>/", information_views.information_sheet, name="information"),
    path("cases/<uuid:case_id>/form/", form_views.sent_form, name="sent_form"),
    path("cases/<uuid:case_id>/files/", file_views.files, name="files"),
    path("cases/<uuid:case_id>/files/add/", file_views.add, name="add_files"),
    path("cases/<uuid:case_id>/files/<uuid:file>/", file_views.file, name="file"),
    path("cases/<uuid:case_id>/consents/", consent_views.consents, name="consents"),
    path("cases/<uuid:case_id>/consents/ask/<slug:scope>/", consent_views.ask, name="ask"),
    path("cases/<uuid:case_id>/consents/<str:key>/take-back/", consent_views.take_back, name="take_back"),
]
