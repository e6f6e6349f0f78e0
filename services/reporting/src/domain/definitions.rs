//! The definitions that every figure is counted by, as a table beside the rules: the reference page, the public answer
//! and the tests read it, so that none of them can say something else.

mod table;

use std::fmt::Write;

use serde::Serialize;
use utoipa::ToSchema;

use super::Words;
use table::TABLE;

/// What a word of the reports means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Definition {
    /// Its stable name; where a figure has it, that of the answers.
    #[schema(example = "carriedOver")]
    pub key: String,
    /// The term.
    pub term: Words,
    /// What counts as it.
    pub rule: Words,
    /// The legal source; "decision of the platform" where the law leaves it open.
    #[schema(example = "decision of the platform")]
    pub source: String,
    /// The tests that prove the rule, together all of it: file and function.
    #[schema(
        example = json!(["services/reporting/tests/it/figures.rs::overdue_is_open_unpaused_and_past_due_as_it_was_at_the_cut_off"])
    )]
    pub proofs: Vec<String>,
}

/// A row of the table: key; term, Vietnamese and English; rule, Vietnamese and English; source; proofs.
type Entry = (&'static str, [&'static str; 2], [&'static str; 2], &'static str, &'static [&'static str]);

/// All definitions, in the order of the reports.
pub fn definitions() -> Vec<Definition> {
    let words = |[vi, en]: [&str; 2]| Words { vi: vi.to_owned(), en: en.to_owned() };
    let definition = |(key, term, rule, source, proofs): &Entry| Definition {
        key: (*key).to_owned(),
        term: words(*term),
        rule: words(*rule),
        source: (*source).to_owned(),
        proofs: proofs.iter().map(|proof| (*proof).to_owned()).collect(),
    };
    TABLE.iter().map(definition).collect()
}

fn link(proof: &str) -> String {
    let (file, test) = proof.split_once("::").unwrap_or((proof, ""));
    format!("[{test}](../../{file})")
}

/// The reference page.
pub fn page() -> String {
    let mut page = String::from(
        "# What the figures mean\n\nGenerated from the table beside the counting rules \
         (`services/reporting/src/domain/definitions/table.rs`); do not edit.\nServed as `GET /v1/public/definitions`. \
         Every rule names the tests that prove it. Times are Vietnamese wall time (+07:00).\n\n\
         | Term | Thuật ngữ | Rule | Source | Proved by |\n|---|---|---|---|---|\n",
    );
    for Definition { term, rule, source, proofs, .. } in definitions() {
        let proofs: Vec<String> = proofs.iter().map(|proof| link(proof)).collect();
        let proofs = proofs.join("; ");
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {} | {} | {source} | {proofs} |", term.en, term.vi, rule.en);
    }
    page.push_str("\n## Quy tắc bằng tiếng Việt\n\n| Thuật ngữ | Quy tắc |\n|---|---|\n");
    for Definition { term, rule, .. } in definitions() {
        let _ = writeln!(page, "| {} | {} |", term.vi, rule.vi);
    }
    page
}
