//! An agency that ended lives on in its successor, for those who read what it left too.

use motcua_kit::auth::Role;
use motcua_testkit::on_both;

use crate::centre::Centre;

#[tokio::test(flavor = "multi_thread")]
async fn the_successor_of_an_agency_that_ended_reads_what_it_left() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        centre.hear_of_agency("H35.05", "2022-03-31", "H35.06").await;
        centre.hear_of_agency("H35.06", "", "").await;
        let dossier = centre.accept().await;
        centre.rig.settle().await;
        let heir = centre.rig.issuer.somebody(&[Role::DeptHead], Some("H35.06.02"));
        let stranger = centre.rig.issuer.somebody(&[Role::DeptHead], Some("H35.08.02"));
        let path = |what: &str| format!("/v1/dossiers/{dossier}/{what}");
        centre.rig.set_clock("2022-03-31 09:00");
        centre.rig.get(&path("journey"), &heir).await.expect(404);
        centre.rig.set_clock("2022-04-01 09:00");
        for what in ["journey", "due-date", "control-sheet", "history/routing"] {
            centre.rig.get(&path(what), &heir).await.expect(200);
            centre.rig.get(&path(what), &stranger).await.expect(404);
        }
    })
    .await;
}
