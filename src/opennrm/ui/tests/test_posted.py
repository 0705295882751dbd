"""A page that was only opened was sent nothing; one that was sent without an answer was sent all the same."""

from django.test import RequestFactory

from opennrm.ui.forms import Sheet, TextField
from opennrm.ui.posted import acted, posted


class Named(Sheet):
    name = TextField(label="Name", missing="Give the name")


def test_an_opened_page_was_sent_nothing_and_shows_no_mistake() -> None:
    request = RequestFactory().get("/", {"name": "Ilva"})
    form = Named(posted(request))
    assert not acted(request, form)
    assert not form.errors


def test_an_empty_answer_was_sent_and_says_what_is_missing() -> None:
    request = RequestFactory().post("/")
    form = Named(posted(request))
    assert not acted(request, form)
    assert form.errors["name"] == ["Give the name"]


def test_what_was_sent_and_is_right_is_acted_on() -> None:
    request = RequestFactory().post("/", {"name": "Ilva"})
    assert acted(request, Named(posted(request)))
