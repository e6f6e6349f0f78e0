//! The digitisation of each paper, independent of the status of the dossier.

use motcua_contracts::ids::DossierId;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{DOSSIERS, Fixture, id_of, path};

async fn digitise(fixture: &Fixture, id: DossierId, papers: Value) -> Answer {
    fixture.service.command(&path(id, "/digitisation"), &fixture.officer(), &json!({ "papers": papers })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_digitised_independently_of_the_status_and_recorded_once() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let before = fixture.read(id).await;
        let papers = json!([{"code": "P1", "digitisation": "digitised"}]);
        let after = digitise(&fixture, id, papers.clone()).await.expect(200);
        assert_eq!(after["papers"], json!([{"code": "P1", "originals": 1, "copies": 0, "digitisation": "digitised"}]));
        for field in ["status", "dueAt", "receiptIssue", "awaitsSupplement"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(digitise(&fixture, id, papers).await.expect(200), after, "it is so already");
        let history = fixture.service.get(&path(id, "/history/intake"), &fixture.officer()).await.expect(200);
        let names: Vec<_> = history["items"].as_array().expect("a list").iter().map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["submitted", "accepted", "digitised"]);
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_may_be_digitised_at_the_submission_and_a_wrong_reuse_is_replaced() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mut body = fixture.submission("online");
        body["papers"] = json!([{"code": "P1", "originals": 0, "copies": 1, "digitisation": "reusedResult"},
            {"code": "P2", "originals": 0, "copies": 1}]);
        let id = id_of(&fixture.service.command(DOSSIERS, &fixture.citizen(), &body).await.expect(201));
        assert_eq!(fixture.read(id).await["papers"], body["papers"]);
        let both = json!([{"code": "P1", "digitisation": "digitised"}, {"code": "P2", "digitisation": "reusedPaper"}]);
        let after = digitise(&fixture, id, both).await.expect(200);
        let now: Vec<_> = after["papers"].as_array().expect("a list").iter().map(|one| &one["digitisation"]).collect();
        assert_eq!(now, ["digitised", "reusedPaper"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_paper_is_named_at_once_and_changes_nothing() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id = fixture.accepted().await;
    digitise(&fixture, id, json!([{"code": "P1", "digitisation": "digitised"}])).await.expect(200);
    let before = fixture.read(id).await;
    let wrong = json!([{"code": "P1", "digitisation": "notDigitised"}, {"code": "P9", "digitisation": "digitised"}]);
    let answer = digitise(&fixture, id, wrong).await;
    assert_eq!(answer.wrong_fields(), ["/papers/0/digitisation", "/papers/1/code"]);
    digitise(&fixture, id, json!([{"code": "P1", "digitisation": "burnt"}])).await.expect(422);
    digitise(&fixture, id, json!([])).await.expect(422);
    assert_eq!(fixture.read(id).await, before);
}
