//! The successor of an agency that ended reads its dossiers.

use motcua_office::Role;
use motcua_testkit::on_both;

use crate::fixture::Fixture;

#[tokio::test(flavor = "multi_thread")]
async fn the_successor_of_an_ended_agency_reads_its_dossiers() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        fixture.publish_agency("H35.05", "2022-03-31", "H35.06").await;
        fixture.publish_agency("H35.06", "", "").await;
        let dossier = fixture.accept().await;
        fixture.service.settle().await;
        let successor = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.06.02"));
        let stranger = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.08.02"));
        let path = |what: &str| format!("/v1/dossiers/{dossier}/{what}");
        fixture.service.set_clock("2022-03-31 09:00");
        fixture.service.get(&path("journey"), &successor).await.expect(404);
        fixture.service.set_clock("2022-04-01 09:00");
        for what in ["journey", "due-date", "control-sheet", "history/routing"] {
            fixture.service.get(&path(what), &successor).await.expect(200);
            fixture.service.get(&path(what), &stranger).await.expect(404);
        }
    })
    .await;
}
