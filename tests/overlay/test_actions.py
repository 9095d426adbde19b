"""The actions update, remove and copy (Overlay 1.1, sections 4.4.1 and 4.4.3)."""

from __future__ import annotations

from pathlib import Path

from overlay.documents import overlaid, result

# --- behaviour shown by the examples of the standard ----------------------------------------------


def test_update_adds_missing_values(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: $.info, update: {license: {name: MIT}}}")
    assert data["info"] == {"title": "Quilts", "version": "1.0.0", "license": {"name": "MIT"}}


def test_update_replaces_scalars_inside_objects(tmp_path: Path) -> None:
    actions = "- {target: \"$.paths['/quilts'].get\", update: {summary: All, operationId: all}}"
    operation = result(tmp_path, actions)["paths"]["/quilts"]["get"]
    assert (operation["summary"], operation["operationId"]) == ("All", "all")


def test_update_changes_every_match_of_a_wildcard(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: '$.paths.*.*', update: {x-safe: true}}")
    assert [o["x-safe"] for item in data["paths"].values() for o in item.values()] == [True] * 3


def test_update_of_the_root_has_the_structure_of_the_document(tmp_path: Path) -> None:
    actions = """
        - target: $
          update: {info: {x-seen: true}, paths: {/quilts: {get: {x-rate: 100}}}, security: []}
    """
    data = result(tmp_path, actions)
    assert data["info"]["x-seen"]
    assert data["paths"]["/quilts"]["get"]["x-rate"] == 100
    assert data["security"] == []


def test_remove_selects_a_server_by_its_description(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: \"$.servers[?@.description == 'Sandbox']\", remove: true}")
    assert [server["description"] for server in data["servers"]] == ["Production"]


def test_remove_deletes_a_property(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: $.components.schemas.Quilt.properties.note, remove: true}")
    assert "note" not in data["components"]["schemas"]["Quilt"]["properties"]


def test_remove_deletes_all_matching_responses(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: \"$.paths.*.*.responses['500']\", remove: true}")
    left = [set(o["responses"]) for item in data["paths"].values() for o in item.values()]
    assert left == [{"200"}, {"201"}, {"200", "404"}]


def test_remove_and_update_replace_an_array(tmp_path: Path) -> None:
    actions = """
        - {target: $.servers, remove: true}
        - {target: $, update: {servers: [{url: https://local.quilt.test}]}}
    """
    assert result(tmp_path, actions)["servers"] == [{"url": "https://local.quilt.test"}]


# --- cases that implementations easily get wrong --------------------------------------------------


def test_adjacent_items_of_an_array_are_removed_together(tmp_path: Path) -> None:
    actions = """- {target: "$..parameters[?@['x-internal'] == true]", remove: true}"""
    data = result(tmp_path, actions)
    names = [each["name"] for each in data["paths"]["/quilts"]["get"]["parameters"]]
    assert names == ["limit", "after"]


def test_matches_inside_a_removed_value_are_ignored(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\nrow: {bad: true, inner: {bad: true, items: [{bad: true}]}}\n"
    data = result(tmp_path, "- {target: '$..[?@.bad == true]', remove: true}", text)
    assert data == {"openapi": "3.1.0"}


def test_items_and_nested_items_are_removed_by_one_action(tmp_path: Path) -> None:
    text = """
        openapi: 3.1.0
        rows: [{keep: 1, cells: [{bad: true}, {keep: 2}]}, {bad: true}, {cells: [{bad: true}]}]
    """
    data = result(tmp_path, "- {target: '$..[?@.bad == true]', remove: true}", text)
    assert data["rows"] == [{"keep": 1, "cells": [{"keep": 2}]}, {"cells": []}]


def test_targets_of_an_update_do_not_share_the_value(tmp_path: Path) -> None:
    actions = """
        - {target: '$.paths.*.get', update: {meta: {seen: [first]}}}
        - {target: "$.paths['/quilts'].get.meta.seen", update: second}
    """
    paths = result(tmp_path, actions)["paths"]
    assert paths["/quilts"]["get"]["meta"]["seen"] == ["first", "second"]
    assert paths["/v1.5/quilts/{id}"]["get"]["meta"]["seen"] == ["first"]


def test_arrays_accept_arrays_objects_and_scalars(tmp_path: Path) -> None:
    actions = """
        - {target: $.tags, update: [{name: a}, {name: b}]}
        - {target: $.tags, update: {name: c}}
        - {target: "$.paths['/quilts'].get.tags", update: d}
    """
    data = result(tmp_path, actions)
    assert [tag["name"] for tag in data["tags"]][2:] == ["a", "b", "c"]
    assert data["paths"]["/quilts"]["get"]["tags"] == ["quilts", "internal", "d"]


def test_scalars_in_objects_and_arrays_are_replaced(tmp_path: Path) -> None:
    actions = """
        - {target: $.info.title, update: Blankets}
        - {target: "$.paths['/quilts'].get.tags[0]", update: blankets}
    """
    data = result(tmp_path, actions)
    assert data["info"]["title"] == "Blankets"
    assert data["paths"]["/quilts"]["get"]["tags"] == ["blankets", "internal"]


def test_a_scalar_item_is_removed_by_its_value(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: \"$..tags[?@ == 'internal']\", remove: true}")
    assert data["paths"]["/quilts"]["get"]["tags"] == ["quilts"]


def test_null_is_a_scalar(tmp_path: Path) -> None:
    actions = """
        - {target: $.components.schemas.Quilt.properties.note, update: {default: none}}
        - {target: $.info.version, update: null}
    """
    data = result(tmp_path, actions)
    assert data["components"]["schemas"]["Quilt"]["properties"]["note"]["default"] == "none"
    assert data["info"]["version"] is None


def test_true_replaces_one(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\nflag: 1\n"
    assert result(tmp_path, "- {target: $, update: {flag: true}}", text)["flag"] is True


def test_paths_with_dots_braces_and_quotes_are_found(tmp_path: Path) -> None:
    text = 'openapi: 3.1.0\npaths: {"/v1.5/it\'s/{id}": {get: {}}}\n'
    actions = "- target: $.paths['/v1.5/it\\'s/{id}'].get\n  update: {operationId: get}"
    assert result(tmp_path, actions, text)["paths"]["/v1.5/it's/{id}"]["get"] == {
        "operationId": "get"
    }


def test_unicode_keys_are_found_in_both_notations(tmp_path: Path) -> None:
    actions = """
        - {target: $.components.schemas.Quilt.properties.größe, update: {minimum: 1}}
        - {target: "$..properties['größe']", update: {maximum: 9}}
    """
    found = result(tmp_path, actions)["components"]["schemas"]["Quilt"]["properties"]["größe"]
    assert found == {"type": "integer", "minimum": 1, "maximum": 9}


def test_filters_support_match_search_length_and_count(tmp_path: Path) -> None:
    actions = """
        - {target: "$.paths.*[?match(@.operationId, 'l.*')]", update: {x-match: true}}
        - {target: "$.paths.*[?search(@.operationId, 'ak')]", update: {x-search: true}}
        - {target: "$.paths.*[?count(@.parameters[*]) > 3]", update: {x-count: true}}
        - {target: "$.paths.*[?length(@.operationId) == 3]", update: {x-length: true}}
    """
    paths = result(tmp_path, actions)["paths"]
    assert paths["/quilts"]["get"]["x-match"] is True
    assert "x-match" not in paths["/quilts"]["post"]
    assert paths["/quilts"]["post"]["x-search"] is True
    assert paths["/quilts"]["get"]["x-count"] is True
    assert paths["/v1.5/quilts/{id}"]["get"]["x-length"] is True


def test_remove_false_with_update_updates(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: $.info, remove: false, update: {x-kept: yes-it-is}}")
    assert data["info"]["x-kept"] == "yes-it-is"


def test_remove_takes_precedence_over_update(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: $.tags, remove: true, update: {name: a}}")
    assert "tags" not in data


def test_copy_merges_into_the_target(tmp_path: Path) -> None:
    actions = """
        - {target: $.components.schemas, update: {Blanket: {description: Warm}}}
        - {target: $.components.schemas.Blanket, copy: $.components.schemas.Quilt}
    """
    schemas = result(tmp_path, actions)["components"]["schemas"]
    assert schemas["Blanket"] == {"description": "Warm", **schemas["Quilt"]}
    assert schemas["Blanket"]["properties"] is not schemas["Quilt"]["properties"]


def test_copy_of_an_array_into_itself_duplicates_the_items(tmp_path: Path) -> None:
    changed, findings = overlaid(tmp_path, "- {target: $.servers, copy: $.servers}")
    assert len(changed.data["servers"]) == 4
    assert [finding.rule for finding in findings] == ["overlay-without-effect"]


def test_copy_of_the_document_into_a_part_terminates(tmp_path: Path) -> None:
    data = result(tmp_path, "- {target: $.info, copy: $}")
    assert data["info"]["info"] == {"title": "Quilts", "version": "1.0.0"}


def test_actions_apply_to_the_result_of_earlier_actions(tmp_path: Path) -> None:
    actions = """
        - {target: $.components, update: {examples: {one: {value: 1}}}}
        - {target: $.components.examples.one, update: {summary: First}}
        - {target: $.components.examples.one.value, remove: true}
    """
    assert result(tmp_path, actions)["components"]["examples"] == {"one": {"summary": "First"}}


def test_slices_and_negative_indexes_select_items(tmp_path: Path) -> None:
    actions = """
        - {target: "$..parameters[1:3]", remove: true}
        - {target: "$..parameters[-1]", update: {description: Last}}
    """
    parameters = result(tmp_path, actions)["paths"]["/quilts"]["get"]["parameters"]
    assert [each["name"] for each in parameters] == ["limit", "after"]
    assert parameters[1]["description"] == "Last"
