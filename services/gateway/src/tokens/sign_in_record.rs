//! The record of sign-ins, and of attempts that failed.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use motcua_kit::Tx;
use motcua_kit::access::{AccessRecord, Outcome, insert_record};
use motcua_kit::auth::Actor;
use motcua_messaging::run_transaction;

use super::oauth_error::OAuthError;
use crate::app::App;
use crate::context::{Context, Error};
use crate::store::Account;

const OPERATION: &str = "requestToken";

/// Defers the record of a sign-in that succeeds with the transaction.
pub fn signed_in(tx: &Tx, account: &Account, source: Option<String>, at: DateTime<Utc>) {
    insert_record(tx, record(Some(account), source, None, at));
}

/// Records an attempt that failed. The account is named when there is one: whoever reads the record may know it.
///
/// # Errors
/// When the database cannot be written.
pub async fn refused(
    app: &App,
    account: Option<&Account>,
    address: IpAddr,
    error: OAuthError,
) -> Result<(), OAuthError> {
    let record = record(account, Some(address.to_string()), Some(error.code()), app.resources.clocks.wall.now());
    let actor = Actor::service("gateway");
    let work = |context: Context, record: AccessRecord| async move {
        insert_record(&context.tx, record);
        Ok::<_, Error>(motcua_messaging::Outcome::Commit(()))
    };
    Ok(run_transaction(app, actor, record, work).await?)
}

fn record(account: Option<&Account>, source: Option<String>, problem: Option<&str>, at: DateTime<Utc>) -> AccessRecord {
    AccessRecord {
        at,
        account: account.map(|account| account.id),
        unit: account.and_then(|account| account.unit.clone()),
        source,
        operation: OPERATION.to_owned(),
        outcome: if problem.is_some() { Outcome::Refused } else { Outcome::SignedIn },
        problem: problem.map(str::to_owned),
        purpose: None,
        objects: Vec::new(),
    }
}
