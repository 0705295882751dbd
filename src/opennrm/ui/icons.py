"""Icons of one drawing: a grid of 24, strokes of 2. The sprite stands once on each page, an icon only points to it."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString

__all__ = ["ICONS", "icon", "sprite"]

ICONS: dict[str, str] = {
    "door": '<path d="M4 21.5V3h11v18.5M2 21.5h20M15 5.5l5 2v14"/><circle cx="11.5" cy="12.5" r=".9" fill="currentColor"/>',
    "overdue": '<path d="M12 2.8L1.9 20.6h20.2zM12 9.5v5M12 17.6v.1"/>',
    "breached": '<path d="M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "soon": '<path d="M6.5 2.8h11M6.5 21.2h11M8 3c0 5.2 8 6.2 8 9s-8 3.8-8 9M16 3c0 5.2-8 6.2-8 9s8 3.8 8 9"/>',
    "open": '<circle cx="12" cy="12" r="9.3"/><path d="M12 6.5V12l3.8 2.4"/>',
    "met": (
        '<circle cx="12" cy="12" r="10.5" fill="currentColor" stroke="none"/>'
        '<path d="M7 12.5l3.4 3.4L17.2 8.6" stroke="#fff" stroke-width="2.5"/>'
    ),
    "kept": '<circle cx="12" cy="12" r="9.3"/><path d="M8 12.4l2.9 2.9L16.2 9.6"/>',
    "late": '<path d="M17.5 5.2A9.3 9.3 0 1 0 21.2 11M8 11.5l3.4 3.6L21 5"/>',
    "declined": '<path d="M3.5 4h17v12.5H11l-5 4.5v-4.5H3.5zM8 10.3h8"/>',
    "withheld": '<path d="M2.5 7h19v7h-19zM8.5 7l-3 7M14 7l-3 7M19.5 7l-3 7M6 14v7M18 14v7"/>',
    "gap": '<path d="M3.5 3.5h17v17h-17z" stroke-dasharray="3.5 3"/><path d="M8 16l8-8"/>',
    "unknown": '<path d="M8.5 8.8a3.6 3.6 0 1 1 5.3 3.2c-1.2.7-1.8 1.4-1.8 2.7M12 18.6v.1"/>',
    "later": '<circle cx="12" cy="12" r="8.5" stroke-width="1.8"/>',
    "na": '<path d="M5 12h14"/>',
    "eye": '<path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "shield": '<path d="M12 2.5l8 3v6c0 5-3.4 8.5-8 10-4.6-1.5-8-5-8-10v-6zM12 8v5M12 16v.1"/>',
    "person": '<circle cx="12" cy="7.5" r="4"/><path d="M4.5 21c0-5 3.5-8 7.5-8s7.5 3 7.5 8"/>',
    "lock": '<path d="M5 10.5h14V21H5zM8 10.5V7.5a4 4 0 0 1 8 0v3"/>',
    "chat": '<path d="M3.5 4h17v12.5H11l-5 4.5v-4.5H3.5z"/>',
    "dot": '<circle cx="12" cy="12" r="5" fill="currentColor" stroke="none"/>',
    "letter": '<path d="M2.5 5h19v14h-19zM3 5.5l9 7.5 9-7.5"/>',
    "destroy": '<circle cx="12" cy="12" r="9.3"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
}


@cache
def icon(name: str) -> SafeString:
    """One icon, hidden from screen readers: the words beside it carry the meaning. A name that is not drawn raises KeyError."""
    ICONS[name]
    return SafeString(f'<svg class="nrm-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="#i-{name}"/></svg>')


@cache
def sprite(*names: str) -> SafeString:
    """What icons point to: all of them, or the few that a page with much to say draws."""
    symbols = "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{ICONS[name]}</symbol>' for name in names or ICONS)
    return SafeString(f'<svg class="nrm-sprite" width="0" height="0" aria-hidden="true" focusable="false">{symbols}</svg>')
