"""Pictures of dots in the file: each once, named after its bytes, with its clear parts as a mask."""

import hashlib
import io
from typing import Any

import pydyf
from PIL import Image

from reports.tagged.objects import Objects, reference


class Pictures:
    """The pictures that pages draw."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def name(self, picture: Any) -> str:
        """Return what a page calls one of WeasyPrint's pictures."""
        data = picture.image_data.data
        name = f"i{hashlib.sha256(data).hexdigest()[:16]}"
        self.found[name] = data
        return name

    def write(self, objects: Objects, resources: pydyf.Dictionary) -> None:
        """Write them and tell the pages' resources where they are."""
        for name, data in self.found.items():
            resources["XObject"][name] = reference(write_picture(objects, Image.open(io.BytesIO(data))))


def write_picture(objects: Objects, picture: Image.Image) -> int:
    """Return the number of a picture in colour, eight bits each of red, green and blue."""
    size = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
    mask = ""
    if picture.has_transparency_data:
        clear = picture.convert("RGBA").getchannel("A").tobytes()
        mask = f"/SMask {reference(objects.add_stream(clear, f'{size}/ColorSpace/DeviceGray'))}"
    return objects.add_stream(picture.convert("RGB").tobytes(), f"{size}/ColorSpace/DeviceRGB{mask}")
