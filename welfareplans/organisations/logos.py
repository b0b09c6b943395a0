"""A municipality's logo: whatever picture is sent becomes a small PNG that holds its dots and nothing else."""

import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from welfareplans.organisations.models import Logo

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 4_000_000
MOST_DOTS = 25_000_000
# Dots of what is kept: on the cover, where it is 18 mm high, some 400 to an inch.
LARGEST = (720, 280)
# A report carries the logos of all its municipalities.
KEPT_BYTES = 60_000


class NotAPicture(ValueError):
    """A file that no logo can be made of; the message says why, in the reader's language."""


def logos_from(files: Iterable[IO[bytes]]) -> list[Logo]:
    """Return the rows of pictures, saved unless they were there. Raises NotAPicture."""
    logos = [logo_of(file) for file in files]
    Logo.objects.bulk_create(logos, ignore_conflicts=True)
    return logos


def logo_of(file: IO[bytes]) -> Logo:
    """Return a picture's row, not saved; raises NotAPicture."""
    picture = smaller(opened(file.read(MOST_BYTES + 1)))
    png = encoded(picture)
    while len(png) > KEPT_BYTES:
        picture = picture.resize((max(picture.width * 3 // 4, 1), max(picture.height * 3 // 4, 1)))
        png = encoded(picture)
    return Logo(key=hashlib.sha256(png).hexdigest(), png=png, width=picture.width, height=picture.height)


def opened(data: bytes) -> Image.Image:
    """Return the picture in a file, decoded; raises NotAPicture."""
    if len(data) > MOST_BYTES:
        raise NotAPicture(_("The file is larger than %(size)s.") % {"size": filesizeformat(MOST_BYTES)})
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_DOTS:
            raise NotAPicture(_("The picture has too many dots: make it smaller, 2,000 by 2,000 is plenty."))
        with half_pictures_refused():
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error, Image.DecompressionBombError) as error:
        if isinstance(error, NotAPicture):
            raise
        raise NotAPicture(_("The file is not a picture that can be used: save the logo as PNG or JPEG.")) from error
    return picture


@contextmanager
def half_pictures_refused() -> Iterator[None]:
    """Refuse pictures whose end is missing; WeasyPrint, where it is loaded, has the whole process take them."""
    taken, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = taken


def smaller(picture: Image.Image) -> Image.Image:
    """Return the picture upright, without an empty edge, in RGB or RGBA and no larger than a page needs it."""
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        drawn = upright.getchannel("A").getbbox()
        if drawn is None:
            raise NotAPicture(_("The picture is empty: nothing in it can be seen."))
        upright = upright.crop(drawn)
    else:
        upright = upright.convert("RGB")
    upright.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    return upright


def encoded(picture: Image.Image) -> bytes:
    """Return the picture as PNG, with 256 colours when it has too many for its size."""
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    if out.tell() > KEPT_BYTES:
        out = io.BytesIO()
        picture.quantize(256, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()
