//! Events as the other services say them.

use motcua_contracts::catalogue::{AgencyChanged, ProcedurePublished, Unit};
use motcua_contracts::intake::{DossierAccepted, DossierRefused, DossierSubmitted};
use motcua_contracts::processing::SupplementRequested;
use motcua_contracts::ratings::RatingRecorded;
use motcua_contracts::results::ResultReturned;
use motcua_contracts::routing::{
    JourneyCompleted, JourneyPaused, JourneyResumed, JourneyStarted, JourneyStopped, StepOpened,
};
use motcua_contracts::{lookup, time};
use motcua_testkit::clock::moment;
use motcua_testkit::service::LOOKUP_KEY;
use uuid::Uuid;

use crate::office::{Office, PLANNING};

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

/// The reference of a dossier: from its id, so that tests need not remember it.
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

pub fn started(id: Uuid, due: &str) -> JourneyStarted {
    JourneyStarted { dossier_id: id.to_string(), due_at: time::to_message(moment(due)), ..Default::default() }
}

pub fn opened(id: Uuid, number: u32) -> StepOpened {
    StepOpened { dossier_id: id.to_string(), number, unit: format!("{PLANNING}.02"), ..Default::default() }
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

/// A dossier that was handed in and accepted at one moment, and whose journey began.
pub async fn begin(office: &Office, agency: &str, channel: &str, at: &str, due: &str) -> Uuid {
    let id = Uuid::now_v7();
    office.says(id, at, &submitted(id, agency, channel)).await;
    office.says(id, at, &accepted(id, agency, channel, due)).await;
    office.says(id, at, &started(id, due)).await;
    id
}
