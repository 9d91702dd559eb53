import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from realtalk.media import SAMPLE_RATE, AudioChunk
from realtalk.perception.blocks import Blocks


def cut(pcm: np.ndarray, places: list[int], start: float = 0.0) -> list[AudioChunk]:
    edges = sorted({0, len(pcm), *(p % (len(pcm) + 1) for p in places)})
    return [AudioChunk(start + a / SAMPLE_RATE, pcm[a:b]) for a, b in itertools.pairwise(edges)]


def through(blocks: Blocks, chunks: list[AudioChunk]) -> list[AudioChunk]:
    given = [block for chunk in chunks for block in blocks.add(chunk)]
    rest = blocks.rest()
    return given if rest is None else [*given, rest]


@given(st.lists(st.integers(0, 5000), max_size=12), st.integers(1, 700))
def test_any_cutting_gives_the_same_blocks(places: list[int], size: int) -> None:
    pcm = np.arange(5000, dtype=np.float32)
    blocks = through(Blocks(size), cut(pcm, places))
    assert np.array_equal(np.concatenate([block.pcm for block in blocks]), pcm)
    assert all(len(block.pcm) == size for block in blocks[:-1])
    assert [round(block.t * SAMPLE_RATE) for block in blocks] == [i * size for i in range(len(blocks))]


def test_a_hole_becomes_silence_and_what_was_heard_is_dropped() -> None:
    one = np.ones(100, np.float32)
    late = AudioChunk(150 / SAMPLE_RATE, one)
    again = AudioChunk(240 / SAMPLE_RATE, 2 * one)
    (block,) = through(Blocks(1000), [AudioChunk(0.0, one), late, again])
    expected = np.concatenate([one, np.zeros(50), one, 2 * one[:90]])
    assert np.array_equal(block.pcm, expected)


def test_time_counts_from_the_first_chunk() -> None:
    blocks = through(Blocks(160), [AudioChunk(2.5, np.zeros(480, np.float32))])
    assert [block.t for block in blocks] == [2.5, 2.51, 2.52]
