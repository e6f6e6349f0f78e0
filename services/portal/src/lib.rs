//! The portal: the web pages. It holds no data; what it shows it asks the public API for, with the user's own token.

mod api;
mod assets;
mod board;
mod deadline;
mod demo;
mod directory;
mod fees;
mod lang;
mod notices;
mod pages;
mod paperwork;
mod safety;
mod sessions;
mod shell;
mod sources;
mod visitor;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use chrono::{DateTime, NaiveTime, Utc};
use motcua_kit::Clock;
use motcua_worktime::utc;

use api::Api;
use directory::Directory;
use sessions::Sessions;
use sources::{Calendars, Definitions, Figures};
use visitor::Visitor;

pub use demo::{DemoKind, DemoProgress, DemoSignIn, DemoSignIns, DemoState};

/// The year a demonstration plays.
const DEMO_YEAR: i32 = 2022;

/// What every page needs; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    api: Api,
    figures: Figures,
    definitions: Definitions,
    calendars: Calendars,
    directory: Directory,
    sessions: Sessions,
    sign_ins: Arc<DemoSignIns>,
    progress: Option<DemoProgress>,
    business: Clock,
    address: Option<Arc<str>>,
    /// Origin of the page where fees are paid online; none: they are paid at the counter only.
    payment_page: Option<Arc<str>>,
    policy: HeaderValue,
}

impl Portal {
    /// The pages in front of the gateway at `gateway_url`; `sign_ins` and `progress` belong to a demonstration.
    pub fn new(gateway_url: String, sign_ins: DemoSignIns, progress: Option<DemoProgress>) -> Self {
        let api = Api::new(gateway_url);
        Self {
            figures: Figures::new(api.clone()),
            definitions: Definitions::new(api.clone()),
            calendars: Calendars::new(api.clone()),
            directory: Directory::new(api.clone()),
            api,
            sessions: Sessions::default(),
            sign_ins: Arc::new(sign_ins),
            progress,
            business: Clock::System,
            address: None,
            payment_page: None,
            policy: safety::policy(None),
        }
    }

    /// The same with this business clock: "4 working days left" counts from it.
    #[must_use]
    pub fn with_clock(mut self, business: Clock) -> Self {
        self.business = business;
        self
    }

    /// The same under this public address, `https://motcua.example`: the forms print it. Without one they print the
    /// address by which the visitor came.
    #[must_use]
    pub fn with_address(mut self, address: &str) -> Self {
        self.address = Some(address.trim_end_matches('/').into());
        self
    }

    /// The same with fees paid online on the page at this address; empty, or no address: at the counter only. Browsers
    /// may then be sent on there by a form.
    #[must_use]
    pub fn with_payment_page(mut self, address: &str) -> Self {
        self.payment_page = safety::origin(address).map(Into::into);
        self.policy = safety::policy(self.payment_page.as_deref());
        self
    }

    /// Where dossiers are looked up, as the forms print it.
    fn lookup_address(&self, visitor: &Visitor) -> String {
        let address = self.address.as_deref().map_or_else(|| visitor.origin(), str::to_owned);
        format!("{address}/tra-cuu")
    }

    /// Business time. While a demonstration plays, the beginning of its day: nothing is late on the day it is due.
    fn now(&self) -> DateTime<Utc> {
        let played = self.progress.as_ref().filter(|_| !self.business.is_manual()).and_then(|demo| demo.state().today);
        played.map_or_else(|| self.business.now(), |today| utc(today.and_time(NaiveTime::MIN)))
    }

    /// The reporting year that is shown unasked: the demonstration's, else the one the API takes for the present.
    fn usual_year(&self) -> Option<i32> {
        let demonstration = self.progress.is_some() || !self.sign_ins.0.is_empty();
        demonstration.then_some(DEMO_YEAR)
    }
}

/// The routes of the pages, with their own layers and without a fallback.
pub fn routes(portal: Portal) -> Router {
    safety::around(pages::routes().with_state(portal.clone()), portal)
}
