//! Running dossiers concerned by a new version of their procedure: each keeps its own.

use motcua_contracts::catalogue::ProcedurePublished;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::centre::{Centre, PROCEDURE, published, step};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_lists_the_running_dossiers_of_the_older_ones_and_changes_none() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let (one, other) = (centre.accept().await, centre.accept().await);
        centre.finish().await;
        centre.ask_for_papers(other).await;
        let steps =
            vec![step(1, "receive", "H35.05.01", "intake_officer", 0), step(2, "issue", "H35.05.02", "clerk", 480)];
        let second = ProcedurePublished { version: 2, ..published(PROCEDURE, 1, steps) };
        centre.rig.say(PROCEDURE.0, &second).await;
        centre.rig.assert_clean().await;
        let editor = centre.rig.issuer.somebody(&[Role::CatalogueEditor], None);
        let path = |version| format!("/v1/procedures/{PROCEDURE}/versions/{version}/running-dossiers");
        let first = centre.rig.get(&format!("{}?limit=1", path(2)), &editor).await.expect(200);
        assert_eq!(first["items"][0]["dossierId"], json!(one));
        let rest = format!("{}?limit=1&cursor={}", path(2), first["next"].as_str().unwrap());
        let rest = centre.rig.get(&rest, &editor).await.expect(200);
        let waits = &rest["items"][0];
        assert_eq!((&waits["dossierId"], &waits["status"], &waits["version"]), (&json!(other), &json!(5), &json!(1)));
        assert_eq!((&waits["unit"], &waits["dueAt"]), (&json!("H35.05.04"), &json!("2022-03-17T10:00:00Z")));
        assert_eq!(rest.get("next"), None);
        let none = centre.rig.get(&path(1), &editor).await.expect(200);
        assert_eq!(none["items"], json!([]), "nobody follows a version before the first");
        let officer = centre.rig.issuer.somebody(&[Role::DeptOfficer], Some("H35.05.04"));
        centre.rig.get(&path(2), &officer).await.expect(403);
        centre.rig.deliver(&centre.worked(one)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said().last().map(String::as_str), Some("step.opened"), "by the steps of its own version");
    })
    .await;
}
