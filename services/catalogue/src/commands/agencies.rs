//! Adding and replacing agencies.

use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{CommandError, Done, Loaded, run_command};
use sea_orm::DbErr;

use crate::announce::agency::{announce, changed};
use crate::announce::too_large;
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Agency, AgencyCommand, AgencyRecord, ImportOutcome};
use crate::store;

/// Adds an agency, or replaces one that the caller has read: `If-Match` names the version that is replaced. The same
/// agency again changes nothing and needs no precondition.
pub async fn put_agency(app: &App, caller: Caller, agency: Agency) -> Result<CommandResponse, Problem> {
    run_command(app, caller, agency, move |context: Context, agency| async move {
        let (command, record) = (put(&context, agency.clone()).await?, load(&context, &agency).await?);
        let is_new = record.value.agency.is_none();
        if record.value.agency.as_ref() != Some(&agency) {
            context.if_match.require(record.version.version)?;
        }
        let record = execute(&context, record, &command)?;
        let done = if is_new { Done::created(agency) } else { Done::ok(agency) };
        Ok::<_, Error>(done.of_version(record.version))
    })
    .await
}

/// Puts an agency of a file.
pub async fn import_entry(context: &Context, agency: &Agency) -> Result<ImportOutcome, Error> {
    let (command, record) = (put(context, agency.clone()).await?, load(context, agency).await?);
    let before = record.version.version;
    Ok(match execute(context, record, &command)?.version.version {
        after if after == before => ImportOutcome::Unchanged,
        _ if before == 0 => ImportOutcome::Created,
        _ => ImportOutcome::Changed,
    })
}

/// Loads the record that an agency adds or replaces.
async fn load(context: &Context, agency: &Agency) -> Result<Loaded<AgencyRecord>, Error> {
    Ok(store::load_agency(&context.tx, &agency.code).await?)
}

/// The command to put an agency, with what its rules have to know, which stays locked; an agency too large to be published
/// is refused.
async fn put(context: &Context, agency: Agency) -> Result<AgencyCommand, Error> {
    if let Some(error) = too_large(&changed(&agency)?) {
        return Err(Problem::fields(vec![error]).into());
    }
    let successors = successors(context, &agency).await?;
    Ok(AgencyCommand::Put { agency, successors })
}

/// Decides, applies, saves and announces.
fn execute(
    context: &Context,
    mut record: Loaded<AgencyRecord>,
    command: &AgencyCommand,
) -> Result<Loaded<AgencyRecord>, Error> {
    let decided = record.value.decide(command).map_err(CommandError::Refused)?;
    let Some(event) = decided else { return Ok(record) };
    record.value.apply(&event);
    store::save_agency(context, &record, &event)?;
    record.version = context.publish(record.version, announce(&record.value, &event)?)?;
    Ok(record)
}

/// The agencies that succeed each other from the successor on, until one is missing or repeats. They stay locked until
/// the commit, so that two changes at once cannot close a circle.
async fn successors(context: &Context, agency: &Agency) -> Result<Vec<Agency>, DbErr> {
    let mut chain: Vec<Agency> = Vec::new();
    let mut next = agency.successor.clone();
    if let Some(first) = &next {
        store::lock_agency(&context.tx, first).await?;
    }
    while let Some(code) = next.take() {
        if code == agency.code || chain.iter().any(|seen| seen.code == code) {
            break;
        }
        if let Some(found) = store::load_agency(&context.tx, &code).await?.value.agency {
            next.clone_from(&found.successor);
            chain.push(found);
        }
    }
    Ok(chain)
}
