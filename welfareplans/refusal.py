"""How a command says that it will not do what it was asked."""


class Refusal(Exception):
    """Something the person at the keyboard can mend; the message is one clear line."""
