//! The successor of an ended agency sees its dossiers and is responsible for them.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::events::{agency, begin, opened_in, opinion_requested};
use crate::fixture::{Fixture, HEALTH, PLANNING, WATER};
use crate::stuck::{FAR, accepted_only, held, row};

/// The first department ends on 10 March, and the second takes over.
async fn fixture_with_ended_agency(engine: Engine) -> Fixture {
    let fixture = Fixture::with_calendar(engine).await;
    let (successor, valid_to) = (HEALTH.to_owned(), "2022-03-10".to_owned());
    let ended = AgencyChanged { successor, valid_to, ..agency(PLANNING, "department") };
    fixture.publish(aggregate_of_code("agency", PLANNING), "2022-03-01 08:00", &ended).await;
    fixture
}

fn head_of(fixture: &Fixture, agency: &str) -> String {
    fixture.service.issuer.somebody(&[Role::DeptHead], Some(&format!("{agency}.01")))
}

#[tokio::test]
async fn the_successor_is_responsible_for_dossiers_of_an_ended_agency() {
    on_both(async |engine| {
        let fixture = fixture_with_ended_agency(engine).await;
        let unit = format!("{PLANNING}.02");
        let step = held(&fixture, &unit, "2022-03-09 08:00", FAR).await;
        let withdrawal = held(&fixture, &unit, "2022-03-09 08:00", FAR).await;
        fixture.publish(withdrawal, "2022-03-09 08:00", &crate::events::withdrawing(withdrawal, 7)).await;
        let asked = begin(&fixture, WATER, "online", "2022-03-09 08:00", FAR).await;
        fixture.publish(asked, "2022-03-09 08:00", &opened_in(asked, &format!("{WATER}.02"), FAR)).await;
        fixture.publish(asked, "2022-03-09 08:00", &opinion_requested(asked, PLANNING)).await;
        let successor = json!({"code": HEALTH, "name": "Cơ quan H35.15"});
        for (id, role) in [(step, "dept_officer"), (withdrawal, "dept_head"), (asked, "dept_officer")] {
            let stuck = row(&fixture, id).await.expect("listed");
            assert_eq!(stuck["responsible"], json!({"role": role, "unit": successor}), "{stuck}");
        }
        let left = row(&fixture, step).await.expect("listed");
        assert_eq!((&left["agency"]["code"], &left["holder"]["code"]), (&json!(PLANNING), &json!(unit)));
    })
    .await;
}

#[tokio::test]
async fn staff_of_the_successor_see_dossiers_of_an_ended_agency() {
    on_both(async |engine| {
        let fixture = fixture_with_ended_agency(engine).await;
        let id = accepted_only(&fixture, "2022-03-09 08:00").await;
        fixture.service.assert_clean().await;
        let (successor_head, others) = (head_of(&fixture, HEALTH), head_of(&fixture, WATER));
        let count = async |query: &str, reader: &str| {
            let page = fixture.service.get(&format!("/v1/reports/stuck{query}"), reader).await.expect(200);
            page["items"].as_array().expect("items").len()
        };
        assert_eq!((count("", &successor_head).await, count("", &others).await), (1, 0));
        assert_eq!(count(&format!("?agency={PLANNING}"), &successor_head).await, 1);
        assert_eq!(count(&format!("?agency={HEALTH}"), &fixture.director()).await, 1);
        fixture.service.get(&format!("/v1/reports/stuck?agency={PLANNING}"), &others).await.expect(403);
        let path = format!("/v1/dossiers/{id}/timeline");
        fixture.service.get(&path, &successor_head).await.expect(200);
        fixture.service.get(&path, &others).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn reports_show_an_ended_agency_in_its_own_row() {
    on_both(async |engine| {
        let fixture = fixture_with_ended_agency(engine).await;
        begin(&fixture, PLANNING, "online", "2022-03-09 08:00", FAR).await;
        begin(&fixture, HEALTH, "online", "2022-03-09 08:00", FAR).await;
        begin(&fixture, WATER, "online", "2022-03-09 08:00", FAR).await;
        fixture.service.assert_clean().await;
        let successor_head = head_of(&fixture, HEALTH);
        let report = async |query: &str| {
            let path = format!("/v1/reports/yearly-review?from=2021-12-15&to=2022-12-14{query}");
            fixture.service.get(&path, &successor_head).await.expect(200)
        };
        let both = report("").await;
        let rows: Vec<_> = both["byAgency"].as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
        assert_eq!((rows, &both["received"]["total"]), (vec![json!(PLANNING), json!(HEALTH)], &json!(2)));
        assert_eq!(report(&format!("&agency={PLANNING}")).await["byAgency"][0]["received"]["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn on_its_last_day_an_agency_still_acts_for_itself() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let (successor, valid_to) = (HEALTH.to_owned(), "2022-03-14".to_owned());
        let ends = AgencyChanged { successor, valid_to, ..agency(PLANNING, "department") };
        fixture.publish(aggregate_of_code("agency", PLANNING), "2022-03-01 08:00", &ends).await;
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-09 08:00", FAR).await;
        assert_eq!(row(&fixture, id).await.expect("listed")["responsible"]["unit"]["code"], "H35.05.02");
        let successor_head = head_of(&fixture, HEALTH);
        fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &successor_head).await.expect(404);
        fixture.service.set_clock("2022-03-15 08:00");
        assert_eq!(row(&fixture, id).await.expect("listed")["responsible"]["unit"]["code"], HEALTH);
        fixture.service.get(&format!("/v1/dossiers/{id}/timeline"), &successor_head).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_agency_that_holds_an_interlinked_dossier_reads_its_timeline() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let id = held(&fixture, &format!("{PLANNING}.02"), "2022-03-09 08:00", FAR).await;
        fixture.service.assert_clean().await;
        let path = format!("/v1/dossiers/{id}/timeline");
        let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.15.02"));
        fixture.service.get(&path, &officer).await.expect(404);
        fixture.publish(id, "2022-03-10 08:00", &opened_in(id, &format!("{HEALTH}.02"), FAR)).await;
        fixture.service.assert_clean().await;
        fixture.service.get(&path, &officer).await.expect(200);
        fixture.publish(id, "2022-03-11 08:00", &opened_in(id, &format!("{PLANNING}.02"), FAR)).await;
        fixture.service.assert_clean().await;
        fixture.service.get(&path, &officer).await.expect(404);
    })
    .await;
}
