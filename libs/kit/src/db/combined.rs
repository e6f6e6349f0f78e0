//! Deferred writes as one statement, so that a commit on PostgreSQL is one round trip: each write is a common table
//! expression, and a wrong number of rows aborts the whole statement.

use std::collections::BTreeMap;
use std::fmt::Write;

use sea_orm::{DbBackend, Statement};

use super::deferred::{DeferredWrite, Rows};

/// The writes as one statement; none when two of them may touch the same row, because all read the same snapshot.
pub(super) fn combined(writes: &[DeferredWrite]) -> Option<Statement> {
    if writes.is_empty() || may_overlap(writes) {
        return None;
    }
    let (mut sql, mut values) = (String::from("WITH "), Vec::new());
    for (number, DeferredWrite { statement, .. }) in writes.iter().enumerate() {
        let separator = if number == 0 { "" } else { ", " };
        let shifted = shift_placeholders(&statement.sql, values.len());
        // Writing to a string cannot fail.
        let _ = write!(sql, "{separator}w{number} AS ({shifted} RETURNING 1)");
        values.extend(statement.values.iter().flat_map(|values| values.0.iter().cloned()));
    }
    // Division by zero (22012) is a conflict, a text that is no number (22P02) a row that exists, a text that is no date
    // (22007) a row that does not exist.
    let [conflicts, inserts, updates] = [is_exact, is_insert, is_existing].map(|kind| conditions(writes, kind));
    let _ = write!(
        sql,
        " SELECT 1 / CASE WHEN {conflicts} THEN 1 ELSE 0 END AS unchanged, \
         CAST(CASE WHEN {inserts} THEN '1' ELSE 'exists' END AS int) AS inserted, \
         CAST(CASE WHEN {updates} THEN '2000-01-01' ELSE 'missing' END AS date) AS updated"
    );
    Some(Statement::from_sql_and_values(DbBackend::Postgres, sql, values))
}

fn is_exact(rows: Rows) -> Option<String> {
    match rows {
        Rows::Exactly(rows) => Some(format!("= {rows}")),
        Rows::Any | Rows::Inserted | Rows::Existing => None,
    }
}

fn is_insert(rows: Rows) -> Option<String> {
    (rows == Rows::Inserted).then(|| "= 1".to_owned())
}

fn is_existing(rows: Rows) -> Option<String> {
    (rows == Rows::Existing).then(|| "> 0".to_owned())
}

fn conditions(writes: &[DeferredWrite], expected: fn(Rows) -> Option<String>) -> String {
    let checked = writes.iter().enumerate().filter_map(|(number, write)| Some((number, expected(write.rows)?)));
    let conditions: Vec<String> =
        checked.map(|(number, count)| format!("(SELECT COUNT(*) FROM w{number}) {count}")).collect();
    if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" AND ") }
}

/// Whether a table is updated or deleted from and written by another statement too.
fn may_overlap(writes: &[DeferredWrite]) -> bool {
    let mut tables: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for write in writes {
        let mut words = write.statement.sql.split_whitespace();
        let inserts = words.next() == Some("INSERT");
        // INSERT INTO table, DELETE FROM table, UPDATE table.
        let table = words.find(|word| *word != "INTO" && *word != "FROM").unwrap_or_default();
        let (count, only_inserts) = tables.entry(table).or_insert((0, true));
        (*count, *only_inserts) = (*count + 1, *only_inserts && inserts);
    }
    tables.values().any(|(count, only_inserts)| *count > 1 && !only_inserts)
}

/// `$1` becomes `$4` behind three values. The statements hold no text of their own: every value is a placeholder.
fn shift_placeholders(sql: &str, by: usize) -> String {
    let (mut shifted, mut rest) = (String::with_capacity(sql.len() + 16), sql);
    while let Some((before, behind)) = rest.split_once('$') {
        let digits = behind.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(behind.len());
        let number: usize = behind[..digits].parse().unwrap_or_default();
        let _ = write!(shifted, "{before}${}", number + by);
        rest = &behind[digits..];
    }
    shifted + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(sql: &str, rows: Rows) -> DeferredWrite {
        DeferredWrite {
            statement: Statement::from_sql_and_values(DbBackend::Postgres, sql, [1.into(), 2.into()]),
            rows,
        }
    }

    #[test]
    fn placeholders_count_through_all_writes() {
        let writes = [
            write("UPDATE \"a\" SET \"x\" = $1 WHERE \"y\" = $2", Rows::Exactly(1)),
            write("INSERT INTO \"b\" VALUES ($1, $2)", Rows::Inserted),
        ];
        let statement = combined(&writes).unwrap();
        assert!(statement.sql.contains("VALUES ($3, $4) RETURNING 1"), "{}", statement.sql);
        assert_eq!(statement.values.map(|values| values.0.len()), Some(4));
    }

    #[test]
    fn writes_that_may_touch_the_same_row_are_not_combined() {
        let update = || write("UPDATE \"a\" SET \"x\" = $1 WHERE \"y\" = $2", Rows::Exactly(1));
        let insert = || write("INSERT INTO \"a\" VALUES ($1, $2)", Rows::Exactly(1));
        assert!(combined(&[update(), update()]).is_none());
        assert!(combined(&[insert(), update()]).is_none());
        assert!(combined(&[insert(), insert()]).is_some());
    }
}
