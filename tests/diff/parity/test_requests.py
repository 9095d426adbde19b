"""The request of a method is read from the literals in its body."""

from __future__ import annotations

import ast

import pytest

from specquilt.comparison.parity.requests import delegates, routes


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('self._post("/jobs", body=body)', ["POST /jobs"]),
        ('self._client.delete("/jobs/1")', ["DELETE /jobs/1"]),
        ('self._put("/jobs/1")', ["PUT /jobs/1"]),
        ('self._patch("/jobs/1")', ["PATCH /jobs/1"]),
        ('self._head("/jobs/1")', ["HEAD /jobs/1"]),
        ('self._options("/jobs")', ["OPTIONS /jobs"]),
        ('self._get_api_list("/jobs", page=Page)', ["GET /jobs"]),
        ('self._get_api_list("/jobs/search", page=Page, method="post")', ["POST /jobs/search"]),
        ('self._get(template("/jobs/{id}", id=id))', ["GET /jobs/{id}"]),
        ('self._get(f"/jobs/{id}/log")', ["GET /jobs/{id}/log"]),
        ('self._get(f"/jobs/{quote(id)}")', ["GET /jobs/{id}"]),
        ('self._get("/jobs/" + id + "/log")', ["GET /jobs//log"]),
        ('self._get("/jobs/{}".format(id))', ["GET /jobs/{}"]),
        ('self._http.request("v1/jobs", method="POST")', ["POST v1/jobs"]),
        ('self._http.request(urljoin(f"{base}/", "v1/jobs"), method="PUT")', ["PUT v1/jobs"]),
        ('self._build(method="PATCH", path="/jobs/{id}")', ["PATCH /jobs/{id}"]),
        ('session.request("GET", "/jobs")', ["GET /jobs"]),
        ('session.request("GET", "https://api.test/jobs")', ["GET https://api.test/jobs"]),
        ('self._post("/jobs")\nself._post("/jobs")', ["POST /jobs"]),
        ('headers.get("/jobs")', []),
        ('self._headers.get("accept")', []),
        ("self._get(path)", []),
        ("self._post(1)", []),
        ('self._fetch("/jobs")', []),
    ],
)
def test_requests_are_read_from_literals(code: str, expected: list[str]) -> None:
    assert [str(each) for each in routes(ast.parse(code))] == expected


def test_methods_of_the_same_object_are_found() -> None:
    body = ast.parse("self._raw.list(x)\nself.create()\nother.list()\nself.a[0].get()")
    assert list(delegates(body)) == [("_raw", "list"), ("create",)]
