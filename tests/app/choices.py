"""What a page says of its choices in a run: a browser that missed what it sent first, as under load, shows
what it sends next, and sends that back. A choice that is silent then is undone by nobody.
"""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def choices(page: AppTest) -> dict[str, Any]:
    """By label, how each choice stands. Asserts that a browser that sees it for the first time shows it."""
    found: dict[str, Any] = {}
    for written in (page.toggle, page.text_area):
        for each in written:
            assert each.proto.default == each.value, each.label
            found[each.label] = each.value
    for picked in (page.radio, page.selectbox):
        for each in picked:
            assert each.options[each.proto.default] == each.format_func(each.value), each.label
            found[each.label] = each.value
    for each in page.segmented_control:
        sent = [each.options[i] for i in each.proto.default]
        assert sent == [each.format_func(each.value)], each.proto.label
        found[each.proto.label] = each.value
    return found
