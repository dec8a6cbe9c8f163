"""Stories about a name in a text, told once over every channel (docs/rules.md section 7)."""

from __future__ import annotations

from doorbraak.ids import PersonId
from storage import administer
from tests.chat import Chat
from tests.stories.conftest import Story


def test_a_name_becomes_the_client_before_anybody_else_reads_it(story: Story) -> None:
    """The writer takes the words that were offered; colleagues never see the name."""
    tell = story.tell
    number = tell.asks_and_answers("noor", "Vervang door De klant", question="Fatima heeft een fiets nodig.")
    seen = tell.sees("joost", number)
    assert "De klant heeft een fiets nodig." in seen
    assert "Fatima" not in seen


def test_a_word_that_is_no_name_is_asked_about_once_in_the_programme(story: Story) -> None:
    """One tap of one writer, and nobody is asked about that word again; the process may restart in between."""
    tell = story.tell
    number = tell.asks("noor")
    assert "Je opmerking staat in het gesprek." in tell.says_and_answers(
        "anke", number, "Parnassia belt in mei.", "Dit is geen naam"
    )
    assert "Je opmerking staat in het gesprek." in tell.says("joost", number, "Ik bel parnassia ook.")
    seen = tell.sees("noor", number)
    assert "Parnassia belt in mei." in seen
    assert "Ik bel parnassia ook." in seen


def test_a_colleague_is_asked_about_again_in_another_text(story: Story) -> None:
    """Who is a colleague today holds for that text alone."""
    tell = story.tell
    number = tell.asks("noor")
    tell.says_and_answers("anke", number, "Bruno rijdt maandag mee.", "Dit is een collega")
    assert "Is Bruno een naam?" in tell.says("anke", number, "Bruno belt nog.")
    seen = tell.sees("noor", number)
    assert "Bruno rijdt maandag mee." in seen
    assert "Bruno belt nog." not in seen


def test_a_name_in_a_thread_of_a_chat_is_kept_out_of_the_talk(story: Story) -> None:
    """Where others read along already: the writer is told, mends it, and only then colleagues on the web read it."""
    stage = story.stage
    number = story.tell.asks("noor")
    chat = Chat(stage.desk, {"meelezers": 9})
    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("anke"), "chat", "anke"))
    reference, _ = stage.loop.run(chat.types(PersonId("anke"), "meelezers", number, "Fatima kan mijn fiets krijgen."))
    story.meanwhile({"chat": chat}, minutes=6)
    assert "In je bericht bij" in chat.words_to(PersonId("anke"))[0]
    assert "Fatima" not in story.tell.sees("joost", number)

    chat.desk = stage.desk
    stage.loop.run(chat.edits(reference, "De klant kan mijn fiets krijgen."))
    story.meanwhile({"chat": chat}, minutes=1)
    assert chat.words_to(PersonId("anke"))[1] == "Dank je, het is weg. Het stond er 6 minuten."
    assert "De klant kan mijn fiets krijgen." in story.tell.sees("joost", number)
