//! The state that every page needs: the client of the API, caches, sessions, and the settings of the site.

use std::sync::Arc;

use axum::http::HeaderValue;
use chrono::{DateTime, NaiveTime, Utc};
use motcua_kit::Clock;
use motcua_kit::trusted_proxies::TrustedProxies;
use motcua_worktime::utc;

use crate::api::client::Api;
use crate::cache::calendars::CalendarCache;
use crate::cache::definitions::DefinitionCache;
use crate::cache::directory::Directory;
use crate::cache::figures::FiguresCache;
use crate::demo::progress::DemoProgress;
use crate::demo::sign_ins::{Availability, DemoSignIn, DemoSignIns};
use crate::session::store::Sessions;
use crate::web::content_policy::content_policy;
use crate::web::origin::origin;

/// The year that a demonstration plays.
const DEMO_YEAR: i32 = 2022;

/// The state of the portal; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub(crate) api: Api,
    pub(crate) figures: FiguresCache,
    pub(crate) definitions: DefinitionCache,
    pub(crate) calendars: CalendarCache,
    pub(crate) directory: Directory,
    pub(crate) sessions: Sessions,
    pub(crate) sign_ins: Arc<DemoSignIns>,
    pub(crate) progress: Option<DemoProgress>,
    pub(crate) trusted_proxies: TrustedProxies,
    business: Clock,
    public_address: Option<Arc<str>>,
    /// Origin of the page where fees are paid online; without one they are paid at the counter only.
    pub(crate) payment_page: Option<Arc<str>>,
    pub(crate) content_policy: HeaderValue,
}

impl Portal {
    /// A portal in front of the gateway at `gateway_url`; `sign_ins` and `progress` belong to a demonstration.
    pub fn new(gateway_url: String, sign_ins: DemoSignIns, progress: Option<DemoProgress>) -> Self {
        let api = Api::new(&gateway_url);
        Self {
            figures: FiguresCache::new(api.clone()),
            definitions: DefinitionCache::new(api.clone()),
            calendars: CalendarCache::new(api.clone()),
            directory: Directory::new(api.clone()),
            api,
            sessions: Sessions::default(),
            sign_ins: Arc::new(sign_ins),
            progress,
            trusted_proxies: TrustedProxies::default(),
            business: Clock::System,
            public_address: None,
            payment_page: None,
            content_policy: content_policy(None),
        }
    }

    /// The same portal with this business clock: "4 working days left" counts from it.
    #[must_use]
    pub fn with_clock(mut self, business: Clock) -> Self {
        self.business = business;
        self
    }

    /// The same portal behind these proxies, which name the address of the visitor.
    #[must_use]
    pub fn with_trusted_proxies(mut self, proxies: &TrustedProxies) -> Self {
        self.trusted_proxies = proxies.clone();
        self
    }

    /// The same portal at this public address (`https://motcua.example`), which the forms print. Without one they print
    /// the origin of the request.
    #[must_use]
    pub fn with_address(mut self, address: &str) -> Self {
        self.public_address = Some(address.trim_end_matches('/').into());
        self
    }

    /// The same portal with fees paid online on the page at this address, to which a form may then redirect. If the
    /// address is empty or invalid, fees are paid at the counter only.
    #[must_use]
    pub fn with_payment_page(mut self, address: &str) -> Self {
        self.payment_page = origin(address).map(Into::into);
        self.content_policy = content_policy(self.payment_page.as_deref());
        self
    }

    /// Address of the lookup page, as the forms print it; `origin` is that of the request.
    pub(crate) fn lookup_address(&self, origin: &str) -> String {
        format!("{}/tra-cuu", self.public_address.as_deref().unwrap_or(origin))
    }

    /// Business time. While a demonstration plays it is the start of the day: nothing is late on the day it is due.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let played = self.progress.as_ref().filter(|_| !self.business.is_manual()).and_then(|demo| demo.state().today);
        played.map_or_else(|| self.business.now(), |today| utc(today.and_time(NaiveTime::MIN)))
    }

    /// Whether a sign-in can be used now. Without progress there is no plan to wait for.
    pub(crate) fn offers(&self, sign_in: &DemoSignIn) -> bool {
        let is_played = self.progress.as_ref().is_none_or(|progress| progress.state().done);
        is_played || sign_in.available == Availability::Always
    }

    /// The reporting year of the home page: that of the demonstration, else the one that the API takes for the present.
    pub(crate) fn default_year(&self) -> Option<i32> {
        let is_demo = self.progress.is_some() || !self.sign_ins.0.is_empty();
        is_demo.then_some(DEMO_YEAR)
    }
}
