//! The post office hands in for others, by delegation.

use motcua_contracts::intake::DossierAccepted;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{DOSSIERS, Office, id_of, path};

const POST_OFFICE: &str = "H35.99.01";

#[tokio::test(flavor = "multi_thread")]
async fn the_post_office_hands_in_but_never_accepts() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        // Not even what may be received everywhere.
        office.publish_territory("country", "2021-02-01").await;
        let clerk = office.rig.issuer.somebody(&[Role::PostalClerk], Some(POST_OFFICE));
        let id = id_of(&office.rig.command(DOSSIERS, &clerk, &office.submission("post")).await.expect(201));
        let reason = json!({"reason": "Người dân đề nghị"});
        for (command, body) in [("acceptance", json!({})), ("arrival", json!({})), ("refusal", reason.clone())] {
            office.rig.command(&path(id, &format!("/{command}")), &clerk, &body).await.expect(403);
        }
        office.rig.command(&path(id, "/withdrawal"), &clerk, &reason).await.expect(403);
        office.rig.command(DOSSIERS, &clerk, &office.submission("counter")).await.expect(403);
        // Nor does a colleague at a counter of the post: it is on its way to the competent agency.
        office.accept(id, &office.rig.issuer.somebody(&[Role::IntakeOfficer], Some(POST_OFFICE))).await.expect(404);
        assert_eq!(office.read(id).await["status"], 1);
        let accepted = office.accept(id, &office.officer()).await.expect(200);
        assert_eq!((&accepted["code"], &accepted["channel"]), (&json!("H35.05-220314-0001"), &json!("post")));
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<DossierAccepted>();
        assert_eq!((said.len(), said[0].helped_by_unit.as_str(), said[0].channel.as_str()), (1, POST_OFFICE, "post"));
    })
    .await;
}
