//! A reporting service and the other services' voices: each tells its events at any moment of business time.

use motcua_contracts::Event;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::auth::Role;
use motcua_messaging::Message;
use motcua_reporting::{HEARS, Migrator, NAME, Period, Review, build, review};
use motcua_testkit::clock::moment;
use motcua_testkit::{Engine, Rig};
use uuid::Uuid;

use crate::events::agency;

/// A department, another one, and a company.
pub const PLANNING: &str = "H35.05";
pub const HEALTH: &str = "H35.15";
pub const WATER: &str = "H35.31";

pub struct Office {
    pub rig: Rig,
}

impl Office {
    /// An office whose agencies are known.
    pub async fn open(engine: Engine) -> Self {
        let office = Self { rig: Rig::start::<Migrator, _, _>(engine, NAME, HEARS, build).await };
        for (code, kind) in [(PLANNING, "department"), (HEALTH, "department"), (WATER, "company"), ("H35.00", "centre")]
        {
            let changed: AgencyChanged = agency(code, kind);
            office.says(aggregate_of_code("agency", code), "2021-01-04 08:00", &changed).await;
        }
        office
    }

    /// The event as its producer says it at a Vietnamese wall time; not delivered.
    pub fn event<M: Event>(&self, id: Uuid, local: &str, event: &M) -> Message {
        Message { at: moment(local), ..self.rig.next(id, event) }
    }

    /// Says it.
    pub async fn says<M: Event>(&self, id: Uuid, local: &str, event: &M) {
        let message = self.event(id, local, event);
        self.rig.deliver(&message).await;
    }

    /// The review of a period once everything has arrived.
    pub async fn review(&self, from: &str, to: &str, agency: Option<&str>) -> Review {
        self.rig.assert_clean().await;
        let period = Period::new(from.parse().expect("a day"), to.parse().expect("a day")).expect("a period");
        let review = review(&self.rig.database.db, period, agency).await.expect("the figures");
        assert!(review.balances(), "{review:?}");
        review
    }

    pub fn director(&self) -> String {
        self.rig.issuer.somebody(&[Role::CentreDirector], None)
    }
}
