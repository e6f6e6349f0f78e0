//! The gateway's tables and the statements on them.

mod account;
mod entities;
mod migrations;
mod sign_in;
mod signing_key;

pub use account::{Account, account, account_named, accounts, any_account, citizen, disable, insert_account};
pub use entities::account::{Kind, Roles};
pub use migrations::Migrator;
pub use sign_in::{
    RefreshToken, SignIn, forget_sign_ins, insert_refresh_token, insert_sign_in, refresh_token, revoke, revoke_all_of,
    use_refresh_token,
};
pub use signing_key::seeds;
