"""Pages as tests see them: title, heading, text, links, and forms with their values. Read with the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser


@dataclass
class Form:
    """A form: where it goes, what it would send, the words on its buttons with what each adds."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)

    def button_values(self, word: str) -> dict[str, str]:
        """Give what pressing this button adds."""
        return self.buttons[word]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text: list[str] = []
        self.links: dict[str, str] = {}
        self.by_tag: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.alerts: list[str] = []
        self.by_id: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, have))
        if tag == "form":
            self.forms.append(Form(have.get("action", ""), have.get("method", "get")))
        elif tag == "input":
            self._input(have)
        elif tag == "select":
            self._select = have["name"]
            self._name(have["name"])
        elif tag == "option" and "selected" in have:
            self.forms[-1].values[self._select] = have.get("value", "")
        if tag not in ("input", "meta", "link", "br", "img", "rect"):
            self._open.append((tag, have, []))

    def _name(self, name: str) -> None:
        self.forms[-1].names.append(name)

    def _input(self, have: dict[str, str]) -> None:
        self._name(have["name"])
        if have.get("type") not in ("checkbox", "radio") or "checked" in have:
            self.forms[-1].values[have["name"]] = have.get("value", "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for _, _, inside in self._open:
            inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, have, inside = self._open.pop()
            self._closed(name, have, "".join(inside))
            if name == tag:
                return

    def _closed(self, tag: str, have: dict[str, str], inside: str) -> None:
        words = " ".join(inside.split())
        self.by_tag.setdefault(tag, []).append(words)
        if "id" in have:
            self.by_id[have["id"]] = words
        if have.get("role") == "alert":
            self.alerts.append(words)
        if tag == "a":
            self.links[words] = have.get("href", "")
        elif tag == "textarea":
            self._name(have["name"])
            self.forms[-1].values[have["name"]] = inside.removeprefix("\n")
        elif tag == "button" and self.forms:
            self.forms[-1].buttons[words] = {have["name"]: have.get("value", "")} if "name" in have else {}
            self.forms[-1].to[words] = have.get("formaction", "")


class Page:
    """An answer, read as a page."""

    def __init__(self, address: str, html: str, status: int, headers: dict[str, str]) -> None:
        self.address, self.html, self.status, self.headers = address, html, status, headers

    @cached_property
    def _reader(self) -> _Reader:
        """Read the page when something is first asked of it."""
        reader = _Reader()
        reader.feed(self.html)
        return reader

    @property
    def forms(self) -> list[Form]:
        """Give all forms."""
        return self._reader.forms

    @property
    def links(self) -> dict[str, str]:
        """Give all links by their words."""
        return self._reader.links

    @property
    def elements(self) -> list[tuple[str, dict[str, str]]]:
        """Give every element with its attributes."""
        return self._reader.attributes

    @cached_property
    def text(self) -> str:
        """Give all words."""
        return " ".join("".join(self._reader.text).replace("\u00a0", " ").split())

    def _first(self, tag: str) -> str:
        return next(iter(self._reader.by_tag.get(tag, [])), "")

    @property
    def path(self) -> str:
        """Give the address without the host."""
        return "/" + self.address.split("/", 3)[-1]

    @property
    def title(self) -> str:
        """Give the title."""
        return self._first("title")

    @property
    def h1(self) -> str:
        """Give the heading."""
        return self._first("h1")

    @property
    def headings(self) -> list[str]:
        """Give the headings of the parts."""
        return self._reader.by_tag.get("h2", [])

    @property
    def problems(self) -> str:
        """Give what the summary of errors says."""
        return " ".join(self._reader.alerts).replace("\u00a0", " ")

    @property
    def buttons(self) -> set[str]:
        """Give the words on all buttons and on links that look like one."""
        looks = {words for words, _ in self._button_links()}
        return {word for form in self.forms for word in form.buttons} | looks

    def _button_links(self) -> list[tuple[str, str]]:
        buttons = {
            have.get("href")
            for tag, have in self._reader.attributes
            if tag == "a" and "button" in have.get("class", "")
        }
        return [(words, href) for words, href in self.links.items() if href in buttons]

    def form_with(self, word: str) -> Form:
        """Give the form that has a button with this word; its own address when the button has one."""
        form = next((form for form in self.forms if word in form.buttons), None)
        assert form is not None, (
            f"no button {word!r} on {self.address} ({self.status}); there are {sorted(self.buttons)}"
        )
        return Form(form.to[word] or form.action, form.method, form.values, form.names, form.buttons, form.to)

    @property
    def marks(self) -> list[str]:
        """Give the words that are marked in texts."""
        return self._reader.by_tag.get("mark", [])

    def form_about(self, sentence: str) -> Form:
        """Give the form of the question that says this."""
        asked = [form for form in self.forms if "about" in form.values]
        return next(form for form in asked if sentence in self.says(form))

    def says(self, form: Form) -> str:
        """Give the sentence of a question."""
        return self._reader.by_id.get(form.values["about"], "")

    def control(self, name: str) -> dict[str, str]:
        """Give the attributes of a control."""
        return next(have for _, have in self._reader.attributes if have.get("id") == name)

    def ids(self) -> set[str]:
        """Give all ids."""
        return {have["id"] for _, have in self._reader.attributes if "id" in have}
