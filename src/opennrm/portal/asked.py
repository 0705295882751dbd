"""What a reader asked of a list, by the words of an address: whose turn, by when, what kind, children, new. It points to nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from opennrm.cases.spine.worklist import Wanted

WHEN = {
    "": gettext_lazy("Any day"),
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("In the next seven days"),
    "at_once": gettext_lazy("Owed at once"),
}
WHOSE = {"": gettext_lazy("Anyone's"), "mine": gettext_lazy("Ours"), "others": gettext_lazy("Another agency's")}
KIND = {
    "": gettext_lazy("Everything"),
    "need": gettext_lazy("Needed at once"),
    "step": gettext_lazy("A step of the procedure"),
    "right": gettext_lazy("A right of the person"),
}
YESTERDAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers of the filter; each is empty where everything is shown."""

    due: str = ""
    turn: str = ""
    kind: str = ""
    children: bool = False
    new: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; what it does not know is as if it were not there."""
        return cls(
            due=_known(given.get("due"), WHEN),
            turn=_known(given.get("turn"), WHOSE),
            kind=_known(given.get("kind"), KIND),
            children=given.get("children") == "1",
            new=given.get("new") == "1",
        )

    @property
    def narrows(self) -> bool:
        return self != Asked()

    @property
    def query(self) -> str:
        """The same as an address carries it."""
        words = {"due": self.due, "turn": self.turn, "kind": self.kind, "children": "1" * self.children, "new": "1" * self.new}
        return "&".join(f"{name}={value}" for name, value in words.items() if value)

    @property
    def words(self) -> str:
        """What is asked, in a line above the list."""
        chosen = [str(words[code]) for code, words in ((self.due, WHEN), (self.turn, WHOSE), (self.kind, KIND)) if code]
        chosen += [gettext("children and age unknown")] * self.children + [gettext("new since yesterday")] * self.new
        return ", ".join(chosen)

    def wanted(self, on: date) -> Wanted:
        """The same as the worklist is asked."""
        return Wanted(self.due, self.turn, self.kind, self.children, on - YESTERDAY if self.new else None)

    def fields(self) -> dict[str, list[dict[str, Any]]]:
        """The choices of the form, with what was chosen."""
        return {
            name: _items(words, chosen)
            for name, words, chosen in (("due", WHEN, self.due), ("turn", WHOSE, self.turn), ("kind", KIND, self.kind))
        }


def _known(given: str | None, words: Iterable[str]) -> str:
    return given if given and given in words else ""


def _items(words: Mapping[str, Any], chosen: str) -> list[dict[str, Any]]:
    return [{"value": code, "text": text, "selected": code == chosen} for code, text in words.items()]
