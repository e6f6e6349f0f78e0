//! An agency that ended: its successor issues, hands over and recalls its results.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{AGENCY, Fixture, collected, path, recall};

async fn ends(fixture: &Fixture, valid_to: &str, successor: &str) {
    let changed = AgencyChanged {
        code: AGENCY.into(),
        valid_to: valid_to.into(),
        successor: successor.into(),
        ..Default::default()
    };
    fixture.service.publish(aggregate_of_code("agency", AGENCY), &changed).await;
    fixture.service.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_acts_for_an_agency_once_it_has_ended_and_numbers_in_its_own_register() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (waits, lies_ready) = (fixture.decided(AGENCY, 1).await, fixture.ready(2).await);
        let clerk = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.02"));
        let returns = fixture.service.issuer.somebody(&[Role::ResultOfficer], Some("H35.06.01"));
        ends(&fixture, "2022-03-14", "H35.06").await;
        fixture.service.command(&path(waits, "/issue"), &clerk, &json!({})).await.expect(404);
        fixture.service.set_clock("2022-03-15 08:00");
        let issued = fixture.service.command(&path(waits, "/issue"), &clerk, &json!({})).await.expect(200);
        assert_eq!((&issued["number"], &issued["agency"]), (&json!("1/2022/H35.06"), &json!(AGENCY)));
        fixture.service.command(&path(waits, "/recall"), &clerk, &recall()).await.expect(200);
        fixture.service.command(&path(lies_ready, "/return"), &returns, &collected()).await.expect(200);
        let listed = fixture.service.get("/v1/results?state=returned", &returns).await.expect(200);
        assert_eq!(listed["items"][0]["agency"], AGENCY, "the decision stays under the agency that made it");
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_without_end_or_successor_keeps_its_results() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        let clerk = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.02"));
        fixture.service.set_clock("2022-03-15 08:00");
        ends(&fixture, "2022-03-14", "H35.06").await;
        fixture.service.get(&path(dossier, ""), &clerk).await.expect(200);
        ends(&fixture, "", "").await;
        fixture.service.get(&path(dossier, ""), &clerk).await.expect(404);
        ends(&fixture, "2022-03-14", "").await;
        fixture.service.get(&path(dossier, ""), &clerk).await.expect(404);
        fixture.issue(dossier).await.expect(200);
        fixture.service.assert_clean().await;
    })
    .await;
}
