"""Names are valid, unique and reproducible."""

from __future__ import annotations

import keyword

import pytest

from specquilt.api.report import BuildReport
from specquilt.openapi.finding import Location
from specquilt.openapi.words import pascal, snake, words
from specquilt.python.names.arguments import environment_variables
from specquilt.python.names.package import CLIENT, RUNTIME_ERRORS
from specquilt.python.names.paths import is_method_and_path
from specquilt.python.names.reserved import attribute_needs_other_name
from specquilt.python.names.scope import Scope
from specquilt.python.runtime import errors
from specquilt.python.runtime.client import BaseClient

SPELLINGS = [
    ("datasetType", "dataset_type", "DatasetType"),
    ("X-Client-Name", "x_client_name", "XClientName"),
    ("embed_jobs.create", "embed_jobs_create", "EmbedJobsCreate"),
    ("HTTPServerError", "http_server_error", "HTTPServerError"),
    ("int8", "int8", "Int8"),
    ("v2Embed", "v2_embed", "V2Embed"),
    ("a/b c", "a_b_c", "ABC"),
    ("_private", "private", "Private"),
    ("3d", "field_3d", "Model3d"),
    ("+1", "plus_1", "Plus1"),
    ("-1", "minus_1", "Minus1"),
    ("größe", "größe", "Größe"),
    ("日本", "日本", "日本"),
    ("userIDs", "user_ids", "UserIDs"),
    ("getURLsByName", "get_urls_by_name", "GetURLsByName"),
    ("search-by-call-i-ds", "search_by_call_ids", "SearchByCallIds"),
    ("multi-ds", "multi_ds", "MultiDs"),
    ("...", "field", "Model"),
    ("", "field", "Model"),
]


@pytest.mark.parametrize(("wire", "snake_name", "pascal_name"), SPELLINGS)
def test_a_name_has_one_spelling_for_each_use(wire: str, snake_name: str, pascal_name: str) -> None:
    assert (snake(wire), pascal(wire)) == (snake_name, pascal_name)


@pytest.mark.parametrize("wire", [wire for wire, *_ in SPELLINGS])
def test_every_spelling_can_be_written_in_python(wire: str) -> None:
    assert snake(wire).isidentifier()
    assert pascal(wire).isidentifier()


def test_a_class_name_that_is_one_stays_as_it_is() -> None:
    assert pascal("OAuth2APIKey") == "OAuth2APIKey"


def test_words_are_found_in_every_style() -> None:
    assert words("getHTTPStatus-of_item2") == ["get", "HTTP", "Status", "of", "item2"]


@pytest.mark.parametrize("name", ["schema", "float", "json", "model_config", "model_dump", "self"])
def test_field_never_shadows_pydantic_or_a_type(name: str) -> None:
    assert attribute_needs_other_name(name)


@pytest.mark.parametrize("name", ["model", "model_name", "id", "type", "date"])
def test_harmless_field_names_stay(name: str) -> None:
    assert not attribute_needs_other_name(name)


class TestScope:
    def setup_method(self) -> None:
        self.report = BuildReport(place=lambda pointer: Location("page.md", len(pointer) + 1))
        self.scope = Scope(self.report, "methods", reserved=["close"])

    def test_names_are_unique(self) -> None:
        assert [self.scope.claim("get", ()) for _ in range(3)] == ["get", "get_2", "get_3"]

    def test_reports_every_collision_with_location(self) -> None:
        self.scope.claim("get", ("paths", "/a"))
        self.scope.claim("get", ("paths", "/b"))
        (finding,) = self.report.findings
        assert finding.rule == "name-collision"
        assert finding.pointer == ("paths", "/b")
        assert str(finding.location) == "page.md:3:1"

    def test_prefers_an_alternative_to_a_number(self) -> None:
        self.scope.claim("get", ())
        assert self.scope.claim("get", (), "get_job") == "get_job"

    def test_keeps_reserved_names_free(self) -> None:
        assert self.scope.claim("close", ()) == "close_"

    @pytest.mark.parametrize("name", keyword.kwlist)
    def test_keeps_keywords_free(self, name: str) -> None:
        assert self.scope.claim(name, ()) == f"{name}_"


def test_no_operation_can_replace_a_method_of_the_client() -> None:
    public = {name for name in dir(BaseClient) if not name.startswith("_")}
    assert public <= CLIENT


def test_no_documented_failure_can_replace_an_error_of_the_runtime() -> None:
    values = vars(errors).items()
    classes = {
        name for name, value in values if isinstance(value, type) and issubclass(value, Exception)
    }
    own = {name for name in classes if getattr(errors, name).__module__ == errors.PACKAGE}
    assert own == set(RUNTIME_ERRORS)


@pytest.mark.parametrize(
    ("package", "names", "variables"),
    [
        ("acme", ("api_key",), ("ACME_API_KEY",)),
        ("acme_api", ("api_key",), ("ACME_API_KEY",)),
        ("acme_api", ("api_key", "key"), ("ACME_API_API_KEY", "ACME_API_KEY")),
        ("acme_token", ("token",), ("ACME_TOKEN_TOKEN",)),
        ("acme_api", ("client_id",), ("ACME_API_CLIENT_ID",)),
    ],
)
def test_a_variable_says_no_word_twice_unless_two_would_be_the_same(
    package: str, names: tuple[str, ...], variables: tuple[str, ...]
) -> None:
    assert environment_variables(names, package, "", names) == variables


@pytest.mark.parametrize(
    ("said", "says_no_more"),
    [
        ("getApiV1Cats", True),
        ("getCats", True),
        ("getV1Cats", False),
        ("Get_cats", True),
        ("get", False),
        ("postCats", False),
    ],
)
def test_a_prefix_of_the_path_may_be_missing_in_what_repeats_it(
    said: str, says_no_more: bool
) -> None:
    assert is_method_and_path(said, "GET", "/api/v1/cats") is says_no_more
