"""Large resources are cut by what their paths are about, so that parts keep names and methods."""

from __future__ import annotations

from itertools import chain
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from specquilt.python.render.facts import Module
from specquilt.python.render.parts import LONG, in_parts
from specquilt.python.surface.types import Method, ResourceClass

_LINES = 100


def _method(path: str, lines: int = _LINES) -> Method:
    docs = SimpleNamespace(description="x" * 70 * (lines - 30))
    fields: dict[str, Any] = {"name": path, "path": path, "arguments": (), "pagination": None}
    return cast(Method, SimpleNamespace(docs=docs, **fields))


def _resource(methods: list[Method], name: str = "repos") -> Module:
    resource = ResourceClass(name, name, "Repos", tuple(methods), (), "")
    return Module(cast(Any, None), resource, (name,))


def _paths(start: str, number: int) -> list[Method]:
    return [_method(f"{start}/{{id}}/p{at}") for at in range(number)]


def _parts(methods: list[Method], name: str = "repos") -> dict[str, list[str]]:
    *parts, _ = in_parts(_resource(methods, name))
    return {part.resource.module: [each.path for each in part.resource.methods] for part in parts}


def test_a_short_resource_stays_whole() -> None:
    module = _resource(_paths("/repos/{id}/hooks", 13))
    assert in_parts(module) == [module]


def test_a_part_has_the_methods_of_one_topic() -> None:
    hooks, releases = _paths("/repos/{id}/hooks", 9), _paths("/repos/{id}/releases", 8)
    parts = _parts([hooks[0], *releases, *hooks[1:], _method("/repos/{id}")])
    assert parts == {
        "_repos_hooks": [each.path for each in hooks],
        "_repos_other": [*(each.path for each in releases), "/repos/{id}"],
    }


def test_a_topic_that_is_too_long_is_cut_by_its_own_topics() -> None:
    assert list(_parts([*_paths("/repos/{id}/a/b", 9), *_paths("/repos/{id}/a/c", 8)])) == [
        "_repos_a_b",
        "_repos_a_other",
    ]


def test_methods_that_are_all_about_the_same_are_numbered() -> None:
    methods = [_method("/repos/{id}") for _ in range(30)]
    assert list(_parts(methods)) == ["_repos_part_1", "_repos_part_2", "_repos_part_3"]


def test_methods_whose_paths_share_nothing_are_numbered() -> None:
    methods = [_method(f"/repos/get-{at}") for at in range(30)]
    assert list(_parts(methods)) == ["_repos_part_1", "_repos_part_2", "_repos_part_3"]


def test_paths_without_the_name_of_the_resource_are_told_apart_behind_what_they_share() -> None:
    methods = [*_paths("/api/v1/hooks", 9), *_paths("/api/v1/releases", 8)]
    assert list(_parts(methods, "git")) == ["_git_hooks", "_git_other"]


def test_topics_of_the_same_name_are_told_apart() -> None:
    paths = ("/repos/a-b/x/{id}", "/repos/a_b/{id}", "/repos/a/b/{id}", "/repos/other/{id}")
    parts = _parts(list(chain.from_iterable(_paths(path, 12) for path in paths)))
    assert len(parts) == 4
    assert all(len(each) == 12 for each in parts.values())


def test_names_of_deep_paths_are_cut_and_told_apart() -> None:
    deep = "/repos" + "/abcdefghi" * 12
    parts = _parts([*_paths(deep, 20), *_paths(f"{deep}/j", 20), *_paths(f"{deep}/k", 20)])
    assert len(parts) > 2
    assert max(map(len, parts)) < 100


def test_a_part_does_not_change_when_another_grows() -> None:
    hooks, releases = _paths("/repos/{id}/hooks", 12), _paths("/repos/{id}/releases", 9)
    more = [*releases, _method("/repos/{id}/releases/latest")]
    assert _parts([*hooks, *releases])["_repos_hooks"] == _parts([*more, *hooks])["_repos_hooks"]


_PATHS = st.lists(st.sampled_from(["a", "a-b", "a_b", "b", "other", "2", "{id}", "repos"]))


@given(st.lists(st.tuples(_PATHS, st.integers(30, 2 * LONG)), max_size=40))
def test_every_method_is_in_one_part(given: list[tuple[list[str], int]]) -> None:
    methods = [_method("/" + "/".join(path), lines) for path, lines in given]
    *parts, whole = in_parts(_resource(methods))
    kept = [each for module in (*parts, whole) for each in module.resource.methods]
    assert sorted(map(id, kept)) == sorted(map(id, methods))
    for part in parts:
        length = sum(30 + len(each.docs.description) // 70 for each in part.resource.methods)
        assert length <= LONG or len(part.resource.methods) == 1
    for names in (
        [part.resource.module for part in parts],
        [part.resource.class_name for part in parts],
    ):
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() for name in names)
