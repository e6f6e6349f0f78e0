//! The history of a dossier at intake, and who may read it.

use motcua_contracts::ids::DossierId;
use motcua_contracts::processing::{ResultDecided, SupplementRequested};
use motcua_intake::domain::ProcedureFee;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{DOSSIERS, Fixture, id_of, path};
use crate::payment::{at_counter, notification, notify, start};

async fn history(fixture: &Fixture, id: DossierId, token: &str) -> Vec<Value> {
    let page = fixture.service.get(&path(id, "/history/intake"), token).await.expect(200);
    page["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_shows_actor_time_reason_and_both_statuses() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (citizen, officer) = (Uuid::now_v7(), Uuid::now_v7());
        let applicant = fixture.service.issuer.bearer(citizen, &[Role::Citizen], None);
        let accepting = fixture.service.issuer.bearer(officer, &[Role::IntakeOfficer], Some("H35.05.01"));
        let answer = fixture.service.command(DOSSIERS, &applicant, &fixture.submission("online")).await.expect(201);
        let id = id_of(&answer);
        fixture.service.set_clock("2022-03-14 09:30");
        fixture.accept(id, &accepting).await.expect(200);
        let reason = json!({"reason": "Không còn nhu cầu"});
        fixture.service.command(&path(id, "/withdrawal"), &applicant, &reason).await.expect(200);
        fixture.service.publish(id.0, &ResultDecided { dossier_id: id.to_string(), ..Default::default() }).await;
        fixture.service.settle().await;
        let entries = history(&fixture, id, &applicant).await;
        let names: Vec<_> = entries.iter().map(|entry| entry["name"].as_str().unwrap_or_default()).collect();
        assert_eq!(names, ["submitted", "accepted", "withdrawal_requested", "decided"]);
        let statuses: Vec<_> = entries.iter().map(|entry| (&entry["fromStatus"], &entry["toStatus"])).collect();
        let (one, two) = (json!(1), json!(2));
        assert_eq!(statuses, [(&Value::Null, &one), (&one, &two), (&two, &two), (&two, &two)]);
        let actors: Vec<_> = entries.iter().map(|entry| entry["actor"].as_str().unwrap_or_default()).collect();
        let (citizen, officer) = (citizen.to_string(), officer.to_string());
        assert_eq!(actors, [citizen.as_str(), officer.as_str(), citizen.as_str(), "service:processing"]);
        assert_eq!(entries[1]["at"], "2022-03-14T02:30:00Z");
        assert_eq!(entries[2]["reason"], "Không còn nhu cầu");
        assert_eq!(history(&fixture, id, &fixture.staff(Role::DeptHead)).await, entries);
    })
    .await;
}

/// The names of the entries with the account that each was made for.
fn on_behalf(entries: &[Value]) -> Vec<(&str, Option<&str>)> {
    entries.iter().map(|entry| (entry["name"].as_str().unwrap_or_default(), entry["onBehalfOf"].as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_an_applicant_only_for_what_a_counter_did_on_their_behalf() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (citizen, officer) = (Uuid::now_v7(), fixture.officer());
        let applicant = fixture.service.issuer.bearer(citizen, &[Role::Citizen], None);
        let submitted = async || {
            id_of(&fixture.service.command(DOSSIERS, &applicant, &fixture.submission("online")).await.expect(201))
        };
        let (id, refused) = (submitted().await, submitted().await);
        let fee = ProcedureFee::id_of(id);
        fixture.accept(id, &officer).await.expect(200);
        at_counter(&fixture, id, fee, &officer).await.expect(200);
        fixture.service.publish(id.0, &supplement_request(id)).await;
        fixture.service.settle().await;
        fixture.supplement(id, &officer).await.expect(200);
        let reason = json!({"reason": "Không còn nhu cầu"});
        fixture.service.command(&path(id, "/withdrawal"), &officer, &reason).await.expect(200);
        fixture.service.publish(id.0, &ResultDecided { dossier_id: id.to_string(), ..Default::default() }).await;
        fixture.service.settle().await;
        let entries = history(&fixture, id, &applicant).await;
        let citizen = citizen.to_string();
        let (own, counter) = (None, Some(citizen.as_str()));
        let expected = [
            ("submitted", own),
            ("accepted", own),
            ("fee_paid", counter),
            ("supplement_requested", own),
            ("supplemented", counter),
            ("withdrawal_requested", counter),
            ("decided", own),
        ];
        assert_eq!(on_behalf(&entries), expected);
        // What the platform reports was not done by a counter; a refusal is not made for the applicant.
        let payment = start(&fixture, refused, ProcedureFee::id_of(refused), &applicant).await.expect(201);
        notify(&fixture, &notification(&fixture, &payment, "T1")).await.expect(200);
        fixture.refuse(refused, &officer).await.expect(200);
        let entries = history(&fixture, refused, &applicant).await;
        assert_eq!(on_behalf(&entries), [("submitted", None), ("fee_paid", None), ("refused", None)]);
    })
    .await;
}

fn supplement_request(id: DossierId) -> SupplementRequested {
    SupplementRequested { dossier_id: id.to_string(), deadline: "2022-04-14".into(), ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_read_a_dossier_may_read_its_history() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        for token in [fixture.citizen(), fixture.receiving_counter()] {
            fixture.service.get(&path(id, "/history/intake"), &token).await.expect(404);
        }
        for role in [Role::PostalClerk, Role::SysAdmin, Role::Kiosk] {
            fixture.service.get(&path(id, "/history/intake"), &fixture.staff(role)).await.expect(403);
        }
        fixture.service.get(&path(id, "/history/intake"), "").await.expect(401);
        fixture.service.get(&path(DossierId::mint(), "/history/intake"), &fixture.officer()).await.expect(404);
        let auditor = fixture.service.issuer.somebody(&[Role::Auditor], None);
        assert_eq!(history(&fixture, id, &auditor).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_correction_names_no_person() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let applicant = json!({"name": "Lò Thị Mây", "identityNumber": "012300000018", "phone": "0912345679",
            "address": "Bản Nà Cọ, xã Bum Tở"});
        let body = json!({"applicant": applicant, "reason": "Ghi nhầm dữ liệu người nộp"});
        fixture.service.command(&path(id, "/correction"), &fixture.officer(), &body).await.expect(200);
        let entries = json!(history(&fixture, id, &fixture.officer()).await).to_string();
        assert!(entries.contains("corrected") && !entries.contains("Mây") && !entries.contains("0123000"), "{entries}");
    })
    .await;
}
