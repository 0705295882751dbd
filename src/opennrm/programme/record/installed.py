"""The document's report from what stands in an installation: as its readers get it, without what editors write."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from opennrm.programme.record.again import TEMPLATE
from opennrm.programme.record.source import Record
from opennrm.programme.report import reads
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.models import Report
from opennrm.programme.report.template import template
from opennrm.programme.report.text import Assembled

__all__ = ["of_agency"]


def of_agency(record: Record, agency: UUID, language: str = "en") -> Assembled:
    """Its report of the document's period, countries called as the document calls them. Source: issue 13, point 8."""
    source = record.source
    asked = Report(agency=agency, template=TEMPLATE, since=source.since, until=source.until, language=language, us=source.us)
    return assemble(template(TEMPLATE), replace(reads.ground(asked), named=source.named.get(language, {})), language)
