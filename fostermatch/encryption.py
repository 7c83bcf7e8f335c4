"""Personal numbers at rest: AES-256-GCM, with a keyed fingerprint to look them up by."""

import hashlib
import hmac
import secrets
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

NONCE_BYTES = 12


class Encrypted(sa.TypeDecorator[str]):
    """Text that only the program can read.

    Stored as key number (1 byte), nonce (12 bytes), ciphertext with its tag. The name
    of the column is authenticated too, so a value cannot be moved to another column.
    """

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        return None if value is None else encrypt(value, self.column)

    def process_result_value(self, value: bytes | None, dialect: Any) -> str | None:
        return None if value is None else decrypt(value, self.column)


def encrypt(text: str, column: str) -> bytes:
    number, key = next(iter(current_app.config["DATA_KEYS"].items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([number]) + nonce + AESGCM(key).encrypt(nonce, text.encode(), column.encode())


def decrypt(stored: bytes, column: str) -> str:
    key = current_app.config["DATA_KEYS"][stored[0]]
    nonce, ciphertext = stored[1 : 1 + NONCE_BYTES], stored[1 + NONCE_BYTES :]
    return AESGCM(key).decrypt(nonce, ciphertext, column.encode()).decode()


def fingerprint(text: str, column: str) -> str:
    """The same text gives the same fingerprint, and nobody without the oldest key can make it."""
    key = list(current_app.config["DATA_KEYS"].values())[-1]
    return hmac.new(key, f"{column}:{text}".encode(), hashlib.sha256).hexdigest()
