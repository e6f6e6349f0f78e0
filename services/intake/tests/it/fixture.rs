//! Fixture for the tests: a running intake of the agency H35.05 with one procedure and a calendar, and its users.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use motcua_contracts::catalogue::{CalendarPublished, Case, ChannelTerm, Limit, ProcedurePublished, Step};
use motcua_contracts::ids::{DossierId, ProcedureId, aggregate_of_code};
use motcua_intake::{Migrator, NAME, SUBSCRIBES_TO, build_with};
use motcua_kit::config::Secret;
use motcua_office::Role;
use motcua_payments::{OnlineCheckout, SignedRedirect};
use motcua_testkit::{Answer, Shape, TestService};
use motcua_worktime::Calendar;
use serde_json::{Value, json};
use uuid::Uuid;

pub const UNIT: &str = "H35.05.01";
/// A counter of another agency of the province.
pub const ELSEWHERE: &str = "H35.20.01";
pub const DOSSIERS: &str = "/v1/dossiers";
/// What a procedure costs by default, in đồng.
pub const PROCEDURE_FEE: u64 = 30_000;
/// What intake and the payment platform share.
pub const PLATFORM_KEY: &str = "the key of the payment platform, in tests";

/// A version of a procedure of H35.05, the same in every channel.
pub struct Version<'a> {
    pub working_days: u32,
    pub fee_vnd: u64,
    pub territory: &'a str,
    pub steps: Vec<Step>,
}

impl Default for Version<'_> {
    fn default() -> Self {
        Self { working_days: 5, fee_vnd: PROCEDURE_FEE, territory: "", steps: vec![step(1, UNIT, 0)] }
    }
}

/// A running intake that knows one procedure: five working days.
pub struct Fixture {
    pub service: TestService,
    pub procedure: ProcedureId,
    version: AtomicU32,
}

impl Fixture {
    pub async fn start(shape: impl Into<Shape>) -> Self {
        let service =
            TestService::start::<Migrator, _, _>(shape, NAME, SUBSCRIBES_TO, |env| build_with(env, Some(online())))
                .await;
        let fixture = Self { service, procedure: ProcedureId::mint(), version: AtomicU32::new(0) };
        fixture.publish_calendar().await;
        fixture.publish(5, "2021-01-01").await;
        fixture.service.settle().await;
        fixture
    }

    async fn publish_calendar(&self) {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        let calendar = Calendar::office_hours("H35", 1, day(2021), day(2024));
        let document = serde_json::to_string(&calendar).expect("a document");
        let published = CalendarPublished { code: "H35".into(), version: 1, document };
        self.service.publish(aggregate_of_code("calendar", "H35"), &published).await;
    }

    /// Publishes a calendar without a working day.
    pub async fn publish_calendar_without_a_working_day(&self) {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        let mut calendar = Calendar::office_hours("H35", 2, day(2021), day(2024));
        calendar.week = Default::default();
        let document = serde_json::to_string(&calendar).expect("a document");
        let published = CalendarPublished { code: "H35".into(), version: 2, document };
        self.service.publish(aggregate_of_code("calendar", "H35"), &published).await;
        self.service.settle().await;
    }

    /// Another procedure of the same agency, with a limit in working days.
    pub async fn another_procedure(&self, working_days: u32) -> ProcedureId {
        self.another_procedure_from(working_days, "2021-01-01").await
    }

    /// The same, in force from a day on.
    pub async fn another_procedure_from(&self, working_days: u32, effective_from: &str) -> ProcedureId {
        self.another(Version { working_days, ..Version::default() }, effective_from).await
    }

    /// Another procedure of the same agency that costs so much, in đồng.
    pub async fn another_procedure_costing(&self, fee_vnd: u64) -> ProcedureId {
        self.another(Version { fee_vnd, ..Version::default() }, "2021-01-01").await
    }

    async fn another(&self, version: Version<'_>, effective_from: &str) -> ProcedureId {
        let id = ProcedureId::mint();
        self.service.publish(id.0, &published(id, 1, version, effective_from)).await;
        self.service.settle().await;
        id
    }

    /// A procedure of another agency, received at its own counter alone.
    pub async fn procedure_of(&self, agency: &str) -> ProcedureId {
        let id = ProcedureId::mint();
        let version = Version { steps: vec![step(1, ELSEWHERE, 0)], ..Version::default() };
        let published = ProcedurePublished { agency: agency.into(), ..published(id, 1, version, "2021-01-01") };
        self.service.publish(id.0, &published).await;
        self.service.settle().await;
        id
    }

    /// From a day on the procedure is another agency's.
    pub async fn publish_of(&self, agency: &str, effective_from: &str) {
        let number = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        let published = published(self.procedure, number, Version::default(), effective_from);
        self.service.publish(self.procedure.0, &ProcedurePublished { agency: agency.into(), ..published }).await;
        self.service.settle().await;
    }

    /// The next version of the procedure may be handed in elsewhere too, as far as its territory says; five working days.
    pub async fn publish_territory(&self, territory: &str, effective_from: &str) {
        self.publish_version(Version { territory, ..Version::default() }, effective_from).await;
        self.service.settle().await;
    }

    /// The next version of the procedure goes through a second agency: three of its ten days are spent here.
    pub async fn publish_interlinked(&self) {
        let steps = vec![step(1, UNIT, 3 * 480), step(2, "H35.99.03", 7 * 480)];
        self.publish_version(Version { working_days: 10, steps, ..Version::default() }, "2021-02-01").await;
        self.service.settle().await;
    }

    /// Publishes the next version of the procedure: a limit in working days, in force from a day on.
    pub async fn publish(&self, working_days: u32, effective_from: &str) {
        self.publish_version(Version { working_days, ..Version::default() }, effective_from).await;
    }

    /// Publishes the next version of the procedure, in force from a day on.
    pub async fn publish_version(&self, version: Version<'_>, effective_from: &str) {
        let number = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        self.service.publish(self.procedure.0, &published(self.procedure, number, version, effective_from)).await;
    }

    /// The intake officer at the counter.
    pub fn officer(&self) -> String {
        self.staff(Role::IntakeOfficer)
    }

    pub fn staff(&self, role: Role) -> String {
        self.service.issuer.somebody(&[role], Some(UNIT))
    }

    /// The intake officer of another agency's counter.
    pub fn receiving_counter(&self) -> String {
        self.service.issuer.somebody(&[Role::IntakeOfficer], Some(ELSEWHERE))
    }

    pub fn citizen(&self) -> String {
        self.service.issuer.somebody(&[Role::Citizen], None)
    }

    /// The body of a submission through a channel.
    pub fn submission(&self, channel: &str) -> Value {
        json!({"procedureId": self.procedure, "caseCode": "1", "channel": channel,
            "applicant": {"name": "Lò Thị Mai", "identityNumber": "012300000017", "phone": "0912345678",
                "address": "Bản Nà Cọ, xã Bum Tở"},
            "papers": [{"code": "P1", "originals": 1, "copies": 0}]})
    }

    /// A dossier handed in at the counter.
    pub async fn submitted(&self) -> DossierId {
        let answer = self.service.command(DOSSIERS, &self.officer(), &self.submission("counter")).await.expect(201);
        id_of(&answer)
    }

    /// A dossier handed in and accepted at the counter.
    pub async fn accepted(&self) -> DossierId {
        let id = self.submitted().await;
        self.accept(id, &self.officer()).await.expect(200);
        id
    }

    /// A dossier handed in at another counter, of a procedure that may be.
    pub async fn submitted_elsewhere(&self) -> DossierId {
        id_of(&self.service.command(DOSSIERS, &self.receiving_counter(), &self.submission("counter")).await.expect(201))
    }

    pub async fn receive(&self, id: DossierId, token: &str) -> Answer {
        self.service.command(&path(id, "/arrival"), token, &json!({})).await
    }

    pub async fn accept(&self, id: DossierId, token: &str) -> Answer {
        self.service.command(&path(id, "/acceptance"), token, &json!({})).await
    }

    pub async fn refuse(&self, id: DossierId, token: &str) -> Answer {
        self.service.command(&path(id, "/refusal"), token, &json!({"reason": "Không thuộc phạm vi"})).await
    }

    pub async fn supplement(&self, id: DossierId, token: &str) -> Answer {
        let papers = json!({"papers": [{"code": "P2", "originals": 0, "copies": 1}]});
        self.service.command(&path(id, "/supplements"), token, &papers).await
    }

    /// The dossier as the officer sees it and as commands answer it.
    pub async fn read(&self, id: DossierId) -> Value {
        without_secret(self.service.get(&path(id, ""), &self.officer()).await.expect(200))
    }
}

/// The payment platform, seen from both of its ends.
pub fn platform() -> SignedRedirect {
    SignedRedirect::new("http://pay.test/pay", Secret::new(PLATFORM_KEY)).expect("a platform")
}

fn online() -> OnlineCheckout {
    OnlineCheckout::new(std::sync::Arc::new(platform()), "http://portal.test/toi").expect("an address")
}

fn published(id: ProcedureId, number: u32, version: Version<'_>, effective_from: &str) -> ProcedurePublished {
    let terms = ["online", "counter", "post"].map(|channel| ChannelTerm {
        channel: channel.into(),
        limit: Some(Limit { unit: "workingDay".into(), amount: version.working_days }),
        steps: version.steps.clone(),
        fee_vnd: version.fee_vnd,
    });
    ProcedurePublished {
        procedure_id: id.to_string(),
        code: "1.009642".into(),
        version: number,
        name: "Cấp giấy phép".into(),
        agency: "H35.05".into(),
        calendar: "H35".into(),
        effective_from: effective_from.into(),
        territory: version.territory.into(),
        cases: vec![Case { code: "1".into(), terms: terms.into(), ..Default::default() }],
        ..Default::default()
    }
}

fn step(number: u32, unit: &str, minutes: u32) -> Step {
    Step { number, unit: unit.into(), minutes, ..Default::default() }
}

/// A dossier without what only reading it shows.
pub fn without_secret(mut dossier: Value) -> Value {
    dossier.as_object_mut().map(|fields| fields.remove("lookupSecret"));
    dossier
}

pub fn path(id: DossierId, rest: &str) -> String {
    format!("{DOSSIERS}/{id}{rest}")
}

pub fn id_of(answer: &Value) -> DossierId {
    let id: Option<Uuid> = answer["id"].as_str().and_then(|id| id.parse().ok());
    DossierId(id.expect("the id of a dossier"))
}
