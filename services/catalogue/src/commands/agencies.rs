//! Adding and replacing agencies.

use motcua_kit::Problem;
use motcua_kit::http::{Caller, CommandResponse};
use motcua_messaging::{Done, Loaded, OutboxEvent, run_command};
use sea_orm::DbErr;

use crate::announce::{agency_changed, too_large};
use crate::app::App;
use crate::context::{Context, Error};
use crate::domain::{Agency, AgencyEvent, AgencyRecord, ImportOutcome, check_agency, check_successor};
use crate::store;

/// Adds an agency, or replaces one that the caller has read: `If-Match` names the version that is replaced.
pub async fn put_agency(app: &App, caller: Caller, agency: Agency) -> Result<CommandResponse, Problem> {
    run_command(app, caller, agency, move |context: Context, agency| async move {
        let (record, event) = decide(&context, &agency).await?;
        let Some(event) = event else { return Ok::<_, Error>(Done::ok(agency).of_version(record.version)) };
        context.if_match.require(record.version.version)?;
        let Loaded { version, .. } = apply(&context, record, &event)?;
        let done = match event {
            AgencyEvent::Added { .. } => Done::created(agency),
            AgencyEvent::Changed { .. } => Done::ok(agency),
        };
        Ok(done.of_version(version))
    })
    .await
}

/// Puts an agency of a file.
pub async fn import_entry(context: &Context, agency: &Agency) -> Result<ImportOutcome, Error> {
    let (record, event) = decide(context, agency).await?;
    let Some(event) = event else { return Ok(ImportOutcome::Unchanged) };
    apply(context, record, &event)?;
    Ok(match event {
        AgencyEvent::Added { .. } => ImportOutcome::Created,
        AgencyEvent::Changed { .. } => ImportOutcome::Changed,
    })
}

/// Checks an agency and decides what putting it changes.
async fn decide(context: &Context, wanted: &Agency) -> Result<(Loaded<AgencyRecord>, Option<AgencyEvent>), Error> {
    let mut errors = check_agency(wanted);
    errors.extend(check_successor(wanted, &successors(context, wanted).await?));
    errors.extend(too_large(&agency_changed(wanted)));
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let record = store::load_agency(&context.tx, &wanted.code).await?;
    let event = record.value.decide(wanted);
    Ok((record, event))
}

/// Saves and announces what was decided.
fn apply(
    context: &Context,
    mut record: Loaded<AgencyRecord>,
    event: &AgencyEvent,
) -> Result<Loaded<AgencyRecord>, Error> {
    record.value.apply(event);
    store::save_agency(context, record.version, event)?;
    let message = OutboxEvent::of(&agency_changed(event.agency()));
    record.version = context.publish(record.version, vec![message])?;
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
