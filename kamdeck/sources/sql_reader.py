"""Reads a table from a database by SQLAlchemy; what an address hides is in no message and no traceback."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from kamdeck.problems import Place, problem
from kamdeck.sources.excel_reader import native_text
from kamdeck.sources.file_rows import FileRows

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
LITERAL_PASSWORD = re.compile(
    r"://[^/@\s]*:(?P<first>[^@/\s]+)@|(?:password|passwd|pwd)=(?P<second>[^&;\s]+)", re.IGNORECASE
)
MISSING = "reading a database needs SQLAlchemy and its driver; install them with: pip install 'kamdeck[sql]'"


def address(url: str, environment: Mapping[str, str], place: Place | None) -> str:
    """The address of a database with the variables of the environment in place.

    Args:
        url: The address as written, such as "postgresql://crm:${CRM_PASSWORD}@db/crm".
        environment: The variables.
        place: Where the address is written.

    Raises:
        Problems: If the address contains a password, or an environment variable is missing.
    """
    # The line is not quoted in the message, since it may have a password in it.
    hidden = Place(place.file, place.line, place.column) if place else None
    for found in LITERAL_PASSWORD.finditer(url):
        if not VARIABLE.fullmatch(found["first"] or found["second"]):
            message = "a password must not be in a file; put it into an environment variable, and write ${NAME} here"
            raise problem(message, "", hidden)
    for name in VARIABLE.findall(url):
        if name not in environment:
            raise problem(f"the environment has no variable {name}; set it, or correct the name", "", hidden)

    def value(match: re.Match[str]) -> str:
        # A password before '@' may have signs that divide an address.
        found = environment[match[1]]
        return quote_plus(found) if url[match.end() :].startswith("@") else found

    return VARIABLE.sub(value, url)


def read_query(url: str, query: str, place: Place | None) -> FileRows:
    """The rows of a query; the first one has the names of the columns. Nothing in the database is changed.

    Args:
        url: The address of the database, with its password.
        query: A statement of SQL.
        place: Where the table is defined.

    Raises:
        Problems: If SQLAlchemy or the driver is missing, or the database refuses the query.
    """
    hidden = Place(place.file, place.line, place.column) if place else None
    try:
        import sqlalchemy
    except ImportError:
        raise problem(MISSING, "", hidden) from None
    failure: str | None = None
    try:
        rows = _rows(sqlalchemy, url, query)
    # Drivers raise exceptions of their own, and some put the address into their messages. The problem is raised
    # outside of the handler, so that no traceback leads back to them.
    except Exception as error:
        failure = _without_secrets(_reason(error), url)
    if failure is not None:
        raise problem(f"the database cannot be read: {failure}", "", hidden)
    return FileRows(rows, "SQL")


def _rows(sqlalchemy: Any, url: str, query: str) -> list[tuple[int, tuple[str, ...]]]:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.pool.NullPool, hide_parameters=True)
    # The connection ends without a commit, so that a statement that writes has no effect.
    with engine.connect() as connection:
        # Without parameters, a '%' or ':' in the statement means itself.
        result = connection.execution_options(no_parameters=True).exec_driver_sql(query)
        columns = tuple(map(str, result.keys()))
        return [(0, columns), *((number, tuple(map(native_text, row))) for number, row in enumerate(result, 1))]


def _reason(error: Exception) -> str:
    """What went wrong, in one line, without SQLAlchemy's own notes."""
    if isinstance(error, ImportError):
        return f"{error}; install the driver of this database"
    found = getattr(error, "orig", None) or error
    return " ".join(str(found).split("\n[SQL:")[0].split())[:300] or type(found).__name__


def _without_secrets(text: str, url: str) -> str:
    for secret in _secrets(url):
        text = text.replace(secret, "***")
    return text


def _secrets(url: str) -> Iterable[str]:
    """The address and the password in it, as they are written and decoded, the longest first."""
    found = {url}
    for match in LITERAL_PASSWORD.finditer(url):
        password = match["first"] or match["second"]
        found |= {password, unquote_plus(password), quote_plus(unquote_plus(password))}
    return sorted((each for each in found if each), key=len, reverse=True)
