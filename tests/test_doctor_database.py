"""What the doctor says of a database: where it is, its tables, whether it can be written. It makes none itself."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.doctor_database import database, disk_of
from bot.doctor_finding import Finding, Mark, Patient
from bot.settings import Settings
from bot.store.engine import make_engine
from tests.support.databases import PostgresqlDatabases, SqliteFiles

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/all\\040records rw shared:9 master:1 - nfs4 store:/records rw,vers=4.2
31 22 0:41 / /mnt rw - xfs /dev/vdb rw
32 22 0:42 / /data rw - ext4 /dev/vdc rw
33 22 0:43 / /data rw - cifs //store/data rw
"""


@pytest.fixture(autouse=True)
def mounts(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One local disk, whatever these tests run on."""
    table = tmp_path_factory.mktemp("proc") / "mountinfo"
    table.write_text("22 1 254:0 / / rw - ext4 disk rw\n")
    monkeypatch.setattr("bot.doctor_database.MOUNTS", table)
    return table


def looked_at(url: str, now: datetime | None = None) -> list[Finding]:
    engine = make_engine(url)
    settings = Settings.read(None, stocktake_database_url=url)
    try:
        return list(database(Patient(settings, lambda: engine, lambda: now or datetime.now(UTC))))
    finally:
        engine.dispose()


def wrong(found: list[Finding]) -> list[str]:
    return [one.what for one in found if one.mark is not Mark.OK]


def test_of_either_kind_one_with_its_tables_is_fine(database_url: str) -> None:
    found = looked_at(database_url)
    assert wrong(found) == []
    assert "The database is there, with this version's tables." in [one.what for one in found]


def test_a_file_that_is_missing_stays_missing(tmp_path: Path) -> None:
    found = looked_at(f"sqlite:///{tmp_path}/new.db")
    assert wrong(found) == [f"There is no database yet at {tmp_path}/new.db."]
    assert "`stocktake db upgrade`" in found[-1].mend
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    found = looked_at(f"sqlite:///{tmp_path}/no/such/folder.db")
    assert found[-1].mark is Mark.PROBLEM
    assert found[-1].what == f"No database can be made at {tmp_path}/no/such/folder.db."


def test_a_file_without_tables_is_told_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert wrong(looked_at(f"sqlite:///{tmp_path}/empty.db")) == ["The database is there, and has no tables yet."]


@pytest.mark.parametrize(
    ("revision", "oldest", "said", "mark"),
    [
        ("0001", "0001", "are older than this version's", Mark.WARNING),
        ("9999", "9999", "are newer than this version's", Mark.PROBLEM),
        ("9999", "0004", "which may run on them", Mark.OK),
    ],
)
def test_tables_of_another_version_are_told_apart(
    sqlite_files: SqliteFiles, revision: str, oldest: str, said: str, mark: Mark
) -> None:
    url = sqlite_files.fresh()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
        connection.execute(text("UPDATE setting SET value = :to WHERE key = 'oldest_revision'"), {"to": oldest})
    engine.dispose()
    (found,) = [one for one in looked_at(url) if revision in one.what]
    assert said in found.what
    assert found.mark is mark


def test_records_that_were_moved_away_are_a_problem(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.fresh()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('moved', '2017-10-18T10:00:00+00:00')"))
    engine.dispose()
    (said,) = wrong(looked_at(url))
    assert said.startswith("These records were moved to PostgreSQL at 2017-10-18T10:00:00+00:00")


def test_a_file_that_another_program_holds_is_a_problem(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.fresh()
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        (said,) = wrong(looked_at(url))
    finally:
        holder.close()
    assert said == "Nothing could be written to the database within 1 second (database is locked)."


def test_a_file_that_is_no_database_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear delivery unit, " * 100)
    assert wrong(looked_at(f"sqlite:///{tmp_path}/letter.db")) == ["The database cannot be used (DatabaseError)."]


def test_records_in_memory_only_are_a_problem() -> None:
    assert wrong(looked_at("sqlite://")) == ["The database is in memory: all is lost when the bot stops."]


def test_a_server_that_is_not_there_is_a_problem_and_its_password_is_not_told() -> None:
    found = looked_at("postgresql://keeper:hush@127.0.0.1:9/records")
    assert wrong(found) == ["The database cannot be used (OperationalError)."]
    assert "hush" not in "".join(map(str, found))


def test_a_server_whose_clock_is_far_off_is_a_problem(postgresql: PostgresqlDatabases) -> None:
    found = wrong(looked_at(postgresql.fresh(), datetime.now(UTC) + timedelta(minutes=1)))
    assert [one.split(" are ")[0] for one in found] == ["This machine's clock and the database's"]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/srv/stocktake.db", "ext4"),
        ("/mnt/other/stocktake.db", "xfs"),
        ("/mnt/all records/stocktake.db", "nfs4"),
        ("/data/stocktake.db", "cifs"),
        ("/database/stocktake.db", "ext4"),
    ],
)
def test_the_disk_is_that_of_the_nearest_mount_and_the_latest_there(file: str, kind: str) -> None:
    assert disk_of(Path(file), MOUNTS) == kind


@pytest.mark.parametrize(
    ("kind", "mark", "said"),
    [
        ("ext4", Mark.OK, "on a local disk"),
        ("nfs4", Mark.PROBLEM, "over a network"),
        ("virtiofs", Mark.WARNING, "locks may not hold"),
        ("overlay", Mark.WARNING, "inside a container"),
        ("tmpfs", Mark.WARNING, "in memory"),
    ],
)
def test_a_disk_where_an_sqlite_file_does_not_belong_is_told(
    tmp_path: Path, mounts: Path, kind: str, mark: Mark, said: str
) -> None:
    mounts.write_text(f"22 1 254:0 / / rw - {kind} disk rw\n")
    found = looked_at(f"sqlite:///{tmp_path}/new.db")[0]
    assert found.mark is mark
    assert said in found.what
