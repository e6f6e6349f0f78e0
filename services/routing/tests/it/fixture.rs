//! Fixture for the tests: a running service with a catalogue, and the events of other services.

use motcua_contracts::catalogue::{
    AgencyChanged, CalendarPublished, Case, ChannelTerm, Limit, ProcedurePublished, Step, Unit,
};
use motcua_contracts::ids::{DossierId, ProcedureId, TaskId, aggregate_of_code};
use motcua_contracts::intake::{DossierAccepted, DossierSubmitted, DossierSupplemented};
use motcua_contracts::processing::{ResultDecided, StopDecided, SupplementRequested, TaskCompleted};
use motcua_contracts::results::{ResultIssued, ResultRecalled};
use motcua_contracts::time::to_message;
use motcua_messaging::Message;
use motcua_testkit::clock::moment;
use motcua_testkit::{Shape, TestService};
use motcua_worktime::{Calendar, Day};
use uuid::Uuid;

pub const AGENCY: &str = "H35.05";
pub const DUE: &str = "2022-03-17 17:00";
pub const PROCEDURE: ProcedureId = ProcedureId(Uuid::from_u128(7));

/// The service.
pub struct Fixture {
    pub service: TestService,
}

impl Fixture {
    /// A service with a procedure of three working days.
    pub async fn start(shape: impl Into<Shape>) -> Self {
        let fixture = Self::without_catalogue(shape).await;
        fixture.publish_catalogue().await;
        fixture
    }

    /// One that received no event yet.
    pub async fn without_catalogue(shape: impl Into<Shape>) -> Self {
        let build = motcua_routing::build;
        let service = TestService::start::<motcua_routing::Migrator, _, _>(
            shape,
            motcua_routing::NAME,
            motcua_routing::SUBSCRIBES_TO,
            build,
        );
        Self { service: service.await }
    }

    pub async fn publish_catalogue(&self) {
        let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let calendar = Calendar::office_hours("H35", 1, day(2021), day(2024));
        let document = serde_json::to_string(&calendar).unwrap();
        let published = CalendarPublished { code: "H35".into(), version: 1, document };
        self.service.publish(aggregate_of_code("calendar", "H35"), &published).await;
        self.service.publish(PROCEDURE.0, &procedure()).await;
    }

    /// A second version of the calendar with one more holiday.
    pub async fn publish_holiday(&self, on: &str) {
        let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let mut calendar = Calendar::office_hours("H35", 2, day(2021), day(2024));
        calendar.overrides.insert(on.parse().unwrap(), Day::Off { reason: "Nghỉ bù".into() });
        let document = serde_json::to_string(&calendar).unwrap();
        let published = CalendarPublished { code: "H35".into(), version: 2, document };
        self.service.publish(aggregate_of_code("calendar", "H35"), &published).await;
        self.service.settle().await;
    }

    /// An agency with four units that is active until a day and has a successor after that.
    pub async fn publish_agency(&self, code: &str, valid_to: &str, successor: &str) {
        let unit = |unit: &str| Unit { code: format!("{code}.{unit}"), name: unit.into(), kind: "professional".into() };
        let changed = AgencyChanged {
            code: code.into(),
            units: ["01", "02", "03", "04"].map(unit).into(),
            valid_to: valid_to.into(),
            successor: successor.into(),
            ..Default::default()
        };
        self.service.publish(aggregate_of_code("agency", code), &changed).await;
    }

    /// A dossier whose result was issued.
    pub async fn finish(&self) -> DossierId {
        let dossier = self.accept().await;
        for message in [self.worked(dossier), self.decided(dossier), self.issued(dossier)] {
            self.service.deliver(&message).await;
        }
        self.service.assert_clean().await;
        dossier
    }

    pub fn recalled(&self, dossier: DossierId) -> Message {
        let recalled = ResultRecalled { dossier_id: dossier.to_string(), agency: AGENCY.into(), ..Default::default() };
        self.service.next(dossier.0, &recalled)
    }

    /// Intake's two events about a new dossier, the second of which starts its journey.
    pub fn accepted(&self) -> (DossierId, [Message; 2]) {
        self.accepted_of(PROCEDURE, DUE, "")
    }

    /// The same with the account of the applicant.
    pub fn accepted_from(&self, account: &str) -> (DossierId, [Message; 2]) {
        self.accepted_of(PROCEDURE, DUE, account)
    }

    fn accepted_of(&self, procedure: ProcedureId, due: &str, account: &str) -> (DossierId, [Message; 2]) {
        let dossier = DossierId(Uuid::now_v7());
        let submitted = DossierSubmitted { dossier_id: dossier.to_string(), ..Default::default() };
        let accepted = DossierAccepted {
            dossier_id: dossier.to_string(),
            code: format!("{AGENCY}-220301-{}", &dossier.0.simple().to_string()[20..]),
            procedure_id: procedure.to_string(),
            procedure_version: 1,
            case_code: "1".into(),
            channel: "counter".into(),
            agency: AGENCY.into(),
            due_at: to_message(moment(due)),
            calendar_version: 1,
            applicant_account: account.into(),
            ..Default::default()
        };
        (dossier, [self.service.next(dossier.0, &submitted), self.service.next(dossier.0, &accepted)])
    }

    /// A dossier of another procedure, due at a local moment.
    pub async fn accept_of(&self, procedure: ProcedureId, due: &str) -> DossierId {
        let (dossier, messages) = self.accepted_of(procedure, due, "");
        for message in &messages {
            self.service.deliver(message).await;
        }
        dossier
    }

    pub async fn accept(&self) -> DossierId {
        self.accept_of(PROCEDURE, DUE).await
    }

    pub fn worked(&self, dossier: DossierId) -> Message {
        self.worked_in(dossier, 0)
    }

    /// The work done in a round.
    pub fn worked_in(&self, dossier: DossierId, round: u32) -> Message {
        let (dossier_id, task_id) = (dossier.to_string(), TaskId::of_step(dossier, round, 2).to_string());
        self.service.next(dossier.0, &TaskCompleted { dossier_id, task_id, step_number: 2 })
    }

    pub fn decided(&self, dossier: DossierId) -> Message {
        self.decided_in(dossier, 0)
    }

    /// The decision of a round.
    pub fn decided_in(&self, dossier: DossierId, round: u32) -> Message {
        let decided = ResultDecided {
            dossier_id: dossier.to_string(),
            task_id: TaskId::of_step(dossier, round, 3).to_string(),
            step_number: 3,
            granted: true,
            ..Default::default()
        };
        self.service.next(dossier.0, &decided)
    }

    pub fn issued(&self, dossier: DossierId) -> Message {
        self.service
            .next(dossier.0, &ResultIssued { dossier_id: dossier.to_string(), granted: true, ..Default::default() })
    }

    pub async fn request_papers(&self, dossier: DossierId) {
        self.request_papers_in(dossier, 0).await;
    }

    /// Processing requests papers in a round.
    pub async fn request_papers_in(&self, dossier: DossierId, round: u32) {
        let (dossier_id, task_id) = (dossier.to_string(), TaskId::of_step(dossier, round, 2).to_string());
        self.service.publish(dossier.0, &SupplementRequested { dossier_id, task_id, ..Default::default() }).await;
    }

    /// The leader ends a dossier in the first round.
    pub async fn stop(&self, dossier: DossierId, cause: &str) {
        let (dossier_id, task_id) = (dossier.to_string(), TaskId::of_step(dossier, 0, 2).to_string());
        self.service.publish(dossier.0, &StopDecided { dossier_id, task_id, cause: cause.into() }).await;
    }

    pub async fn supply_papers(&self, dossier: DossierId) {
        self.service.publish(dossier.0, &DossierSupplemented { dossier_id: dossier.to_string() }).await;
    }

    /// The published events: their subjects without the prefix.
    pub fn published_names(&self) -> Vec<String> {
        let published = self.service.published().into_iter();
        published.map(|message| message.subject.trim_start_matches("motcua.v1.routing.").to_owned()).collect()
    }
}

/// A step of a process.
pub fn step(number: u32, kind: &str, unit: &str, role: &str, minutes: u32) -> Step {
    let (name, kind, unit, role) = (format!("{kind} {number}"), kind.into(), unit.into(), role.into());
    Step { number, kind, name, unit, role, minutes }
}

fn procedure() -> ProcedurePublished {
    let steps = vec![
        step(1, "receive", "H35.05.01", "intake_officer", 120),
        step(2, "work", "H35.05.04", "dept_officer", 960),
        step(3, "approve", "H35.05.03", "dept_head", 240),
        step(4, "issue", "H35.05.02", "clerk", 120),
    ];
    published(PROCEDURE, 3, steps)
}

/// A procedure of this number of working days.
pub fn published(procedure: ProcedureId, days: u32, steps: Vec<Step>) -> ProcedurePublished {
    let limit = Some(Limit { unit: "workingDay".into(), amount: days });
    let term = ChannelTerm { channel: "counter".into(), limit, fee_vnd: 0, steps };
    ProcedurePublished {
        procedure_id: procedure.to_string(),
        code: "1.000001".into(),
        version: 1,
        agency: AGENCY.into(),
        calendar: "H35".into(),
        effective_from: "2021-01-01".into(),
        supplement_policy: "pause".into(),
        cases: vec![Case { code: "1".into(), name: "c".into(), terms: vec![term], papers: Vec::new() }],
        ..Default::default()
    }
}
