//! An agency with two officers and two leaders, and dossiers whose steps routing opens.

use motcua_contracts::catalogue::{AgencyChanged, Unit};
use motcua_contracts::ids::{DossierId, ProcedureId, TaskId, aggregate_of_code};
use motcua_contracts::routing::{JourneyMoved, JourneyPaused, JourneyResumed, StepOpened};
use motcua_contracts::time;
use motcua_office::Role;
use motcua_processing::{Migrator, NAME, SUBSCRIBES_TO, build};
use motcua_testkit::{Answer, Engine, Shape, TestService};
use serde_json::{Value, json};
use uuid::Uuid;

pub const DIVISION: &str = "H35.05.04";
pub const LEADERSHIP: &str = "H35.05.02";
pub const WORK: u32 = 2;
pub const APPROVAL: u32 = 3;

/// The running service and the people who use it.
pub struct Fixture {
    pub service: TestService,
    /// Two officers of the division, a leader of the division who also works there, and the leader of the agency.
    pub mai: String,
    pub an: String,
    pub head: String,
    pub leader: String,
}

impl Fixture {
    pub async fn start(engine: Engine) -> Self {
        Self::in_shape(engine.into()).await
    }

    pub async fn in_shape(shape: Shape) -> Self {
        let service = TestService::start::<Migrator, _, _>(shape, NAME, SUBSCRIBES_TO, build).await;
        let officer = || service.issuer.somebody(&[Role::DeptOfficer], Some(DIVISION));
        let (mai, an) = (officer(), officer());
        let head = service.issuer.somebody(&[Role::DeptOfficer, Role::DeptHead], Some(DIVISION));
        let leader = service.issuer.somebody(&[Role::DeptHead], Some(LEADERSHIP));
        for agency in ["H35.05", "H35.06", "H35.07"] {
            publish_agency(&service, &agency_of(agency)).await;
        }
        Self { service, mai, an, head, leader }
    }

    /// A new dossier with its work step open, due at this Vietnamese wall time.
    pub async fn dossier(&self, due: &str) -> DossierId {
        let dossier = DossierId::mint();
        self.open_step(dossier, &StepOpened { ..work_step(dossier, due) }).await;
        dossier
    }

    pub async fn open_step(&self, dossier: DossierId, step: &StepOpened) {
        self.service.publish(dossier.0, step).await;
        self.service.assert_clean().await;
    }

    /// Pauses the clock of a dossier, as routing publishes it.
    pub async fn pause(&self, dossier: DossierId) {
        self.service.publish(dossier.0, &JourneyPaused { dossier_id: dossier.to_string(), status: 5 }).await;
        self.service.assert_clean().await;
    }

    /// Resumes the clock of a dossier, as routing publishes it.
    pub async fn resume(&self, dossier: DossierId, due: &str) {
        let due_at = time::to_message(motcua_testkit::clock::moment(due));
        self.service.publish(dossier.0, &JourneyResumed { dossier_id: dossier.to_string(), due_at, status: 4 }).await;
        self.service.assert_clean().await;
    }

    /// Moves the work of a unit to another, as routing publishes it.
    pub async fn move_work(&self, dossier: DossierId, from: &str, to: &str) {
        let (dossier_id, from_unit, to_unit) = (dossier.to_string(), from.to_owned(), to.to_owned());
        self.service.publish(dossier.0, &JourneyMoved { dossier_id, from_unit, to_unit, open_step_moved: true }).await;
        self.service.assert_clean().await;
    }

    pub async fn command(&self, who: &str, dossier: DossierId, step: u32, what: &str, body: Value) -> Answer {
        self.service.command(&path(dossier, step, what), who, &body).await
    }

    pub async fn claim(&self, who: &str, dossier: DossierId) -> Answer {
        self.command(who, dossier, WORK, "claim", json!({})).await
    }

    pub async fn complete(&self, who: &str, dossier: DossierId) -> Answer {
        self.command(who, dossier, WORK, "completion", json!({})).await
    }

    pub async fn ask(&self, who: &str, dossier: DossierId) -> Answer {
        let body =
            json!({"reason": "Bản sao đã hết hiệu lực", "papers": ["Bản sao giấy phép"], "deadline": "2022-04-01"});
        self.command(who, dossier, WORK, "supplement-request", body).await
    }

    /// Subjects of what was published, without what they share.
    pub async fn published(&self) -> Vec<String> {
        self.service.assert_clean().await;
        let subject = |text: &str| text.trim_start_matches("motcua.v1.processing.").to_owned();
        self.service.published().iter().map(|message| subject(&message.subject)).collect()
    }

    /// The codes on one page of the list that an account reads.
    pub async fn listed(&self, who: &str, query: &str) -> Vec<String> {
        let page = self.service.get(&format!("/v1/tasks?{query}"), who).await.expect(200);
        let items = page["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["code"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// An agency with nine units that takes part without end.
pub fn agency_of(code: &str) -> AgencyChanged {
    let unit = |number| Unit { code: format!("{code}.0{number}"), ..Unit::default() };
    AgencyChanged { code: code.into(), units: (1..=9).map(unit).collect(), ..AgencyChanged::default() }
}

/// Publishes an agency as the catalogue does.
pub async fn publish_agency(service: &TestService, agency: &AgencyChanged) {
    service.publish(aggregate_of_code("agency", &agency.code), agency).await;
    service.settle().await;
}

pub fn path(dossier: DossierId, step: u32, what: &str) -> String {
    path_in(dossier, 0, step, what)
}

/// The same in a later round of the journey.
pub fn path_in(dossier: DossierId, round: u32, step: u32, what: &str) -> String {
    format!("/v1/tasks/{}/{what}", TaskId::of_step(dossier, round, step))
}

/// A step as it is opened again in a later round of the journey.
pub fn in_round(dossier: DossierId, round: u32, step: StepOpened) -> StepOpened {
    StepOpened { task_id: TaskId::of_step(dossier, round, step.number).to_string(), ..step }
}

/// A work step for an officer of the division.
pub fn work_step(dossier: DossierId, due: &str) -> StepOpened {
    StepOpened {
        dossier_id: dossier.to_string(),
        task_id: TaskId::of_step(dossier, 0, WORK).to_string(),
        code: format!("H35.05-{}", &dossier.to_string()[24..]),
        number: WORK,
        kind: "work".into(),
        name: "Thẩm định, dự thảo".into(),
        agency: "H35.05".into(),
        unit: DIVISION.into(),
        role: "dept_officer".into(),
        due_at: time::to_message(motcua_testkit::clock::moment(due)),
        dossier_due_at: time::to_message(motcua_testkit::clock::moment("2022-03-25 17:00")),
        procedure_id: ProcedureId(Uuid::from_u128(7)).to_string(),
        procedure_version: 1,
        withdrawing: false,
        applicant_account: String::new(),
    }
}

/// A step to be decided by a leader of `unit`.
pub fn approval_step(dossier: DossierId, unit: &str) -> StepOpened {
    StepOpened {
        task_id: TaskId::of_step(dossier, 0, APPROVAL).to_string(),
        number: APPROVAL,
        kind: "approve".into(),
        name: "Ký duyệt".into(),
        unit: unit.into(),
        role: "dept_head".into(),
        ..work_step(dossier, "2022-03-24 17:00")
    }
}
