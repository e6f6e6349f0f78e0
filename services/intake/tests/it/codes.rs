//! The legal codes: without gaps and duplicates, under concurrency and failures.

use std::collections::BTreeSet;

use futures::future::{join, join_all};
use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::DossierAccepted;
use motcua_testkit::on_both;
use motcua_testkit::service::key;
use serde_json::{Value, json};

use crate::fixture::{Fixture, path};

const ACCEPTED: usize = 50;
const REFUSED: usize = 10;
const RACES: usize = 5;

async fn submitted(fixture: &Fixture, count: usize) -> Vec<DossierId> {
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(fixture.submitted().await);
    }
    ids
}

/// Two acceptances that share a key: both start, one of them finds the key taken after it took a number.
async fn race(fixture: &Fixture, officer: &str, one: DossierId, other: DossierId) -> usize {
    let (key, body) = (key(), json!({}));
    let (first, second) = (path(one, "/acceptance"), path(other, "/acceptance"));
    let (first, second) =
        join(fixture.service.post(&first, officer, &key, &body), fixture.service.post(&second, officer, &key, &body))
            .await;
    let statuses = BTreeSet::from([first.status.as_u16(), second.status.as_u16()]);
    assert_eq!(statuses, BTreeSet::from([200, 422]), "{} {}", first.json, second.json);
    1
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_have_no_gaps_and_no_duplicates_under_concurrency() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let officer = fixture.officer();
        let (good, bad) = (submitted(&fixture, ACCEPTED).await, submitted(&fixture, REFUSED).await);
        let raced = submitted(&fixture, RACES * 2).await;
        for id in &bad {
            fixture.refuse(*id, &officer).await.expect(200);
        }
        let accepted = join_all(good.iter().map(|id| fixture.accept(*id, &officer)));
        // Each of these a second time, by somebody else in the same moment.
        let twice = join_all(good.iter().step_by(5).map(|id| fixture.accept(*id, &officer)));
        let rejected = join_all(bad.iter().map(|id| fixture.accept(*id, &officer)));
        let races = join_all(raced.chunks(2).map(|pair| race(&fixture, &officer, pair[0], pair[1])));
        let ((accepted, twice), (rejected, races)) = join(join(accepted, twice), join(rejected, races)).await;

        rejected.into_iter().for_each(|answer| drop(answer.expect(409)));
        let accepted: Vec<Value> = accepted.into_iter().map(|answer| answer.expect(200)).collect();
        for (answer, place) in twice.into_iter().zip((0..).step_by(5)) {
            assert_eq!(answer.expect(200)["code"], accepted[place]["code"]);
        }
        fixture.service.assert_clean().await;
        let mut codes: Vec<String> =
            fixture.service.published_of::<DossierAccepted>().into_iter().map(|accepted| accepted.code).collect();
        codes.sort();
        let count = ACCEPTED + races.into_iter().sum::<usize>();
        let expected: Vec<String> = (1..=count).map(|number| format!("H35.05-220314-{number:04}")).collect();
        assert_eq!(codes, expected);
        let answered: BTreeSet<&str> = accepted.iter().filter_map(|answer| answer["code"].as_str()).collect();
        assert_eq!(answered.len(), ACCEPTED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_local_day_starts_with_number_one() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mut codes = Vec::new();
        // Midnight in Viet Nam is 17:00 the day before in UTC.
        for time in ["2022-03-14 23:58", "2022-03-14 23:59", "2022-03-15 00:00"] {
            fixture.service.set_clock(time);
            let id = fixture.submitted().await;
            codes.push(fixture.accept(id, &fixture.officer()).await.expect(200)["code"].clone());
        }
        assert_eq!(codes, ["H35.05-220314-0001", "H35.05-220314-0002", "H35.05-220315-0001"]);
    })
    .await;
}
