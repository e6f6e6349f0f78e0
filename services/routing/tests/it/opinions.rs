//! Opinions that other units are asked for: whoever closes or merges a unit sees them, and they move with its work.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::processing::{OpinionGiven, OpinionRequested};
use motcua_contracts::routing::{JourneyMoved, StepOpened};
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::centre::{AGENCY, Centre};

/// The unit that is asked, of an agency that has ended, and the one that takes its work over.
const ASKED: &str = "H35.07.04";
const HEIR: &str = "H35.06.04";
const REASON: &str = "Sáp nhập theo Nghị quyết 12/NQ-HĐND";

/// A centre where a dossier awaits the opinion of a unit that has closed.
async fn consulted(engine: Engine) -> (Centre, String, DossierId, TaskId) {
    let centre = Centre::open(engine).await;
    centre.hear_of_agency("H35.07", "2022-03-13", "H35.06").await;
    centre.hear_of_agency("H35.06", "", "").await;
    let director = centre.rig.issuer.somebody(&[Role::CentreDirector], None);
    let (dossier, task) = (centre.accept().await, TaskId::mint());
    ask(&centre, dossier, task).await;
    (centre, director, dossier, task)
}

async fn ask(centre: &Centre, dossier: DossierId, task: TaskId) {
    let (dossier_id, task_id) = (dossier.to_string(), task.to_string());
    let asked = OpinionRequested { dossier_id, task_id, agency: AGENCY.into(), unit: ASKED.into() };
    centre.rig.say(dossier.0, &asked).await;
    centre.rig.assert_clean().await;
}

async fn give(centre: &Centre, dossier: DossierId, task: TaskId, unit: &str) {
    let (dossier_id, task_id) = (dossier.to_string(), task.to_string());
    centre.rig.say(dossier.0, &OpinionGiven { dossier_id, task_id, unit: unit.into() }).await;
    centre.rig.assert_clean().await;
}

async fn move_work(centre: &Centre, director: &str, dry_run: bool) -> Value {
    let body = json!({"fromUnit": ASKED, "toUnit": HEIR, "reason": REASON, "dryRun": dry_run});
    centre.rig.command("/v1/journeys/moves", director, &body).await.expect(200)
}

/// How many opinions the unit of a number in the list of its agency is asked for.
async fn awaited(centre: &Centre, director: &str, unit: &str) -> Value {
    let (agency, number) = (&unit[..6], unit[7..].parse::<usize>().unwrap());
    let work = centre.rig.get(&format!("/v1/agencies/{agency}/open-work"), director).await.expect(200);
    let unit = &work["units"][number - 1];
    assert_eq!((&unit["held"], &unit["toCome"]), (&json!(0), &json!(0)));
    unit["opinions"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_moves_with_the_work_of_the_unit_that_is_asked() {
    on_both(|engine| async move {
        let (centre, director, dossier, task) = consulted(engine).await;
        let read = async |what: &str| centre.rig.get(&format!("/v1/dossiers/{dossier}/{what}"), &director).await;
        let before = read("journey").await.expect(200);
        assert_eq!(awaited(&centre, &director, ASKED).await, 1);
        let moves = json!([{"dossierId": dossier, "outcome": "moved", "holds": false}]);
        assert_eq!(move_work(&centre, &director, true).await["items"], moves);
        let moved = move_work(&centre, &director, false).await;
        assert_eq!((&moved["items"], &moved["left"]), (&moves, &json!(0)));
        centre.rig.assert_clean().await;
        let said = centre.rig.heard_of::<JourneyMoved>();
        let told: Vec<_> = said.iter().map(|it| (it.from_unit.as_str(), it.to_unit.as_str(), it.holds)).collect();
        assert_eq!(told, [(ASKED, HEIR, false)]);
        assert_eq!(centre.rig.heard_of::<StepOpened>().len(), 1);
        assert_eq!(read("journey").await.expect(200), before, "neither step nor due date");
        assert_eq!(awaited(&centre, &director, ASKED).await, 0);
        assert_eq!(awaited(&centre, &director, HEIR).await, 1);
        give(&centre, dossier, task, HEIR).await;
        assert_eq!(awaited(&centre, &director, HEIR).await, 0);
        let history = read("history/routing").await.expect(200);
        let told: Vec<(&Value, &Value)> =
            history["items"].as_array().unwrap().iter().map(|entry| (&entry["name"], &entry["reason"])).collect();
        let plain = |name: &str| (json!(name), Value::Null);
        let expected =
            [plain("started"), plain("opinion_asked"), (json!("moved"), json!(REASON)), plain("opinion_given")];
        assert_eq!(told, expected.iter().map(|(name, reason)| (name, reason)).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_given_while_its_unit_moved_is_not_awaited_any_more() {
    on_both(|engine| async move {
        let (centre, director, dossier, task) = consulted(engine).await;
        move_work(&centre, &director, false).await;
        give(&centre, dossier, task, ASKED).await;
        assert_eq!(awaited(&centre, &director, HEIR).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_ends_awaits_no_opinion_and_leaves_none_to_move() {
    on_both(|engine| async move {
        let (centre, director, dossier, _) = consulted(engine).await;
        centre.rig.deliver(&centre.worked(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(awaited(&centre, &director, ASKED).await, 0);
        assert_eq!(move_work(&centre, &director, false).await["items"], json!([]));
    })
    .await;
}
