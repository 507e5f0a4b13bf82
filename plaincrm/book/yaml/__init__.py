"""The YAML text of a book: read with the line of everything, changed without touching a byte around."""

from plaincrm.book.yaml.decode import decode, encode
from plaincrm.book.yaml.errors import EditRefusedError, YamlError, YamlProblem
from plaincrm.book.yaml.loading import load
from plaincrm.book.yaml.nodes import Node
from plaincrm.book.yaml.reading import read as parse

__all__ = ["EditRefusedError", "Node", "YamlError", "YamlProblem", "decode", "encode", "load", "parse"]
