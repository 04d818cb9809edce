import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import text
from chalicelib.domain.errors import ApelError, ForbiddenCharacter, Missing, TooLong

KINDS = {
    text.name: text.LONGEST_NAME,
    text.title: text.LONGEST_TITLE,
    text.reason: text.LONGEST_REASON,
    text.line: text.LONGEST_LINE,
}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("  Siti \u00a0\u2003 Aminah ", "Siti Aminah"),
        ("Nur'aini, S.Pd.", "Nur'aini, S.Pd."),
        ("Ce\u0301cile", "C\u00e9cile"),
        ("\u0e01\u0e33", "\u0e01\u0e33"),
        ("\U0001f44d apel", "\U0001f44d apel"),
        ("\ua9b2\ua9a4\ua9ab", "\ua9b2\ua9a4\ua9ab"),
    ],
)
def test_text_is_kept_in_one_canonical_form(sent: str, kept: str) -> None:
    assert text.name(sent) == kept


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\u00ad",
        "\u034f",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u2028",
        "\u202e",
        "\u2066",
        "\u3164",
        "\ud800",
        "\ufdd0",
        "\ufeff",
        "\uffff",
        "\U0001fffe",
        "\U000e0041",
        "\U0010ffff",
    ],
)
def test_characters_that_hide_or_reorder_text_are_refused_in_every_kind(char: str) -> None:
    for kind in KINDS:
        with pytest.raises(ForbiddenCharacter):
            kind(f"Siti{char}Aminah")


@pytest.mark.parametrize("char", ["\n", "\r\n", "\t"])
def test_only_a_reason_may_have_line_ends_which_become_spaces(char: str) -> None:
    """A reason is typed in a field of several lines; a name with a line end is an injection."""
    assert text.reason(f"sakit{char}sejak kemarin") == "sakit sejak kemarin"
    for kind in (text.name, text.title, text.line):
        with pytest.raises(ForbiddenCharacter):
            kind(f"sakit{char}sejak kemarin")


def test_a_letter_bears_at_most_four_marks() -> None:
    assert text.name("x" + "\u0300" * 4)

    with pytest.raises(ForbiddenCharacter):
        text.name("x" + "\u0300" * 5)


@pytest.mark.parametrize("blank", ["", " ", "\u3000\u00a0"])
def test_nothing_but_spaces_is_nothing(blank: str) -> None:
    with pytest.raises(Missing):
        text.title(blank)


@pytest.mark.parametrize(("kind", "longest"), KINDS.items())
def test_the_limit_counts_characters_of_the_stored_form(kind: object, longest: int) -> None:
    assert callable(kind)
    assert kind(" " + "e\u0301" * longest) == "\u00e9" * longest

    with pytest.raises(TooLong) as refused:
        kind("a" * (longest + 1))
    assert refused.value.extensions == {"most": longest}


@given(st.text(max_size=300))
def test_any_text_is_either_refused_or_stays_as_it_is_from_then_on(sent: str) -> None:
    try:
        kept = text.reason(sent)
    except ApelError:
        return

    assert text.reason(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode()
