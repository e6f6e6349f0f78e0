//! Which changes of a migration the check reports.

use super::{problems, write};
use crate::scratch::Scratch;

const MIGRATION: &str = r#"
struct Tables;
impl MigrationName for Tables { fn name(&self) -> &str { "m1_tables" } }
#[async_trait]
impl MigrationTrait for Tables {
    fn use_transaction(&self) -> Option<bool> { Some(true) }
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let made = table();
        schema.create_table(made).await
    }
}
fn table() -> Table { Table::create().table("task").col(uuid("id")).to_owned() }
"#;

/// A checkout in which this migration is committed.
fn committed() -> Scratch {
    let scratch = Scratch::of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\"]"),
        ("a/src/migrations.rs", MIGRATION),
        ("docs/reference/migrations.lock", ""),
    ]);
    assert_eq!(write(scratch.root()), [""; 0]);
    assert_eq!(problems(scratch.root()), [""; 0]);
    scratch
}

#[test]
fn names_comments_and_formatting_do_not_count() {
    let scratch = committed();
    let renamed = MIGRATION.replace("Tables", "First").replace("made", "task").replace("table()", "the_table()");
    scratch.write("a/src/migrations.rs", &renamed.replace("uuid(\"id\")", "\n// Of the task.\nuuid(\"id\",)"));
    assert_eq!(problems(scratch.root()), [""; 0]);
}

#[test]
fn a_change_in_a_function_that_it_calls_counts() {
    let scratch = committed();
    scratch.write("a/src/migrations.rs", &MIGRATION.replace("uuid(\"id\")", "text(\"id\")"));
    let problems = problems(scratch.root());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("m1_tables changed"), "{problems:?}");
}

#[test]
fn generating_does_not_hide_a_change() {
    let scratch = committed();
    scratch.write("a/src/migrations.rs", &MIGRATION.replace("\"task\"", "\"tasks\""));
    assert_eq!(write(scratch.root()), [""; 0]);
    assert_eq!(problems(scratch.root()).len(), 1);
}

#[test]
fn a_committed_migration_may_not_disappear_and_a_new_one_is_locked() {
    let scratch = committed();
    scratch.write("a/src/migrations.rs", &MIGRATION.replace("m1_tables", "m2_tables"));
    let problems = problems(scratch.root());
    assert_eq!(problems.len(), 2);
    assert!(problems[0].contains("m1_tables: a committed migration is gone"), "{problems:?}");
    assert!(problems[1].contains("m2_tables is new"), "{problems:?}");
}

#[test]
fn two_migrations_of_one_name_are_refused() {
    let scratch = committed();
    scratch.write("a/src/more.rs", MIGRATION);
    assert!(problems(scratch.root())[0].contains("exists twice"));
}

#[test]
fn a_migration_in_a_module_of_a_file_is_found() {
    let scratch = committed();
    let inner = MIGRATION.replace("m1_tables", "m2_inner");
    scratch.write("a/src/migrations.rs", &format!("{MIGRATION}\nmod inner {{ {inner} }}"));
    let problems = problems(scratch.root());
    assert!(problems[0].contains("m2_inner is new"), "{problems:?}");
}

#[test]
fn a_migration_without_a_transaction_is_a_problem() {
    let scratch = committed();
    scratch.write("a/src/migrations.rs", &MIGRATION.replace("Some(true)", "None"));
    assert!(problems(scratch.root())[0].contains("Tables does not run in a transaction"));
}
