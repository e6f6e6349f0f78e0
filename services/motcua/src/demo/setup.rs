//! What must be there before the first dossier: agencies, calendar, accounts, and the catalogue of procedures.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::iter;
use serde_json::{Value, json};

use super::client::CallError;
use super::plan::By;
use super::run::Run;
use super::seed::{Catalogue, Person, Procedure};
use super::wallet::PASSWORD;
use crate::cli::Failure;

const AT_ONCE: usize = 32;

/// Sets everything up through the public API. Harmless when it was interrupted and begins again.
///
/// # Errors
/// When something is refused.
pub async fn set_up(run: &Arc<Run>, catalogue: &Catalogue, admin_password: &str) -> Result<(), Failure> {
    let administrator = run.wallet.administrator(admin_password).await?;
    accounts(run, &administrator, &catalogue.staff).await?;
    let editor = By::Staff("trungtam.bientap".to_owned());
    for agency in &catalogue.agencies {
        run.command(&editor, "/v1/agencies", &format!("setup-agency-{}", agency.code), agency).await?;
    }
    calendar(run, catalogue, &editor).await?;
    run.control.quiet().await?;
    procedures(run, &catalogue.procedures).await?;
    run.control.quiet().await?;
    Ok(())
}

fn approver() -> By {
    By::Staff("trungtam.pheduyet".to_owned())
}

async fn accounts(run: &Arc<Run>, token: &str, staff: &[Person]) -> Result<(), Failure> {
    let created = iter(staff).map(|person| async move {
        let account = json!({
            "username": person.username,
            "displayName": person.display_name,
            "kind": if person.username.starts_with("kiosk") { "device" } else { "person" },
            "roles": person.roles,
            "unit": person.unit,
            "password": PASSWORD,
        });
        run.command_with(token, "/v1/accounts", &format!("setup-account-{}", person.username), &account).await
    });
    all(created.buffer_unordered(AT_ONCE).collect().await)
}

async fn calendar(run: &Arc<Run>, catalogue: &Catalogue, editor: &By) -> Result<(), Failure> {
    run.command(editor, "/v1/calendars", "setup-calendar", &catalogue.calendar).await?;
    let (code, version) = (catalogue.calendar.code, catalogue.calendar.version);
    let path = format!("/v1/calendars/{code}/versions/{version}/publication");
    run.command(&approver(), &path, "setup-calendar-publication", &json!({})).await?;
    Ok(())
}

async fn procedures(run: &Arc<Run>, procedures: &[Procedure]) -> Result<(), Failure> {
    let published = iter(procedures).map(|procedure| draft_and_publish(run, procedure));
    all(published.buffer_unordered(AT_ONCE).collect().await)
}

/// Two persons: one drafts, another publishes.
async fn draft_and_publish(run: &Arc<Run>, procedure: &Procedure) -> Result<Value, CallError> {
    let code = &procedure.code;
    let editor = By::Staff("trungtam.bientap".to_owned());
    let draft = run.command(&editor, "/v1/procedures", &format!("setup-draft-{code}"), procedure).await?;
    let id = draft["id"].as_str().unwrap_or_default();
    let path = format!("/v1/procedures/{id}/versions/{}/publication", draft["version"]);
    run.command(&approver(), &path, &format!("setup-publication-{code}"), &json!({})).await
}

fn all(answers: Vec<Result<Value, CallError>>) -> Result<(), Failure> {
    for answer in answers {
        answer?;
    }
    Ok(())
}

/// Ids of the published procedures by their code, as the catalogue lists them.
///
/// # Errors
/// When the list is refused.
pub async fn procedure_ids(run: &Run) -> Result<std::collections::HashMap<String, String>, CallError> {
    let mut ids = std::collections::HashMap::new();
    let mut path = "/v1/procedures?limit=200".to_owned();
    loop {
        let page = run.client.get(None, &path).await?;
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
