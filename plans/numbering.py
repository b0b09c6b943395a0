"""The numbers of a plan's nodes: 1, 1.2, 1.2.3, by their places in the table."""

from plans.models import Plan, Principle

# The level (principle, goal, measure) and the row's key.
Key = tuple[str, int]


def numbers(plan: Plan) -> dict[Key, str]:
    """Return every node's number in the working text; one query."""
    rows = Principle.objects.filter(plan=plan).order_by(
        "order", "pk", "goals__order", "goals__pk", "goals__measures__order", "goals__measures__pk"
    )
    found: dict[Key, str] = {}
    counts: dict[Key | None, int] = {}
    for keys in rows.values_list("pk", "goals__pk", "goals__measures__pk"):
        parent: Key | None = None
        for level, key in zip(("principle", "goal", "measure"), keys, strict=True):
            if key is None:
                break
            if (level, key) not in found:
                counts[parent] = counts.get(parent, 0) + 1
                found[level, key] = f"{found[parent]}.{counts[parent]}" if parent else str(counts[parent])
            parent = (level, key)
    return found
