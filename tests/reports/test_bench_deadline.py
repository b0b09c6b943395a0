"""The measured evening itself: it saves, forces conflicts, and its ledger finds what is lost or doubled."""

from urllib.parse import urlsplit

import pytest
from pytest_django.live_server_helper import LiveServer

from reports.bench_deadline import evening, measure
from reports.bench_deadline.cast import gather
from reports.bench_deadline.ledger import Entry, compare
from reports.models import Progress


@pytest.mark.django_db(transaction=True)
def test_an_evening_in_small_loses_nothing_and_shows_both_texts(
    live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evening, "EVERY", 0.3)
    monkeypatch.setattr(evening, "NEWS_EVERY", 0.3)
    monkeypatch.setattr(evening, "CONFLICTS", 0.4)
    monkeypatch.setattr(evening, "WITH_NEXT", 0.4)
    port = urlsplit(live_server.url).port or 0
    figures = measure(port, users=4, seconds=1)
    assert figures["saves"] >= 4
    assert figures["conflicts"] > 0
    assert [figures[name] for name in ("lost", "doubled", "errors", "conflicts_unseen")] == [0, 0, 0, 0]
    assert figures["p95_ms"] > 0
    assert figures["news"] >= 4
    assert figures["next"] > 0
    assert min(figures["news_p95_ms"], figures["next_p95_ms"]) > 0


@pytest.mark.django_db
def test_a_save_that_is_overwritten_unseen_or_written_twice_is_found() -> None:
    member = gather(1)[0]
    row = Progress.objects.get(pk=member.progress)
    for text in ("first", "second", "second", "third"):
        row.text_sv = text
        row.save()
    told = [Entry(row.pk, version, text) for version, text in ((2, "first"), (3, "second"), (5, "third"))]
    assert compare(told) == (0, 1)
    assert compare([*told, Entry(row.pk, 6, "never written")]) == (1, 1)
    Progress.objects.filter(pk=row.pk).update(text_sv="somebody else's", version=5)
    assert compare(told) == (1, 1)
