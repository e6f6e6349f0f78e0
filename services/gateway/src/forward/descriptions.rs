//! Asking the services in other processes for their descriptions, until all are known and now and then after.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Forwarder, Target};

const RETRY: Duration = Duration::from_millis(500);
const TELL_EVERY: u64 = 20;
/// A new version of a service is seen within this time.
const REFRESH: Duration = Duration::from_secs(30);

/// Keeps the forwarder's knowledge current until `stop`.
pub async fn follow(forwarder: Arc<Forwarder>, stop: CancellationToken) {
    let mut turn: u64 = 0;
    loop {
        // A service that starts late is no news twice a second.
        forwarder.ask_all(turn.is_multiple_of(TELL_EVERY)).await;
        turn += 1;
        let pause = if forwarder.current().complete { REFRESH } else { RETRY };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

impl Forwarder {
    async fn ask_all(&self, tell: bool) {
        let questions = self.targets.iter().enumerate().filter_map(|(index, target)| match target {
            Target::Local(_) => None,
            Target::Remote(remote) => Some(async move { (index, remote.describe().await) }),
        });
        for (index, answer) in futures::future::join_all(questions).await {
            match answer {
                Ok(description) => self.learn(index, description),
                Err(error) if tell => {
                    tracing::warn!(upstream = self.names[index], error = %error, "operations not fetched")
                }
                Err(_) => {}
            }
        }
    }
}
