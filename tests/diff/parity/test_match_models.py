"""Models of other names are found by where they are used, also within unions."""

from __future__ import annotations

from specquilt.comparison.parity.compare import compared
from specquilt.comparison.parity.inventory import Inventory, PublicMethod, PublicModel, Route
from specquilt.comparison.parity.match import Parity


def _inventory(returns: tuple[str, ...], *models: PublicModel) -> Inventory:
    method = PublicMethod("quilts.get", Route("GET", "/quilts"), (), returns)
    return Inventory("Acme", "1", (method,), models, ())


def _parity(theirs: Inventory, ours: Inventory) -> Parity:
    return compared(theirs, ours, "acme 1")


def _models(theirs: Inventory, ours: Inventory) -> dict[str, str]:
    names = _parity(theirs, ours).names["models"]
    return {each.theirs: each.ours for each in names}


def _model(name: str, **fields: str) -> PublicModel:
    return PublicModel(name, {key: tuple(types.split()) for key, types in fields.items()})


def test_members_of_unions_are_matched_by_the_words_that_tell_them_apart() -> None:
    theirs = _inventory(
        ("Shape_Square", "Shape_Round"), _model("Shape_Square"), _model("Shape_Round")
    )
    ours = _inventory(("RoundCut", "SquareCut"), _model("RoundCut"), _model("SquareCut"))
    assert _models(theirs, ours) == {"Shape_Square": "SquareCut", "Shape_Round": "RoundCut"}


def test_members_that_have_nothing_in_common_are_not_matched() -> None:
    theirs = _inventory(("Red", "Blue"), _model("Red"), _model("Blue"))
    ours = _inventory(("Silk", "Wool"), _model("Silk"), _model("Wool"))
    assert _models(theirs, ours) == {"Red": "", "Blue": ""}


def test_a_named_union_is_matched_with_its_members() -> None:
    union = PublicModel("Shape", {"": ("SquareShape", "RoundShape")})
    theirs = _inventory(("Shape",), union, _model("SquareShape"), _model("RoundShape"))
    ours = _inventory(("Square", "Round"), _model("Square"), _model("Round"))
    found = {"Shape": "", "SquareShape": "Square", "RoundShape": "Round"}
    assert _models(theirs, ours) == found
    cut = PublicModel("Cut", {"": ("Square", "Round")})
    ours = _inventory(("Cut",), cut, _model("Square"), _model("Round"))
    theirs = _inventory(("SquareShape", "RoundShape"), *theirs.models[1:])
    assert _models(theirs, ours) == {"SquareShape": "Square", "RoundShape": "Round"}


def test_equal_names_of_a_union_leave_the_others_to_each_other() -> None:
    theirs = _inventory(("Same", "Old"), _model("Same"), _model("Old"))
    ours = _inventory(("New", "Same"), _model("New"), _model("Same"))
    assert _models(theirs, ours) == {"Same": "Same", "Old": "New"}


def test_models_in_fields_of_matched_models_are_matched() -> None:
    theirs = _inventory(("Old",), _model("Old", inner_part="OldPart"), _model("OldPart"))
    ours = _inventory(("New",), _model("New", innerPart="NewPart"), _model("NewPart"))
    assert _models(theirs, ours) == {"Old": "New", "OldPart": "NewPart"}


def test_the_most_frequent_place_decides() -> None:
    fields = {"a": "Old", "b": "Old", "c": "Old"}
    theirs = _inventory(("Quilt",), _model("Quilt", **fields), _model("Old"))
    new = {"a": "Rare", "b": "New", "c": "New"}
    ours = _inventory(("Quilt",), _model("Quilt", **new), _model("New"), _model("Rare"))
    assert _models(theirs, ours)["Old"] == "New"


def test_names_with_the_same_letters_are_the_same_model_without_a_common_place() -> None:
    theirs = _inventory(("UrlPart", "Lost"), _model("UrlPart"), _model("Lost"))
    ours = _inventory((), _model("URLPart"))
    assert _models(theirs, ours) == {"UrlPart": "URLPart", "Lost": ""}


def test_models_that_no_matched_method_uses_are_not_compared() -> None:
    theirs = _inventory(("Quilt",), _model("Quilt"), _model("Other"))
    assert _models(theirs, _inventory(("Quilt",), _model("Quilt"))) == {"Quilt": "Quilt"}


def test_a_component_is_renamed_only_if_one_model_stands_for_it() -> None:
    ours = _inventory(("New",), PublicModel("New", schema="new"))
    once = _parity(_inventory(("Old",), _model("Old")), ours)
    assert (once.proposed_names, once.proposed_aliases) == (
        {"schemas.new": "Old"},
        {"schemas.Old": "New"},
    )
    models = (_model("Old", me="Older"), _model("Older"))
    ours = _inventory(("New",), PublicModel("New", {"me": ("New",)}, schema="new"))
    twice = _parity(_inventory(("Old",), *models), ours)
    assert twice.proposed_names == {}
    assert twice.proposed_aliases == {"schemas.Old": "New", "schemas.Older": "New"}


def test_a_name_that_is_not_in_pascal_case_can_only_be_an_alias() -> None:
    ours = _inventory(("New",), PublicModel("New", schema="new"))
    found = _parity(_inventory(("Old_Url",), _model("Old_Url")), ours)
    assert found.proposed_names == {}
    assert found.proposed_aliases == {"schemas.Old_Url": "New"}


def test_a_name_that_no_class_can_have_is_not_proposed() -> None:
    ours = _inventory(("New",), PublicModel("New"))
    assert _parity(_inventory(("Any",), _model("Any")), ours).proposed_aliases == {}


def test_a_name_that_another_component_has_is_not_proposed() -> None:
    ours = _inventory(("New",), PublicModel("New", schema="new"))
    found = compared(_inventory(("Old",), _model("Old")), ours, "acme 1", ["Old"])
    assert (found.proposed_names, found.proposed_aliases) == ({}, {})
