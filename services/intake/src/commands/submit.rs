//! Submits a dossier, if its procedure can be handed in so.

use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::{AgencyCode, Channel, Text};
use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{AggregateVersion, Done, Loaded, run_command};
use motcua_worktime::local_date;
use serde::Serialize;

use super::execute::execute;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Command, Dossier, Filing};
use crate::store;

/// What a dossier is handed in for, and through which channel.
#[derive(Debug, Clone)]
pub struct SubmissionTerms {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its case.
    pub case_code: String,
    /// The channel.
    pub channel: Channel,
}

/// Submits a dossier; `filing` makes it for the competent agency.
///
/// # Errors
/// `validation` for a procedure or case that is not in force, `forbidden` at a counter that does not receive it, and those
/// of every command.
pub async fn submit<V, F>(
    app: &App,
    caller: Caller,
    terms: SubmissionTerms,
    filing: F,
    view: fn(&Dossier) -> V,
) -> Result<CommandResponse, Problem>
where
    V: Serialize + Send + 'static,
    F: Fn(AgencyCode) -> Filing + Clone + Send + Sync + 'static,
{
    let id = DossierId::mint();
    run_command(app, caller, (terms, filing), move |context: Context, (terms, filing)| async move {
        let (agency, price_vnd) = agency_and_price(&context, &terms).await?;
        let value = Dossier::new(id, filing(agency), price_vnd, context.at);
        let dossier = Loaded { value, version: AggregateVersion::new(id.0) };
        let submitted = execute(&context, dossier, &Command::Submit).await?;
        Ok(Done::created(view(&submitted.value)))
    })
    .await
}

/// The competent agency and the price, by the version of the procedure in force now.
async fn agency_and_price(context: &Context, terms: &SubmissionTerms) -> Result<(AgencyCode, u64), Error> {
    let day = local_date(context.at);
    let procedure = store::find_procedure_in_force(&context.tx, terms.procedure, day).await?;
    let procedure = procedure.ok_or_else(|| {
        let message = Text::fixed("Không có thủ tục này", "No such procedure in force");
        Problem::field("/procedureId", "unknown", message)
    })?;
    let term = procedure.term(&terms.case_code, terms.channel).ok_or_else(|| {
        let message = Text::fixed("Thủ tục không có trường hợp này qua kênh này", "No such case for this channel");
        Problem::field("/caseCode", "unknown", message)
    })?;
    if terms.channel == Channel::Counter && !procedure.may_be_received_at(context.actor.unit()?) {
        return Err(Problem::forbidden().into());
    }
    let price_vnd = term.fee_vnd;
    Ok((procedure.agency, price_vnd))
}
