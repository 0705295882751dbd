"""The policy in words: why one question is answered as it is, and the whole page as tables. Pure, like the policy itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from opennrm.access.policy import AccessRequest, Policy, agreed, decide, wants
from opennrm.access.policy_page import UNSTATED, Consented, Page, Row
from opennrm.standards.words import Words

__all__ = ["explain", "table"]

_COLUMNS = ("Row", "Role", "Agency", "Relation", "Section", "Holder", "Record", "Mode", "Purpose", "Consent", "Why", "Source")
_WORDS = {
    "sections": "Sections",
    "relations": "Relations",
    "roles": "Roles",
    "streams": "Kinds of record",
    "modes": "Modes",
    "scopes": "Scopes of consent",
    "purposes": "Purposes",
}


def explain(policy: Policy, request: AccessRequest) -> str:
    """What was asked, the answer, the row that gives it with reason and source, and what the rows that could open it still want.

    Source: docs/access-in-words.md; house-style 3.3.
    """
    decision = decide(policy, request)
    lines = [
        f"Asked: {_question(request)}",
        f"Answer: {'yes' if decision.allowed else 'no'}, by {decision.rule}.",
        f"Why: {decision.says}",
        f"Source: {decision.source}",
        *_lifted_by(policy, decision.rule, request),
        *([] if decision.allowed else _openings(policy, request)),
    ]
    return "\n".join(lines)


def table(policy: Policy) -> str:
    """The whole policy as Markdown: its words, who may have which role, what closes, what opens, and section by section.

    Source: house-style 3.3.
    """
    page = policy.page
    parts = [
        "# Who may see what\n\nMade from `access/policy.yaml`; change that. The same in prose: `docs/access-in-words.md`.",
        f"Edition `{policy.edition[:16]}`.",
        *(f"## {title}\n\n{_glossary(page.words[name])}" for name, title in _WORDS.items()),
        f"## Kinds of agency\n\n{_kinds(policy)}",
        f"## Groups of kinds\n\n{_markdown(('Group', 'Kinds'), ((_code(n), _codes(k)) for n, k in page.groups.items()))}",
        f"## What closes, whatever else opens\n\n{_rows(page, allows=False)}",
        f"## What opens\n\n{_rows(page, allows=True)}",
        f"## What no row opens\n\n{page.otherwise[1]} ({page.otherwise[2]})",
        *(f"## {title}\n\n{_by_section(page, stream, mode)}" for title, stream, mode in _asked(page)),
    ]
    return "\n\n".join(parts) + "\n"


def _question(request: AccessRequest) -> str:
    who = _plain(request.role, " and ") or "someone without a role"
    ties = _plain(request.relations, " and ") or "nothing"
    whose = "the same agency" if request.holder.agency == request.agency else "another agency"
    purpose = f"for {_word(request.purpose)}" if request.purpose else "with no purpose stated"
    glass = ", the glass being broken" if request.break_glass else ""
    consents = "; ".join(sorted(f"{_word(c.scope)} to {c.recipient} for {_word(c.purpose)}" for c in request.consents)) or "none"
    return (
        f"may {who} ({_word(request.agency_kind)}, tied to it as {ties}) {request.mode} {_word(request.section)} "
        f"of a {request.stream_kind}, recorded by {whose} ({_word(request.holder.kind)}), {purpose}{glass}? Live consents: {consents}."
    )


def _lifted_by(policy: Policy, name: str, request: AccessRequest) -> Iterator[str]:
    row = next((row for row in policy.rows if row.id == name), None)
    if row is not None and not row.allows and row.consent is not None:
        yield f"Lifted by: {_consent(row.consent)}. Lifting alone opens nothing."


def _openings(policy: Policy, request: AccessRequest) -> Iterator[str]:
    near = [(_missing(row, request), row.id) for row in _could_open(policy, request)]
    if not near:
        yield "No row opens this to an agency of this kind."
        return
    yield "Rows that open this, and what they want that is not here:"
    yield from (
        f"  {name}: {'; '.join(missing) or 'nothing, but what closes wins'}" for missing, name in sorted(near, key=lambda one: len(one[0]))
    )


def _could_open(policy: Policy, request: AccessRequest) -> list[Row]:
    asked = (request.stream_kind, request.mode, request.section, request.agency_kind)
    return [ruling.row for ruling in policy.opening.get(asked, ())]


def _missing(row: Row, request: AccessRequest) -> list[str]:
    said = {
        "role": f"role {_plain(row.roles or ())}",
        "relation": f"relation {_plain(row.relations or ())}",
        "holder": "recorded by the same agency" if row.own else f"recorded by {_plain(row.holders)}",
        "purpose": f"purpose {_plain(row.purposes or ())}",
        "break_glass": "broken glass",
    }
    missing = [said[want] for want in dict.fromkeys(wants(row, request))]
    return missing if row.consent is None or agreed(row.consent, request) else [*missing, _consent(row.consent)]


def _consent(consent: Consented) -> str:
    to = "this agency or its kind" if consent.own_kind else "this very agency"
    purpose = "the stated purpose" if consent.purposes is None else _plain(consent.purposes)
    return f"live consent, {_plain(consent.scopes)}, to {to}, for {purpose}"


def _rows(page: Page, allows: bool) -> str:
    return _markdown(_COLUMNS, (_cells(page, row) for row in page.rows if row.allows is allows))


def _cells(page: Page, row: Row) -> tuple[str, ...]:
    kinds, words = frozenset(page.kinds), page.words
    role = _codes(row.roles) if row.roles else "whatever"
    relation = _codes(row.relations) if row.relations else "not needed" if row.allows else "whatever"
    unless = "" if row.consent is None else _consent(row.consent) if row.allows else f"unless {_consent(row.consent)}"
    return (
        _code(row.id),
        role,
        _among(row.agencies, kinds, page.groups),
        relation,
        _among(row.sections, frozenset(words["sections"]), {}),
        "own" if row.own else _among(row.holders, kinds, page.groups),
        _among(row.streams, frozenset(words["streams"]), {}),
        _among(row.modes, frozenset(words["modes"]), {}),
        _codes(row.purposes) if row.purposes else "whatever",
        "broken glass" if row.break_glass else unless,
        str(row.because),
        row.source,
    )


def _among(found: frozenset[str], known: frozenset[str], groups: Mapping[str, frozenset[str]]) -> str:
    """The shortest true words for a choice: any, a group, all but a few, or the list."""
    names = {kinds: f"{name} (group)" for name, kinds in groups.items()}
    left_out = known - found
    if not left_out:
        return "any"
    if found in names:
        return names[found]
    if left_out in names:
        return f"all but {names[left_out]}"
    return f"all but {_codes(left_out)}" if len(left_out) < len(found) / 2 else _codes(found)


def _asked(page: Page) -> Iterator[tuple[str, str, str]]:
    for stream in page.words["streams"]:
        for mode in page.words["modes"]:
            yield f"To {mode} a {stream}", stream, mode


def _by_section(page: Page, stream: str, mode: str) -> str:
    rows = [row for row in page.rows if row.allows and stream in row.streams and mode in row.modes]
    opened = ((name, [row.id for row in rows if name in row.sections]) for name in page.words["sections"])
    lines = [(_code(name), _codes(ids, ordered=True)) for name, ids in opened if ids]
    return _markdown(("Section", "Rows that open it"), lines) if lines else "Nothing opens it."


def _kinds(policy: Policy) -> str:
    lines = ((_code(kind), str(row.says), _codes(row.roles)) for kind, row in policy.agency_kinds.items())
    return _markdown(("Kind", "Words", "Roles"), lines)


def _glossary(words: Mapping[str, Words]) -> str:
    return _markdown(("Code", "Words"), ((_code(code), str(says)) for code, says in words.items()))


def _markdown(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    rule = "|" + "---|" * len(head)
    return "\n".join(["| " + " | ".join(head) + " |", rule, *("| " + " | ".join(line) + " |" for line in lines)])


def _code(word: str) -> str:
    return f"`{word}`"


def _codes(words: Iterable[str], ordered: bool = False) -> str:
    return ", ".join(_code(word) for word in (words if ordered else sorted(words)))


def _plain(words: Iterable[str], joined: str = " or ") -> str:
    return joined.join(_word(word) for word in sorted(words))


def _word(code: str) -> str:
    return "no stated purpose" if code == UNSTATED else code.replace("_", " ")
