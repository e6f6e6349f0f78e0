//! Forgetting in time: kept answers, sign-ins that are over, limits of those who went away.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use motcua_kit::idempotency;
use motcua_kit::problem::Problem;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::limits::Limits;
use crate::store;

const TIDY: Duration = Duration::from_secs(60);
const TURNS_AN_HOUR: u32 = 60;
/// Long enough that a token that comes back late is still known as one that was used.
const KEEP_SIGN_INS: TimeDelta = TimeDelta::days(1);

/// Tidies up until `stop`: limits every minute, the database every hour.
pub async fn tidy(app: App, limits: Arc<Limits>, stop: CancellationToken) {
    let mut turn = 0;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TIDY) => {}
        }
        limits.tidy();
        turn = (turn + 1) % TURNS_AN_HOUR;
        if turn == 0
            && let Err(problem) = app.transact(forget).await
        {
            tracing::warn!(problem.code, "old rows not deleted");
        }
    }
}

async fn forget(app: App) -> Result<(), Problem> {
    let now = app.clocks.wall.now();
    let tx = app.db.begin().await?;
    idempotency::forget(&tx, now - idempotency::KEPT).await?;
    store::forget_sign_ins(&tx, now - KEEP_SIGN_INS).await?;
    tx.commit().await?;
    Ok(())
}
