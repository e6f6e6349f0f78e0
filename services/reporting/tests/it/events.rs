//! Events as the other services publish them.

use motcua_contracts::catalogue::{AgencyChanged, CalendarPublished, ProcedurePublished, Unit};
use motcua_contracts::intake::{
    DossierAccepted, DossierForwarded, DossierRefused, DossierSubmitted, DossierSupplemented, DossierWithdrawn,
    FeeCollected, FeePaid,
};
use motcua_contracts::processing::{FeeRequired, OpinionGiven, OpinionRequested, SupplementRequested};
use motcua_contracts::ratings::RatingRecorded;
use motcua_contracts::results::{ResultRecalled, ResultReturned};
use motcua_contracts::routing::{
    JourneyCompleted, JourneyExtended, JourneyMoved, JourneyPaused, JourneyReopened, JourneyRerouted, JourneyResumed,
    JourneyStarted, JourneyStopped, JourneyWithdrawing, StepOpened, WithdrawalDeclined,
};
use motcua_contracts::{lookup, time};
use motcua_testkit::clock::moment;
use motcua_testkit::service::LOOKUP_KEY;
use motcua_worktime::Calendar;
use uuid::Uuid;

use crate::fixture::{Fixture, PLANNING};

pub const SECRET: &str = "7K0Q1XYZ";

pub fn agency(code: &str, kind: &str) -> AgencyChanged {
    let unit = Unit { code: format!("{code}.02"), name: "Phòng Nghiệp vụ".into(), kind: "professional".into() };
    let (name, name_en) = (format!("Cơ quan {code}"), format!("Agency {code}"));
    AgencyChanged { code: code.into(), name, name_en, kind: kind.into(), units: vec![unit], ..AgencyChanged::default() }
}

pub fn procedure(id: Uuid, agency: &str, version: u32, on_the_spot: bool) -> ProcedurePublished {
    let name = format!("Thủ tục, bản {version}");
    ProcedurePublished {
        procedure_id: id.to_string(),
        agency: agency.into(),
        version,
        name,
        on_the_spot,
        ..Default::default()
    }
}

/// The reference of a dossier, derived from its id.
pub fn reference(id: Uuid) -> String {
    let digits = id.simple().to_string().to_uppercase();
    format!("N{}-{}", &digits[22..26], &digits[26..31])
}

pub fn code(id: Uuid) -> String {
    format!("H35.05-221205-{}", id.as_u128() % 10_000_000_000)
}

pub fn submitted(id: Uuid, agency: &str, channel: &str) -> DossierSubmitted {
    DossierSubmitted {
        dossier_id: id.to_string(),
        reference: reference(id),
        procedure_id: Uuid::nil().to_string(),
        agency: agency.into(),
        channel: channel.into(),
        lookup_mac: lookup::mac(LOOKUP_KEY, &reference(id), SECRET).into(),
    }
}

pub fn accepted(id: Uuid, agency: &str, channel: &str, due: &str) -> DossierAccepted {
    DossierAccepted {
        dossier_id: id.to_string(),
        code: code(id),
        procedure_id: Uuid::nil().to_string(),
        channel: channel.into(),
        agency: agency.into(),
        due_at: time::to_message(moment(due)),
        lookup_mac: lookup::mac(LOOKUP_KEY, &code(id), SECRET).into(),
        ..Default::default()
    }
}

pub fn refused(id: Uuid) -> DossierRefused {
    DossierRefused { dossier_id: id.to_string() }
}

/// Withdrawn before it was accepted.
pub fn withdrawn(id: Uuid) -> DossierWithdrawn {
    DossierWithdrawn { dossier_id: id.to_string() }
}

pub fn withdrawing(id: Uuid, status: u32) -> JourneyWithdrawing {
    JourneyWithdrawing { dossier_id: id.to_string(), status }
}

pub fn withdrawal_declined(id: Uuid, status: u32) -> WithdrawalDeclined {
    WithdrawalDeclined { dossier_id: id.to_string(), status }
}

pub fn started(id: Uuid, due: &str) -> JourneyStarted {
    JourneyStarted { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), ..Default::default() }
}

pub fn opened(id: Uuid, number: u32) -> StepOpened {
    StepOpened { dossier_id: id.to_string(), number, unit: format!("{PLANNING}.02"), ..Default::default() }
}

/// A step that a unit of any agency carries out.
pub fn opened_in(id: Uuid, unit: &str, due: &str) -> StepOpened {
    let due_at = time::to_message(moment(due));
    StepOpened {
        dossier_id: id.to_string(),
        unit: unit.into(),
        role: "dept_officer".into(),
        due_at,
        ..Default::default()
    }
}

pub fn moved(id: Uuid, to_unit: &str) -> JourneyMoved {
    JourneyMoved { dossier_id: id.to_string(), to_unit: to_unit.into(), open_step_moved: true, ..Default::default() }
}

pub fn rerouted(id: Uuid, due: &str) -> JourneyRerouted {
    let (due_at, procedure_id) = (time::to_message(moment(due)), Uuid::nil().to_string());
    JourneyRerouted { dossier_id: id.to_string(), due_at, procedure_id, status: 4 }
}

pub fn reopened(id: Uuid, due: &str) -> JourneyReopened {
    JourneyReopened { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), ..Default::default() }
}

pub fn extended(id: Uuid, promised: &str) -> JourneyExtended {
    JourneyExtended { dossier_id: id.to_string(), promised_at: time::to_message(moment(promised)) }
}

pub fn forwarded(id: Uuid, agency: &str) -> DossierForwarded {
    DossierForwarded {
        dossier_id: id.to_string(),
        code: code(id),
        procedure_id: Uuid::nil().to_string(),
        agency: agency.into(),
        channel: "counter".into(),
        lookup_mac: lookup::mac(LOOKUP_KEY, &code(id), SECRET).into(),
        ..Default::default()
    }
}

pub fn supplemented(id: Uuid) -> DossierSupplemented {
    DossierSupplemented { dossier_id: id.to_string() }
}

pub fn collected(id: Uuid, amount_vnd: u64, payment_method: &str) -> FeeCollected {
    let fee_id = Uuid::now_v7().to_string();
    FeeCollected {
        dossier_id: id.to_string(),
        fee_id,
        amount_vnd,
        moment: "intake".into(),
        payment_method: payment_method.into(),
        ..Default::default()
    }
}

/// The office demands a payment; `fee` identifies the demand.
pub fn demanded(id: Uuid, fee: Uuid) -> FeeRequired {
    FeeRequired { dossier_id: id.to_string(), fee_id: fee.to_string(), amount_vnd: 9_000, ..FeeRequired::default() }
}

/// A demanded fee is paid.
pub fn paid(id: Uuid, fee: Uuid, at: &str) -> FeePaid {
    FeePaid { dossier_id: id.to_string(), fee_id: fee.to_string(), paid_at: time::to_message(moment(at)) }
}

/// The opinion of a dossier of the first department, from a unit of `agency`.
pub fn opinion_requested(id: Uuid, agency: &str) -> OpinionRequested {
    let unit = format!("{agency}.02");
    OpinionRequested { dossier_id: id.to_string(), task_id: id.to_string(), agency: PLANNING.into(), unit }
}

pub fn opinion_given(id: Uuid) -> OpinionGiven {
    OpinionGiven { dossier_id: id.to_string(), task_id: id.to_string(), ..Default::default() }
}

pub fn recalled(id: Uuid) -> ResultRecalled {
    ResultRecalled { dossier_id: id.to_string(), ..Default::default() }
}

/// The office hours of 2021 to 2023, without holidays.
pub fn calendar() -> CalendarPublished {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
    let calendar = Calendar::office_hours("H35", 1, day(2021), day(2024));
    let document = serde_json::to_string(&calendar).expect("a document");
    CalendarPublished { code: "H35".into(), version: 1, document }
}

pub fn paused(id: Uuid) -> JourneyPaused {
    JourneyPaused { dossier_id: id.to_string(), status: 5 }
}

pub fn resumed(id: Uuid, due: &str) -> JourneyResumed {
    JourneyResumed { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), status: 4 }
}

pub fn completed(id: Uuid, due: &str) -> JourneyCompleted {
    JourneyCompleted { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), ..Default::default() }
}

pub fn stopped(id: Uuid, due: &str) -> JourneyStopped {
    JourneyStopped { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), ..Default::default() }
}

pub fn papers_needed(id: Uuid, until: &str) -> SupplementRequested {
    SupplementRequested { dossier_id: id.to_string(), deadline: until.into(), ..Default::default() }
}

pub fn returned(id: Uuid) -> ResultReturned {
    ResultReturned { dossier_id: id.to_string(), ..Default::default() }
}

pub fn rated(id: Uuid, score: &str) -> RatingRecorded {
    RatingRecorded { dossier_id: id.to_string(), agency: PLANNING.into(), score: score.into(), ..Default::default() }
}

/// A dossier that was submitted and accepted at one moment, and whose journey began.
pub async fn begin(fixture: &Fixture, agency: &str, channel: &str, at: &str, due: &str) -> Uuid {
    let id = Uuid::now_v7();
    fixture.publish(id, at, &submitted(id, agency, channel)).await;
    fixture.publish(id, at, &accepted(id, agency, channel, due)).await;
    fixture.publish(id, at, &started(id, due)).await;
    id
}
