//! The operation `createAccount`.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use motcua_contracts::Text;
use motcua_kit::auth::Actor;
use motcua_kit::http::{CommandResponse, IfMatch, Json};
use motcua_kit::idempotency::{IdempotencyKey, run_idempotent, store_response};
use motcua_kit::problem::Problem;
use motcua_messaging::Resources;
use serde::Serialize;
use utoipa::ToSchema;

use super::account_view::Account;
use super::new_account::NewAccount;
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::accounts::{self, AccountDraft, normalise_username};
use crate::store::{self, AccountKind};
use crate::tokens::secret::{hash_secret, random_secret};

const PATH: &str = "/v1/accounts";
const USERNAME_TAKEN: Text = Text::fixed("Tên đăng nhập đã có người dùng", "This username is taken");

/// A new account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedAccount {
    /// The account.
    #[serde(flatten)]
    account: Account,
    /// The secret of a program. It is not stored: the response to a retry does not contain it.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
}

/// Creates an account
///
/// For people, devices and programs. Only this response contains the secret of a program.
#[utoipa::path(post, path = "/v1/accounts", operation_id = "createAccount", tag = "accounts",
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0001")),
    request_body(content = NewAccount, examples(
        ("person" = (summary = "Một chuyên viên / An officer", value = json!({"username": "nva.tckh", "displayName": "Nguyễn Văn An",
            "kind": "person", "password": "mật khẩu dài và riêng", "roles": ["dept_officer"], "unit": "H35.05.01",
            "validFrom": "2022-01-01"}))),
        ("client" = (summary = "Một chương trình / A program", value = json!({"username": "bao-cao-lien-thong",
            "displayName": "Báo cáo liên thông", "kind": "client", "roles": ["auditor"]})))
    )),
    responses((status = 201, description = "The account was created.", body = CreatedAccount)))]
pub async fn create_account(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Json(body): Json<NewAccount>,
) -> Result<CommandResponse, Problem> {
    accounts::require_administrator(&app, &actor).await?;
    let key = IdempotencyKey::of(&headers, actor.id, format!("POST {PATH}"), PATH, &body.idempotent_content()?)?;
    body.check()?;
    let secret = if body.kind == AccountKind::Client { Some(random_secret()?) } else { None };
    let draft = draft(&app, body, secret.as_deref()).await?;
    let (Resources { db, clocks, .. }, stored_under) = (app.resources.clone(), key.clone());
    let (at, reader) = (clocks.business.now(), db.clone());
    let work = move || {
        let (tx, wall) = (db.unit_of_work(), clocks.wall.now());
        let context = Context { app: app.clone(), tx, actor: actor.clone(), at, wall, if_match: IfMatch::default() };
        create(context, key.clone(), draft.clone(), secret.clone())
    };
    run_idempotent(reader, stored_under, work).await
}

async fn draft(app: &App, body: NewAccount, secret: Option<&str>) -> Result<AccountDraft, Problem> {
    let password_hash = match body.password {
        Some(password) => Some(app.passwords.hash(password).await?),
        None => None,
    };
    Ok(AccountDraft {
        username: Some(normalise_username(&body.username)),
        display_name: body.display_name,
        kind: body.kind,
        password_hash,
        secret_hash: secret.map(|secret| hash_secret(secret).to_vec()),
        identity_hash: None,
        roles: body.roles,
        unit: body.unit,
        valid_from: body.valid_from,
        valid_to: body.valid_to,
    })
}

/// Not in the frame `run_command`: the first response contains a secret that the stored one must not.
async fn create(
    context: Context,
    key: IdempotencyKey,
    draft: AccountDraft,
    client_secret: Option<String>,
) -> Result<CommandResponse, Error> {
    let username = draft.username.as_deref().unwrap_or_default();
    if store::find_account_by_username(&context.tx, username).await?.is_some() {
        return Err(Error::Refused(Problem::field("/username", "taken", USERNAME_TAKEN)));
    }
    let account = accounts::create(&context, draft).await?;
    let created = CreatedAccount { account: account.into(), client_secret: None };
    let stored = store_response(&context.tx, &key, StatusCode::CREATED, &created, None, context.wall)?;
    context.tx.commit().await?;
    match client_secret {
        None => Ok(stored),
        Some(_) => Ok(with_secret(&CreatedAccount { client_secret, ..created })?),
    }
}

/// The first response, which differs from the stored one in the secret.
fn with_secret(created: &CreatedAccount) -> Result<CommandResponse, Problem> {
    let body = serde_json::to_string(created).map_err(|error| Problem::internal(&error))?;
    Ok(CommandResponse::new(StatusCode::CREATED, body, None))
}
