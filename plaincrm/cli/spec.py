"""What a command takes: the one definition from which help, parsing and completion all come.

A command is a function whose parameters are annotated with :class:`Arg` or :class:`Opt`. Typer's
face (:mod:`plaincrm.cli.face`) and the quick parser (:mod:`plaincrm.cli.parse`) read the same
definitions, so neither can know more than the other.
"""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Callable


class Arg:
    """A positional argument; *many* takes all that are left, *read* turns the text into a value."""

    def __init__(
        self,
        about: str,
        *,
        many: bool = False,
        read: "Callable[[str], Any] | None" = None,
        complete: str = "",
    ) -> None:
        self.about = about
        self.many = many
        self.read = read
        self.complete = complete


class Opt:
    """An option, by default named after its parameter; *maybe* is the value of a bare ``--name``."""

    def __init__(
        self,
        about: str,
        *names: str,
        metavar: str = "",
        read: "Callable[[str], Any] | None" = None,
        maybe: str | None = None,
        choices: tuple[str, ...] = (),
        complete: str = "",
    ) -> None:
        self.about = about
        self.names = names
        self.metavar = metavar
        self.read = read
        self.maybe = maybe
        self.choices = choices
        self.complete = complete


class Param(NamedTuple):
    """One parameter of a command: its Python name, its Arg or Opt, its kind and whether it must be given."""

    name: str
    spec: Arg | Opt
    kind: str  # text | flag | many
    required: bool
    default: Any

    @property
    def names(self) -> tuple[str, ...]:
        """The option's spellings on the command line."""
        assert isinstance(self.spec, Opt)
        return self.spec.names or ("--" + self.name.rstrip("_").replace("_", "-"),)

    @property
    def takes_value(self) -> bool:
        """Whether a value follows the option."""
        return self.kind != "flag"


class Command(NamedTuple):
    """A command: its words (``deal add``), its function, its parameters, and whether it writes."""

    words: str
    function: "Callable[..., Any]"
    params: tuple[Param, ...]
    writes: bool
    group: str
    more_formats: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The help text: the function's docstring."""
        return (self.function.__doc__ or "").strip()

    @property
    def arguments(self) -> list[Param]:
        """The positional parameters, in order."""
        return [param for param in self.params if isinstance(param.spec, Arg)]

    @property
    def options(self) -> list[Param]:
        """The options of this command and those that every command has."""
        common = common_options(self.writes)
        if self.more_formats:
            common = [self._with_more_formats(param) for param in common]
        return [param for param in self.params if isinstance(param.spec, Opt)] + common

    def _with_more_formats(self, param: Param) -> Param:
        if param.name != "format":
            return param
        return param._replace(spec=Opt(param.spec.about, choices=(*FORMATS, *self.more_formats)))


def describe(words: str, function: "Callable[..., Any]", *, writes: bool, group: str) -> Command:
    """The Command that a function's annotations define; its first parameter is the session."""
    code = function.__code__
    count = code.co_argcount + code.co_kwonlyargcount
    names = code.co_varnames[1:count]
    return Command(words, function, tuple(_param(function, name) for name in names), writes, group)


def _param(function: "Callable[..., Any]", name: str) -> Param:
    annotation = function.__annotations__[name]
    hint, spec = get_args(annotation)
    defaults = _defaults(function)
    kind = "flag" if hint is bool else "many" if str(hint).startswith("list") else "text"
    return Param(name, spec, kind, name not in defaults, defaults.get(name))


def _defaults(function: "Callable[..., Any]") -> dict[str, Any]:
    code = function.__code__
    positional = code.co_varnames[: code.co_argcount]
    given = function.__defaults__ or ()
    found = dict(zip(positional[len(positional) - len(given) :], given, strict=True))
    return {**found, **(function.__kwdefaults__ or {})}


FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "md", "html")


def _everywhere(
    session: Any,
    *,
    book: Annotated[
        str | None, Opt("The book to use.", "-C", "--book", metavar="DIR", complete="folder")
    ] = None,
    format: Annotated[str | None, Opt("How to print.", choices=FORMATS)] = None,
    json: Annotated[bool, Opt("Short for --format json.")] = False,
    csv: Annotated[bool, Opt("Short for --format csv.")] = False,
    quiet: Annotated[bool, Opt("Say nothing on success.", "-q", "--quiet")] = False,
    no_color: Annotated[bool, Opt("No colours.")] = False,
    no_input: Annotated[bool, Opt("Never ask.")] = False,
    lang: Annotated[str | None, Opt("Language of titles and heads.", choices=("en", "zh"))] = None,
) -> None:
    """Options of every command."""


def _when_writing(
    session: Any,
    *,
    date: Annotated[str | None, Opt("The day it happened; default today.", metavar="D")] = None,
    dry_run: Annotated[bool, Opt("Show what would change, change nothing.", "-n", "--dry-run")] = False,
    message: Annotated[str | None, Opt("The commit's words.", "-m", "--message", metavar="MESSAGE")] = None,
) -> None:
    """Options of every command that writes."""


COMMON = describe("", _everywhere, writes=False, group="").params
WRITING = describe("", _when_writing, writes=False, group="").params


def common_options(writes: bool) -> list[Param]:
    """The options that stand on every command, and those of every command that writes."""
    return [*WRITING, *COMMON] if writes else list(COMMON)
