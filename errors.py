"""Every error that Gongbao raises on purpose.

One base class, one line a child; a builtin is the second parent where one fits. The library raises them with one
sentence that says what is wrong; the command line alone adds what to do.
"""


class GongbaoError(Exception):
    """The base of all errors that Gongbao raises on purpose."""


class SourceError(GongbaoError):
    """A source cannot be read: missing, empty, binary, undecodable, or two of one name."""


class MissingExtra(SourceError):
    """A source is of a format whose library is not installed."""


class VocabularyError(GongbaoError, ValueError):
    """A vocabulary file breaks its own rules."""


class FactError(GongbaoError, ValueError):
    """A line of a facts file is not a fact."""


class JudgementError(GongbaoError, ValueError):
    """A line of a judgements file is not a judgement, or names what is not there."""


class StoreError(GongbaoError):
    """A folder is not a store, or a store cannot be opened or written."""


class QueryError(GongbaoError, ValueError):
    """A query is not one that Gongbao runs: bad syntax, a forbidden clause, a wrong parameter."""


class QueryTimeout(GongbaoError, TimeoutError):
    """A query ran longer than it was allowed to."""


class UnknownName(GongbaoError, LookupError):
    """A name stands nowhere in the graph."""


class ExportError(GongbaoError):
    """An export cannot be written where it was asked for."""


class MissingExporter(ExportError):
    """An export is of a format whose library is not installed."""


class RegisterError(GongbaoError, ValueError):
    """A register of agencies is not Turtle, or breaks a rule of the register."""
