//! Applying the history again gives the stored stage; the history names no person.

use motcua_contracts::AgencyCode;
use motcua_contracts::ids::{DossierId, ProcedureId};
use motcua_kit::Clock;
use motcua_results::domain::{Decision, Event, ResultDocument, Stage};
use motcua_testkit::on_both;
use sea_orm::{ConnectionTrait, Statement};

use crate::fixture::{AGENCY, Fixture, collected};

#[tokio::test(flavor = "multi_thread")]
async fn applying_the_history_gives_the_stored_stage() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.ready(1).await;
        fixture.hand_over(dossier, &collected()).await.expect(200);
        let read = async |sql: &str| {
            let db = fixture.service.database.db.read();
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
            rows.iter().map(|row| row.try_get::<String>("", "text").unwrap()).collect::<Vec<_>>()
        };
        let history = read("SELECT event AS text FROM history ORDER BY version").await;
        assert_eq!(history.len(), 4);
        assert!(!history.concat().contains("Mai"), "{history:?}");
        let decision = Decision {
            code: String::new(),
            agency: AgencyCode::new(AGENCY),
            procedure: ProcedureId::mint(),
            granted: true,
            at: Clock::System.now(),
        };
        let mut document = ResultDocument::new(DossierId::mint(), 0, decision);
        for event in &history {
            document.apply(&serde_json::from_str::<Event>(event).unwrap());
        }
        let stored: Stage = serde_json::from_str(&read("SELECT stage AS text FROM result_document").await[0]).unwrap();
        assert_eq!(document.stage, stored);
        let trail = read("SELECT name AS text FROM history ORDER BY version").await;
        assert_eq!(trail, ["drafted", "issued", "hand_over_opened", "returned"]);
    })
    .await;
}
