"""Mail: a message as a mail program hands it over, and what is new in its text."""

from plaincrm.formats.mail.message import LARGEST, Message, read

__all__ = ["LARGEST", "Message", "read"]
