"""Find names of files: with a usual ending, or as cameras and chat programs name them.

What lives here: those endings and forms. What deliberately does not: addresses of pages.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists

_ENDINGS: Final = (
    r"pdf|docx?|docm|dotx|odt|rtf|txt|xlsx?|xlsm|xlsb|csv|ods|pptx?|ppsx|odp|jpe?g|jpe|png|gif|heic|heif|bmp|tiff?"
    r"|webp|svg|raw|cr2|avif|"
    r"mp3|mp4|m4a|m4v|mov|avi|wav|wma|wmv|ogg|oga|opus|aac|amr|3gp|mkv|webm|flac|zip|rar|7z|tar|gz|tgz|eml|msg|mbox"
    r"|pst|html?|xml|json|"
    r"ya?ml|vcf|ics|pages|numbers|keynote|key|apk|exe|log|p7m|p7s|epub|md|sql|db|sqlite|accdb|mdb|psd|ai|indd|dwg|vsdx"
    r"|one|bak|tmp"
)
_WITH_ENDING: Final = re.compile(
    rf"(?<![\w@/.\\-])(?P<name>[^\W_][\w\-()&+~%',]{{0,80}}(?:\.[\w\-()&+~%]{{1,40}}){{0,3}}"
    rf"|_[\w-]{{1,60}})\.(?:{_ENDINGS})(?![\w@]|\.\w|-\w)",
    re.IGNORECASE,
)
_CAMERA: Final = re.compile(
    r"(?<![\w])(?:(?:IMG|DSCN?|DSCF|PXL|VID|MVI|MOV|GOPR|SAM|PANO|BURST|PTT|AUD|STK|SCAN|SCN|CamScanner|FOTO|PHOTO"
    r"|SNAPCHAT|SIGNAL|FB_IMG|RPReplay)"
    r"(?:[_-]|(?<=SCAN)|(?<=DSC)|(?<=DSCN)|(?<=CamScanner) )\d{3,}(?:[_-]\w{1,20}){0,3}"
    r"|WhatsApp[ _-](?:Image|Video|Audio|Ptt|Afbeelding|Document)[ _-]\d{4}-\d\d-\d\d(?:[ _-](?:at"
    r"|om)[ _-]\d{1,2}[.:]\d\d(?:[.:]\d\d)?)?(?: \(\d+\))?"
    r"|(?:Screenshot|Schermafbeelding|Schermopname|Screen[ _]?Shot|Screen Recording|Opname"
    r"|Scherm\w{0,10}foto)[ _-]\(?\d[\d._:-]{0,20}\)?"
    r"(?:[ _-](?:at|om)?[ _-]?\d{1,2}[.:_-]\d\d(?:[.:_-]\d\d)?)?)(?:\.[a-z]\w{1,4})?(?![\w])",
    re.IGNORECASE,
)
_CALLED_A_FILE: Final = re.compile(
    r"(?:bestand(?:je)?|bijlage|document|scan|foto|pdf|map|upload)(?: (?:heet|is|genaamd|met de naam))?:? [\"'(]?"
    r"(?P<name>[^\W_]{2,40}(?:_[^\W_]{1,40}){1,6})(?![\w.@])",
    re.IGNORECASE,
)


def find_filenames(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each name of a file to ask about."""
    spans: list[tuple[int, int]] = []
    if "." in text:
        spans += [match.span() for match in _WITH_ENDING.finditer(text)]
    spans += [match.span() for match in _CAMERA.finditer(text)]
    if "_" in text:
        spans += [match.span("name") for match in _CALLED_A_FILE.finditer(text)]
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield Hit("filename", start, end, "ask")
            last = end
