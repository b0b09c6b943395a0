"""The form of a page as a browser would send it."""

from html.parser import HTMLParser


class FirstForm(HTMLParser):
    """Reads the first posting form of a page: where it goes and what its fields hold."""

    def __init__(self, page: str, address: str = "") -> None:
        """address: part of the address that the form posts to."""
        super().__init__()
        self.address = address
        self.action: str | None = None
        self.fields: list[tuple[str, str]] = []
        self.inside = self.done = False
        self.area = self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the form's address and the value of each field that a browser would send."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method", "").lower() == "post" and not self.done:
            action = values.get("action", values.get("hx-post", ""))
            if "logout" not in action and self.address in action:
                self.inside, self.action = True, action
        elif self.inside and tag == "input" and (name := values.get("name")):
            sent = values.get("type") not in ("checkbox", "radio", "submit", "file") or "checked" in values
            self.fields += [(name, values.get("value", "on"))] if sent else []
        elif self.inside and tag in ("textarea", "select"):
            self.area, self.select = (values.get("name", ""), "") if tag == "textarea" else ("", values.get("name", ""))
        elif self.select and tag == "option" and "selected" in values:
            self.fields.append((self.select, values.get("value", "")))

    def handle_data(self, data: str) -> None:
        """Take the text of a text box."""
        if self.area:
            self.fields.append((self.area, data.lstrip("\n")))
            self.area = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or the form."""
        if tag == "textarea" and self.area:
            self.fields.append((self.area, ""))
        if tag in ("textarea", "select"):
            self.area = self.select = ""
        if tag == "form" and self.inside:
            self.inside, self.done = False, True
