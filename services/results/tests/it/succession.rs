//! An agency that ended: its successor issues, hands over and takes back what it left.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{AGENCY, Office, collected, path, recall};

async fn ends(office: &Office, valid_to: &str, successor: &str) {
    let changed = AgencyChanged {
        code: AGENCY.into(),
        valid_to: valid_to.into(),
        successor: successor.into(),
        ..Default::default()
    };
    office.rig.say(aggregate_of_code("agency", AGENCY), &changed).await;
    office.rig.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_acts_for_an_agency_once_it_has_ended_and_numbers_in_its_own_register() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (waits, lies_ready) = (office.decided(AGENCY, 1).await, office.ready(2).await);
        let clerk = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.02"));
        let returns = office.rig.issuer.somebody(&[Role::ResultOfficer], Some("H35.06.01"));
        ends(&office, "2022-03-14", "H35.06").await;
        office.rig.command(&path(waits, "/issue"), &clerk, &json!({})).await.expect(404);
        office.rig.set_clock("2022-03-15 08:00");
        let issued = office.rig.command(&path(waits, "/issue"), &clerk, &json!({})).await.expect(200);
        assert_eq!((&issued["number"], &issued["agency"]), (&json!("1/2022/H35.06"), &json!(AGENCY)));
        office.rig.command(&path(waits, "/recall"), &clerk, &recall()).await.expect(200);
        office.rig.command(&path(lies_ready, "/return"), &returns, &collected()).await.expect(200);
        let listed = office.rig.get("/v1/results?state=returned", &returns).await.expect(200);
        assert_eq!(listed["items"][0]["agency"], AGENCY, "its history stays whole");
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_that_ends_without_a_successor_or_not_after_all_has_no_heir() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        let clerk = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.02"));
        office.rig.set_clock("2022-03-15 08:00");
        ends(&office, "2022-03-14", "H35.06").await;
        office.rig.get(&path(dossier, ""), &clerk).await.expect(200);
        ends(&office, "", "").await;
        office.rig.get(&path(dossier, ""), &clerk).await.expect(404);
        ends(&office, "2022-03-14", "").await;
        office.rig.get(&path(dossier, ""), &clerk).await.expect(404);
        office.issue(dossier).await.expect(200);
        office.rig.assert_clean().await;
    })
    .await;
}
