import pytest

from planner.storage.private_words import hint_of


@pytest.mark.parametrize(
    ("note", "what"),
    [
        ("call Mrs Rossi", "a name"),
        ("sig.ra Bianchi, worse in winter", "a name"),
        ("Anna Rossi", "a name"),
        ("referred by Anna Rossi", "a name"),
        ("anna@example.org", "an e-mail address"),
        ("+39 02 1234567", "a phone number"),
        ("tel 333 1234567", "a phone number"),
        ("born 31/12/1980", "a date"),
        ("1980-12-31", "a date"),
    ],
)
def test_a_note_that_looks_like_somebody_gets_a_hint(note: str, what: str) -> None:
    assert f"held {what}" in hint_of(note)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Pain since March, NRS 7 of 10, worse when seated",
        "L4 to L5, 3.5 mL over 120 cm2, needle 30G 4 mm",
        "Lumbar pain. Better after the second session.",
        "MRI of 2024: disc bulge L4-L5",
        "left-handed, works at 12 h shifts",
    ],
)
def test_a_note_about_a_back_gets_none(note: str) -> None:
    assert hint_of(note) == ""


def test_a_products_two_capitalised_words_are_no_name_but_a_title_makes_one() -> None:
    assert hint_of("Sodium Chloride", has_proper_names=True) == ""
    assert "held a name" in hint_of("Sodium Chloride")
    assert "held a name" in hint_of("saline for Mrs Rossi", has_proper_names=True)
