"""A municipality's own page: its colour and logo, and what everyone may read."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageFile

from tests.factories import make_committee, make_municipality, make_user
from welfareplans.organisations.logos import KEPT_BYTES, LARGEST
from welfareplans.organisations.models import Logo, Municipality

pytestmark = pytest.mark.django_db
SAVED = {"colour": "#1F5C88", "is_public": "on", "small_count_threshold": "6"}


@pytest.fixture
def home() -> Municipality:
    return make_municipality()


@pytest.fixture
def coordinator(home: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", home))
    return client


def address(home: Municipality, route: str = "municipality") -> str:
    return reverse(f"plans:{route}", args=[home.slug])


def picture(kind: str = "PNG", size: tuple[int, int] = (90, 40), mode: str = "RGB", colour: object = "navy") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)  # type: ignore[arg-type]
    return out.getvalue()


def send(client: Client, home: Municipality, data: bytes, version: int | None = None, name: str = "logo.png") -> int:
    read = Municipality.objects.get(pk=home.pk).version if version is None else version
    fields = {"version": read, "logo": SimpleUploadedFile(name, data)}
    return client.post(address(home, "municipality_logo"), fields).status_code


def test_a_coordinator_opens_plans_to_everyone_and_sets_colour_and_threshold(
    coordinator: Client, home: Municipality
) -> None:
    read = home.version
    assert coordinator.post(address(home), {"version": read, **SAVED}).status_code == 302
    home.refresh_from_db()
    assert (home.colour, home.is_public, home.small_count_threshold) == ("#1f5c88", True, 6)
    assert "/brand/1f5c88.css" in coordinator.get(address(home)).content.decode()
    assert f'href="{address(home)}"' in coordinator.get(reverse("account")).content.decode()


@pytest.mark.parametrize(("name", "wrong"), [
    ("colour", "red"), ("colour", "#12345"), ("colour", "\x00"), ("small_count_threshold", "1"),
    ("small_count_threshold", "9" * 400), ("small_count_threshold", "fem"), ("small_count_threshold", ""),
])  # fmt: skip
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(
    coordinator: Client, home: Municipality, name: str, wrong: str
) -> None:
    answer = coordinator.post(address(home), {"version": home.version, **SAVED, name: wrong})
    assert answer.status_code == 400
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert Municipality.objects.get().version == home.version


def test_two_coordinators_changes_are_both_kept_and_a_clash_is_shown(coordinator: Client, home: Municipality) -> None:
    read, was = home.version, {"colour": home.colour, "small_count_threshold": str(home.small_count_threshold)}
    coordinator.post(address(home), {"version": read, **was, "colour": "#aa0000"})
    coordinator.post(address(home), {"version": read, **was, "is_public": "on"})
    home.refresh_from_db()
    assert (home.colour, home.is_public) == ("#aa0000", True)
    clash = coordinator.post(address(home), {"version": read, **was, "colour": "#00aa00", "is_public": "on"})
    assert clash.status_code == 409
    assert "#aa0000" in clash.content.decode()
    assert "#00aa00" in clash.content.decode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_the_logo_of_the_pages(coordinator: Client, home: Municipality, kind: str) -> None:
    assert send(coordinator, home, picture(kind)) == 302
    logo = Logo.objects.get()
    assert Municipality.objects.get().logo == logo
    assert f"/brand/{logo.pk}.png" in coordinator.get(address(home)).content.decode()
    answer = Client().get(reverse("logo", args=[logo.pk]))
    assert (answer.headers["Content-Type"], answer.content) == ("image/png", bytes(logo.png))
    assert "immutable" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (logo.width, logo.height) == (90, 40)


def test_a_logo_is_made_small_without_its_empty_edge_and_without_what_hides_in_a_file(
    coordinator: Client, home: Municipality
) -> None:
    drawn = Image.new("RGBA", (1500, 1000), (0, 0, 0, 0))
    drawn.paste(Image.effect_noise((1000, 500), 90).convert("RGBA"), (250, 250))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    assert send(coordinator, home, out.getvalue() + b"<script>alert(1)</script>") == 302
    logo = Logo.objects.get()
    assert logo.width <= LARGEST[0]
    assert logo.width == pytest.approx(2 * logo.height, abs=2)
    assert len(bytes(logo.png)) <= KEPT_BYTES
    assert b"script" not in bytes(logo.png)


@pytest.mark.parametrize("data", [
    b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"GIF89a" + bytes(40),
    picture()[:-30], picture(size=(6000, 6000), mode="1", colour=0), picture(mode="RGBA", colour=(0, 0, 0, 0)),
    b"\x89PNG\r\n\x1a\n" + bytes(4_000_001),
])  # fmt: skip
def test_what_is_no_usable_picture_is_refused_with_a_sentence(
    coordinator: Client, home: Municipality, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As WeasyPrint leaves it.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    read = home.version
    answer = coordinator.post(
        address(home, "municipality_logo"), {"version": read, "logo": SimpleUploadedFile("x.png", data)}
    )
    assert answer.status_code == 400
    assert 'id="logo-error"' in answer.content.decode()
    assert not Logo.objects.exists()


def test_a_logo_that_somebody_has_changed_meanwhile_stays(coordinator: Client, home: Municipality) -> None:
    read = home.version
    send(coordinator, home, picture())
    first = Municipality.objects.get().logo_id
    send(coordinator, home, picture(colour="red"), version=read)
    assert Municipality.objects.get().logo_id == first
    newest = Municipality.objects.get().version
    coordinator.post(address(home, "municipality_logo"), {"version": newest, "remove": "1"})
    assert Municipality.objects.get().logo is None
    coordinator.post(address(home, "municipality_logo"), {"version": newest, "remove": "1"})
    assert Municipality.objects.get().version == newest + 1


@pytest.mark.parametrize("role", ["councillor", "committee"])
def test_only_coordinators_have_the_page(home: Municipality, role: str) -> None:
    client = Client()
    seat = make_committee(home) if role == "committee" else None
    client.force_login(make_user(role, home, seat))
    assert client.get(address(home)).status_code == 404
    client.force_login(make_user("coordinator", make_municipality("sund")))
    assert send(client, home, picture()) == 404
    assert not Logo.objects.exists()
