//! Every status with every command and every role, compared with the reference page.

use std::fmt::Write;

use motcua_contracts::ids::{DossierId, FeeId};
use motcua_contracts::processing::{DecisionRevoked, FeeRequired, ResultDecided, StopDecided, SupplementRequested};
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::database::Engine;
use motcua_testkit::reference::{OutcomesByStatus, ROLES, assert_page};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, id_of, path};
use crate::payment::{notification, notify, start};
use crate::refund::payments;

/// The officer of the counter elsewhere, at which a dossier was handed in where its status says so.
const ELSEWHERE: &str = "intake_officer elsewhere";
/// Everybody with a name for the table: one of each role, and that officer.
fn people() -> impl Iterator<Item = (&'static str, Role)> {
    ROLES.into_iter().flat_map(|(name, role)| match role {
        Role::Citizen => vec![("citizen (the applicant)", role)],
        Role::IntakeOfficer => vec![(name, role), (ELSEWHERE, role)],
        _ => vec![(name, role)],
    })
}

const STATUSES: [&str; 14] = [
    "1 submitted",
    "1 submitted elsewhere",
    "2 forwarded from elsewhere",
    "2 accepted",
    "2 accepted from elsewhere",
    "2 accepted, papers asked for",
    "2 accepted, fee due",
    "2 accepted, withdrawal asked for",
    "2 accepted, result decided",
    "2 accepted, result came back",
    "3 refused",
    "3 refused on its way from elsewhere",
    "8 withdrawn before acceptance",
    "8 stopped",
];
const COMMANDS: [&str; 12] = [
    "acceptance",
    "arrival",
    "refusal",
    "supplements",
    "digitisation",
    "payments",
    "payments (fee of the procedure)",
    "online-payments",
    "online-payments (fee of the procedure)",
    "refund (of a surplus)",
    "withdrawal",
    "correction",
];
const FEE: FeeId = FeeId(Uuid::from_u128(0x0192_f3c4_6f0e_7c1a_9a57_3c2d_1b0e_9f11));
/// The account of the applicant.
const APPLICANT: Uuid = Uuid::from_u128(0x0192_f3c4_6f0e_7c1a_9a57_3c2d_1b0e_9f12);

fn token(fixture: &Fixture, name: &str, role: Role) -> String {
    match role {
        _ if name == ELSEWHERE => fixture.receiving_counter(),
        Role::Citizen => fixture.service.issuer.bearer(APPLICANT, &[role], None),
        Role::IntakeOfficer
        | Role::PostalClerk
        | Role::DeptOfficer
        | Role::DeptHead
        | Role::Clerk
        | Role::ResultOfficer => fixture.staff(role),
        _ => fixture.service.issuer.somebody(&[role], None),
    }
}

fn body(fixture: &Fixture, id: DossierId, command: &str) -> Value {
    let reason = "Lý do được nêu rõ";
    match command {
        "acceptance" | "arrival" => json!({}),
        "supplements" => json!({"papers": [{"code": "P2", "originals": 0, "copies": 1}]}),
        "digitisation" => json!({"papers": [{"code": "P1", "digitisation": "digitised"}]}),
        "refund (of a surplus)" => json!({"amountVnd": 30_000, "paymentMethod": "counter", "reason": reason}),
        "payments" | "online-payments" => json!({"feeId": FEE}),
        _ if command.ends_with("(fee of the procedure)") => json!({"feeId": ProcedureFee::id_of(id)}),
        "correction" => json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": reason}),
        _ => json!({ "reason": reason }),
    }
}

/// A dossier in this status, with two orders for the fee of the procedure that were started and not paid.
async fn dossier(fixture: &Fixture, status: &str) -> DossierId {
    let away = status.contains("elsewhere");
    let applicant = fixture.service.issuer.bearer(APPLICANT, &[Role::Citizen], None);
    let (by, channel) = if away { (fixture.receiving_counter(), "counter") } else { (applicant, "online") };
    let id = id_of(&fixture.service.command(DOSSIERS, &by, &fixture.submission(channel)).await.expect(201));
    for _ in 0..2 {
        start(fixture, id, ProcedureFee::id_of(id), &by).await.expect(201);
    }
    let officer = fixture.officer();
    let withdrawal = async || {
        fixture.service.command(&path(id, "/withdrawal"), &by, &body(fixture, id, "withdrawal")).await.expect(200);
    };
    // With the reason that the table repeats: another one would be refused.
    let refusal = async || {
        fixture.service.command(&path(id, "/refusal"), &officer, &body(fixture, id, "refusal")).await.expect(200);
    };
    match status {
        "1 submitted" | "1 submitted elsewhere" => return id,
        "3 refused" => {
            refusal().await;
            return id;
        }
        "8 withdrawn before acceptance" => {
            withdrawal().await;
            return id;
        }
        _ => drop(fixture.accept(id, if away { &by } else { &officer }).await.expect(200)),
    }
    match status {
        "2 accepted from elsewhere" => drop(fixture.receive(id, &officer).await.expect(200)),
        "3 refused on its way from elsewhere" => refusal().await,
        "2 accepted, withdrawal asked for" => withdrawal().await,
        _ => publish_for(fixture, id, status).await,
    }
    fixture.service.assert_clean().await;
    id
}

/// Publishes the events of other services that lead to this status.
async fn publish_for(fixture: &Fixture, id: DossierId, status: &str) {
    let dossier_id = id.to_string();
    match status {
        "2 accepted, papers asked for" => {
            let deadline = "2022-04-14".into();
            fixture.service.publish(id.0, &SupplementRequested { dossier_id, deadline, ..Default::default() }).await;
        }
        "2 accepted, fee due" => {
            let fee_id = FEE.to_string();
            fixture
                .service
                .publish(id.0, &FeeRequired { dossier_id, fee_id, amount_vnd: 50_000, ..Default::default() })
                .await;
        }
        "2 accepted, result decided" | "2 accepted, result came back" => {
            let decided = ResultDecided { dossier_id: dossier_id.clone(), granted: true, ..Default::default() };
            fixture.service.publish(id.0, &decided).await;
            if status == "2 accepted, result came back" {
                fixture.service.settle().await;
                fixture.service.publish(id.0, &DecisionRevoked { dossier_id }).await;
            }
        }
        "8 stopped" => {
            let cause = "other".into();
            fixture.service.publish(id.0, &StopDecided { dossier_id, cause, ..Default::default() }).await;
        }
        _ => {}
    }
}

/// Where a command goes: a refund to a payment of which all is too much, the others to the dossier.
async fn target(fixture: &Fixture, id: DossierId, command: &str, auditor: &str) -> String {
    let operation = command.split(' ').next().unwrap_or_default();
    if operation != "refund" {
        return path(id, &format!("/{operation}"));
    }
    let orders = payments(fixture, id, auditor).await;
    for order in &orders {
        notify(fixture, &notification(fixture, order, "GD-1")).await.expect(200);
    }
    format!("/v1/payments/{}/refund", orders[1]["paymentId"].as_str().expect("a payment"))
}

/// What everybody gets who sends a command to a dossier in a status.
async fn answers(fixture: &Fixture, status: &str, command: &str) -> OutcomesByStatus {
    let mut answers = OutcomesByStatus::default();
    // The director sees the dossiers of every agency.
    let auditor = fixture.service.issuer.somebody(&[Role::Auditor], None);
    let read = async |id| fixture.service.get(&path(id, ""), &auditor).await.expect(200);
    let mut id = dossier(fixture, status).await;
    for (name, role) in people() {
        let target = target(fixture, id, command, &auditor).await;
        let before = read(id).await;
        let answer = fixture.service.command(&target, &token(fixture, name, role), &body(fixture, id, command)).await;
        let code = answer.status.as_u16();
        assert!(code < 500, "{status} {command} {name}: {}", answer.json);
        if code == 200 {
            id = dossier(fixture, status).await;
        } else {
            assert_eq!(read(id).await, before, "{status} {command} {name} changed something");
        }
        answers.record(code, name);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn every_status_command_and_role_behaves_as_the_reference_page_shows() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.publish_territory("province", "2021-02-01").await;
    let mut table = String::from(
        "# Intake: who may do what in which status\n\nGenerated by a test that sends every command in every status in \
         every role; do not edit.\nStaff belong to the counter of the competent agency, one officer to the counter \
         elsewhere at which a dossier was handed in\nwhere the status says so (phi địa giới); such a dossier has no \
         applicant with an account. *Refused* is a 409 or 422\nbecause of the status; every role that is not named \
         gets a 403, or a 404 where it may not see the dossier. A command that\nis refused or forbidden changes \
         nothing.\n\n| Status | Command | Takes effect, or did before | Refused |\n|---|---|---|---|\n",
    );
    for status in STATUSES {
        for command in COMMANDS {
            let answers = answers(&fixture, status, command).await;
            let named = answers.count(&[200, 201, 403, 404, 409, 422]);
            assert_eq!(named, people().count(), "{status} {command}: {answers:?}");
            let (done, refused) = (answers.names(&[200, 201]), answers.names(&[409, 422]));
            writeln!(table, "| {status} | {command} | {done} | {refused} |").unwrap();
        }
    }
    assert_page("lifecycle-intake.md", &table);
}
