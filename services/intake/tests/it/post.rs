//! The post office hands in for applicants, by delegation.

use motcua_contracts::intake::DossierAccepted;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{DOSSIERS, Fixture, id_of, path};

const POST_OFFICE: &str = "H35.99.01";

#[tokio::test(flavor = "multi_thread")]
async fn the_post_office_hands_in_but_never_accepts() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        // Not even what may be received everywhere.
        fixture.publish_territory("country", "2021-02-01").await;
        let clerk = fixture.service.issuer.somebody(&[Role::PostalClerk], Some(POST_OFFICE));
        let id = id_of(&fixture.service.command(DOSSIERS, &clerk, &fixture.submission("post")).await.expect(201));
        let reason = json!({"reason": "Người dân đề nghị"});
        for (command, body) in [("acceptance", json!({})), ("arrival", json!({})), ("refusal", reason.clone())] {
            fixture.service.command(&path(id, &format!("/{command}")), &clerk, &body).await.expect(403);
        }
        fixture.service.command(&path(id, "/withdrawal"), &clerk, &reason).await.expect(403);
        fixture.service.command(DOSSIERS, &clerk, &fixture.submission("counter")).await.expect(403);
        // Nor does an intake officer of the post office.
        fixture
            .accept(id, &fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some(POST_OFFICE)))
            .await
            .expect(404);
        assert_eq!(fixture.read(id).await["status"], 1);
        let accepted = fixture.accept(id, &fixture.officer()).await.expect(200);
        assert_eq!((&accepted["code"], &accepted["channel"]), (&json!("H35.05-220314-0001"), &json!("post")));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierAccepted>();
        assert_eq!(
            (published.len(), published[0].helped_by_unit.as_str(), published[0].channel.as_str()),
            (1, POST_OFFICE, "post")
        );
    })
    .await;
}
