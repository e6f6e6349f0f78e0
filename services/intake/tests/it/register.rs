//! The register: the dossiers of some days, of one agency or of all, in the order of their receipts.

use motcua_contracts::ids::DossierId;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;

use crate::fixture::{DOSSIERS, Fixture, id_of, path};

async fn listed(fixture: &Fixture, token: &str, query: &str) -> Vec<String> {
    let page = fixture.service.get(&format!("{DOSSIERS}?{query}"), token).await.expect(200);
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

fn director(fixture: &Fixture) -> String {
    fixture.service.issuer.somebody(&[Role::CentreDirector], None)
}

/// Accepted at a local moment.
async fn accepted_at(fixture: &Fixture, id: DossierId, at: &str) {
    fixture.service.set_clock(at);
    fixture.accept(id, &fixture.officer()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_local_and_inclusive_and_ordered_by_receipt() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (a, b, c) = (fixture.submitted().await, fixture.submitted().await, fixture.submitted().await);
        let refused = fixture.submitted().await;
        fixture.refuse(refused, &fixture.officer()).await.expect(200);
        // The first minutes of a local day are those of the day before in UTC.
        accepted_at(&fixture, c, "2022-03-15 00:05").await;
        accepted_at(&fixture, b, "2022-03-15 23:55").await;
        accepted_at(&fixture, a, "2022-03-16 08:00").await;
        let [a, b, c] = [a, b, c].map(|id| id.to_string());
        for reader in [director(&fixture), fixture.officer()] {
            for (query, wanted) in [
                ("acceptedFrom=2022-03-15&acceptedTo=2022-03-15", vec![&c, &b]),
                ("acceptedFrom=2022-03-15", vec![&c, &b, &a]),
                ("acceptedTo=2022-03-15&status=2", vec![&c, &b]),
                ("acceptedFrom=2022-03-16&acceptedTo=2022-03-20", vec![&a]),
                ("acceptedTo=2022-03-14", vec![]),
                ("acceptedFrom=2022-03-15&status=1", vec![]),
            ] {
                assert_eq!(
                    listed(&fixture, &reader, query).await,
                    wanted.into_iter().cloned().collect::<Vec<_>>(),
                    "{query}"
                );
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_is_read_page_by_page_and_its_cursors_are_its_own() {
    on_both(async |engine| {
        let (fixture, mut wanted) = (Fixture::start(engine).await, Vec::new());
        // All at the same moment: then their ids say the order.
        for _ in 0..5 {
            wanted.push(fixture.accepted().await.to_string());
        }
        let (reader, days) = (director(&fixture), "acceptedFrom=2022-01-01");
        let (mut read, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = fixture.service.get(&format!("{DOSSIERS}?limit=2&{days}{cursor}"), &reader).await.expect(200);
            let items = page["items"].as_array().expect("a list");
            read.extend(items.iter().filter_map(|item| item["id"].as_str().map(str::to_owned)));
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(read, wanted);
        let cursor = |page: Value| page["next"].as_str().expect("more").to_owned();
        let of_days = cursor(fixture.service.get(&format!("{DOSSIERS}?limit=2&{days}"), &reader).await.expect(200));
        let of_all = cursor(fixture.service.get(&format!("{DOSSIERS}?limit=2"), &reader).await.expect(200));
        for wrong in [format!("cursor={of_days}"), format!("{days}&cursor={of_all}")] {
            let answer = fixture.service.get(&format!("{DOSSIERS}?{wrong}"), &reader).await;
            assert_eq!(answer.wrong_fields(), ["/query/cursor"]);
        }
        let answer =
            fixture.service.get(&format!("{DOSSIERS}?acceptedFrom=2022-03-02&acceptedTo=2022-03-01"), &reader).await;
        assert_eq!(answer.wrong_fields(), ["/query/acceptedTo"]);
        fixture.service.get(&format!("{DOSSIERS}?acceptedFrom=1/3/2022"), &reader).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agency_filter_narrows_a_list_and_never_widens_it() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await.to_string();
        let stranger = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
        for days in ["", "&acceptedFrom=2022-01-01"] {
            let of = |agency: &str| format!("agency={agency}{days}");
            for reader in [director(&fixture), fixture.officer()] {
                assert_eq!(listed(&fixture, &reader, &of("H35.05")).await, std::slice::from_ref(&id));
                assert_eq!(listed(&fixture, &reader, &of("H35.06")).await, Vec::<String>::new());
            }
            assert_eq!(listed(&fixture, &stranger, &of("H35.05")).await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_is_registered_from_its_first_receipt() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish_territory("province", "2021-02-01").await;
        let id = fixture.submitted_elsewhere().await;
        assert_eq!(
            listed(&fixture, &director(&fixture), "agency=H35.05").await,
            Vec::<String>::new(),
            "not forwarded yet"
        );
        fixture.service.set_clock("2022-03-14 09:30");
        fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
        let on_the_way = "agency=H35.05&acceptedFrom=2022-03-14&acceptedTo=2022-03-14";
        let readers = [director(&fixture), fixture.officer(), fixture.receiving_counter()];
        for reader in &readers {
            assert_eq!(listed(&fixture, reader, on_the_way).await, [id.to_string()]);
        }
        fixture.service.set_clock("2022-03-16 08:00");
        fixture.receive(id, &fixture.officer()).await.expect(200);
        for reader in &readers {
            assert_eq!(listed(&fixture, reader, on_the_way).await, [id.to_string()]);
            assert_eq!(listed(&fixture, reader, "acceptedFrom=2022-03-15").await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_shows_its_procedure_version_from_the_receipt_on() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id =
        id_of(&fixture.service.command(DOSSIERS, &fixture.officer(), &fixture.submission("counter")).await.expect(201));
    assert_eq!(fixture.read(id).await["procedureVersion"], Value::Null);
    fixture.accept(id, &fixture.officer()).await.expect(200);
    fixture.publish(9, "2022-04-01").await;
    fixture.service.settle().await;
    let read = fixture.service.get(&path(id, ""), &fixture.officer()).await.expect(200);
    assert_eq!(read["procedureVersion"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_is_read_from_an_index_in_order() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let days = "received_at IS NOT NULL AND received_at >= ? AND received_at < ?";
    // As `store::list` asks it: of everybody, of an agency, of a unit that receives for others; then from a place on.
    for (who, index) in [
        ("id IS NOT NULL", "USING INDEX dossier_day (received_at>? AND received_at<?)"),
        (
            "id IS NOT NULL AND counter = 'a' AND agency = 'a'",
            "USING INDEX dossier_counter_day (counter=? AND received_at>? AND received_at<?)",
        ),
        ("receiver = 'u'", "USING INDEX dossier_receiver_day (receiver=? AND received_at>? AND received_at<?)"),
    ] {
        for place in ["", " AND received_at >= ? AND (received_at > ? OR id > ?)"] {
            let query = format!(
                "EXPLAIN QUERY PLAN SELECT * FROM dossier WHERE {who} AND {days}{place} ORDER BY received_at, id LIMIT 51"
            );
            let values = ["d", "d", "d", "d", "i"].into_iter().take(if place.is_empty() { 2 } else { 5 });
            let plan = Statement::from_sql_and_values(DbBackend::Sqlite, query, values.map(sea_orm::Value::from));
            let db = fixture.service.database.again().await;
            let rows = db.read().query_all_raw(plan).await.expect("a plan");
            let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a step")).collect();
            assert_eq!(steps.len(), 1, "no sorting: {steps:?}");
            assert!(steps[0].contains(index), "{steps:?}");
        }
    }
}
