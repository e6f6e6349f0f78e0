//! The operation `changeOwnPassword`.

use axum::extract::State;
use motcua_contracts::Text;
use motcua_kit::attempts::{Attempt, AttemptKey};
use motcua_kit::config::Secret;
use motcua_kit::http::{CommandRequest, CommandResponse, SecretCommandRequest};
use motcua_kit::problem::{Problem, Slug};
use motcua_messaging::{Done, run_command};
use serde::Deserialize;
use utoipa::ToSchema;

use super::account_view::Account;
use crate::app::App;
use crate::context::{Context, Error};
use crate::identity::{accounts, password_rules};

/// The present password and the next.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChange {
    /// The present password.
    #[schema(value_type = String, format = Password, max_length = 256)]
    current_password: Secret,
    /// The next one: at least 15 characters, best several unrelated words.
    #[schema(value_type = String, format = Password, max_length = 256)]
    new_password: Secret,
}

/// Changes the caller's own password
///
/// Ends all sign-ins of the account, also this one.
#[utoipa::path(post, path = "/v1/me/password", operation_id = "changeOwnPassword", tag = "accounts",
    params(("Idempotency-Key" = String, Header, description = "A retry with the same key returns the stored response.", example = "tk-0003")),
    request_body(content = PasswordChange, example = json!({"currentPassword": "mật khẩu tạm thời", "newPassword": "con trâu đi trước cái cày"})),
    responses((status = 200, description = "The password is changed.", body = Account)))]
pub async fn change_own_password(
    State(app): State<App>,
    SecretCommandRequest(request): SecretCommandRequest<PasswordChange>,
) -> Result<CommandResponse, Problem> {
    let CommandRequest { caller, body } = request;
    let account = accounts::active_account(&app, &caller.actor).await?;
    let username = account.username.clone().unwrap_or_default();
    if let Some((code, message)) = password_rules::fault(&body.new_password, &username, &account.display_name) {
        return Err(Problem::field("/newPassword", code, message));
    }
    let key = AttemptKey::new(&format!("password of {}", account.id), None);
    let stored = account.password_hash.clone();
    let verify = async {
        let is_right = app.passwords.verify(body.current_password.clone(), stored).await?;
        Ok::<_, Problem>(is_right.then_some(()))
    };
    match app.attempts.guard(&key, verify).await? {
        Attempt::Right(()) => app.attempts.reset(&key).await?,
        Attempt::Wrong => {
            let message = Text::fixed("Mật khẩu hiện tại không đúng", "The present password is wrong");
            return Err(Problem::field("/currentPassword", "wrong", message));
        }
        Attempt::LockedOut => return Err(Problem::new(Slug::RateLimited)),
    }
    let hash = app.passwords.hash(body.new_password).await?;
    run_command(&app, caller, hash, change).await
}

async fn change(context: Context, hash: String) -> Result<Done<Account>, Error> {
    Ok(Done::ok(accounts::change_password(&context, hash).await?.into()))
}
