"""A name is found however it was spelled. All persons are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.vault import daitch_mokotoff
from opennrm.vault.names import asked, kept, keys, latin, number, parts

# One person a row, as four offices wrote the name.
PERSONS = (
    ("Lusine Khachatryan", "Լուսինե Խաչատրյան", "Лусине Хачатрян", "Lousine Hatchatourian"),
    ("Nino Gelashvili", "ნინო გელაშვილი", "Нино Гелашвили", "Nino Ghelachvili"),
    ("Tamar Tsiklauri", "თამარ წიკლაური", "Тамара Циклаури", "Tamara Ciklauri"),
    ("Oksana Shcherban", "Оксана Щербань", "Oxana Schtscherban", "ოქსანა შჩერბანი"),
    ("Yuliya Zhuravlova", "Юлія Журавльова", "Julia Schurawlowa", "Ioulia Jouravleva"),
    ("Vasyl Chornovil", "Василь Чорновіл", "Wassyl Tschornowil", "Vasil Tchornovil"),
    ("Natalia Kovalchuk", "Наталья Ковальчук", "Natalja Kowalczuk", "Nataliya Kovaltchouk"),
    ("Fatima Zahra Benali", "فاطمة الزهراء بن علي", "Fatma Zohra Ben Ali", "Fatma Zahra Benali"),
    ("Ahmad Khalil Haddad", "أحمد خليل حداد", "Ahmed Halil Hadad", "Ахмед Халил Хаддад"),
    ("Selam Tesfaye", "ሰላም ተስፋዬ", "Salam Tesfay", "Селам Тесфайе"),
    ("Miriam Gebreselassie", "ሚርያም ገብረሥላሴ", "Myriam Gebre Selassie", "Мириам Гебреселассие"),
    ("Ruben Sargsyan", "Ռուբեն Սարգսյան", "Рубен Саркисян", "Rouben Sarkissian"),
    ("Elena Dragomir", "Елена Драгомир", "Helena Dragomir", "Yelena Dragomir"),
)
STRANGERS = (
    "Anna Lindqvist",
    "Olga Bondar",
    "Levan Beridze",
    "Омар Фарук",
    "Hana Bekele",
    "Mihai Ionescu",
    "Գայանե Պետրոսյան",
    "Linh Nguyen",
)


def finds(search: str, name: str) -> bool:
    return all(part & kept(name) for part in asked(search))


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: person[0])
def test_each_spelling_finds_each_other(person: tuple[str, ...]):
    missed = [(one, other) for one in person for other in person if not finds(one, other)]
    assert missed == []


def test_a_stranger_is_not_found():
    found = [(one, stranger) for person in PERSONS for one in person for stranger in STRANGERS if finds(one, stranger)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Լուսինե", "lusine"),
        ("Եւա", "eva"),
        ("Ødegård", "odegard"),
        ("Ｆｕｌｌ", "full"),
        ("Stra\u00dfe", "strasse"),
        ("A\u200bn\u202ea\u2066", "ana"),
        ("И\u0306", "y"),
    ],
)
def test_folding_gives_small_latin_letters(text: str, folded: str):
    assert latin(text) == folded


def test_marks_that_do_not_show_change_nothing():
    assert parts("A\u200dna\u200f V\u00adela") == parts("Ana Vela")


def test_parts_join_at_an_apostrophe_and_part_at_every_other_sign():
    assert parts("O’Brien-Vela, Ana (Ani) J.") == ("obrien", "vela", "ana", "ani")
    assert parts("J. K.") == ("j", "k")
    assert parts(" — ") == ()


def test_particles_are_left_aside_in_a_search_unless_there_is_nothing_else():
    assert finds("van der Berg", "Berg")
    assert finds("El Haddad", "Haddad")
    assert len(asked("Al Le")) == 2


# From the published examples of the coding and of its implementations.
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("auerbach", "097500 097400"),
        ("ohrbach", "097500 097400"),
        ("lipshitz", "874400"),
        ("lewinsky", "876450"),
        ("szlamawicz", "486740"),
        ("rosochowaciec", "944744 944745 944754 944755 945744 945745 945754 945755"),
        ("peters", "739400 734000"),
        ("peterson", "739460 734600"),
        ("moskowitz", "645740"),
        ("jackson", "154600 145460 454600 445460"),
        ("schwarzenegger", "474659 479465"),
        ("mannheim", "665600"),
        ("chernowitz", "596740 496740"),
        ("cherkassy", "595400 495400"),
        ("kleinman", "586660"),
        ("berlin", "798600"),
        ("ceniow", "467000 567000"),
        ("holubica", "587500 587400"),
        ("golden", "583600"),
    ],
)
def test_daitch_mokotoff_as_published(name: str, codes: str):
    assert daitch_mokotoff.codes(name) == set(codes.split())


def test_the_number_of_codes_stays_bounded():
    assert len(daitch_mokotoff.codes("jacjacjacjacjacrsrsrsck")) <= daitch_mokotoff.AT_MOST
    assert daitch_mokotoff.codes("") == frozenset()


@given(st.text(max_size=30))
def test_every_text_has_keys_of_one_form(text: str):
    for part in parts(text):
        assert keys(part)
        assert all(key.startswith("f:") or (len(key) == 8 and key[2:].isdecimal()) for key in keys(part))


@given(st.text(max_size=30))
def test_what_was_stored_is_found_by_the_same_text(text: str):
    assert finds(text, text)


@pytest.mark.parametrize("written", ["AB 123-456", "ab123456", "ＡＢ１２３４５６", "AB١٢٣٤٥٦", " a b.1 2 3/4 5 6 "])
def test_a_document_number_is_the_same_however_it_is_written(written: str):
    assert number(written) == "AB123456"
