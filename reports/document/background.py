"""The plan's own words about itself: purpose, legal basis, how it is followed up."""

import re
from dataclasses import dataclass

from reports.document.book import Book
from reports.document.theory import THEORY, has_theory
from reports.document.words import Words


@dataclass(frozen=True)
class Block:
    """A paragraph, or the items of a list."""

    paragraph: Words
    items: list[Words]


@dataclass(frozen=True)
class Background:
    """A chapter of the plan."""

    title: Words
    blocks: list[Block]


def background(book: Book) -> list[Background]:
    """Return the plan's chapters that have a text."""
    return [
        Background(book.reader(chapter["title"]), [block(part) for part in book.reader(chapter["body"]).paragraphs])
        for chapter in book.content["chapters"]
        if book.reader(chapter["body"]) and not (has_theory(book) and chapter["key"] == THEORY)
    ]


def block(words: Words) -> Block:
    """Return lines that all begin with a dash or a dot as a list, anything else as a paragraph."""
    lines = words.text.split("\n")
    if all(re.match(r"[-–•*] ", line) for line in lines):
        return Block(Words(), [Words(line[2:].strip(), words.foreign) for line in lines])
    return Block(words, [])
