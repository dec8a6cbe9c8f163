"""The form of a backup file: a header in clear, then a compressed stream in encrypted frames, then a checksum.

The key of a file is derived from TEXT_KEY and a salt of its own (HKDF-SHA-256); each frame is AES-256-GCM over its
place in the file and the header, so nothing can be changed, left out, moved or cut off unnoticed. No key is in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.codec import canonical

MAGIC = b"doorbraakbot backup 1\n"
FRAME = 256 * 1024
"""So many compressed bytes are encrypted at a time."""
_LARGEST_HEADER = 64 * 1024
_CHECKSUM = 32
_LENGTH = 4
_TAG = 16


class BrokenBackup(Exception):
    """This is no backup, or not as it was written."""


class WrongKey(Exception):
    """A backup fits none of the keys given."""


class Sealer:
    """Write a backup file piece by piece."""

    def __init__(self, out: BinaryIO, text_key: str, facts: Mapping[str, Any]) -> None:
        salt = os.urandom(32)
        key = _derived(text_key, salt)
        shown = {**facts, "salt": base64.b64encode(salt).decode(), "key": _name(key)}
        header = canonical(shown).encode() + b"\n"
        self._out = out
        self._sum = hashlib.sha256()
        self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(MAGIC + header).digest()
        self._packer = zlib.compressobj(6)
        self._waiting = bytearray()
        self._frames = 0
        self._write(MAGIC + header)

    def line(self, value: Any) -> None:
        """Write one plain value as a line of JSON."""
        self._waiting += self._packer.compress(canonical(value).encode() + b"\n")
        while len(self._waiting) >= FRAME:
            self._frame(bytes(self._waiting[:FRAME]), last=False)
            del self._waiting[:FRAME]

    def close(self) -> None:
        """Write what waits, and the checksum of the whole file."""
        self._waiting += self._packer.flush()
        while len(self._waiting) > FRAME:
            self._frame(bytes(self._waiting[:FRAME]), last=False)
            del self._waiting[:FRAME]
        self._frame(bytes(self._waiting), last=True)
        self._out.write(self._sum.digest())

    def _frame(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._frames), plain, _place(self._bound, self._frames, last=last))
        self._frames += 1
        self._write(len(sealed).to_bytes(_LENGTH, "big") + sealed)

    def _write(self, raw: bytes) -> None:
        self._sum.update(raw)
        self._out.write(raw)


def _derived(text_key: str, salt: bytes) -> bytes:
    secret = base64.urlsafe_b64decode(text_key)
    return HKDF(SHA256(), length=32, salt=salt, info=b"doorbraakbot backup").derive(secret)


def _name(key: bytes) -> str:
    """Name the key of a file without giving it away."""
    return hashlib.sha256(b"doorbraakbot backup key" + key).hexdigest()[:16]


def _nonce(frame: int) -> bytes:
    return frame.to_bytes(12, "big")


def _place(bound: bytes, frame: int, *, last: bool) -> bytes:
    return bound + frame.to_bytes(8, "big") + (b"\1" if last else b"\0")


def read_header(file: BinaryIO) -> dict[str, Any]:
    """Read what stands in clear at the beginning. Raises BrokenBackup."""
    return _header(file)[0]


def _header(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise BrokenBackup("this is no backup of doorbraakbot, or of another version of its form")
    raw = file.readline(_LARGEST_HEADER)
    try:
        header: dict[str, Any] = json.loads(raw)
        base64.b64decode(header["salt"], validate=True)
    except (ValueError, KeyError, TypeError):
        raise BrokenBackup("the header is not as it was written") from None
    return header, hashlib.sha256(MAGIC + raw).digest()


def check_sum(file: BinaryIO, size: int, progress: Callable[[int, int], None]) -> None:
    """See that the file is as it was written, by its checksum; needs no key. Raises BrokenBackup."""
    file.seek(0)
    left, found = size - _CHECKSUM, hashlib.sha256()
    while left > 0:
        part = file.read(min(left, 1024 * 1024))
        if not part:
            break
        found.update(part)
        left -= len(part)
        progress(size - left, size)
    if left != 0 or file.read() != found.digest():
        raise BrokenBackup("the checksum does not fit: the file was changed, or cut off")


def read_lines(file: BinaryIO, text_keys: Sequence[str]) -> Iterator[Any]:
    """Give the lines of a backup, holding one frame at a time. Raises BrokenBackup, WrongKey."""
    header, bound = _header(file)
    derived = [_derived(key, base64.b64decode(header["salt"])) for key in text_keys]
    ciphers = [AESGCM(key) for key in derived if _name(key) == header.get("key")]
    if not ciphers:
        raise WrongKey("the backup fits none of the keys in TEXT_KEY; add the key it was made with")
    unpacker, rest = zlib.decompressobj(), b""
    for plain in _frames(file, ciphers[0], bound):
        while plain:
            try:
                rest += unpacker.decompress(plain, FRAME * 4)
            except zlib.error:
                raise BrokenBackup("its content cannot be unpacked") from None
            plain = unpacker.unconsumed_tail
            *lines, rest = rest.split(b"\n")
            yield from (json.loads(line) for line in lines)
    if rest or not unpacker.eof:
        raise BrokenBackup("its content ends too early")


def _frames(file: BinaryIO, cipher: AESGCM, bound: bytes) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        length = int.from_bytes(file.read(_LENGTH), "big")
        sealed = file.read(length) if length <= FRAME + _TAG else b""
        plain, last = _opened(sealed, cipher, bound, number)
        number += 1
        yield plain


def _opened(sealed: bytes, cipher: AESGCM, bound: bytes, number: int) -> tuple[bytes, bool]:
    """Open a frame; tells whether it is the last one. Raises BrokenBackup."""
    for last in (False, True):
        with suppress(InvalidTag, ValueError):
            return cipher.decrypt(_nonce(number), sealed, _place(bound, number, last=last)), last
    raise BrokenBackup("a part of it is not as it was written")
