//! Creating an account.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use motcua_kit::auth::{Actor, Role};
use motcua_kit::config::Secret;
use motcua_kit::http::{Json, Reply};
use motcua_kit::idempotency::{self, Once};
use motcua_kit::problem::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::account_view::Account;
use crate::accounts::{self, Draft, fold};
use crate::app::App;
use crate::store::{self, Kind};
use crate::tokens;

const PATH: &str = "/v1/accounts";

/// What a new account begins with.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAccount {
    /// The name to sign in with; capitals do not matter.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{1,62}[A-Za-z0-9]$", max_length = 64)]
    username: String,
    /// The name that people see.
    #[schema(min_length = 1, max_length = 200)]
    display_name: String,
    /// What it stands for.
    kind: Kind,
    /// The first password of a person or device; programs get a secret instead.
    #[schema(value_type = Option<String>, format = Password, min_length = 8, max_length = 128)]
    password: Option<Secret>,
    /// What it may be.
    #[schema(min_items = 1)]
    roles: Vec<Role>,
    /// Code of the unit that the roles are bound to.
    #[schema(pattern = r"^[A-Z0-9]+(\.[A-Z0-9]+)*$", max_length = 32)]
    unit: Option<String>,
    /// First day on which it counts.
    valid_from: Option<NaiveDate>,
    /// Last day on which it counts.
    valid_to: Option<NaiveDate>,
}

/// A new account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedAccount {
    /// The account.
    #[serde(flatten)]
    account: Account,
    /// The secret of a program. It is kept nowhere and not repeated: a second answer to the same key has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
}

impl NewAccount {
    /// The rules that a schema cannot say.
    fn check(&self) -> Result<(), Problem> {
        let mut errors = Vec::new();
        let mut wrong = |pointer: &str, code: &str, message: &str| {
            errors.push(FieldError { pointer: pointer.into(), code: code.into(), message: message.into() });
        };
        match (self.kind, &self.password) {
            (Kind::Person | Kind::Device, None) => wrong("/password", "required", "Trường bắt buộc / Required field"),
            (Kind::Client, Some(_)) => {
                wrong("/password", "not-allowed", "Chương trình không có mật khẩu / A program has no password")
            }
            _ => {}
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && to < from
        {
            wrong("/validTo", "before-valid-from", "Không được trước validFrom / Not before validFrom");
        }
        if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
    }

    /// What makes a repeat the same request. Without the password: a quick hash of it must not be kept.
    fn content(&self) -> Result<Vec<u8>, Problem> {
        let content =
            (&self.username, &self.display_name, self.kind, &self.roles, &self.unit, self.valid_from, self.valid_to);
        serde_json::to_vec(&content).map_err(|error| Problem::internal(&error))
    }
}

/// Creates an account
///
/// For people, devices and programs. A program's secret is in this answer and nowhere else.
#[utoipa::path(post, path = "/v1/accounts", operation_id = "createAccount", tag = "accounts",
    security(("oauth2" = ["accounts:write"])),
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat of this request act once.", example = "tk-0001")),
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
) -> Result<Reply, Problem> {
    accounts::require_administrator(&app, &actor).await?;
    let once = Once::of(&headers, actor.id, format!("POST {PATH}"), PATH, &body.content()?)?;
    body.check()?;
    let secret = if body.kind == Kind::Client { Some(tokens::secret()?) } else { None };
    let password_hash = match body.password {
        Some(password) => Some(app.passwords.hash(password).await?),
        None => None,
    };
    let draft = Draft {
        username: Some(fold(&body.username)),
        display_name: body.display_name,
        kind: body.kind,
        password_hash,
        secret_hash: secret.as_deref().map(|secret| tokens::fingerprint(secret).to_vec()),
        identity_hash: None,
        roles: body.roles,
        unit: body.unit,
        valid_from: body.valid_from,
        valid_to: body.valid_to,
    };
    let (db, app) = (app.db.clone(), app.clone());
    let work = move |once| create(app.clone(), actor.clone(), once, draft.clone(), secret.clone());
    idempotency::once(db, once, work).await
}

async fn create(
    app: App,
    actor: Actor,
    once: Once,
    draft: Draft,
    client_secret: Option<String>,
) -> Result<Reply, Problem> {
    let tx = app.db.begin().await?;
    let username = draft.username.as_deref().unwrap_or_default();
    if store::account_named(tx.db(), username).await?.is_some() {
        return Err(Problem::field("/username", "taken", "Tên đăng nhập đã có người dùng / This username is taken"));
    }
    let account = accounts::create(&app, &tx, &actor, draft).await?;
    let answer = CreatedAccount { account: account.into(), client_secret: None };
    let kept = idempotency::keep(&tx, &once, StatusCode::CREATED, &answer, app.clocks.wall.now()).await?;
    tx.commit().await?;
    match client_secret {
        None => Ok(kept),
        Some(_) => first_answer(&CreatedAccount { client_secret, ..answer }),
    }
}

fn first_answer(answer: &CreatedAccount) -> Result<Reply, Problem> {
    let body = serde_json::to_string(answer).map_err(|error| Problem::internal(&error))?;
    Ok(Reply::new(StatusCode::CREATED, body))
}
