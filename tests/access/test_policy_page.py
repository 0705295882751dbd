"""Every mistake on the policy page is told with file, line, column and what would be right; all of them at once."""

import pytest
from tests.access.asking import asks

from opennrm.access.policy import decide, policy_from_text
from opennrm.standards.reading import Misread

PAGE = """\
streams: {case: {en: "A case."}}
modes: {read: {en: "Read."}, write: {en: "Write."}}
sections: {health: {en: "Health."}, coarse: {en: "Coarse."}}
relations: {referrer: {en: "Referred."}}
roles: {first_responder: {en: "Meets."}, administrator: {en: "Invites."}}
scopes: {disclosure: {en: "Shown."}}
purposes: {investigation: {en: "Investigate."}}
roles_everywhere: [administrator]
agency_kinds:
  police: {says: {en: "Police."}, roles: [first_responder]}
  shelter: {says: {en: "Shelter."}, roles: [first_responder]}
groups: {trusted: [shelter]}
otherwise: {deny: default, because: {en: "Closed."}, source: "Art 11"}
rows:
  - allow: opened
    role: [first_responder]
    relation: [referrer]
    section: any
    holder: any
    mode: [read]
    because: {en: "So."}
    source: "Art 10"
  - deny: walled
    agency: [police]
    holder: [trusted]
    section: {all_but: [coarse]}
    unless_consent: {scope: [disclosure], recipient: own_kind, purpose: stated}
    because: {en: "Not so."}
    source: "Art 12"
"""

# (what stands there, what is written instead, where the mistake is shown, what is said, what would be right)
MISTAKES = [
    ("modes: {read", "models: {read", "1:1", "modes missing", "streams, modes"),
    ("modes: {read", "models: {read", "2:1", "models means nothing here", "modes"),
    ('{case: {en: "A case."}}', "[]", "1:1", "streams has no words", "a code and its sentence"),
    ('{en: "Coarse."}', '{ro: "Grosier."}', "3:37", "a sentence is missing", "English first"),
    ('{en: "Coarse."}', "Coarse", "3:37", "a sentence is missing", "{en:"),
    ("everywhere: [administrator]", "everywhere: administrator", "8:1", "'administrator' is no list", "in brackets"),
    ("everywhere: [administrator]", "everywhere: [admin]", "8:20", "admin is not known", "administrator, first_responder"),
    ('"Police."}, roles', '"Police."}, rolls', "10:35", "rolls means nothing here", "says, roles"),
    ('{says: {en: "Police."}, roles: [first_responder]}', "[first_responder]", "10:3", "a map is missing", "says, roles"),
    ("{trusted: [shelter]}", "{trusted: [police, police]}", "12:28", "police is there twice", "each word stands once"),
    ("{trusted: [shelter]}", "{police: [shelter]}", "12:10", "police is a kind of agency already", "a name of its own"),
    ("{trusted: [shelter]}", "[shelter]", "12:1", "a map is missing", "write {"),
    ('because: {en: "Closed."}, ', "", "13:1", "because missing", "deny, because, source"),
    ('source: "Art 11"', 'source: ""', "13:54", "no source", "name the article"),
    ("  - allow: opened", "  - opened: yes", "15:5", "a row opens or closes", "one of the two"),
    ("  - allow: opened", "  - allow: opened\n    deny: opened", "15:5", "a row opens or closes", "one of the two"),
    ("  - allow: opened", "  - allow: walled", "23:5", "the name walled is there twice", "a name of its own"),
    ("  - allow: opened", "  - allow: default", "15:5", "the name default is there twice", "a name of its own"),
    ("  - allow: opened", '  - allow: ""', "15:5", "a row without a name", "a name that nobody else has"),
    ("    relation: [referrer]\n", "", "15:5", "relation missing", "role, relation, section"),
    ("role: [first_responder]", "role: [first_respnder]", "16:12", "first_respnder is not known", "administrator, first_responder"),
    ("role: [first_responder]", "role: first_responder", "16:5", "'first_responder' is no choice", "a list in brackets"),
    ("role: [first_responder]", "role: []", "16:5", "[] is no choice", "a list in brackets"),
    ("role: [first_responder]", "role: [trusted]", "16:12", "trusted is not known", "administrator"),
    ("role: [first_responder]", "role: {all_but: [administrator]}", "16:5", "is no choice", "a list in brackets"),
    ("relation: [referrer]", "relation: any", "17:5", "'any' is no choice", "not_needed"),
    ("holder: any", "holder: all", "19:5", "'all' is no choice", "any or own or {all_but: [...]}"),
    ("holder: any", "holder: [own]", "19:14", "own is not known", "police, shelter, trusted"),
    ("holder: any", "holder: {but: [police]}", "19:14", "but means nothing here", "all_but"),
    ("section: any", "section: {all_but: [health, coarse]}", "18:5", "nothing is left of section", "at least one word"),
    ("mode: [read]", "mode: [read, read]", "20:18", "read is there twice", "each word stands once"),
    ("mode: [read]", "mode: [read]\n    cooperates: true", "21:5", "cooperates means nothing here", "role"),
    ("mode: [read]", "mode: [read]\n    unless_consent: {}", "21:5", "unless_consent means nothing here", "consent"),
    ("mode: [read]", "mode: [read]\n    break_glass: yes please", "21:5", "'yes please' is no choice", "write true"),
    ("mode: [read]", "mode: [read]\n    consent: disclosure", "21:5", "a map is missing", "scope, recipient, purpose"),
    ("agency: [police]", "agency: [police]\n    break_glass: true", "25:5", "break_glass means nothing here", "unless_consent"),
    ("[disclosure]", "[disclosing]", "27:30", "disclosing is not known", "disclosure"),
    ("recipient: own_kind", "recipient: anybody", "27:43", "anybody is no recipient", "own_agency or own_kind"),
    ("purpose: stated", "purpose: any", "27:64", "'any' is no list", "in brackets"),
    ("purpose: stated", "purpose: [gossip]", "27:74", "gossip is not known", "investigation"),
    ('because: {en: "Not so."}', "because: {}", "28:5", "a sentence is missing", "English first"),
    ("    source: \"Art 12\"", "    source: 12", "29:5", "no source", "name the article"),
    (PAGE[PAGE.index("rows:") :], "rows: {}\n", "14:1", "no rows", "a list of rows"),
    (PAGE, "- only\n- a list\n", "1:1", "this is no page of rules", "streams, modes"),
    ("roles_everywhere: [", "roles_everywhere: [[", "9:", "", "YAML"),
    ("groups:", "roles: {}\ngroups:", "12:1", "duplicate key", "each key once"),
]  # fmt: skip


def test_the_page_from_which_the_mistakes_are_made_is_right() -> None:
    policy = policy_from_text("page.yaml", PAGE)
    assert decide(policy, asks("police: first_responder", "referrer", "coarse", "shelter")).allowed
    assert decide(policy, asks("police: first_responder", "referrer", "health", "shelter")).rule == "walled"


@pytest.mark.parametrize(("there", "instead", "where", "says", "right"), MISTAKES, ids=[f"{m[1][:30]} {m[3]}".strip() for m in MISTAKES])
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(there: str, instead: str, where: str, says: str, right: str) -> None:
    assert PAGE.count(there) == 1
    with pytest.raises(Misread) as caught:
        policy_from_text("page.yaml", PAGE.replace(there, instead))
    told = [str(problem) for problem in caught.value.problems]
    assert any(line.startswith(f"page.yaml:{where}") and says in line and right in line for line in told), "\n".join(told)


def test_all_mistakes_are_told_at_once() -> None:
    bad = PAGE.replace("role: [first_responder]", "role: [nobody]").replace("mode: [read]", "mode: [glance]").replace("own_kind", "anybody")
    with pytest.raises(Misread) as caught:
        policy_from_text("page.yaml", bad)
    assert [(problem.line, problem.says) for problem in caught.value.problems] == [
        (16, "nobody is not known"),
        (20, "glance is not known"),
        (27, "anybody is no recipient"),
    ]
