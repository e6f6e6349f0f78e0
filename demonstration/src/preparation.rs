//! What happens before the year: the practice agency first, so that visitors can begin, then the catalogue of the year.

use std::sync::Arc;

use motcua_worktime::utc;

use crate::config::{RunConfig, RunProgress};
use crate::examples::Examples;
use crate::failure::Failure;
use crate::journal::{Entry, Journal};
use crate::plan::Plan;
use crate::seed::practice;
use crate::session::Session;
use crate::setup::{set_up_agencies, set_up_centre, set_up_practice};

/// Sets up what earlier starts did not; returns the examples of the practice agency.
///
/// # Errors
/// When a command is refused, or the processes do not become idle.
pub async fn prepare(
    session: &Arc<Session>,
    plan: &Plan,
    config: &RunConfig,
    journal: &mut Journal,
) -> Result<Examples, Failure> {
    let (is_new, password) = (journal.setup_commands().is_none(), &config.admin_password);
    if is_new {
        session.processes.set_clock(utc(plan.first_moment())).await?;
        set_up_centre(session, &config.catalogue, password).await?;
    }
    let examples = prepare_practice(session, plan, config, journal).await?;
    if is_new {
        eprintln!("Lập danh mục 1.481 thủ tục… / Creating the catalogue of 1,481 procedures…");
        set_up_agencies(session, &config.catalogue, password).await?;
        journal.append_durably(&[Entry::SetupCompleted { commands: session.commands() }])?;
    }
    Ok(examples)
}

async fn prepare_practice(
    session: &Arc<Session>,
    plan: &Plan,
    config: &RunConfig,
    journal: &mut Journal,
) -> Result<Examples, Failure> {
    // A run that an earlier version began gets its practice agency now.
    if !journal.is_practice_ready() {
        set_up_practice(session, &practice(), &config.admin_password).await?;
        journal.append_durably(&[Entry::PracticeReady { commands: session.commands() }])?;
    }
    let mut examples = Examples::new(session.clone(), &journal.entries).await?;
    let now = journal.last_tick().unwrap_or_else(|| plan.first_moment());
    examples.fill_monthly(now.date(), journal).await?;
    config.report(RunProgress::PracticeReady);
    Ok(examples)
}
