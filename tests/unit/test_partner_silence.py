import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.partner.silence import BREATH, LEFT_OPEN, OPEN, PATIENCE, SAID, Rung, rung, wait_for


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("I led the team for two years.", SAID),
        ("What do you mean?", SAID),
        ("I led the team for two years", OPEN),
        ("", OPEN),
        ("I led the team and.", LEFT_OPEN),
        ("We did it because", LEFT_OPEN),
        ("So, um.", LEFT_OPEN),
        ("First we,", LEFT_OPEN),
        ("I thought...", LEFT_OPEN),
        ("Customers", LEFT_OPEN),
        ("Yes.", SAID),
    ],
)
def test_the_last_words_say_how_long_to_wait(said: str, wait: float) -> None:
    assert wait_for(said) == wait


def test_the_ladder_goes_down_rung_by_rung() -> None:
    said = "I led the team for two years."
    seen = [rung(t / 100, said) for t in range(0, 120)]
    assert [r for i, r in enumerate(seen) if i == 0 or seen[i - 1] is not r] == [
        Rung.TALKING, Rung.THINKING, Rung.TRAILING, Rung.DONE,
    ]  # fmt: skip


@given(st.text(max_size=60), st.floats(0, 10), st.floats(*PATIENCE))
def test_patience_never_ends_a_turn_sooner(said: str, silence: float, patience: float) -> None:
    if rung(silence, said, patience) is Rung.DONE:
        assert rung(silence, said, PATIENCE[0]) is Rung.DONE
        assert silence >= BREATH
