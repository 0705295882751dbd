"""What a file of a report is made of: its text, who gives it, and where it stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opennrm.programme.report.frames import Frames, frames
from opennrm.programme.report.text import Assembled, Chart

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """A report to be given out: a draft where it has no day of publication. Source: issue 13, point 7 (outputs)."""

    report: Assembled
    organisation: str
    published_on: date | None = None
    digest: str = ""

    @property
    def words(self) -> Frames:
        """The wording of its language. Source: issue 13, point 7 (English, French, Russian chrome and dates)."""
        return frames(self.report.language)

    @property
    def standing(self) -> str:
        """Whether it is a draft, or on which day it was published and under which hash. Source: issue 13, point 7."""
        chrome = self.words.raw["chrome"]
        if self.published_on is None:
            return str(chrome["draft"])
        return str(chrome["published"]).format(day=self.words.day(self.published_on), hash=self.digest[:16])

    @property
    def charts(self) -> dict[str, int]:
        """The number of each chart, in order, by its key. Source: issue 13, point 7."""
        found = [chart.key for chapter in self.report.chapters for section in chapter.sections for chart in section.charts]
        return {key: n for n, key in enumerate(found, 1)}

    def heading(self, chart: Chart) -> str:
        """What stands above a chart: its number, and what was found. Source: README-monitoring 2."""
        return f"{self.chrome('chart').format(n=self.charts[chart.key])}. {chart.title}"

    def chrome(self, name: str) -> str:
        """A word that stands around the text. Source: issue 13, point 7."""
        return str(self.words.raw["chrome"][name])
