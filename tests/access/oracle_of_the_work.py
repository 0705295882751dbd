"""Who may see what of the work of the programme, by hand, from `docs/access-in-words.md` alone."""

from tests.access.oracle_words import IN_THE_PROGRAMME, Question, working_roles


def the_open_work(q: Question) -> bool:
    if q.section != "coarse":
        return False
    if q.mode == "read":
        return bool(working_roles(q) & (IN_THE_PROGRAMME | {"national_coordinator", "monitor"}))
    if q.mode == "export":
        return q.own() and bool(working_roles(q) & IN_THE_PROGRAMME)
    return q.own() and "programme_officer" in working_roles(q)


def the_work_in_confidence(q: Question) -> bool:
    if q.section != "account" or not q.own():
        return False
    if q.mode == "read":
        return bool(working_roles(q) & {"programme_officer", "programme_editor", "programme_director"})
    return q.mode == "write" and "programme_officer" in working_roles(q)


def whom_to_ask(q: Question) -> bool:
    if q.section not in ("coarse", "identity", "contact_and_location"):
        return False
    if q.mode == "read":
        return bool(working_roles(q) & IN_THE_PROGRAMME)
    officer, focal_point = "programme_officer" in working_roles(q), "focal_point" in working_roles(q)
    return q.mode == "write" and q.own() and (officer or (focal_point and q.section == "coarse"))


def a_letter_for_somebody(q: Question) -> bool:
    if q.section not in ("coarse", "account", "identity") or q.mode == "export":
        return False
    return q.own() and bool(working_roles(q) & {"programme_officer", "programme_director"})


def a_periodic_report(q: Question) -> bool:
    who = working_roles(q)
    if q.section == "coarse" and q.mode in ("read", "export"):
        return bool(who & (IN_THE_PROGRAMME | {"national_coordinator", "monitor"}))
    if not q.own():
        return False
    if q.mode == "read":
        return q.section in ("account", "decisions") and bool(who & {"programme_officer", "programme_editor", "programme_director"})
    if q.mode == "export":
        return q.section == "account" and bool(who & {"programme_editor", "programme_director"})
    writers = {"coarse": {"programme_officer", "programme_director"}, "account": {"programme_editor"}, "decisions": {"programme_director"}}
    return q.mode == "write" and bool(who & writers.get(q.section, set()))
