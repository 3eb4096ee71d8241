"""A real PostgreSQL, started on a temporary folder, gives the same plans as files do."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamdeck.problems import Problems
from tests.sources.crm import ACCOUNTS, OPPORTUNITIES, SOURCES, pulled, write_crm

pytestmark = pytest.mark.office
PASSWORD = "tr0ub4dor&3/x"
TABLES = """
  accounts: {sql: "select * from accounts", url: "${CRM_URL}"}
  opportunities: {sql: "select * from opportunities where close_value is null or close_value::text like '%'", url: "${CRM_URL}"}
  teams: {file: teams.csv}
"""


def _program(name: str) -> str:
    """The path of a program of PostgreSQL, which Debian keeps out of the PATH; fails if there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(installed[-1]) if installed else "")
    assert found, f"PostgreSQL is missing: install the package postgresql, which has {name}"
    return found


def _user() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so that it runs as another user there."""
    if os.getuid() != 0:
        return {}
    names = {each.pw_name for each in pwd.getpwall()}
    return {"user": next(name for name in ("postgres", "nobody") if name in names), "extra_groups": []}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the tables of the CRM; ends the server."""
    # A short path, since the name of a socket may have about a hundred characters.
    folder = Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    user = _user()
    if user:
        shutil.chown(folder, str(user["user"]))
    data, secret = folder / "data", folder / "secret"
    secret.write_text(PASSWORD, "utf-8")
    secret.chmod(0o644)
    run = {"check": True, "cwd": folder, "capture_output": True, **user}
    subprocess.run(
        [_program("initdb"), "-D", data, "-U", "crm", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8"], **run
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-h 127.0.0.1 -p {port} -k {folder}"
    subprocess.run([_program("pg_ctl"), "-D", data, "-o", options, "-l", folder / "log", "-w", "start"], **run)
    try:
        _fill(port)
        yield f"postgresql+psycopg://crm:tr0ub4dor%263%2Fx@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([_program("pg_ctl"), "-D", data, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder)


def _fill(port: int) -> None:
    import psycopg

    with psycopg.connect(host="127.0.0.1", port=port, user="crm", password=PASSWORD, dbname="postgres") as connection:
        connection.execute("create table accounts (account text, sector text, employees int, revenue numeric(9, 2))")
        connection.execute(
            "create table opportunities (opportunity_id text, sales_agent text, product text, account text,"
            " deal_stage text, engage_date date, close_date date, close_value numeric(12, 2))"
        )
        for table, text in (("accounts", ACCOUNTS), ("opportunities", OPPORTUNITIES)):
            with connection.cursor().copy(f"copy {table} from stdin with (format csv, header)") as copy:
                copy.write(text)


def from_database(folder: Path) -> Path:
    files = SOURCES[SOURCES.index("  accounts:") : SOURCES.index("account:\n")]
    return write_crm(folder, SOURCES.replace(files, TABLES.lstrip("\n")))


def test_a_database_gives_the_plans_that_files_give(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CRM_URL", server)
    for name in ("files", "database"):
        (tmp_path / name).mkdir()
    pulled(write_crm(tmp_path / "files"))
    pulled(from_database(tmp_path / "database"))
    for account in ("acme-corp", "müller-söhne", "华兴银行"):
        one, other = (tmp_path / name / "plans" / account / "pulled.yaml" for name in ("files", "database"))
        assert one.read_text("utf-8") == other.read_text("utf-8")


def test_a_wrong_password_is_in_no_message(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CRM_URL", server.replace("tr0ub4dor", "wr0ng"))
    with pytest.raises(Problems, match="password authentication failed") as raised:
        pulled(from_database(tmp_path))
    assert "wr0ng" not in str(raised.value)
