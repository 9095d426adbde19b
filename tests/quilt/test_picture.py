"""The drawing of the quilt: where each patch is, which shapes it has, and in which colours."""

from __future__ import annotations

import re

import pytest

from specquilt.quilt.facts import Facts, Patch
from specquilt.quilt.pages import PageIndex
from specquilt.quilt.picture import colour, draw

PAGES = PageIndex([("a.md", 1), ("b.md", 1)], ["One", "Two"])


def _drawn(*patches: Patch) -> str:
    operations = [each for each in patches if each.call]
    components = [each for each in patches if not each.call]
    return str(draw(Facts("quilts", {}, PAGES, operations, components, [], "")))


def _patch(*pages: int, call: str = "") -> Patch:
    return Patch("schemas/A", pages, "a.md:1:1", (), call)


def test_a_component_of_one_page_is_a_square() -> None:
    assert f'<path d="M0 0h24v24h-24z" fill="{colour(0)}"/></g>' in _drawn(_patch(0))


def test_a_part_of_two_pages_is_two_triangles_that_fill_the_square() -> None:
    upper = f'<path d="M0 0h24l-24 24z" fill="{colour(1)}"/>'
    lower = f'<path d="M24 0v24h-24z" fill="{colour(0)}"/>'
    assert f"<title>schemas/A: Two, One</title>{upper}{lower}</g>" in _drawn(_patch(1, 0))


def test_an_operation_has_a_diamond_in_its_middle() -> None:
    assert '<path class="operation" d="M12 6l6 6l-6 6l-6 -6z"/></g>' in _drawn(
        _patch(0, call="a.b")
    )


def test_patches_are_in_rows_that_are_three_times_as_wide_as_high() -> None:
    svg = _drawn(*[_patch(0)] * 27)
    corners = [(int(x), int(y)) for x, y in re.findall(r'd="M(\d+) (\d+)h', svg)]
    assert corners == [(column * 26, row * 26) for row in range(3) for column in range(9)]
    assert '<svg viewBox="0 0 234 78" width="468"' in svg


def test_few_patches_are_one_row_and_many_are_not_wider_than_a_page() -> None:
    assert '<svg viewBox="0 0 208 26" width="416"' in _drawn(_patch(0))
    assert 'width="1150"' in _drawn(*[_patch(0)] * 300)


def test_a_part_of_no_page_is_not_drawn() -> None:
    assert _drawn(_patch(), _patch(1)).count("<g ") == 1


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "hsl(0 52% 62%)"),
        (1, "hsl(138 52% 54%)"),
        (2, "hsl(275 52% 46%)"),
        (3, "hsl(53 52% 62%)"),
    ],
)
def test_neighbours_have_different_colours(number: int, shown: str) -> None:
    assert colour(number) == shown
