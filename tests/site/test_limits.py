"""Nobody fills our disk with one request."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
def test_file_above_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    large = SimpleUploadedFile("plan.xlsx", b"0" * (settings.MAX_BODY + 1))
    assert client.post("/sv/account/login/", {"file": large}).status_code == 400


@pytest.mark.django_db
def test_form_above_the_limit_is_refused(client: Client) -> None:
    text = "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = client.post("/sv/account/login/", f"login={text}", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
