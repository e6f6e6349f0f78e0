//! A corrected dossier: it goes its way anew, is due by the right limit, and stays one dossier.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_contracts::intake::DossierCorrected;
use motcua_contracts::processing::{ResultDecided, TaskCompleted};
use motcua_contracts::routing::{JourneyCompleted, StepOpened};
use motcua_contracts::time::{from_message, to_message};
use motcua_testkit::clock::moment;
use motcua_testkit::on_both;

use crate::centre::{Centre, PROCEDURE};

const RIGHT: &str = "2022-03-18 17:00";

fn corrected(dossier: DossierId) -> DossierCorrected {
    DossierCorrected {
        dossier_id: dossier.to_string(),
        procedure_id: PROCEDURE.to_string(),
        procedure_version: 1,
        case_code: "1".into(),
        channel: "counter".into(),
        due_at: to_message(moment(RIGHT)),
        calendar_version: 1,
    }
}

fn worked(dossier: DossierId, round: u32) -> TaskCompleted {
    let task_id = TaskId::of_step(dossier, round, 2).to_string();
    TaskCompleted { dossier_id: dossier.to_string(), task_id, step_number: 2 }
}

#[tokio::test]
async fn work_of_the_round_before_has_no_effect_and_the_new_round_ends_by_the_right_date() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        centre.rig.say(dossier.0, &worked(dossier, 0)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said(), ["journey.started", "step.opened", "journey.rerouted", "step.opened"]);
        centre.rig.say(dossier.0, &worked(dossier, 1)).await;
        let decided = ResultDecided {
            dossier_id: dossier.to_string(),
            task_id: TaskId::of_step(dossier, 1, 3).to_string(),
            step_number: 3,
            granted: true,
            ..Default::default()
        };
        centre.rig.say(dossier.0, &decided).await;
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.assert_clean().await;
        let tasks: Vec<String> = centre.rig.heard_of::<StepOpened>().into_iter().map(|step| step.task_id).collect();
        let unique: std::collections::BTreeSet<&String> = tasks.iter().collect();
        assert_eq!(unique.len(), tasks.len(), "a step opened again is another task");
        let completed = centre.rig.heard_of::<JourneyCompleted>();
        assert_eq!((completed.len(), from_message(completed[0].due_at)), (1, Some(moment(RIGHT))));
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_crosses_a_correction_is_issued_and_nothing_gets_stuck() {
    on_both(|engine| async move {
        let centre = Centre::open(engine).await;
        let dossier = centre.accept().await;
        centre.rig.say(dossier.0, &worked(dossier, 0)).await;
        centre.rig.say(dossier.0, &corrected(dossier)).await;
        centre.rig.deliver(&centre.decided(dossier)).await;
        centre.rig.deliver(&centre.issued(dossier)).await;
        centre.rig.assert_clean().await;
        assert_eq!(centre.said().last().map(String::as_str), Some("journey.completed"));
    })
    .await;
}
