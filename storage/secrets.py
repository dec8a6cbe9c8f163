"""Keys at work: texts encrypted and bound by a salted digest, file numbers turned into client codes.

Keys come in as settings give them: 32 random bytes in URL-safe base64, newest first. Nothing here is written anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SealedText:
    """A text as it is stored: salt and ciphertext, and the digest that the log keeps."""

    salt: bytes
    ciphertext: bytes
    digest: str


class TextSafe:
    """Encrypt typed texts with the newest key; read those of every key given."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest = Fernet(keys[0])
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, value: str) -> SealedText:
        """Encrypt a text and bind it by SHA-256 over a random salt and the text.

        Half a character, which some programs send and nothing can show, becomes a question mark: it cannot be written.
        """
        salt, whole = os.urandom(_SALT_BYTES), value.encode("utf-8", "replace").decode()
        return SealedText(salt, self.encrypt(whole), digest_of(salt, whole))

    def encrypt(self, value: str) -> bytes:
        """Encrypt with the newest key."""
        return self._fernet.encrypt(value.encode())

    def decrypt(self, ciphertext: bytes) -> str:
        """Decrypt with whichever key fits. Raises KeyMissing when none does."""
        try:
            return self._fernet.decrypt(bytes(ciphertext)).decode()
        except InvalidToken as failure:
            raise KeyMissing("a stored text fits none of the keys in TEXT_KEY") from failure

    def is_newest(self, ciphertext: bytes) -> bool:
        """Claim that this was encrypted with the newest key."""
        try:
            self._newest.decrypt(bytes(ciphertext))
        except InvalidToken:
            return False
        return True


class KeyMissing(Exception):
    """What is stored was encrypted with a key that is not among the settings."""


def digest_of(salt: bytes, value: str) -> str:
    """Give the digest by which the log binds a text."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ClientCode:
    """A client code and the name of the key that made it."""

    key_id: str
    code: str


class ClientCodes:
    """Turn normalised file numbers into client codes: keyed, per programme, not to be turned back."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [base64.urlsafe_b64decode(key) for key in keys]
        self.words = WordDigests(self._keys)

    def newest(self, programme: str, number: str) -> str:
        """Give the code by the newest key."""
        return self._code(self._keys[0], programme, number)

    def all_of(self, programme: str, number: str) -> list[ClientCode]:
        """Give the codes by every key, the newest first: older rows may still carry an older one."""
        return [ClientCode(key_id(key), self._code(key, programme, number)) for key in self._keys]

    @property
    def key_ids(self) -> list[str]:
        """Name the keys, newest first, without giving them away."""
        return [key_id(key) for key in self._keys]

    @property
    def oldest_key_id(self) -> str:
        """Name the oldest key: whose a code without a name may be at worst."""
        return key_id(self._keys[-1])

    @staticmethod
    def _code(key: bytes, programme: str, number: str) -> str:
        return hmac.new(key, f"{programme}\0{number}".encode(), hashlib.sha256).hexdigest()


class WordDigests:
    """Turn words that are no name into digests: keyed by what follows from each client key, per programme.

    A key of its own is derived, so that a digest of a word is never also a client code.
    """

    def __init__(self, client_keys: Sequence[bytes]) -> None:
        self._keys = [hmac.new(key, b"words that are no name", hashlib.sha256).digest() for key in client_keys]
        self.key_ids = [key_id(key) for key in client_keys]

    def all_of(self, programme: str, word: str) -> list[str]:
        """Give the digests of a word by every key, the newest first."""
        bound = f"{programme}\0{word}".encode()
        return [hmac.new(key, bound, hashlib.sha256).hexdigest() for key in self._keys]


def key_id(key: bytes) -> str:
    """Name a key without giving it away."""
    return hashlib.sha256(b"key-id" + key).hexdigest()[:12]


def codes_to_text(codes: Sequence[ClientCode]) -> str:
    """Write the codes of one number as one text, for a draft to carry: `key:code`, separated by commas."""
    return ",".join(f"{one.key_id}:{one.code}" for one in codes)


def codes_from_text(text: str, *, unnamed: str) -> list[ClientCode]:
    """Read what a draft carried; a code without the name of its key gets `unnamed`."""
    parts = [part.rpartition(":") for part in text.split(",")]
    return [ClientCode(key or unnamed, code) for key, _, code in parts]


def new_key() -> str:
    """Make a key: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()
