"""Time limits of a talk with a server that never stops sending."""

import asyncio
import time

import pytest

from realtalk.language.exchange import Late, exchanged


async def flood(put):
    while True:
        put("word ")
        await asyncio.sleep(0.0005)


def told(error, begun):
    return error


def read_slowly(pieces):
    for _ in pieces:
        time.sleep(0.001)


def test_the_time_is_over_though_pieces_keep_coming_faster_than_they_are_read():
    begun = time.monotonic()
    with pytest.raises(Late) as late:
        read_slowly(exchanged(flood, 0.5, 1.0, None, told))
    assert late.value.begun
    assert time.monotonic() - begun < 3
