"""Somebody at a browser: walks in, types by label, presses what they can read; each page is held against what every page owes."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Response
from tests.breadth import all_the_way
from tests.pages import HEAVIEST
from tests.people import signed_in

from opennrm.access.actor import Actor

WIDE, NARROW = 1280, 320
AXE = (Path(__file__).parent / "assets/axe.min.js").read_text()
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# `target-size` is of WCAG 2.2 and not among what axe runs by itself.
RUN = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/rights/)[a-z._]+|(?<=/parties/)[a-z_]+|(?<=/join/)[^/]+")
PATIENCE = 10_000


def shapeless(text: str) -> str:
    """An address or title as a name for files and sets: ids of cases are all the same."""
    return re.sub(r"[^a-z0-9]+", "-", ID.sub("id", text.lower())).strip("-")


class Looked:
    """The pages that somebody of this run has looked at, in whichever process: a file for each, in a directory that all share."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(exist_ok=True)

    def first(self, name: str) -> bool:
        """Whether nobody has looked at it yet; from now on somebody has."""
        try:
            (self.place / sha256(name.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class Walker:
    """One person, one browser context, who looks closely at these widths. `looked`: what somebody of the run has looked at already;
    `faults`: what was found.
    """

    def __init__(self, page: Page, at: str, journey: str, *, looked: Looked, widths: tuple[int, ...], scripts: bool = True) -> None:
        self.page, self.at, self.journey, self.scripts, self.widths = page, at, journey, scripts, widths
        self.looked, self.faults, self.complaints = looked, [], []  # type: ignore[var-annotated]
        self.answer: Response | None = None
        self.expected, self.who, self.width = 200, "nobody", (page.viewport_size or {"width": WIDE})["width"]
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._came)

    def _hear(self, message: ConsoleMessage) -> None:
        own = self.expected != 200 and f"status of {self.expected}" in message.text
        if message.type == "error" and not own:
            self.complaints.append(message.text)

    def _came(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            self.answer = answer

    # Ways from page to page.

    def enter(self, name: str) -> None:
        """Walk in by the door of the demonstration."""
        self.go("/")
        self.who = shapeless(name)
        self._by(self.page.get_by_role("button").filter(has_text=re.compile(rf"{re.escape(name)},")).first)

    def come_in_as(self, actor: Actor) -> None:
        """Come in as somebody whom the door of the demonstration does not know."""
        kept = signed_in(actor).cookies.items()
        self.page.context.add_cookies([{"name": name, "value": one.value, "url": self.at} for name, one in kept])
        self.who = shapeless(" ".join(sorted(actor.roles)))
        self.go("/today/")

    def leave(self) -> None:
        """Sign out, so that another may come in by the same browser."""
        self.press("Sign out", within="header")
        self.who = "nobody"

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path if path.startswith("http") else self.at + path)
        self.arrived()

    def press(self, name: str | re.Pattern[str], *, within: str = "main") -> None:
        """Press the button, or follow the link, that reads so, and wait for the page that answers."""
        place, exact = self.page.locator(within), isinstance(name, str)
        read = place.get_by_role("button", name=name, exact=exact).or_(place.get_by_role("link", name=name, exact=exact))
        self._by(read.and_(self.page.locator(":not([tabindex='-1'])")).first)

    def press_first_button(self) -> None:
        """Send the form of the page as it stands: what is missing is said beside the fields."""
        self._by(self.page.locator("main form button[type=submit]").first)

    def press_on(self, right: str) -> None:
        """Record something on the right with this title."""
        self._by(self.right(right).get_by_role("link", name=re.compile("Record something")).first)

    def visit(self, name: str) -> None:
        """Go to a place of the navigation."""
        self.press(name, within="header")

    def _by(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()
        self.arrived()

    @contextmanager
    def meeting(self, status: int) -> Iterator[None]:
        """What happens inside is answered with this status."""
        self.expected = status
        yield
        self.expected = 200

    # What is typed and chosen.

    def write(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).and_(self.page.locator("input, textarea")).fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from the list with this label."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def answers(self, question: str, answer: str) -> None:
        """Choose one answer to a question."""
        self.page.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True).check()

    def sees(self, sign: str, answer: str = "Observed", told_by: str = "") -> None:
        """Say of one sign whether it was there."""
        line = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(sign)}\b"))
        line.get_by_label(answer, exact=True).check()
        if told_by:
            line.get_by_label(f"Who told you about {sign}?").fill(told_by)

    def ticks(self, *labels: str) -> None:
        """Tick boxes."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def unfolds(self, *summaries: str) -> None:
        """Open what is folded under these words, unless it lies open."""
        for words in summaries:
            fold = self.page.locator("details").filter(has=self.page.locator("summary").filter(has_text=words))
            if fold.get_attribute("open") is None:
                fold.locator("summary").click()

    def dates(self, question: str, day: date) -> None:
        """Type a whole date."""
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.page.get_by_role("group", name=question, exact=True).get_by_label(part).fill(str(value))

    # What stands there.

    def reads(self, *words: str) -> None:
        """These words stand on the page."""
        shown = self.words()
        assert [word for word in words if word not in shown] == [], shown

    def reads_not(self, *words: str) -> None:
        """These words stand nowhere on the page, seen or hidden."""
        markup = self.page.content()
        assert [word for word in words if word in markup] == []

    def words(self, of: str = "body") -> str:
        """What can be read, in one line."""
        return re.sub(r"\s+", " ", self.page.locator(of).first.inner_text())

    def right(self, title: str) -> Locator:
        """The line of the ledger with this right."""
        return self.page.locator(".nrm-right").filter(has=self.page.get_by_role("heading", name=title, exact=True)).first

    def status_of(self, title: str) -> str:
        """The word of the status of a right."""
        return self.right(title).locator(".nrm-status").first.inner_text().strip()

    # What every page owes.

    def arrived(self) -> None:
        """A page came: it is what was asked, light, without complaint, and looked at if nobody did yet; axe itself is a script."""
        self.page.wait_for_load_state()
        assert self.answer is not None
        assert self.answer.status == self.expected, f"{self.answer.status} at {self.page.url}: {self.words()[:400]}"
        assert self.complaints == []
        if (weight := len(self.answer.body())) > HEAVIEST:
            self._faulty(f"weighs {weight} bytes")
        self._hold_still()
        if self.scripts:
            name = self._name()
            self._look(name, [width for width in self.widths if self.looked.first(f"{name} {width}")])

    def _name(self) -> str:
        path = self.page.url.removeprefix(self.at).partition("?")[0].partition("#")[0]
        # Whose contact it is changes nothing on its pages. Of the others each reader's is looked at where there is time for it.
        who = self.who if all_the_way() and not path.startswith("/contacts") else ""
        return f"{who} {shapeless(path) or 'door'} {shapeless(self.page.title().removesuffix(' – OpenNRM'))}"

    def look(self, name: str) -> None:
        """Look at the page as it stands, whoever has looked at it: nothing scrolls sideways, axe finds nothing."""
        self._look(name, self.widths)

    def _look(self, name: str, widths: Iterable[int]) -> None:
        """At these widths. On the long walk a picture of each stays."""
        place = SCREENSHOTS / self.journey
        name = shapeless(f"{len(list(place.glob(f'*-{NARROW}.png'))):02} {name}")
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            self._hold_still()
            for fault in self.violations():
                self._faulty(f"at {width} px: {fault}")
            if all_the_way():
                self.page.screenshot(path=place / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def _hold_still(self) -> None:
        if (over := self.page.evaluate(SIDEWAYS)) > 0:
            self._faulty(f"scrolls sideways by {over} px at {(self.page.viewport_size or {})['width']} px")

    def _faulty(self, says: str) -> None:
        self.faults.append(f"{self._name()}: {says}")

    def violations(self) -> list[str]:
        """What axe finds. It comes through the debugger, so that the policy of the page stays as it is."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(RUN)["violations"]
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
