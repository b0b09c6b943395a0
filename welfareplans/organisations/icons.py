"""The symbols that stand beside words for a state or an act; never alone."""

PATHS = {
    "todo": '<circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="1.9"/>',
    "going": '<circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="1.9"/>'
    '<path d="M8 2.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor"/>',
    "done": '<path d="M2.2 8.6l3.9 3.9 7.7-8.4" fill="none" stroke="currentColor" stroke-width="2.6"/>',
    "late": '<path d="M8 1.6l7 12.6H1z" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"/>'
    '<path d="M8 6v4.2" stroke="currentColor" stroke-width="1.8"/><circle cx="8" cy="12.1" r="1" fill="currentColor"/>',
    "out": '<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.3" fill="none"/>',
    "stop": '<path d="M4.9 1.5h6.2l3.4 3.4v6.2l-3.4 3.4H4.9l-3.4-3.4V4.9z" fill="none" stroke="currentColor"'
    ' stroke-width="1.7"/><path d="M8 4.6v4.2" stroke="currentColor" stroke-width="1.9"/>'
    '<circle cx="8" cy="11.2" r="1.1" fill="currentColor"/>',
    "back": '<path d="M6 3L2 7l4 4M2.5 7h7a4 4 0 0 1 0 7.5H7" fill="none" stroke="currentColor" stroke-width="2"/>',
    "send": '<path d="M2 8h10M8.2 3.6L12.6 8l-4.4 4.4" fill="none" stroke="currentColor" stroke-width="2.1"/>',
    "lens": '<circle cx="6.8" cy="6.8" r="4.6" fill="none" stroke="currentColor" stroke-width="1.9"/>'
    '<path d="M10.2 10.2l4.3 4.3" stroke="currentColor" stroke-width="2.2"/>',
    "turn": '<path d="M5.5 2.8L10.7 8l-5.2 5.2" fill="none" stroke="currentColor" stroke-width="2.1"/>',
    "up": '<path d="M8 13.5V3M3.6 7.2L8 2.8l4.4 4.4" fill="none" stroke="currentColor" stroke-width="2"/>',
    "down": '<path d="M8 2.5V13M3.6 8.8L8 13.2l4.4-4.4" fill="none" stroke="currentColor" stroke-width="2"/>',
    "more": '<circle cx="3" cy="8" r="1.5"/><circle cx="8" cy="8" r="1.5"/><circle cx="13" cy="8" r="1.5"/>',
    "gap": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.9"'
    ' stroke-dasharray="2.8 2"/>',
    "clock": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M8 4.4V8l2.6 1.8" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "lock": '<path d="M3 7h10v7H3z"/><path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor"'
    ' stroke-width="1.8"/>',
}
# What the database calls a state → the symbol and class that show it.
STATES = {
    "not_started": "todo", "under_way": "going", "done": "done", "delayed": "late", "dropped": "out",
    "on_track": "done", "partly": "going", "off_track": "stop",
    "in_progress": "going", "submitted": "send", "returned": "back", "accepted": "done",
    "planned": "todo", "collecting": "going", "compiling": "going", "published": "done", "handled": "done",
    "draft": "todo", "consultation": "going", "adopted": "done", "ended": "out",
    "prepared": "todo", "open": "going", "answering": "going",
    "answered": "done", "noted": "going", "changed": "done", "not_changed": "out",
    "queued": "clock", "running": "going", "failed": "stop",
}  # fmt: skip
# Symbols that share the colours of another state.
CLASSES = {"send": "going", "back": "stop", "clock": "todo"}


def icon_svg(name: str) -> str:
    """Return the symbol as SVG; it is hidden from screen readers because a word stands beside it."""
    return (
        '<svg class="i" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">'
        f"{PATHS[name]}</svg>"
    )
