"""``template={{…}}``: a small safe language, Jinja in its sandbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alegra_cli.errors import UsageProblem, reason
from alegra_cli.i18n import _
from alegra_cli.output import Writer, bounded
from alegra_cli.output.visible import visible


class TemplateWriter(Writer):
    """A line for each record, whose keys are the names of the template; ``record`` is all of it.

    What a record lacks is empty. Numbers are as exact as they came.
    """

    @classmethod
    def check(cls, argument: str) -> None:
        _template(argument)

    def records(self, records: Iterable[Any]) -> None:
        template = _template(self.options.argument)
        for record in self.shaped(records):
            names = {str(key): value for key, value in record.items()} if _is(record) else {}
            try:
                with bounded():
                    text = template.render({**names, "record": record})
            except Exception as problem:  # whatever a person's expression makes of a record
                raise UsageProblem(
                    _("The template can't be applied: {problem}").format(problem=reason(problem))
                ) from problem
            self.out.write((text if self.options.width is None else visible(text)) + "\n")


def _is(record: Any) -> bool:
    return isinstance(record, dict)


def _template(text: str) -> Any:
    try:
        from jinja2 import ChainableUndefined, TemplateSyntaxError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as problem:
        from alegra_cli.update.installer import hint

        raise UsageProblem(_("Templates need one more library."), hint("template")) from problem
    # Texts for a terminal or a script, not for a page: nothing to escape.
    environment = ImmutableSandboxedEnvironment(undefined=ChainableUndefined, finalize=_text_of)
    try:
        # What is the same for all records is worked out here already.
        with bounded():
            return environment.from_string(text)
    except TemplateSyntaxError as problem:
        raise UsageProblem(
            _("The template is malformed: {problem}").format(problem=reason(problem.message or "")),
            "-o 'template={{ number }} {{ client.name }}'",
        ) from problem
    except RecursionError as problem:
        raise UsageProblem(_("The template is nested too deeply.")) from problem
    except Exception as problem:  # as what it makes of a record
        raise UsageProblem(
            _("The template can't be applied: {problem}").format(problem=reason(problem))
        ) from problem


def _text_of(value: Any) -> Any:
    if value is None:
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value
