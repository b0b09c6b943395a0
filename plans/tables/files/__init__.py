"""Turns a file or a pasted text into sheets of texts.

It runs in a child process with limits (welfareplans/confined.py), so nothing here knows Django or the database.
"""
