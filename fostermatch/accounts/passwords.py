"""Passwords: argon2id, and a check that takes as long for an unknown user as for a known one."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

SHORTEST = 12


def hasher() -> PasswordHasher:
    return PasswordHasher(**current_app.config.get("ARGON2", {}))


def hashed(password: str) -> str:
    return hasher().hash(password)


@cache
def nobodys_hash() -> str:
    return hashed("nobody has this password")


def matches(stored: str | None, password: str) -> bool:
    try:
        right = hasher().verify(stored or nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None
