"""Changes of operations, their calls, their paging and their waiting."""

from specquilt.rules.changes.rule import (
    BOTH_MAJOR,
    BOTH_MINOR,
    CODE_MAJOR,
    CODE_MINOR,
    CODE_PATCH,
    WIRE_MAJOR,
    ChangeRule,
)

_GET, _LIST, _POLL = "/paths/~1about/get", "/paths/~1quilts/get", "/paths/~1quilts~1{id}/get"
_ANSWER = (
    "{responses: {'200': {description: Fine, content: {text/plain: {schema: {type: string}}}}}}"
)
_PAGES = f"{_LIST}/x-specquilt-pagination"
_WAITING = f"{_POLL}/x-specquilt-polling"

OPERATIONS: dict[str, ChangeRule] = {
    "operation-removed": ChangeRule(
        summary="operations that are gone",
        why="Old requests are refused, and the client has no such method.",
        sent=BOTH_MAJOR,
        at="/paths/~1about",
        before=f"get: {{operationId: about, tags: [about], {_ANSWER[1:]}",
    ),
    "operation-added": ChangeRule(
        summary="new operations",
        why="The client gets a method.",
        sent=BOTH_MINOR,
        at="/paths/~1patterns",
        after=f"get: {{operationId: patterns, tags: [patterns], {_ANSWER[1:]}",
    ),
    "operation-moved": ChangeRule(
        summary="operations with the same operationId at another path, or with another HTTP method",
        why="Old clients send their requests to an address that may not answer. The call can stay the same.",
        sent=WIRE_MAJOR,
        at="/paths",
        before="/patterns: {get: {operationId: patterns, tags: [quilts], "
        "responses: {'204': {description: Fine}}}}",
        after="/quilts/patterns: {get: {operationId: patterns, tags: [quilts], "
        "responses: {'204': {description: Fine}}}}",
    ),
    "operation-deprecated": ChangeRule(
        summary="operations that are deprecated now",
        why="The call works, and type checkers and editors advise against it.",
        sent=BOTH_MINOR,
        at=f"{_GET}/deprecated",
        after="true",
    ),
    "operation-not-deprecated": ChangeRule(
        summary="operations that are not deprecated any more",
        why="Only the advice against the call is gone.",
        sent=CODE_PATCH,
        at=f"{_GET}/deprecated",
        before="true",
    ),
    "call-renamed": ChangeRule(
        summary="operations whose method has another name, or is in another resource",
        why="The old call is gone, though the request is the same. The name stays where the package has "
        "a lock, or with an entry in `[client.aliases]`.",
        sent=CODE_MAJOR,
        at=f"{_GET}/x-specquilt-call",
        after="about.version",
    ),
    "call-renamed-with-alias": ChangeRule(
        summary="methods with another name whose old name still works",
        why="An alias keeps the old call. Type checkers advise against it.",
        sent=CODE_MINOR,
    ),
    "stream-added": ChangeRule(
        summary="operations that can answer with a stream now",
        why="The client gets a second method for the operation.",
        sent=BOTH_MINOR,
        at=f"{_GET}/responses/200/content",
        before="{application/json: {schema: {type: string}}}",
        after="{application/json: {schema: {type: string}}, text/event-stream: {schema: {type: string}}}",
    ),
    "stream-removed": ChangeRule(
        summary="operations that do not answer with a stream any more",
        why="The method that streams is gone.",
        sent=BOTH_MAJOR,
        at=f"{_GET}/responses/200/content",
        before="{application/json: {schema: {type: string}}, text/event-stream: {schema: {type: string}}}",
        after="{application/json: {schema: {type: string}}}",
    ),
    "pages-added": ChangeRule(
        summary="operations whose pages can be iterated over now",
        why="The client gets a method that iterates over all pages.",
        sent=CODE_MINOR,
        at=_PAGES,
        after="{style: offset, advance: width, items: quilts}",
    ),
    "pages-removed": ChangeRule(
        summary="operations whose pages cannot be iterated over any more",
        why="The method that iterates over all pages is gone.",
        sent=CODE_MAJOR,
        at=_PAGES,
        before="{style: offset, advance: width, items: quilts}",
    ),
    "pages-renamed": ChangeRule(
        summary="methods for all pages with another name",
        why="The old call is gone, though the requests are the same.",
        sent=CODE_MAJOR,
    ),
    "pages-changed": ChangeRule(
        summary="pages that are found in another way",
        why="The package adapts. Changes of parameters and fields are findings of their own.",
        sent=CODE_PATCH,
        at=_PAGES,
        before="{style: offset, advance: width, items: quilts}",
        after="{style: offset, advance: width, items: quilts, more: more}",
    ),
    "page-items-changed": ChangeRule(
        summary="pages with items of another type",
        why="What the iteration over all pages yields has another type.",
        sent=BOTH_MAJOR,
        at=_PAGES,
        before="{style: offset, advance: width, items: quilts}",
        after="{style: offset, advance: width, items: archive}",
    ),
    "wait-added": ChangeRule(
        summary="jobs that `wait` can wait for now",
        why="The client can wait until the job has finished.",
        sent=CODE_MINOR,
        at=_WAITING,
        after="{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id}}",
    ),
    "wait-removed": ChangeRule(
        summary="jobs that `wait` cannot wait for any more",
        why="A call of `wait` with such a job is refused.",
        sent=CODE_MAJOR,
        at=_WAITING,
        before="{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id}}",
    ),
    "wait-changed": ChangeRule(
        summary="jobs whose end is recognised in another way",
        why="The package adapts. A status that is not expected any more may end later, or never.",
        sent=CODE_MINOR,
        at=_WAITING,
        before="{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id}}",
        after="{status: status, succeeded: [sewn, sold], failed: [], accepts: {Quilt: id}}",
    ),
    "wait-takes-less": ChangeRule(
        summary="classes that `wait` does not accept any more",
        why="A call of `wait` with such an object is refused.",
        sent=CODE_MAJOR,
        at=_WAITING,
        before="{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id, Person: email}}",
        after="{status: status, succeeded: [sold], failed: [], accepts: {Quilt: id}}",
    ),
}
