//! Every status with every command and every role: the table in the docs is what the service does.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use motcua_contracts::ids::{DossierId, FeeId};
use motcua_contracts::processing::{FeeRequired, ResultDecided, StopDecided, SupplementRequested};
use motcua_kit::auth::Role;
use motcua_testkit::database::Engine;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{DOSSIERS, Office, id_of, path};

const ROLES: [(&str, Role); 13] = [
    ("citizen (the applicant)", Role::Citizen),
    ("intake_officer", Role::IntakeOfficer),
    ("postal_clerk", Role::PostalClerk),
    ("dept_officer", Role::DeptOfficer),
    ("dept_head", Role::DeptHead),
    ("clerk", Role::Clerk),
    ("result_officer", Role::ResultOfficer),
    ("centre_director", Role::CentreDirector),
    ("catalogue_editor", Role::CatalogueEditor),
    ("catalogue_approver", Role::CatalogueApprover),
    ("auditor", Role::Auditor),
    ("sys_admin", Role::SysAdmin),
    ("kiosk", Role::Kiosk),
];
const STATUSES: [&str; 9] = [
    "1 submitted",
    "2 accepted",
    "2 accepted, papers asked for",
    "2 accepted, fee due",
    "2 accepted, withdrawal asked for",
    "2 accepted, result decided",
    "3 refused",
    "8 withdrawn before acceptance",
    "8 stopped",
];
const COMMANDS: [&str; 6] = ["acceptance", "refusal", "supplements", "payments", "withdrawal", "correction"];
const FEE: FeeId = FeeId(Uuid::from_u128(0x0192_f3c4_6f0e_7c1a_9a57_3c2d_1b0e_9f11));
/// The account of the applicant.
const APPLICANT: Uuid = Uuid::from_u128(0x0192_f3c4_6f0e_7c1a_9a57_3c2d_1b0e_9f12);

fn token(office: &Office, role: Role) -> String {
    match role {
        Role::Citizen => office.rig.issuer.bearer(APPLICANT, &[role], None),
        Role::IntakeOfficer
        | Role::PostalClerk
        | Role::DeptOfficer
        | Role::DeptHead
        | Role::Clerk
        | Role::ResultOfficer => office.staff(role),
        _ => office.rig.issuer.somebody(&[role], None),
    }
}

fn body(office: &Office, command: &str) -> Value {
    let reason = "Lý do được nêu rõ";
    match command {
        "acceptance" => json!({}),
        "supplements" => json!({"papers": [{"code": "P2", "originals": 0, "copies": 1}]}),
        "payments" => json!({"feeId": FEE}),
        "correction" => json!({"procedureId": office.procedure, "caseCode": "1", "reason": reason}),
        _ => json!({ "reason": reason }),
    }
}

/// A dossier in this status.
async fn dossier(office: &Office, status: &str) -> DossierId {
    let applicant = token(office, Role::Citizen);
    let answer = office.rig.command(DOSSIERS, &applicant, &office.submission("online")).await.expect(201);
    let (id, officer) = (id_of(&answer), office.officer());
    let withdrawal = async || {
        office.rig.command(&path(id, "/withdrawal"), &applicant, &body(office, "withdrawal")).await.expect(200);
    };
    match status {
        "1 submitted" => return id,
        "3 refused" => {
            office.refuse(id, &officer).await.expect(200);
            return id;
        }
        "8 withdrawn before acceptance" => {
            withdrawal().await;
            return id;
        }
        _ => drop(office.accept(id, &officer).await.expect(200)),
    }
    let dossier_id = id.to_string();
    match status {
        "2 accepted, papers asked for" => {
            let deadline = "2022-04-14".into();
            office.rig.say(id.0, &SupplementRequested { dossier_id, deadline, ..Default::default() }).await;
        }
        "2 accepted, fee due" => {
            let fee_id = FEE.to_string();
            office.rig.say(id.0, &FeeRequired { dossier_id, fee_id, amount_vnd: 50_000, ..Default::default() }).await;
        }
        "2 accepted, withdrawal asked for" => withdrawal().await,
        "2 accepted, result decided" => {
            office.rig.say(id.0, &ResultDecided { dossier_id, granted: true, ..Default::default() }).await;
        }
        "8 stopped" => {
            let cause = "other".into();
            office.rig.say(id.0, &StopDecided { dossier_id, cause, ..Default::default() }).await;
        }
        _ => {}
    }
    office.rig.assert_clean().await;
    id
}

/// What everybody gets who sends a command to a dossier in a status.
async fn answers(office: &Office, status: &str, command: &str) -> BTreeMap<u16, Vec<&'static str>> {
    let mut answers: BTreeMap<u16, Vec<&'static str>> = BTreeMap::new();
    let mut id = dossier(office, status).await;
    for (name, role) in ROLES {
        let before = office.read(id).await;
        let target = path(id, &format!("/{command}"));
        let answer = office.rig.command(&target, &token(office, role), &body(office, command)).await;
        let code = answer.status.as_u16();
        assert!(code < 500, "{status} {command} {name}: {}", answer.json);
        if code == 200 {
            id = dossier(office, status).await;
        } else {
            assert_eq!(office.read(id).await, before, "{status} {command} {name} changed something");
        }
        answers.entry(code).or_default().push(name);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn every_status_takes_from_every_role_what_the_docs_say() {
    let office = Office::open(Engine::Sqlite).await;
    let mut table = String::from(
        "# Intake: who may do what in which status\n\nGenerated by a test that sends every command in every status in \
         every role; do not edit.\nStaff belong to the counter of the competent agency. *Refused* is a 409 or 422 \
         because of the status; every role that is\nnot named gets a 403. A command that is refused or forbidden \
         changes nothing.\n\n| Status | Command | Takes effect, or did before | Refused |\n|---|---|---|---|\n",
    );
    for status in STATUSES {
        for command in COMMANDS {
            let answers = answers(&office, status, command).await;
            let who = |codes: &[u16]| {
                let all: Vec<&str> = codes.iter().filter_map(|code| answers.get(code)).flatten().copied().collect();
                all.join(", ")
            };
            let named: usize = [200, 403, 409, 422].iter().filter_map(|code| answers.get(code)).map(Vec::len).sum();
            assert_eq!(named, ROLES.len(), "{status} {command}: {answers:?}");
            writeln!(table, "| {status} | {command} | {} | {} |", who(&[200]), who(&[409, 422])).unwrap();
        }
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/lifecycle-intake.md");
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lifecycle-intake.md");
    std::fs::write(&fresh, &table).unwrap();
    let written = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(written == table, "docs/reference/lifecycle-intake.md differs from {}", fresh.display());
}
