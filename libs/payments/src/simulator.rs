//! A payment platform to try things out with: a page, signed notices over HTTP, a statement of each day. It takes no
//! money, keeps everything in memory and says on every page that it is a simulation.

mod ledger;
mod notices;
mod page;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Json;
use axum::routing::{get, post};
use chrono::NaiveDate;
use motcua_kit::Clock;
use motcua_kit::config::Secret;

use crate::platform::{SetupError, SignedRedirect, is_web_address};
use crate::statement::Statement;
use ledger::Ledger;
use notices::{Delivery, Sender};

/// How long it waits before it sends a notice again, one entry for each further try.
const PATIENCE: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(3)];

/// What the simulator is set up with.
#[derive(Clone)]
pub struct Simulator {
    platform: SignedRedirect,
    sender: Sender,
    clock: Clock,
    ledger: Arc<Mutex<Ledger>>,
}

impl Simulator {
    /// A simulator that shares `key` with intake, sends its notices to `callback_url` and dates them by `clock`: the
    /// business clock, so that its days are those of the platform it plays with.
    ///
    /// # Errors
    /// When the key is too short or the address is none.
    pub fn new(key: Secret, callback_url: &str, clock: Clock) -> Result<Self, SetupError> {
        if !is_web_address(callback_url) {
            return Err(SetupError::Page);
        }
        // Its own address plays no part: it reads orders and signs notices only.
        let platform = SignedRedirect::new(callback_url, key)?;
        let sender = Sender::new(callback_url, PATIENCE.to_vec());
        Ok(Self { platform, sender, clock, ledger: Arc::default() })
    }

    /// The same with other pauses between the tries to send a notice.
    #[must_use]
    pub fn with_patience(mut self, pauses: Vec<Duration>) -> Self {
        self.sender.pauses = pauses;
        self
    }

    fn ledger<T>(&self, work: impl FnOnce(&mut Ledger) -> T) -> T {
        work(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The routes of the simulator: `/pay` and its style sheet, `/statements/{day}`, `/payments/{reference}/notices`.
/// All addresses on its page are relative, so it can be nested under any path.
pub fn simulator(simulator: Simulator) -> Router {
    Router::new()
        .route("/pay", get(page::show).post(page::act))
        .route("/style.css", get(page::style))
        .route("/statements/{day}", get(statement))
        .route("/payments/{reference}/notices", post(notify_again))
        .with_state(simulator)
}

/// What was paid on a local day, in the form in which `putStatement` takes it.
async fn statement(State(simulator): State<Simulator>, Path(day): Path<String>) -> Result<Json<Statement>, StatusCode> {
    let day: NaiveDate = day.parse().map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(Json(simulator.ledger(|ledger| ledger.statement(day))))
}

/// Sends the last notice of an order again; answers what became of it.
async fn notify_again(
    State(simulator): State<Simulator>,
    Path(reference): Path<String>,
) -> Result<(StatusCode, &'static str), StatusCode> {
    let notice = simulator.ledger(|ledger| ledger.last(&reference)).ok_or(StatusCode::NOT_FOUND)?;
    let delivery = simulator.sender.send(&simulator.platform.sign(&notice)).await;
    let status = if delivery == Delivery::Taken { StatusCode::OK } else { StatusCode::BAD_GATEWAY };
    Ok((status, delivery.name()))
}
