"""The addresses of the mechanism, under the namespace `mechanism`; those of sign-in under allauth's own names."""

from django.urls import include, path

from opennrm.mechanism import demo
from opennrm.mechanism.views import agency, coordination, own

pages = [
    path("join/<str:token>/", own.join, name="join"),
    path("me/", own.profile, name="profile"),
    path("me/agency/", own.choose_agency, name="choose_agency"),
    path("me/factor/stop-reset/", own.stop_reset, name="stop_reset"),
    path("demo/enter/", demo.enter, name="enter_demo"),
    path("agency/", agency.my_agency, name="my_agency"),
    path("agency/describe/", agency.describe, name="describe_mine"),
    path("agency/invite/", agency.invite, name="invite_mine"),
    path("agency/invitations/<uuid:invitation_id>/withdraw/", agency.withdraw, name="withdraw_mine"),
    path("agency/people/<uuid:person_id>/", agency.person, name="person"),
    path("agency/people/<uuid:person_id>/end/", agency.end, name="end_mine"),
    path("agency/people/<uuid:person_id>/factor/", agency.ask_reset, name="ask_reset"),
    path("agencies/", coordination.agencies, name="agencies"),
    path("agencies/admit/", coordination.admit, name="admit"),
    path("agencies/attempts/", coordination.attempts, name="attempts"),
    path("agencies/factors/<uuid:reset_id>/", coordination.agree_reset, name="agree_reset"),
    path("agencies/<uuid:agency_id>/", coordination.agency, name="agency"),
    path("agencies/<uuid:agency_id>/describe/", agency.describe, name="describe"),
    path("agencies/<uuid:agency_id>/invite/", agency.invite, name="invite"),
    path("agencies/<uuid:agency_id>/invitations/<uuid:invitation_id>/withdraw/", agency.withdraw, name="withdraw"),
    path("agencies/<uuid:agency_id>/people/<uuid:person_id>/end/", agency.end, name="end"),
    path("agencies/<uuid:agency_id>/body/", coordination.body, name="body"),
    path("agencies/<uuid:agency_id>/suspend/", coordination.suspend, name="suspend"),
    path("agencies/<uuid:agency_id>/lift/", coordination.lift, name="lift"),
    path("agencies/<uuid:agency_id>/designate/", coordination.designate, name="designate"),
    path("agencies/<uuid:agency_id>/designations/<uuid:designation_id>/end/", coordination.end_designation, name="end_designation"),
    path("agreements/", coordination.agreements, name="agreements"),
    path("agreements/new/", coordination.agree, name="agree"),
    path("agreements/<uuid:agreement_id>/", coordination.agreement, name="agreement"),
]

urlpatterns = [
    path("sign-in/", include("opennrm.mechanism.sign_in_urls")),
    path("", include((pages, "mechanism"))),
]
