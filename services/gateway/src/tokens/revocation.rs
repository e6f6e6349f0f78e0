//! Follows what every replica revoked, so that it ends here and, published beside the keys, at every service.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::store;

const INTERVAL: Duration = Duration::from_secs(1);
/// Services accept tokens of clocks that differ by half of that.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);

/// The moment from which on revocations matter: tokens issued before it have expired.
pub fn since(now: DateTime<Utc>, access_token_seconds: u32) -> DateTime<Utc> {
    now - TimeDelta::seconds(access_token_seconds.into()) - LEEWAY
}

/// Reads the revocations every second until `stop`.
pub async fn follow(app: App, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(INTERVAL)).await.is_some() {
        let since = since(app.resources.clocks.wall.now(), app.access_token_seconds);
        match store::list_revocations(app.resources.db.read(), since).await {
            Ok(revoked) => app.verification_keys.revoke(revoked),
            Err(error) => tracing::warn!(error = %error, "revocations not read"),
        }
    }
}
