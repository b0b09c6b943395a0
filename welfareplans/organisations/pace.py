"""How often something may be done, counted in the cache that all web processes share."""

import time

from django.core.cache import cache


def too_fast(name: str, *, most: int, seconds: int = 60) -> bool:
    """Count one more time and tell whether it was done more often than `most` times in this span of seconds.

    Spans begin on the clock, so at worst twice as many get through around a turn.
    """
    key = f"pace-{name}-{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # thrown out of the cache in between
        return False
