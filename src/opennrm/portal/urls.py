"""Every page, by the package that shows it."""

from django.urls import URLPattern, URLResolver, include, path

from opennrm.mechanism import demo as mechanism_demo
from opennrm.portal import access_page, case_page, demo_door, gaps, language, law_page, library, today
from opennrm.portal.morning import views as morning

portal: list[URLPattern | URLResolver] = [
    path("", demo_door.start, name="start"),
    path("today/", today.today, name="today"),
    path("cases/", today.cases, name="cases"),
    path("cases/<uuid:case_id>/", case_page.case, name="case"),
    path("looks/", access_page.looks, name="looks"),
    path("access/", access_page.access, name="access"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("figures/", morning.figures, name="figures"),
    path("figures/download/<str:figure>/<str:period>.<str:form>", morning.download, name="figure_file"),
    path("figures/tables/", include("opennrm.portal.tables.urls")),
    path("figures/publications/", include("opennrm.portal.publications.urls")),
    path("countries/", law_page.index, name="countries"),
    path("countries/<str:country>/", law_page.country, name="country"),
    path("countries/<str:country>/rights/", law_page.rights, name="country_rights"),
    path("countries/<str:country>/changes/", law_page.changes, name="country_changes"),
    path("programme/library/", library.library, name="library"),
    path("language/", language.choose, name="language"),
    path("demo/enter/", mechanism_demo.enter, name="enter"),
    path("demo/clock/", demo_door.move_clock, name="clock"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((portal, "portal"))),
    path("", include("opennrm.mechanism.urls")),
    path("contacts/", include("opennrm.cases.contact.urls")),
    path("", include("opennrm.cases.referral.urls")),
    path("", include("opennrm.cases.identification.urls")),
    path("", include("opennrm.cases.notification.urls")),
    path("", include("opennrm.cases.procedure.urls")),
    path("", include("opennrm.cases.protection.urls")),
    path("", include("opennrm.cases.person.urls")),
    path("", include("opennrm.cases.correction.urls")),
    path("", include("opennrm.cases.support.urls")),
    path("programme/", include("opennrm.programme.activities.urls")),
    path("programme/interventions/", include("opennrm.programme.interventions.urls")),
    path("programme/contacts/", include("opennrm.programme.contacts.urls")),
    path("programme/materials/", include("opennrm.programme.materials.urls")),
    path("programme/report/", include("opennrm.programme.report.urls")),
]

handler500 = "opennrm.portal.failures.failed"
