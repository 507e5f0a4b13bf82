"""Runs three reports' SQL over more than a million entries in DuckDB and in PySpark, and compares the rows.

``python -m benchmarks.lake EXPORT COPIES`` takes a folder that ``plaincrm export parquet`` wrote, and writes
every customer of it COPIES times under other IDs. Needs duckdb, pyspark and Java 17.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

REPORTS = ("purchases", "receivables", "complaints")
ENTRIES = ("contacts", "sales", "deals", "feedback")


def main() -> int:
    """Print a table of seconds; 1 where the rows differ."""
    source, copies = Path(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        large = Path(name)
        print(f"{_multiply(source, large, copies):,} entries")
        ours, theirs = _duckdb(source, large), _spark(source, large)
    for report in REPORTS:
        (rows, seconds), (others, spark_seconds) = ours[report], theirs[report]
        same = rows == others
        print(
            f"{report}: {len(rows):,} rows, DuckDB {seconds:.1f} s, Spark {spark_seconds:.1f} s, same: {same}"
        )
    return 0 if all(ours[report][0] == theirs[report][0] for report in REPORTS) else 1


def _multiply(source: Path, large: Path, copies: int) -> int:
    import duckdb

    entries = 0
    for file in sorted(source.glob("*.parquet")):
        columns = [row[0] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall()]
        select = f"SELECT * FROM '{file}'"
        if "customer" in columns:
            named = "f.* REPLACE (f.customer || '-' || n.range AS customer)"
            select = f"SELECT {named} FROM '{file}' f CROSS JOIN range({copies}) n"
        target = large / file.name
        duckdb.sql(f"COPY ({select}) TO '{target}'")
        if file.stem in ENTRIES:
            entries += duckdb.sql(f"SELECT count(*) FROM '{target}'").fetchall()[0][0]
    return entries


def _duckdb(source: Path, large: Path) -> dict[str, Any]:
    import duckdb

    connection = duckdb.connect()
    for file in large.glob("*.parquet"):
        connection.execute(f"CREATE TEMP VIEW fact_{file.stem} AS SELECT * FROM read_parquet('{file}')")
    connection.execute((source / "views.sql").read_text(encoding="utf-8"))
    return {name: _timed(lambda sql: connection.execute(sql).fetchall(), source, name) for name in REPORTS}


def _spark(source: Path, large: Path) -> dict[str, Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.memory", "4g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for file in large.glob("*.parquet"):
        spark.read.parquet(str(file)).createOrReplaceTempView(f"fact_{file.stem}")
    for statement in (source / "views.sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            spark.sql(statement)
    return {name: _timed(lambda sql: spark.sql(sql).collect(), source, name) for name in REPORTS}


def _timed(ask: Any, source: Path, name: str) -> tuple[list[Any], float]:
    sql = (source / "reports" / f"{name}.sql").read_text(encoding="utf-8")
    start = perf_counter()
    rows = [tuple(row) for row in ask(sql)]
    seconds = perf_counter() - start
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row]), seconds


if __name__ == "__main__":
    sys.exit(main())
