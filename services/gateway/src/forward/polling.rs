//! Fetches the OpenAPI documents of remote services: often until all are known, then regularly to notice new versions.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::forwarder::{Forwarder, Target};

const RETRY_INTERVAL: Duration = Duration::from_millis(500);
const REFRESH_INTERVAL: Duration = Duration::from_secs(30);
/// A service that starts late is not logged at every retry.
const LOG_EVERY: u64 = 20;

/// Keeps the forwarder's documents current until `stop`.
pub async fn poll_documents(forwarder: Arc<Forwarder>, stop: CancellationToken) {
    let mut round: u64 = 0;
    loop {
        fetch_all(&forwarder, round.is_multiple_of(LOG_EVERY)).await;
        round += 1;
        let pause = if forwarder.snapshot().is_complete { REFRESH_INTERVAL } else { RETRY_INTERVAL };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn fetch_all(forwarder: &Forwarder, log_failures: bool) {
    let requests = forwarder.targets.iter().enumerate().filter_map(|(index, target)| match target {
        Target::Local(_) => None,
        Target::Remote(remote) => Some(async move { (index, remote.fetch_document().await) }),
    });
    for (index, result) in futures::future::join_all(requests).await {
        match result {
            Ok(document) => forwarder.set_document(index, document),
            Err(error) if log_failures => {
                tracing::warn!(upstream = forwarder.names[index], error = %error, "failed to fetch OpenAPI document")
            }
            Err(_) => {}
        }
    }
}
