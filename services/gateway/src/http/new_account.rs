//! The body of `createAccount` and its rules.

use chrono::NaiveDate;
use motcua_contracts::Text;
use motcua_kit::config::Secret;
use motcua_kit::problem::{FieldError, Problem};
use motcua_office::Role;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::identity::{password_rules, role_rules};
use crate::store::AccountKind;

/// The values of a new account.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAccount {
    /// Username; case-insensitive.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{1,62}[A-Za-z0-9]$", max_length = 64)]
    pub username: String,
    /// Name shown to people.
    #[schema(min_length = 1, max_length = 200)]
    pub display_name: String,
    /// Kind of user.
    pub kind: AccountKind,
    /// Initial password of a person or device; programs get a generated secret instead.
    #[schema(value_type = Option<String>, format = Password, max_length = 256)]
    pub password: Option<Secret>,
    /// Roles.
    #[schema(min_items = 1)]
    pub roles: Vec<Role>,
    /// Code of the unit that the roles are limited to: a unit or an agency, not the province.
    #[schema(pattern = r"^[A-Z0-9]+(\.[A-Z0-9]+)+$", max_length = 32)]
    pub unit: Option<String>,
    /// First day of validity, in Viet Nam.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity, in Viet Nam.
    pub valid_to: Option<NaiveDate>,
}

impl NewAccount {
    /// Checks the rules that the JSON schema cannot express.
    ///
    /// # Errors
    /// `validation` with every field that violates one.
    pub fn check(&self) -> Result<(), Problem> {
        let errors: Vec<_> =
            [self.password_error(), self.roles_error(), self.validity_error()].into_iter().flatten().collect();
        if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
    }

    fn password_error(&self) -> Option<FieldError> {
        match (self.kind, &self.password) {
            (AccountKind::Person | AccountKind::Device, None) => {
                Some(error("/password", "required", Text::fixed("Trường bắt buộc", "Required field")))
            }
            (AccountKind::Client, Some(_)) => {
                let message = Text::fixed("Chương trình không có mật khẩu", "A program has no password");
                Some(error("/password", "not-allowed", message))
            }
            (AccountKind::Person | AccountKind::Device, Some(password)) => {
                let fault = password_rules::fault(password, &self.username, &self.display_name);
                fault.map(|(code, message)| error("/password", code, message))
            }
            (AccountKind::Client, None) => None,
        }
    }

    fn roles_error(&self) -> Option<FieldError> {
        role_rules::conflict(&self.roles).map(|message| error("/roles", "incompatible", message))
    }

    fn validity_error(&self) -> Option<FieldError> {
        let ends_before_start = self.valid_from.zip(self.valid_to).is_some_and(|(from, to)| to < from);
        let message = Text::fixed("Không được trước validFrom", "Not before validFrom");
        ends_before_start.then(|| error("/validTo", "before-valid-from", message))
    }

    /// The content that a retry must repeat. Excludes the password, because a fast hash of it must not be stored.
    ///
    /// # Errors
    /// `internal` when it cannot be written as JSON.
    pub fn idempotent_content(&self) -> Result<Vec<u8>, Problem> {
        let content =
            (&self.username, &self.display_name, self.kind, &self.roles, &self.unit, self.valid_from, self.valid_to);
        serde_json::to_vec(&content).map_err(|error| Problem::internal(&error))
    }
}

fn error(pointer: &str, code: &str, message: Text) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), message }
}
