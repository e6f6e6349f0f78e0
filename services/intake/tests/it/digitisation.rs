//! The axis of each paper: whether it is in the electronic store, beside the status of the dossier.

use motcua_contracts::ids::DossierId;
use motcua_testkit::{Answer, Engine, on_both};
use serde_json::{Value, json};

use crate::office::{DOSSIERS, Office, id_of, path};

async fn digitise(office: &Office, id: DossierId, papers: Value) -> Answer {
    office.rig.command(&path(id, "/digitisation"), &office.officer(), &json!({ "papers": papers })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_digitised_beside_the_status_and_the_history_says_so_once() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let before = office.read(id).await;
        let papers = json!([{"code": "P1", "digitisation": "digitised"}]);
        let after = digitise(&office, id, papers.clone()).await.expect(200);
        assert_eq!(after["papers"], json!([{"code": "P1", "originals": 1, "copies": 0, "digitisation": "digitised"}]));
        for field in ["status", "dueAt", "receiptIssue", "awaitsSupplement"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(digitise(&office, id, papers).await.expect(200), after, "it is so already");
        let history = office.rig.get(&path(id, "/history/intake"), &office.officer()).await.expect(200);
        let names: Vec<_> = history["items"].as_array().expect("a list").iter().map(|entry| &entry["name"]).collect();
        assert_eq!(names, ["submitted", "accepted", "digitised"]);
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_store_when_it_is_handed_in_is_said_then_and_a_wrong_reuse_is_digitised() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let mut body = office.submission("online");
        body["papers"] = json!([{"code": "P1", "originals": 0, "copies": 1, "digitisation": "reusedResult"},
            {"code": "P2", "originals": 0, "copies": 1}]);
        let id = id_of(&office.rig.command(DOSSIERS, &office.citizen(), &body).await.expect(201));
        assert_eq!(office.read(id).await["papers"], body["papers"]);
        let both = json!([{"code": "P1", "digitisation": "digitised"}, {"code": "P2", "digitisation": "reusedPaper"}]);
        let after = digitise(&office, id, both).await.expect(200);
        let now: Vec<_> = after["papers"].as_array().expect("a list").iter().map(|one| &one["digitisation"]).collect();
        assert_eq!(now, ["digitised", "reusedPaper"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_wrong_is_said_at_once_and_changes_nothing() {
    let office = Office::open(Engine::Sqlite).await;
    let id = office.accepted().await;
    digitise(&office, id, json!([{"code": "P1", "digitisation": "digitised"}])).await.expect(200);
    let before = office.read(id).await;
    let wrong = json!([{"code": "P1", "digitisation": "notDigitised"}, {"code": "P9", "digitisation": "digitised"}]);
    let answer = digitise(&office, id, wrong).await;
    assert_eq!(answer.wrong_fields(), ["/papers/0/digitisation", "/papers/1/code"]);
    digitise(&office, id, json!([{"code": "P1", "digitisation": "burnt"}])).await.expect(422);
    digitise(&office, id, json!([])).await.expect(422);
    assert_eq!(office.read(id).await, before);
}
