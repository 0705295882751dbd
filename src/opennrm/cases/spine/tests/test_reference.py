"""The spoken reference: random, checked, forgiving of how it is written."""

from hypothesis import given
from hypothesis import strategies as st

from opennrm.cases.spine.reference import ALPHABET, LENGTH, check, new_reference, read_reference, spaced

bodies = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)


@given(bodies)
def test_a_reference_reads_back_however_it_is_written(body: str) -> None:
    whole = body + check(body)
    assert (
        read_reference(whole)
        == read_reference(spaced(whole).lower())
        == read_reference(f"  {spaced(whole).replace('-', ' ')} ")
        == spaced(whole)
    )


@given(bodies, st.integers(0, LENGTH), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(body: str, place: int, other: str) -> None:
    whole = body + check(body)
    if whole[place] != other:
        assert read_reference(whole[:place] + other + whole[place + 1 :]) is None


def test_what_is_no_reference_is_none() -> None:
    assert [read_reference(text) for text in ("", "7KQ", "7KQ-42M-8R!", "x" * 1000, "٣٤٥٦٧٨٩٠١")] == [None] * 5


def test_new_references_are_read_and_do_not_repeat() -> None:
    made = {new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(read_reference(one) == one for one in made)
