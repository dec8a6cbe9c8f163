"""The detectors in their order. They take long to import and only texts need them, so check.py asks when a text comes.

What lives here: the order. What deliberately does not: how each of them recognises its kind.
"""

from typing import Final

from doorbraak.privacy.address import find_addresses
from doorbraak.privacy.birth import find_birth_dates
from doorbraak.privacy.bsn import find_bsns
from doorbraak.privacy.diagnosis import find_diagnoses
from doorbraak.privacy.email import find_emails
from doorbraak.privacy.file_number import find_file_numbers
from doorbraak.privacy.filename import find_filenames
from doorbraak.privacy.find import Detector
from doorbraak.privacy.iban import find_ibans
from doorbraak.privacy.names import find_names
from doorbraak.privacy.phone import find_phones
from doorbraak.privacy.postcode import find_postcodes
from doorbraak.privacy.spelled import find_spelled_numbers

# The most specific first: where two overlap, the earlier one wins. New kinds join by their place in these rows.
# A file name comes early: the digits in it are no telephone number.
BLOCKING: Final[tuple[Detector, ...]] = (
    find_emails,
    find_ibans,
    find_filenames,
    find_bsns,
    find_phones,
    find_spelled_numbers,
    find_addresses,
)
ASKING: Final[tuple[Detector, ...]] = (
    find_postcodes,
    find_birth_dates,
    find_file_numbers,
    find_diagnoses,
    find_names,
)
