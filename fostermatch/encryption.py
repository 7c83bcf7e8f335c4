"""Personal numbers and papers at rest: AES-256-GCM, and a keyed fingerprint to look up by."""

import hashlib
import hmac
import secrets
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

NONCE_BYTES = 12


class Encrypted(sa.TypeDecorator[str]):
    """Text that only the program can read."""

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        return None if value is None else seal(value.encode(), self.column)

    def process_result_value(self, value: bytes | None, dialect: Any) -> str | None:
        return None if value is None else unseal(value, self.column).decode()


def seal(content: bytes, place: str) -> bytes:
    """Encrypt with the newest key: key number (1 byte), nonce (12 bytes), ciphertext with its tag.

    The place, a column or a paper, is authenticated too, so nothing can be moved to another.
    """
    number, key = next(iter(current_app.config["DATA_KEYS"].items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([number]) + nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    key = current_app.config["DATA_KEYS"][sealed[0]]
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return AESGCM(key).decrypt(nonce, ciphertext, place.encode())


def fingerprint(text: str, column: str) -> str:
    """The same text gives the same fingerprint, and nobody without the oldest key can make it."""
    key = list(current_app.config["DATA_KEYS"].values())[-1]
    return hmac.new(key, f"{column}:{text}".encode(), hashlib.sha256).hexdigest()
