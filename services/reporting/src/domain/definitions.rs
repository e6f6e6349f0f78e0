//! The definitions that every figure is counted by, as one table: the reference page, the public response and the tests
//! read it, so that they cannot differ.

mod table;

use std::fmt::Write;

use motcua_contracts::Text;
use serde::Serialize;
use utoipa::ToSchema;

use table::{Entry, TABLE};

/// The definition of a term of the reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Definition {
    /// Its stable name; for a figure the name in the responses.
    #[schema(example = "carriedOver")]
    pub key: String,
    /// The term.
    pub term: Text,
    /// The rule.
    pub rule: Text,
    /// The legal source; "decision of the platform" where the law leaves it open.
    #[schema(example = "decision of the platform")]
    pub source: String,
    /// The tests that prove the rule, together all of it: file and function.
    #[schema(
        example = json!(["services/reporting/tests/it/figures.rs::overdue_is_open_unpaused_and_past_due_at_the_cut_off"])
    )]
    pub proofs: Vec<String>,
}

/// All definitions, in the order of the reports.
pub fn definitions() -> Vec<Definition> {
    let text = |[vi, en]: [&'static str; 2]| Text::fixed(vi, en);
    let definition = |(key, term, rule, source, proofs): &Entry| Definition {
        key: (*key).to_owned(),
        term: text(*term),
        rule: text(*rule),
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
        "# Definitions of the figures\n\nGenerated from \
         `services/reporting/src/domain/definitions/table.rs`; do not edit.\nServed as `GET /v1/public/definitions`. \
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
