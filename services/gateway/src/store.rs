//! The gateway's tables and the statements on them.

mod account;
mod entities;
mod migrations;
mod revocations;
mod sign_in;
mod signing_key;

pub use account::{
    Account, account_exists, find_account, find_account_by_identity, find_account_by_username, insert_account,
    list_accounts, list_staff, save_account,
};
pub use entities::account::{AccountKind, Roles};
pub use migrations::Migrator;
pub use revocations::list_revocations;
pub use sign_in::{
    RefreshToken, SignIn, delete_expired_sign_ins, find_refresh_token, insert_refresh_token, insert_sign_in,
    mark_refresh_token_used, revoke_all_sign_ins, revoke_sign_in,
};
pub use signing_key::load_or_insert_seeds;
