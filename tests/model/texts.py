"""Texts and file numbers of scenarios that are clearly fine or clearly not: they need no privacy check."""

CLEAN_TEXTS = (
    "De wasmachine is stuk en er is geen geld voor een andere.",
    "Het contract gaat pas in als de leges betaald zijn.",
    "Zonder fiets lukt het werk niet meer.",
    "De school vraagt schoolboeken en die zijn er niet.",
    "Er is al gebeld, maar het duurt te lang.",
    "Dit past niet bij deze vraag.",
)
CLEAN_NAMES = ("Werk en Inkomen", "de kringloopwinkel", "het loket", "bijzondere bijstand", "leergeld")
BLANK_TEXTS = ("", " ", "    ")

# Each is a block-level find of section 7, and stands in a text exactly as it is written here.
PRIVATE_TEXTS = (
    "bel 06-12345678",
    "bel +31 6 12345678",
    "rekening NL91 ABNA 0417 1643 00",
    "rekening NL91ABNA0417164300",
    "mail naar k.bakker@example.org",
    "BSN 111222333",
    "BSN 111.222.333",
    "woont Amsterdamsestraatweg 123",
    "adres 3513 AB 12",
)

# Every row is one client: spellings with the same letters and digits.
CLIENTS = (
    ("BOKS-1001", "boks 1001", "Boks1001", "b.o.k.s/1001", "ＢＯＫＳ１００１"),
    ("BOKS-1002", "boks-1002"),
    ("WENI 77 A", "weni77a", "WENI-77-a"),
    ("MITROS/2040", "mitros 2040"),
    ("123456789", "123 456 789"),  # nine digits, but they do not pass the eleven-test
    ("A1B2", "a1-b2"),
    ("KB-900", "kb900"),
    ("11112", "1111-2"),
)
# Too short, one repeated character, nine digits that pass the eleven-test.
INVALID_CLIENTS = ("", "ab1", "-a-b-c-", "aaaa", "aA-aA", "1111111", "111222333", "111.222.333", "111 222 333")


def text_of_length(length: int) -> str:
    """Write a clean text of exactly so many characters, without a space at either end."""
    return ("de wasmachine is stuk en " * (length // 25 + 1))[: length - 1] + "n"
