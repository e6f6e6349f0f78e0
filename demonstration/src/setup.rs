//! Creates what must exist before the first dossier: accounts, agencies, the calendar, and the procedures. Each part
//! goes through the public API, and repeating it after an interruption changes nothing.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::iter;
use serde_json::{Value, json};

use crate::call_error::CallError;
use crate::failure::Failure;
use crate::plan::Actor;
use crate::seed::{Agency, AgencyKind, Catalogue, Person, Practice, Procedure};
use crate::session::Session;
use crate::sign_ins::PASSWORD;

const CONCURRENCY: usize = 32;
/// Approves what the first administrator proposes.
const SECOND_ADMINISTRATOR: &str = "quantri.hai";

/// Sets up the Centre with its accounts, which create all the rest, and the calendar.
///
/// # Errors
/// When a command is refused.
pub async fn set_up_centre(session: &Arc<Session>, catalogue: &Catalogue, admin_password: &str) -> Result<(), Failure> {
    let (staff, centre) = (catalogue.staff.iter().filter(|one| one.works_at_the_centre()), catalogue.agencies.iter());
    accounts(session, admin_password, staff).await?;
    agencies(session, centre.filter(|one| one.kind == AgencyKind::Centre)).await?;
    calendar(session, catalogue).await
}

/// Sets up the practice agency, the first where dossiers can be handed in.
///
/// # Errors
/// When a command is refused, or the processes do not become idle.
pub async fn set_up_practice(session: &Arc<Session>, practice: &Practice, admin_password: &str) -> Result<(), Failure> {
    accounts(session, admin_password, practice.staff.iter()).await?;
    agencies(session, std::iter::once(&practice.agency)).await?;
    procedures(session, &practice.procedures).await
}

/// Sets up the agencies of the year with their accounts, and every procedure.
///
/// # Errors
/// When a command is refused, or the processes do not become idle.
pub async fn set_up_agencies(
    session: &Arc<Session>,
    catalogue: &Catalogue,
    admin_password: &str,
) -> Result<(), Failure> {
    let (staff, others) = (catalogue.staff.iter().filter(|one| !one.works_at_the_centre()), catalogue.agencies.iter());
    accounts(session, admin_password, staff).await?;
    agencies(session, others.filter(|one| one.kind != AgencyKind::Centre)).await?;
    procedures(session, &catalogue.procedures).await
}

fn editor() -> Actor {
    Actor::Staff("trungtam.bientap".to_owned())
}

fn approver() -> Actor {
    Actor::Staff("trungtam.pheduyet".to_owned())
}

async fn accounts<'a>(
    session: &Arc<Session>,
    admin_password: &str,
    staff: impl Iterator<Item = &'a Person>,
) -> Result<(), Failure> {
    let token = &session.tokens.administrator(admin_password).await?;
    let created = iter(staff).map(|person| async move {
        let account = create_account(session, token, person).await?;
        match (account["proposed"].as_bool(), account["id"].as_str()) {
            (Some(true), Some(id)) => approve_account(session, token, id).await,
            _ => Ok(account),
        }
    });
    first_error(created.buffer_unordered(CONCURRENCY).collect().await)
}

async fn create_account(session: &Session, token: &str, person: &Person) -> Result<Value, CallError> {
    let account = json!({
        "username": person.username,
        "displayName": person.display_name,
        "kind": if person.username.starts_with("kiosk") { "device" } else { "person" },
        "roles": person.roles,
        "unit": person.unit,
        "password": PASSWORD,
    });
    session.command_with(token, "/v1/accounts", &format!("setup-account-{}", person.username), &account).await
}

/// Roles that see or rule everything are given by two administrators; the first makes the second.
async fn approve_account(session: &Session, token: &str, id: &str) -> Result<Value, CallError> {
    let second = json!({
        "username": SECOND_ADMINISTRATOR,
        "displayName": "Quản trị thứ hai",
        "kind": "person",
        "roles": ["sys_admin"],
        "password": PASSWORD,
    });
    session.command_with(token, "/v1/accounts", "setup-account-second-administrator", &second).await?;
    let (administrator, path) = (Actor::Staff(SECOND_ADMINISTRATOR.to_owned()), format!("/v1/accounts/{id}/approval"));
    session.command(&administrator, &path, &format!("setup-approval-{id}"), &json!({})).await
}

async fn agencies<'a>(session: &Session, agencies: impl Iterator<Item = &'a Agency>) -> Result<(), Failure> {
    for agency in agencies {
        session.command(&editor(), "/v1/agencies", &format!("setup-agency-{}", agency.code), agency).await?;
    }
    Ok(())
}

async fn calendar(session: &Session, catalogue: &Catalogue) -> Result<(), Failure> {
    session.command(&editor(), "/v1/calendars", "setup-calendar", &catalogue.calendar).await?;
    let (code, version) = (catalogue.calendar.code, catalogue.calendar.version);
    let path = format!("/v1/calendars/{code}/versions/{version}/publication");
    session.command(&approver(), &path, "setup-calendar-publication", &json!({})).await?;
    Ok(())
}

/// Creates procedures once their agencies and their calendar are known everywhere.
async fn procedures(session: &Arc<Session>, procedures: &[Procedure]) -> Result<(), Failure> {
    session.processes.wait_until_idle().await?;
    let published = iter(procedures).map(|procedure| draft_and_publish(session, procedure));
    first_error(published.buffer_unordered(CONCURRENCY).collect().await)?;
    session.processes.wait_until_idle().await?;
    Ok(())
}

/// One account drafts, another publishes: the four-eyes rule of the catalogue.
async fn draft_and_publish(session: &Arc<Session>, procedure: &Procedure) -> Result<Value, CallError> {
    let code = &procedure.code;
    let editor = editor();
    let draft = session.command(&editor, "/v1/procedures", &format!("setup-draft-{code}"), procedure).await?;
    let id = draft["id"].as_str().unwrap_or_default();
    let path = format!("/v1/procedures/{id}/versions/{}/publication", draft["version"]);
    session.command(&approver(), &path, &format!("setup-publication-{code}"), &json!({})).await
}

fn first_error(responses: Vec<Result<Value, CallError>>) -> Result<(), Failure> {
    for response in responses {
        response?;
    }
    Ok(())
}

/// Ids of the published procedures by their code.
///
/// # Errors
/// When the list cannot be read.
pub async fn procedure_ids(session: &Session) -> Result<std::collections::HashMap<String, String>, CallError> {
    let mut ids = std::collections::HashMap::new();
    let mut path = "/v1/procedures?limit=200".to_owned();
    loop {
        let page = session.client.get(None, &path).await?;
        for item in page["items"].as_array().into_iter().flatten() {
            let (code, id) = (item["code"].as_str(), item["id"].as_str());
            if let (Some(code), Some(id)) = (code, id) {
                ids.insert(code.to_owned(), id.to_owned());
            }
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/v1/procedures?limit=200&cursor={next}"),
            None => return Ok(ids),
        }
    }
}
