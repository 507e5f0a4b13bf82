"""Typer's face of the commands: help, and the wording of usage errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from plaincrm.cli.spec import Arg

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    from plaincrm.cli.spec import Command, Param


def whole(commands: list[Command], call: Callable[[Command, dict[str, Any]], int]) -> typer.Typer:
    """The Typer app of all commands, for help; *call* runs one with its values."""
    app = _app(_ABOUT, epilog=_EVERYWHERE)
    families: dict[str, typer.Typer] = {}
    for command in commands:
        family, _, name = command.words.rpartition(" ")
        home = app
        if family:
            if family not in families:
                families[family] = _app("")
                app.add_typer(
                    families[family], name=family, help=_FAMILY_HELP[family], rich_help_panel=command.group
                )
            home = families[family]
        _register(home, name, command, call)
    return app


def single(command: Command, call: Callable[[Command, dict[str, Any]], int]) -> typer.Typer:
    """The Typer app of one command."""
    app = _app("")
    _register(app, None, command, call)
    return app


_FAMILY_HELP = {
    "fx": "Dated exchange rates.",
    "deal": "Deals that are not yet sold.",
    "survey": "Questions to customers, and their answers.",
    "report": "Reports: what the customers say in numbers.",
}


_ABOUT = "plaincrm keeps each customer in one YAML file and all of them in git."
_EVERYWHERE = (
    "Every command takes -C BOOK, --format table|plain|json|jsonl|csv|tsv|md|html (--json, --csv),"
    " --lang en|zh, -q, --no-color and --no-input; one that writes also --date D, -n (show what would change)"
    " and -m MESSAGE."
    " plaincrm COMMAND --help tells more, plaincrm --version says which version this is."
)


def _app(about: str, epilog: str | None = None) -> typer.Typer:
    import typer

    return typer.Typer(
        help=about,
        epilog=epilog,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _register(
    app: typer.Typer, name: str | None, command: Command, call: Callable[[Command, dict[str, Any]], int]
) -> None:
    def run(**values: Any) -> int:
        return call(
            command,
            {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()},
        )

    signature = _signature(command)
    run.__doc__ = command.about
    vars(run)["__signature__"] = signature
    run.__annotations__ = {
        parameter.name: parameter.annotation for parameter in signature.parameters.values()
    }
    app.command(name, rich_help_panel=command.group)(run)


def _signature(command: Command) -> Any:
    import inspect

    return inspect.Signature(
        [
            inspect.Parameter(
                param.name,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=_annotation(param),
                default=inspect.Parameter.empty if param.required else param.default,
            )
            for param in [*command.arguments, *command.options]
        ]
    )


def _annotation(param: Param) -> Any:
    import typer

    if isinstance(param.spec, Arg):
        info = typer.Argument(
            help=param.spec.about, metavar=param.name.rstrip("_").upper(), show_default=False
        )
    else:
        about = param.spec.about + (
            f" One of: {', '.join(param.spec.choices)}." if param.spec.choices else ""
        )
        panel = "Common options" if param.spec.about in _COMMON_HELP else "Options"
        info = typer.Option(
            *param.names,
            help=about,
            metavar=None if param.kind == "flag" else param.spec.metavar or param.name.rstrip("_").upper(),
            show_default=False,
            rich_help_panel=panel,
            callback=_one_of(param.spec.choices) if param.spec.choices else None,
        )
    hint: Any = {"flag": bool, "many": list[str] if param.required else list[str] | None}.get(param.kind, str)
    if param.kind == "text" and not param.required:
        hint = str | None
    return Annotated[hint, info]


def _one_of(choices: tuple[str, ...]) -> Callable[[str | None], str | None]:
    def check(value: str | None) -> str | None:
        import typer

        if value is not None and value not in choices:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(choices)}.")
        return value

    return check


def _common_help() -> frozenset[str]:
    from plaincrm.cli.spec import COMMON

    return frozenset(param.spec.about for param in COMMON)


_COMMON_HELP = _common_help()
