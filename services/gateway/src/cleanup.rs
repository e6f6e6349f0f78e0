//! Deletes expired rows: stored responses, ended sign-ins, and rate-limit counters of idle clients.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use motcua_kit::{attempts, idempotency};
use motcua_messaging::Resources;
use sea_orm::DbErr;
use tokio_util::sync::CancellationToken;

use crate::limits::rate_limits::RateLimits;
use crate::store;

const INTERVAL: Duration = Duration::from_secs(60);
const RUNS_PER_HOUR: u32 = 60;
/// Long enough that a refresh token that is reused late is still recognised as used.
const SIGN_IN_RETENTION: TimeDelta = TimeDelta::days(1);

/// Cleans up until `stop`: rate-limit counters every minute, the database every hour.
pub async fn cleanup_task(resources: Resources, limits: Arc<RateLimits>, stop: CancellationToken) {
    let mut run = 0;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(INTERVAL) => {}
        }
        limits.delete_idle();
        run = (run + 1) % RUNS_PER_HOUR;
        if run == 0
            && let Err(error) = delete_expired_rows(&resources).await
        {
            tracing::warn!(error = %error, "failed to delete expired rows");
        }
    }
}

async fn delete_expired_rows(resources: &Resources) -> Result<(), DbErr> {
    let now = resources.clocks.wall.now();
    attempts::delete_old(&resources.db, now).await?;
    let tx = resources.db.begin().await?;
    idempotency::delete_expired(&tx, now - idempotency::RETENTION).await?;
    store::delete_expired_sign_ins(&tx, now - SIGN_IN_RETENTION).await?;
    tx.commit().await
}
