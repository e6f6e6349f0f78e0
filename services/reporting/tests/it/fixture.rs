//! Fixture for the tests: a reporting service with known agencies, and events published at any moment of business time.

use motcua_contracts::Event;
use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_messaging::Message;
use motcua_office::Role;
use motcua_reporting::{Migrator, NAME, Period, Review, SUBSCRIBES_TO, build, review};
use motcua_testkit::clock::moment;
use motcua_testkit::{Engine, TestService};
use uuid::Uuid;

use crate::events::{agency, calendar};

/// Two departments, a company and a partner.
pub const PLANNING: &str = "H35.05";
pub const HEALTH: &str = "H35.15";
pub const WATER: &str = "H35.31";
pub const PARTNER: &str = "H35.90";

pub struct Fixture {
    pub service: TestService,
}

impl Fixture {
    /// Starts it with five known agencies.
    pub async fn start(engine: Engine) -> Self {
        let fixture = Self { service: TestService::start::<Migrator, _, _>(engine, NAME, SUBSCRIBES_TO, build).await };
        let (departments, company) = ([PLANNING, HEALTH].map(|code| (code, "department")), (WATER, "company"));
        for (code, kind) in departments.into_iter().chain([company, (PARTNER, "partner"), ("H35.00", "centre")]) {
            let changed: AgencyChanged = agency(code, kind);
            fixture.publish(aggregate_of_code("agency", code), "2021-01-04 08:00", &changed).await;
        }
        fixture
    }

    /// Starts it with a calendar too; it is Monday, 14 March, 08:00.
    pub async fn with_calendar(engine: Engine) -> Self {
        let fixture = Self::start(engine).await;
        fixture.publish(aggregate_of_code("calendar", "H35"), "2021-01-04 08:00", &calendar()).await;
        fixture
    }

    /// The event as its producer publishes it at a Vietnamese wall time; it is not delivered.
    pub fn event<M: Event>(&self, id: Uuid, local: &str, event: &M) -> Message {
        Message { at: moment(local), ..self.service.next(id, event) }
    }

    /// Publishes an event at a Vietnamese wall time.
    pub async fn publish<M: Event>(&self, id: Uuid, local: &str, event: &M) {
        let message = self.event(id, local, event);
        self.service.deliver(&message).await;
    }

    /// The review of a period once everything has arrived.
    pub async fn review(&self, from: &str, to: &str, agency: Option<&str>) -> Review {
        self.service.assert_clean().await;
        let period = Period::new(from.parse().expect("a day"), to.parse().expect("a day")).expect("a period");
        let review = review(&self.service.database.db, period, agency).await.expect("the figures");
        assert!(review.balances(), "{review:?}");
        review
    }

    pub fn director(&self) -> String {
        self.service.issuer.somebody(&[Role::CentreDirector], None)
    }
}
