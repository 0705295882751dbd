"""The committed style sheet and scripts: made from their sources, ours alone, small, and asking nobody for anything."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from opennrm.ui.icons import ICONS, sprite

UI = Path(__file__).parent.parent
STATIC, STYLE, ROOT = UI / "static/ui", UI / "style", UI.parent.parent.parent
CSS = (STATIC / "opennrm.css").read_text()
SCRIPT = (STATIC / "opennrm.js").read_text()


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_committed_was_made_from_what_is_committed() -> None:
    made = json.loads((STYLE / "made.json").read_text())
    sources = {path.name: sha(path) for path in STYLE.iterdir() if path.suffix in {".scss", ".mjs", ".js"}}
    assert made["sources"] == sources, "a source changed: npm run style"
    assert made["made"] == {name: sha(STATIC / name) for name in made["made"]}, "a result was edited by hand: npm run style"


def test_the_versions_are_those_of_the_lock() -> None:
    made = json.loads((STYLE / "made.json").read_text())["with"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert made == {name: locked[f"node_modules/{name}"]["version"] for name in made}


def test_compiling_again_gives_the_same() -> None:
    """Where Node and the packages are; elsewhere the hashes above stand for it."""
    if shutil.which("node") and (ROOT / "node_modules/sass").exists():
        done = subprocess.run(["node", "scripts/style.mjs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_nothing_of_gds_is_left() -> None:
    for text in (CSS, SCRIPT):
        assert not re.search(r"1d70b8|gds transport|crest|crown|@font-face|govuk-header|govuk-footer", text, re.IGNORECASE)


def test_nothing_comes_from_elsewhere() -> None:
    for text in (CSS, SCRIPT):
        assert not re.search(r"https?:|//[a-z]|url\(|@import|sourceMappingURL", text.replace("http://www.w3.org/2000/svg", ""))


def test_the_sheet_is_small_enough_for_an_old_phone() -> None:
    assert len(CSS.encode()) <= 135_000  # 20 kB as it is sent
    assert len(SCRIPT.encode()) <= 50_000
    assert len((STATIC / "boot.js").read_text().splitlines()) <= 2


def test_no_physical_side_is_left() -> None:
    """Arrows are drawn with borders under a clip path and mirrored by a rule of ours."""
    rules = [rule for rule in re.findall(r"\{([^{}]*)\}", CSS) if "clip-path" not in rule]
    physical = re.compile(
        r"(?:^|;)\s*(?:(?:margin|padding|border)-(?:left|right)\b|left:|right:|text-align:(?:left|right)|float:(?:left|right))"
    )
    assert [rule for rule in rules if physical.search(rule)] == []


def test_the_licences_stand_beside_what_they_cover() -> None:
    for path in (STATIC / "LICENSE-govuk-frontend.txt", UI / "tests/fixtures/LICENSE.txt"):
        assert "The MIT License" in path.read_text()
    assert "LICENSE-govuk-frontend.txt" in SCRIPT.splitlines()[0]
    assert "Mozilla Public License" in (ROOT / "tests/journeys/assets/LICENSE-axe-core.txt").read_text()


def test_the_sprite_is_small_and_holds_every_icon() -> None:
    assert len(sprite().encode()) <= 6_000
    assert set(re.findall(r'<symbol id="i-([a-z]+)"', sprite())) == set(ICONS)


def test_every_status_has_a_shape_in_the_sheet() -> None:
    shapes = {"met", "late", "open", "soon", "overdue", "breached", "declined", "withheld", "gap", "later", "na", "unknown"}
    assert [shape for shape in sorted(shapes) if f".nrm-status--{shape}" not in CSS] == []


def test_the_sheet_knows_paper_forced_colours_and_those_who_want_no_motion() -> None:
    for query in ("print", "forced-colors", "prefers-reduced-motion"):
        assert query in CSS


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def token(name: str) -> str:
    found = re.search(rf"--{name}:\s*(#[0-9a-f]{{3,6}})", CSS)
    assert found
    colour = found[1]
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def test_every_status_can_be_read_on_its_own_ground() -> None:
    grounds = {"met": "paper", "gap": "paper", "later": "paper", "unknown": "paper", "breached": "paper"}
    for name in ("met", "late", "open", "overdue", "breached", "declined", "withheld", "gap", "later", "unknown"):
        ground = token(grounds[name]) if name in grounds else token(f"{name}-bg")
        assert contrast(token(name), ground) >= 5.5, name


def test_borders_that_mean_something_are_seen() -> None:
    assert contrast(token("line-strong"), token("paper")) >= 3
    assert contrast(token("focus"), token("edge")) >= 10
