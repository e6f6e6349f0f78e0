//! Succession: from the day after an agency ended, its successor takes over.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_contracts::intake::DossierAccepted;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::fixture::{DOSSIERS, Fixture, path};

async fn ends(fixture: &Fixture, code: &str, valid_to: &str, successor: &str) {
    let (valid_to, successor) = (valid_to.to_owned(), successor.to_owned());
    let changed = AgencyChanged { code: code.into(), valid_to, successor, ..Default::default() };
    fixture.service.publish(aggregate_of_code("agency", code), &changed).await;
    fixture.service.settle().await;
}

fn heir(fixture: &Fixture) -> String {
    fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_takes_over_from_the_day_after_an_agency_ended() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (waits, accepted) = (fixture.submitted().await, fixture.accepted().await);
        let heir = heir(&fixture);
        ends(&fixture, "H35.05", "2022-03-14", "H35.06").await;
        fixture.accept(waits, &heir).await.expect(404);
        assert_eq!(
            fixture.service.get(DOSSIERS, &heir).await.expect(200),
            json!({"items": []}),
            "its last day is its own"
        );
        fixture.service.set_clock("2022-03-15 08:00");
        let listed = fixture.service.get(DOSSIERS, &heir).await.expect(200);
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
        let received = fixture.accept(waits, &heir).await.expect(200);
        assert_eq!((&received["code"], &received["agency"]), (&json!("H35.05-220315-0001"), &json!("H35.05")));
        let correction = json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        fixture.service.command(&path(accepted, "/correction"), &heir, &correction).await.expect(200);
        fixture.service.get(&path(accepted, "/history/intake"), &heir).await.expect(200);
        let nobody = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.07.01"));
        fixture.service.get(&path(accepted, ""), &nobody).await.expect(404);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_forwards_what_the_ended_agency_received_for_another() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish_territory("province", "2021-02-01").await;
        let id = fixture.submitted_elsewhere().await;
        let heir = heir(&fixture);
        ends(&fixture, "H35.20", "2022-03-14", "H35.06").await;
        fixture.accept(id, &heir).await.expect(404);
        fixture.service.set_clock("2022-03-15 08:00");
        let sent = fixture.accept(id, &heir).await.expect(200);
        assert_eq!(
            sent["organisations"],
            json!({"helpedBy": "H35.20.01", "receivedBy": "H35.06.01", "decides": "H35.05"})
        );
        fixture.receive(id, &fixture.officer()).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_of_a_partner_reads_dossiers_that_go_through_it() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.publish_interlinked().await;
    let id = fixture.accepted().await;
    let heir = heir(&fixture);
    fixture.service.get(&path(id, ""), &heir).await.expect(404);
    ends(&fixture, "H35.99", "2022-03-13", "H35.06").await;
    fixture.service.get(&path(id, ""), &heir).await.expect(200);
    // Reading is not acting.
    let correction = json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
    fixture.service.command(&path(id, "/correction"), &heir, &correction).await.expect(404);
}

/// A procedure moved to another agency between submission and acceptance: number, dossier and event name one agency.
#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_keeps_its_agency_when_the_procedure_moves_to_another() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.submitted().await;
        fixture.publish_of("H35.06", "2022-03-14").await;
        let accepted = fixture.accept(id, &fixture.officer()).await.expect(200);
        assert_eq!((&accepted["code"], &accepted["agency"]), (&json!("H35.05-220314-0001"), &json!("H35.05")));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierAccepted>();
        assert_eq!((published[0].code.as_str(), published[0].agency.as_str()), ("H35.05-220314-0001", "H35.05"));
    })
    .await;
}
