"""The evening before the due date: hundreds of committee members save at once, and nothing may be lost or doubled."""

from reports.bench_deadline.cast import gather
from reports.bench_deadline.evening import spend
from reports.bench_deadline.ledger import compare

__all__ = ["measure"]


def measure(port: int, *, users: int = 500, seconds: int = 300) -> dict[str, float]:
    """Let `users` members save every third second for `seconds` on the site at the port; return what came of it.

    Each member's page asks for news meanwhile, as an open desk in company does.

    Keys: users, saves (acknowledged), lost, doubled, errors (5xx, or an answer that is none), conflicts (forced),
    conflicts_unseen (not both texts shown), p50_ms and p95_ms (from when the save was due until it was answered), news
    (questions answered), next (measures opened), and of both the 95th percentile.
    """
    cast = gather(users)
    evening = spend(cast, port, seconds)
    lost, doubled = compare(evening.acknowledged)
    return {
        "users": users, "saves": len(evening.acknowledged), "lost": lost, "doubled": doubled, "errors": evening.errors,
        "conflicts": evening.conflicts, "conflicts_unseen": evening.unseen,
        "news": len(evening.news), "next": len(evening.pages), **evening.percentiles(),
    }  # fmt: skip
