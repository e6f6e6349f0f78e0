//! Creates what must exist before the first dossier: accounts, agencies, the calendar, and the procedures.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::iter;
use serde_json::{Value, json};

use crate::call_error::CallError;
use crate::failure::Failure;
use crate::plan::Actor;
use crate::seed::{Catalogue, Person, Procedure};
use crate::session::Session;
use crate::sign_ins::PASSWORD;

const CONCURRENCY: usize = 32;

/// Sets everything up through the public API; repeating it after an interruption changes nothing.
///
/// # Errors
/// When a command is refused, or the processes do not become idle.
pub async fn set_up(session: &Arc<Session>, catalogue: &Catalogue, admin_password: &str) -> Result<(), Failure> {
    let administrator = session.tokens.administrator(admin_password).await?;
    accounts(session, &administrator, &catalogue.staff).await?;
    let editor = editor();
    for agency in &catalogue.agencies {
        session.command(&editor, "/v1/agencies", &format!("setup-agency-{}", agency.code), agency).await?;
    }
    calendar(session, catalogue, &editor).await?;
    session.processes.wait_until_idle().await?;
    procedures(session, &catalogue.procedures).await?;
    session.processes.wait_until_idle().await?;
    Ok(())
}

fn editor() -> Actor {
    Actor::Staff("trungtam.bientap".to_owned())
}

fn approver() -> Actor {
    Actor::Staff("trungtam.pheduyet".to_owned())
}

async fn accounts(session: &Arc<Session>, token: &str, staff: &[Person]) -> Result<(), Failure> {
    let created = iter(staff).map(|person| async move {
        let account = json!({
            "username": person.username,
            "displayName": person.display_name,
            "kind": if person.username.starts_with("kiosk") { "device" } else { "person" },
            "roles": person.roles,
            "unit": person.unit,
            "password": PASSWORD,
        });
        session.command_with(token, "/v1/accounts", &format!("setup-account-{}", person.username), &account).await
    });
    first_error(created.buffer_unordered(CONCURRENCY).collect().await)
}

async fn calendar(session: &Arc<Session>, catalogue: &Catalogue, editor: &Actor) -> Result<(), Failure> {
    session.command(editor, "/v1/calendars", "setup-calendar", &catalogue.calendar).await?;
    let (code, version) = (catalogue.calendar.code, catalogue.calendar.version);
    let path = format!("/v1/calendars/{code}/versions/{version}/publication");
    session.command(&approver(), &path, "setup-calendar-publication", &json!({})).await?;
    Ok(())
}

async fn procedures(session: &Arc<Session>, procedures: &[Procedure]) -> Result<(), Failure> {
    let published = iter(procedures).map(|procedure| draft_and_publish(session, procedure));
    first_error(published.buffer_unordered(CONCURRENCY).collect().await)
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
