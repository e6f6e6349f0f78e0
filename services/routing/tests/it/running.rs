//! Running dossiers of an older version of a procedure: each keeps its version.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{Fixture, PROCEDURE, published, step};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_lists_the_running_dossiers_of_older_ones() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (one, other) = (fixture.accept().await, fixture.accept().await);
        fixture.finish().await;
        fixture.request_papers(other).await;
        let steps =
            vec![step(1, "receive", "H35.05.01", "intake_officer", 0), step(2, "issue", "H35.05.02", "clerk", 480)];
        let second = ProcedurePublished { version: 2, ..published(PROCEDURE, 1, steps) };
        fixture.service.publish(PROCEDURE.0, &second).await;
        fixture.service.assert_clean().await;
        let editor = fixture.service.issuer.somebody(&[Role::CatalogueEditor], None);
        let path = |version| format!("/v1/procedures/{PROCEDURE}/versions/{version}/running-dossiers");
        let first = fixture.service.get(&format!("{}?limit=1", path(2)), &editor).await.expect(200);
        assert_eq!(first["items"][0]["dossierId"], json!(one));
        let rest = format!("{}?limit=1&cursor={}", path(2), first["next"].as_str().unwrap());
        let rest = fixture.service.get(&rest, &editor).await.expect(200);
        let waits = &rest["items"][0];
        assert_eq!((&waits["dossierId"], &waits["status"], &waits["version"]), (&json!(other), &json!(5), &json!(1)));
        assert_eq!((&waits["unit"], &waits["dueAt"]), (&json!("H35.05.04"), &json!("2022-03-17T10:00:00Z")));
        assert_eq!(rest.get("next"), None);
        let none = fixture.service.get(&path(1), &editor).await.expect(200);
        assert_eq!(none["items"], json!([]), "no version precedes the first");
        let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.05.04"));
        fixture.service.get(&path(2), &officer).await.expect(403);
        fixture.service.deliver(&fixture.worked(one)).await;
        fixture.service.assert_clean().await;
        assert_eq!(
            fixture.published_names().last().map(String::as_str),
            Some("step.opened"),
            "by the steps of its own version"
        );
    })
    .await;
}
