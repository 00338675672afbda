"""Request bodies: JSON read strictly, from bytes that are counted as they come."""

import json
import re
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from api.problems import invalid, malformed, too_large, unsupported

MAXIMUM_BYTES = 64 * 1024
MAXIMUM_DEPTH = 32
_ABSURD_DEPTH = 1_000
_SURROGATE = re.compile("[\ud800-\udfff]")
Model = TypeVar("Model", bound=BaseModel)


def json_body(model: type[Model]) -> Callable[[Request], Coroutine[Any, Any, Model]]:
    """Return a dependency that reads the body as ``model``; its problems never repeat the input."""

    async def read(request: Request) -> Model:
        return await read_json(request, model, MAXIMUM_BYTES)

    return read


async def read_json(request: Request, model: type[Model], maximum: int) -> Model:
    """Return the body, of ``maximum`` bytes at most, as ``model``; raises a Problem that never repeats the input."""
    check_form(request)
    return fitting(parse_json(await read_bytes(request, maximum)), model)


def fitting(value: Any, model: type[Model]) -> Model:  # noqa: ANN401 - see parse_json
    """Return a JSON value as ``model``; raises a Problem that never repeats the input."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"][:1]) or "body"
        known = place if place in model.model_fields else "body"
        raise invalid(f"{known}: {first['msg']}") from None


def check_form(request: Request) -> None:
    """Refuse what is not sent as plain JSON in UTF-8."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise unsupported("Content-Type: application/json を付けて JSON を送ってください。")
    if "charset" in parameters.lower() and "utf-8" not in parameters.lower():
        raise unsupported("文字コードは UTF-8 にしてください。")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise unsupported("圧縮せずに送ってください。")


async def read_bytes(request: Request, maximum: int) -> bytes:
    """Return the body; stops reading at ``maximum`` bytes, whatever length was promised."""
    promised = request.headers.get("content-length", "")
    if promised.isdigit() and int(promised) > maximum:
        raise too_large(f"{maximum // 1024} KiB までにしてください。")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > maximum:
            raise too_large(f"{maximum // 1024} KiB までにしてください。")
    return bytes(body)


def parse_json(data: bytes) -> Any:  # noqa: ANN401 - JSON is any of its kinds until the model has checked it
    """Return the value of a JSON text in UTF-8, without the liberties that the standard library takes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed("本文を UTF-8 の JSON にしてください。") from None
    depth = nesting(text)
    if depth > MAXIMUM_DEPTH:
        detail = f"入れ子は {MAXIMUM_DEPTH} 段までにしてください。"
        raise malformed(detail) if depth > _ABSURD_DEPTH else invalid(detail)
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise malformed("本文が正しい JSON ではありません。") from None
    _check_strings(value)
    return value


def nesting(text: str) -> int:
    """Return how deep brackets nest outside of strings."""
    deepest = depth = 0
    for token in re.finditer(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', text, re.DOTALL):
        if token.group() in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif token.group() in ("]", "}"):
            depth -= 1
    return deepest


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("not a JSON number")


def _finite(words: str) -> float:
    number = float(words)
    if number in (float("inf"), float("-inf")):
        raise ValueError("not a finite number")
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _check_strings(value: Any) -> None:  # noqa: ANN401 - see parse_json
    """Refuse what is no text: unpaired surrogates, and NUL, which ends texts early in many places."""
    match value:
        case str():
            if _SURROGATE.search(value) or "\x00" in value:
                raise invalid("文字として正しくない符号が含まれています。")
        case list():
            for item in value:
                _check_strings(item)
        case dict():
            for name, item in value.items():
                _check_strings(name)
                _check_strings(item)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a body, whose references lead to where the OpenAPI description has its schemas."""
    return model.model_json_schema(ref_template="#/components/schemas/{model}")


def request_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the OpenAPI description of a body that ``json_body`` reads."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema_of(model)}}}}
