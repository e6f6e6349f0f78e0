//! An agency that ended lives on in its successor: what it left is seen, asked about and moved on by the successor.

use motcua_contracts::catalogue::AgencyChanged;
use motcua_contracts::ids::aggregate_of_code;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::json;

use crate::events::{agency, begin, opened_in, opinion_requested};
use crate::office::{HEALTH, Office, PLANNING, WATER};
use crate::stuck::{FAR, held, office as open_office, row, unheard_of};

/// The first department ends on 10 March, and the second takes over.
async fn office(engine: Engine) -> Office {
    let office = open_office(engine).await;
    let (successor, valid_to) = (HEALTH.to_owned(), "2022-03-10".to_owned());
    let ended = AgencyChanged { successor, valid_to, ..agency(PLANNING, "department") };
    office.says(aggregate_of_code("agency", PLANNING), "2022-03-01 08:00", &ended).await;
    office
}

fn head_of(office: &Office, agency: &str) -> String {
    office.rig.issuer.somebody(&[Role::DeptHead], Some(&format!("{agency}.01")))
}

#[tokio::test]
async fn the_successor_is_named_responsible_for_what_an_ended_agency_left() {
    on_both(async |engine| {
        let office = office(engine).await;
        let unit = format!("{PLANNING}.02");
        let step = held(&office, &unit, "2022-03-09 08:00", FAR).await;
        let wish = held(&office, &unit, "2022-03-09 08:00", FAR).await;
        office.says(wish, "2022-03-09 08:00", &crate::events::withdrawing(wish, 7)).await;
        let asked = begin(&office, WATER, "online", "2022-03-09 08:00", FAR).await;
        office.says(asked, "2022-03-09 08:00", &opened_in(asked, &format!("{WATER}.02"), FAR)).await;
        office.says(asked, "2022-03-09 08:00", &opinion_requested(asked, PLANNING)).await;
        let heir = json!({"code": HEALTH, "name": "Cơ quan H35.15"});
        for (id, role) in [(step, "dept_officer"), (wish, "dept_head"), (asked, "dept_officer")] {
            let stuck = row(&office, id).await.expect("listed");
            assert_eq!(stuck["responsible"], json!({"role": role, "unit": heir}), "{stuck}");
        }
        let left = row(&office, step).await.expect("listed");
        assert_eq!((&left["agency"]["code"], &left["holder"]["code"]), (&json!(PLANNING), &json!(unit)));
    })
    .await;
}

#[tokio::test]
async fn the_people_of_the_successor_see_what_an_ended_agency_left() {
    on_both(async |engine| {
        let office = office(engine).await;
        let id = unheard_of(&office, "2022-03-09 08:00").await;
        office.rig.assert_clean().await;
        let (heirs, others) = (head_of(&office, HEALTH), head_of(&office, WATER));
        let count = async |query: &str, reader: &str| {
            let page = office.rig.get(&format!("/v1/reports/stuck{query}"), reader).await.expect(200);
            page["items"].as_array().expect("items").len()
        };
        assert_eq!((count("", &heirs).await, count("", &others).await), (1, 0));
        assert_eq!(count(&format!("?agency={PLANNING}"), &heirs).await, 1);
        assert_eq!(count(&format!("?agency={HEALTH}"), &office.director()).await, 1);
        office.rig.get(&format!("/v1/reports/stuck?agency={PLANNING}"), &others).await.expect(403);
        let path = format!("/v1/dossiers/{id}/timeline");
        office.rig.get(&path, &heirs).await.expect(200);
        office.rig.get(&path, &others).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_reports_of_the_successor_show_the_ended_agency_as_a_row_of_its_own() {
    on_both(async |engine| {
        let office = office(engine).await;
        begin(&office, PLANNING, "online", "2022-03-09 08:00", FAR).await;
        begin(&office, HEALTH, "online", "2022-03-09 08:00", FAR).await;
        begin(&office, WATER, "online", "2022-03-09 08:00", FAR).await;
        office.rig.assert_clean().await;
        let heirs = head_of(&office, HEALTH);
        let report = async |query: &str| {
            let path = format!("/v1/reports/yearly-review?from=2021-12-15&to=2022-12-14{query}");
            office.rig.get(&path, &heirs).await.expect(200)
        };
        let both = report("").await;
        let rows: Vec<_> = both["byAgency"].as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
        assert_eq!((rows, &both["received"]["total"]), (vec![json!(PLANNING), json!(HEALTH)], &json!(2)));
        assert_eq!(report(&format!("&agency={PLANNING}")).await["byAgency"][0]["received"]["total"], 1);
    })
    .await;
}

#[tokio::test]
async fn on_its_last_day_an_agency_still_acts_itself() {
    on_both(async |engine| {
        let office = open_office(engine).await;
        let (successor, valid_to) = (HEALTH.to_owned(), "2022-03-14".to_owned());
        let ends = AgencyChanged { successor, valid_to, ..agency(PLANNING, "department") };
        office.says(aggregate_of_code("agency", PLANNING), "2022-03-01 08:00", &ends).await;
        let id = held(&office, &format!("{PLANNING}.02"), "2022-03-09 08:00", FAR).await;
        assert_eq!(row(&office, id).await.expect("listed")["responsible"]["unit"]["code"], "H35.05.02");
        let heirs = head_of(&office, HEALTH);
        office.rig.get(&format!("/v1/dossiers/{id}/timeline"), &heirs).await.expect(404);
        office.rig.set_clock("2022-03-15 08:00");
        assert_eq!(row(&office, id).await.expect("listed")["responsible"]["unit"]["code"], HEALTH);
        office.rig.get(&format!("/v1/dossiers/{id}/timeline"), &heirs).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_agency_that_holds_an_interlinked_dossier_reads_its_timeline() {
    on_both(async |engine| {
        let office = open_office(engine).await;
        let id = held(&office, &format!("{PLANNING}.02"), "2022-03-09 08:00", FAR).await;
        office.rig.assert_clean().await;
        let path = format!("/v1/dossiers/{id}/timeline");
        let officer = office.rig.issuer.somebody(&[Role::DeptOfficer], Some("H35.15.02"));
        office.rig.get(&path, &officer).await.expect(404);
        office.says(id, "2022-03-10 08:00", &opened_in(id, &format!("{HEALTH}.02"), FAR)).await;
        office.rig.assert_clean().await;
        office.rig.get(&path, &officer).await.expect(200);
        office.says(id, "2022-03-11 08:00", &opened_in(id, &format!("{PLANNING}.02"), FAR)).await;
        office.rig.assert_clean().await;
        office.rig.get(&path, &officer).await.expect(404);
    })
    .await;
}
