"""Every word on a page can be translated, and no page asks another machine for anything."""

import re
from pathlib import Path

import pytest
from tests.tree.sources import short, text_files

# The guide shows every component with invented content to those who build pages; nobody is served it.
GUIDE = {"src/opennrm/ui/templates/ui/guide.html", "src/opennrm/ui/templates/ui/guide_right.html"}
OURS = [p for p in text_files(".html") if "templates" in p.parts and "tests" not in p.parts and short(p) not in GUIDE]
SHOWN = [path for path in text_files(".html", ".css", ".scss", ".js", ".mjs") if "tests" not in path.parts and "src" in path.parts]
ELSEWHERE = re.compile(
    r"""(?:src|href|action|srcset|poster|data|hx-\w+)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
    r"""|(?:fetch|open|sendBeacon|WebSocket|EventSource|importScripts)\(\s*["'`](?:https?:|wss?:)?//""",
    re.IGNORECASE,
)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
SILENT = re.compile(
    r"{%\s*block \w+\s*%}[a-z_-]*{%\s*endblock[^%]*%}|"  # a block of class names
    r"{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->|<(script|style|svg)\b.*?</\1>|{%.*?%}|{{.*?}}|&\w+;|&#\w+;",
    re.DOTALL,
)
SPOKEN = re.compile(
    r"(?<![:\w-])(?:title|alt|placeholder|aria-label|label|hint|legend|caption|heading|text|summary)"
    r"\s*=\s*\"([^\"{}]*[^\W\d_]{2}[^\"{}]*)\""
)
LOGIC = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
# Proper names and codes that are the same in every language.
NAMES = {"OpenNRM", "NRM", "GOV.UK", "PDF", "CSV", "XLSX", "id"}


@pytest.mark.parametrize("path", SHOWN, ids=short)
def test_a_page_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert [match.group(0) for match in ELSEWHERE.finditer(path.read_text())] == []


@pytest.mark.parametrize("path", OURS, ids=short)
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    text = TRANSLATED.sub(" ", path.read_text())
    spoken = [value for value in SPOKEN.findall(LOGIC.sub("", text)) if value.strip() not in NAMES]
    words = re.findall(r"[^\W\d_]{2,}[^<>\n]*", re.sub(r"<[^>]*>", "\n", SILENT.sub(" ", text), flags=re.DOTALL))
    assert [word.strip() for word in words if word.strip() not in NAMES] + spoken == []


@pytest.mark.parametrize("path", OURS, ids=short)
def test_a_template_has_no_script_or_style_of_its_own(path: Path) -> None:
    """The content security policy would refuse it: `script-src 'self'; style-src 'self'`."""
    text = path.read_text()
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style\b|\sstyle=|\son\w+=\"|javascript:", text)
    assert inline == []


@pytest.mark.parametrize("path", OURS, ids=short)
def test_a_template_speaks_plainly_of_people(path: Path) -> None:
    words = re.compile(r"\b(alleged(ly)?|illegal (person|migrant|immigrant)|non-compliant|victims?)\b", re.IGNORECASE)
    assert [match.group(0) for match in words.finditer(path.read_text())] == []
