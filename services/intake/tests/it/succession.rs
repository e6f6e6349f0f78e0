//! An agency that ended: from the day after, its successor receives and goes on with what it left.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_contracts::intake::DossierAccepted;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::office::{DOSSIERS, Office, path};

async fn ends(office: &Office, code: &str, valid_to: &str, successor: &str) {
    let (valid_to, successor) = (valid_to.to_owned(), successor.to_owned());
    let changed = AgencyChanged { code: code.into(), valid_to, successor, ..Default::default() };
    office.rig.say(aggregate_of_code("agency", code), &changed).await;
    office.rig.settle().await;
}

fn heir(office: &Office) -> String {
    office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_receives_and_goes_on_with_what_an_agency_left_from_the_day_after_its_end() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (waits, accepted) = (office.submitted().await, office.accepted().await);
        let heir = heir(&office);
        ends(&office, "H35.05", "2022-03-14", "H35.06").await;
        office.accept(waits, &heir).await.expect(404);
        assert_eq!(office.rig.get(DOSSIERS, &heir).await.expect(200), json!({"items": []}), "its last day is its own");
        office.rig.set_clock("2022-03-15 08:00");
        let listed = office.rig.get(DOSSIERS, &heir).await.expect(200);
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
        let received = office.accept(waits, &heir).await.expect(200);
        assert_eq!((&received["code"], &received["agency"]), (&json!("H35.05-220315-0001"), &json!("H35.05")));
        let correction = json!({"procedureId": office.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        office.rig.command(&path(accepted, "/correction"), &heir, &correction).await.expect(200);
        office.rig.get(&path(accepted, "/history/intake"), &heir).await.expect(200);
        let nobody = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.07.01"));
        office.rig.get(&path(accepted, ""), &nobody).await.expect(404);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_counter_held_for_another_agency_is_sent_on_by_the_successor_of_its_own() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.publish_territory("province", "2021-02-01").await;
        let id = office.submitted_elsewhere().await;
        let heir = heir(&office);
        ends(&office, "H35.20", "2022-03-14", "H35.06").await;
        office.accept(id, &heir).await.expect(404);
        office.rig.set_clock("2022-03-15 08:00");
        let sent = office.accept(id, &heir).await.expect(200);
        assert_eq!(
            sent["organisations"],
            json!({"helpedBy": "H35.20.01", "receivedBy": "H35.06.01", "decides": "H35.05"})
        );
        office.receive(id, &office.officer()).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_of_a_partner_reads_what_goes_through_it() {
    let office = Office::open(Engine::Sqlite).await;
    office.publish_interlinked().await;
    let id = office.accepted().await;
    let heir = heir(&office);
    office.rig.get(&path(id, ""), &heir).await.expect(404);
    ends(&office, "H35.99", "2022-03-13", "H35.06").await;
    office.rig.get(&path(id, ""), &heir).await.expect(200);
    // Reading is not acting.
    let correction = json!({"procedureId": office.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
    office.rig.command(&path(id, "/correction"), &heir, &correction).await.expect(404);
}

/// A procedure moved to another agency between submission and acceptance: number, dossier and event name one agency.
#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_has_one_agency_whoever_has_the_procedure_by_now() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.submitted().await;
        office.publish_of("H35.06", "2022-03-14").await;
        let accepted = office.accept(id, &office.officer()).await.expect(200);
        assert_eq!((&accepted["code"], &accepted["agency"]), (&json!("H35.05-220314-0001"), &json!("H35.05")));
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<DossierAccepted>();
        assert_eq!((said[0].code.as_str(), said[0].agency.as_str()), ("H35.05-220314-0001", "H35.05"));
    })
    .await;
}
