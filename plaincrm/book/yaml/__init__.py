"""The YAML text of a book: read with the line of everything, changed without touching a byte around."""

from plaincrm.book.yaml.appending import append
from plaincrm.book.yaml.decode import decode, encode
from plaincrm.book.yaml.errors import EditRefusedError, YamlError, YamlProblem
from plaincrm.book.yaml.loading import load
from plaincrm.book.yaml.new_files import new_file, new_text, prove
from plaincrm.book.yaml.nodes import Node
from plaincrm.book.yaml.putting import put
from plaincrm.book.yaml.reading import read as parse
from plaincrm.book.yaml.removing import remove
from plaincrm.book.yaml.scalars import Plain

__all__ = [
    "EditRefusedError",
    "Node",
    "Plain",
    "YamlError",
    "YamlProblem",
    "append",
    "decode",
    "encode",
    "load",
    "new_file",
    "new_text",
    "parse",
    "prove",
    "put",
    "remove",
]
