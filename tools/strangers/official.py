"""alegra-sdk-python, made from the service's own description: every method, with bodies that
its models make, and every answer read by its models."""

import importlib
import inspect
import pkgutil
import re
import sys
import typing
from datetime import date, datetime

import openapi_client
import openapi_client.api as apis
from pydantic import BaseModel, ValidationError
from trial import Trial

# Words that the description lists elsewhere than in their type.
WORDS = {
    "get_daily_document_report": {"type": "invoice"},
    "get_test_set_by_government_id": {"type": "payrolls"},
}
# Its description gives the answer to this create the shape of a list.
MISDESCRIBED = ("create_credit_note",)
# What is needed by what other clients send, and by no word of the description.
NEEDED = {"CreatePayrollRequest": ("prefix", "number", "government_data")}
EXTRA = "additional_properties"
PLUMBING = ("_with_http_info", "_without_preload_content")
ONLY_IN_PRODUCTION = ("get_resolutions", "get_reception_emails")


def sample(kind: typing.Any) -> typing.Any:
    """A value of a type, with no more in it than has to be."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _bounded(sample(inner[0]), str(inner[1:]))
    if origin is typing.Union:
        return sample(next(one for one in inner if one is not type(None)))
    if origin is list:
        return [sample(inner[0])]
    if origin is dict:
        return {}
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return _body(kind)
    for base, value in ((bool, True), (int, 1), (float, 1.0), (str, "1"), (bytes, b"eA==")):
        if inspect.isclass(kind) and issubclass(kind, base):
            return value
    return {date: "2026-03-02", datetime: "2026-03-02T10:00:00Z"}.get(kind, "1")


def _bounded(value: typing.Any, text: str) -> typing.Any:
    """A text as long as it must be."""
    least = re.search(r"min_length=(\d+)", text) or re.search(r"MinLen\(min_length=(\d+)", text)
    if isinstance(value, str) and least:
        return value.ljust(int(least[1]), "1")
    return value


def _body(model: type[BaseModel]) -> typing.Any:
    """A model whose values are corrected by what it says of them."""
    fields = {name: one for name, one in model.model_fields.items() if name != EXTRA}
    # Where nothing has to be there, what comes first is.
    wanted = NEEDED.get(model.__name__, ())
    needed = {name: one for name, one in fields.items() if one.is_required() or name in wanted}
    needed = needed or dict(list(fields.items())[:3])
    values = {
        name: _bounded(sample(field.annotation), str(field.metadata))
        for name, field in needed.items()
    }
    for _attempt in range(12):
        try:
            return model(
                **{model.model_fields[name].alias or name: values[name] for name in values}
            )
        except ValidationError as problem:
            for error in problem.errors():
                name = _field_name(model, str(error["loc"][0]))
                values[name] = _corrected(values[name], str(error["msg"]))
    raise ValueError(f"{model.__name__} can't be made")


def _field_name(model: type[BaseModel], alias: str) -> str:
    found = [name for name, field in model.model_fields.items() if field.alias == alias]
    return found[0] if found else alias


def _corrected(value: typing.Any, why: str) -> typing.Any:
    if choices := re.search(r"enum values \((.*)\)", why):
        first = choices[1].split(",")[0].strip(" '")
        return int(first) if isinstance(value, (int, float)) else first
    if "regular expression" in why:
        return {"1": "10:00:00"}.get(str(value), "2026-03-02")
    raise ValueError(why)


def main(url: str, _email: str, token: str) -> int:
    place = url.partition("/api/")[0] + "/e-provider/col/v1"
    found = openapi_client.Configuration(host=place, access_token=token)
    client, trial = openapi_client.ApiClient(found), Trial("alegra-sdk-python")
    methods = dict(sorted(_methods(client), key=_order))
    for name, method in methods.items():
        _call(trial, name, method)
    return trial.end(methods, works=118, refused=2)


def _methods(client: typing.Any) -> typing.Iterator[tuple[str, typing.Any]]:
    for module in pkgutil.iter_modules(apis.__path__):
        for name, one in vars(importlib.import_module(f"{apis.__name__}.{module.name}")).items():
            if name.endswith("Api"):
                for method in dir(one):
                    if method[0] != "_" and not method.endswith(PLUMBING):
                        yield method, getattr(one(client), method)


def _order(pair: tuple[str, typing.Any]) -> tuple[bool, str]:
    """What is made comes before what is read."""
    return not pair[0].startswith("create"), pair[0]


def _call(trial: Trial, name: str, method: typing.Any) -> None:
    hints = typing.get_type_hints(method, include_extras=True)
    words = {
        one.name: sample(hints[one.name])
        for one in inspect.signature(method).parameters.values()
        if one.default is inspect.Parameter.empty
    }
    if "file_type" in words:
        for kind in ("XML", "JSON", "PDF", "ZIP", "GOVERNMENT_RESPONSE", "ATTACHED_DOCUMENT"):
            trial.call(name, method, **{**words, "file_type": kind})
        return
    words |= WORDS.get(name, {})
    refused = "AEP9006" if name in ONLY_IN_PRODUCTION else ""
    answer = trial.call(name, method, refused=refused, **words)
    if answer is not None:
        trial.expect(name, _understood(answer), name not in MISDESCRIBED)


def _understood(answer: typing.Any) -> bool:
    """Whether its model has found anything in the answer."""
    return any(value is not None for value in answer.model_dump(exclude={"metadata"}).values())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
