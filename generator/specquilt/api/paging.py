"""Pages and polls: from the document's hints, or recognised by their usual names."""

from __future__ import annotations

from specquilt.api.report import Report
from specquilt.api.types import Model, Pagination, Param, Polling, Response
from specquilt.api.value_types import ListOf, Named, Type, UnionOf
from specquilt.openapi.cursor import Cursor

_OFFSETS = ("offset", "skip")
_PAGES = ("page", "page_number")
_LIMITS = ("limit", "page_size", "per_page", "size", "count", "top")
_CURSORS = ("cursor", "page_token", "next_token", "continuation_token", "starting_after", "after")
_NEXT = ("next_cursor", "next_page_token", "next_token", "continuation_token", "cursor")


class Paging:
    """Reads pagination; needs the models to know what a page holds."""

    def __init__(self, models: dict[str, Model], report: Report) -> None:
        self._models, self._report = models, report

    def of(
        self, operation: Cursor, method: str, params: tuple[Param, ...], response: Response
    ) -> Pagination | None:
        """Return how an operation is paged, if it is."""
        hint = operation.get("x-specquilt-pagination")
        if isinstance(hint, dict):
            return self._hinted(hint, operation, params, response)
        if operation.has("x-specquilt-pagination") or method != "get":
            return None
        return self._recognised(params, response)

    def _hinted(
        self, hint: dict[str, str], operation: Cursor, params: tuple[Param, ...], response: Response
    ) -> Pagination:
        by_wire = {param.name.wire: param.name.snake for param in params if param.place == "query"}
        advance = by_wire.get(hint.get("advance", ""))
        item = self._item(response.type, hint.get("items", ""))
        style = hint.get("style")
        if advance is None or item is None or style not in ("offset", "cursor", "page"):
            raise self._report.error(
                "unsupported-pagination",
                "x-specquilt-pagination names a parameter, field or style that is not there",
                operation.pointer,
            )
        return Pagination(
            style,  # type: ignore[arg-type]
            items=hint.get("items", ""),
            item_type=item,
            advance=advance,
            limit=by_wire.get(hint.get("limit", ""), ""),
            next=hint.get("next", ""),
        )

    def _recognised(self, params: tuple[Param, ...], response: Response) -> Pagination | None:
        names = [p.name.snake for p in params if p.place == "query"]
        items, item = self._only_list(response.type)
        if item is None:
            return None
        limit = _first(_LIMITS, names)
        following = _first(_NEXT, list(self._field_names(response.type)))
        cursor, offset, page = (_first(each, names) for each in (_CURSORS, _OFFSETS, _PAGES))
        if cursor and following:
            return Pagination("cursor", items, item, cursor, limit, following)
        if offset and limit:
            return Pagination("offset", items, item, offset, limit)
        return Pagination("page", items, item, page, limit) if page else None

    def _only_list(self, type_: Type | None) -> tuple[str, Type | None]:
        """Return the one field of a response that is a list."""
        model = self._model(type_)
        lists = [
            (field.name.wire, item)
            for field in (model.fields if model else ())
            if (item := self._list_item(field.type)) is not None
        ]
        return lists[0] if len(lists) == 1 else ("", None)

    def _field_names(self, type_: Type | None) -> list[str]:
        model = self._model(type_)
        return [field.name.wire for field in model.fields] if model else []

    def _item(self, type_: Type | None, path: str) -> Type | None:
        for wire in path.split("."):
            model = self._model(type_)
            type_ = next(
                (f.type for f in (model.fields if model else ()) if f.name.wire == wire), None
            )
        return self._list_item(type_) if type_ else None

    def _list_item(self, type_: Type) -> Type | None:
        if isinstance(type_, UnionOf):
            lists = [item for member in type_.members if (item := self._list_item(member))]
            return lists[0] if len(lists) == 1 else None
        model = self._model(type_)
        if model and model.alias:
            return self._list_item(model.alias)
        return type_.item if isinstance(type_, ListOf) else None

    def _model(self, type_: Type | None) -> Model | None:
        return self._models.get(type_.name) if isinstance(type_, Named) else None


def _first(known: tuple[str, ...], names: list[str]) -> str:
    return next((name for name in known if name in names), "")


def read_polling(operation: Cursor) -> Polling | None:
    """Return how to wait for the end of what an operation reports, if that is documented."""
    hint = operation.get("x-specquilt-polling")
    if not isinstance(hint, dict):
        return None
    return Polling(
        status=str(hint.get("status", "status")),
        succeeded=tuple(map(str, hint.get("succeeded") or ())),
        failed=tuple(map(str, hint.get("failed") or ())),
        accepts=tuple((str(k), str(v)) for k, v in (hint.get("accepts") or {}).items()),
    )
