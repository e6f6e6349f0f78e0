//! Counts what visitors did while the year was played, apart from the figures of the year.

use serde_json::Value;

use crate::call_error::CallError;
use crate::driver::Driver;
use crate::examples::Examples;
use crate::plan::{Actor, Plan};
use crate::result::Visitors;
use crate::seed::PRACTICE_AGENCY;
use crate::session::Session;

/// Counts the dossiers of visitors from the lists and reports that the director reads.
///
/// # Errors
/// When a list or the report cannot be read.
pub async fn count_visitors(
    session: &Session,
    plan: &Plan,
    driver: &Driver,
    examples: &Examples,
) -> Result<Visitors, CallError> {
    let director = Actor::Staff("trungtam.giamdoc".to_owned());
    let at_practice = format!("/v1/dossiers?agency={PRACTICE_AGENCY}&limit=200");
    let at_practice = session.read_all(&director, &at_practice).await?;
    let submitted = at_practice.iter().filter(|dossier| !examples.contains(id(dossier))).count();
    // What visitors handed in elsewhere waits there: until the year is over only the plan accepts dossiers.
    let waiting = session.read_all(&director, "/v1/dossiers?status=1&limit=200").await?;
    let is_elsewhere = |dossier: &&Value| dossier["agency"] != PRACTICE_AGENCY && !driver.has_planned(id(dossier));
    let elsewhere = waiting.iter().filter(is_elsewhere).count();
    let (from, to) = (plan.first_moment().date(), plan.header.period.to);
    let report = format!("/v1/reports/yearly-review?from={from}&to={to}&agency={PRACTICE_AGENCY}");
    let resolved = session.read(&director, &report).await?["resolved"]["total"].as_u64().unwrap_or_default();
    let resolved = resolved.saturating_sub(examples.issued());
    Ok(Visitors { submitted: (submitted + elsewhere) as u64, resolved })
}

fn id(dossier: &Value) -> &str {
    dossier["id"].as_str().unwrap_or_default()
}
