//! Starts the journey of an accepted dossier, with the due date of the receipt.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_contracts::intake::DossierAccepted;
use motcua_contracts::time;
use motcua_messaging::{HandlerError, Received};

use super::parse::{parse, parse_optional};
use super::process_lookup::find_process;
use crate::commands::execute;
use crate::context::Context;
use crate::domain::{Command, Journey, LegalClock, RoundState, Stage};
use crate::problems::handler_error;
use crate::store;

pub async fn handle(context: Context, event: Received<DossierAccepted>) -> Result<(), HandlerError> {
    let accepted = event.message;
    let due_at = time::from_message(accepted.due_at).ok_or_else(|| HandlerError::Reject("no due date".into()))?;
    let procedure: ProcedureId = parse(&accepted.procedure_id, "procedure id")?;
    let (version, variant) = (accepted.procedure_version, (accepted.case_code.as_str(), accepted.channel.as_str()));
    let account = parse_optional(&accepted.applicant_account, "applicant account")?;
    let process = find_process(&context, procedure, version, variant).await?;
    let absent = Journey {
        dossier: DossierId(event.aggregate),
        code: accepted.code,
        agency: AgencyCode::new(accepted.agency),
        procedure,
        procedure_version: version,
        account,
        accepted_at: context.at,
        process,
        stage: Stage::Absent,
        round_state: RoundState::default(),
        clock: LegalClock::default(),
    };
    let journey = store::load_or(&context.tx, absent).await?;
    let start = Command::Start { due_at, calendar_version: accepted.calendar_version };
    execute(&context, journey, &start).await.map(drop).map_err(handler_error)
}
