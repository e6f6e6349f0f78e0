//! Who sees which tasks, in which order, and that a queue stays fast.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use crate::office::{DIVISION, LEADERSHIP, Office, WORK, approval_step, path, work_step};

#[tokio::test]
async fn a_queue_shows_the_most_urgent_first_page_by_page() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let mut expected = Vec::new();
        for due in ["2022-03-22 17:00", "2022-03-16 17:00", "2022-03-18 17:00", "2022-03-18 17:00"] {
            let dossier = office.dossier(due).await;
            expected.push((due, TaskId::of_step(dossier, 0, WORK), work_step(dossier, due).code));
        }
        expected.sort();
        let expected: Vec<String> = expected.into_iter().map(|(_, _, code)| code).collect();
        assert_eq!(office.listed(&office.mai, "").await, expected);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = office.rig.get(&format!("/v1/tasks?limit=1{cursor}"), &office.mai).await.expect(200);
            seen.push(page["items"][0]["code"].as_str().unwrap_or_default().to_owned());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn a_list_is_narrowed_by_state_and_kind() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let open = office.dossier("2022-03-18 17:00").await;
        let claimed = office.dossier("2022-03-18 17:00").await;
        office.claim(&office.head, claimed).await.expect(200);
        let done = office.dossier("2022-03-18 17:00").await;
        office.claim(&office.mai, done).await.expect(200);
        office.complete(&office.mai, done).await.expect(200);
        office.open_step(done, &approval_step(done, DIVISION)).await;
        let code = |dossier| work_step(dossier, "2022-03-18 17:00").code;
        assert_eq!(office.listed(&office.head, "state=open&kind=work").await, [code(open)]);
        assert_eq!(office.listed(&office.head, "state=claimed").await, [code(claimed)]);
        assert_eq!(office.listed(&office.head, "state=done").await, [code(done)]);
        assert_eq!(office.listed(&office.head, "kind=approve").await, [code(done)]);
        assert_eq!(office.listed(&office.head, "").await.len(), 3);
        for query in ["state=lost", "kind=dance", "limit=0", "cursor=x", "colour=red"] {
            office.rig.get(&format!("/v1/tasks?{query}"), &office.head).await.expect(422);
        }
    })
    .await;
}

#[tokio::test]
async fn staff_see_the_tasks_of_their_unit_and_role_and_nobody_else_does() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier("2022-03-18 17:00").await;
        let view = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let somebody = |roles: &[Role], unit| office.rig.issuer.somebody(roles, unit);
        let strangers = [
            somebody(&[Role::DeptOfficer], Some(LEADERSHIP)),
            somebody(&[Role::DeptHead], Some("H35.06.02")),
            somebody(&[Role::DeptOfficer], None),
            somebody(&[], Some(DIVISION)),
            somebody(&[Role::Citizen], None),
        ];
        for stranger in &strangers {
            office.rig.get(&view, stranger).await.expect(404);
            assert_eq!(office.listed(stranger, "").await, Vec::<String>::new());
        }
        office.claim(&strangers[0], dossier).await.expect(404);
        office.claim(&strangers[4], dossier).await.expect(403);
        let mine = office.rig.get(&view, &office.mai).await.expect(200);
        assert_eq!((&mine["state"], &mine["claimedByMe"]), (&json!("open"), &json!(false)));
        office.rig.get(&view, "").await.expect(401);
        // The leader of the agency reads every task of its dossiers one by one, by id or code, and queues for none.
        office.rig.get(&view, &office.leader).await.expect(200);
        let code = mine["code"].as_str().unwrap_or_default();
        assert_eq!(office.listed(&office.leader, &format!("code={code}")).await, [code]);
        assert_eq!(office.listed(&office.leader, "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn director_and_auditor_see_everything_and_work_on_nothing() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier("2022-03-18 17:00").await;
        for role in [Role::CentreDirector, Role::Auditor] {
            let reader = office.rig.issuer.somebody(&[role], Some("H35.00.02"));
            assert_eq!(office.listed(&reader, "").await.len(), 1);
            office.claim(&reader, dossier).await.expect(403);
            // Another role beside it does not reach into other units either.
            let both = office.rig.issuer.somebody(&[role, Role::DeptOfficer], Some("H35.00.02"));
            office.claim(&both, dossier).await.expect(403);
        }
        assert_eq!(office.said().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.rig.command(&path(DossierId::mint(), WORK, "claim"), &office.mai, &json!({})).await.expect(404);
        office.rig.command("/v1/tasks/nonsense/claim", &office.mai, &json!({})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_units_queue_is_read_from_its_own_index_in_order() {
    let office = Office::open(Engine::Sqlite).await;
    // As `store::list` asks it.
    let query = "EXPLAIN QUERY PLAN SELECT id FROM task WHERE unit = ? AND role IN (?) AND ended_at IS NULL \
                 AND state = ? AND due_at >= ? AND (due_at > ? OR id > ?) ORDER BY due_at, id LIMIT ?";
    let values = ["u", "r", "open", "d", "d", "i"].map(sea_orm::Value::from).into_iter().chain([1i64.into()]);
    let plan = Statement::from_sql_and_values(DbBackend::Sqlite, query, values);
    // Explaining runs nothing, so a connection would not notice that the tables changed since it read them.
    let db = office.rig.database.again().await;
    let rows = db.read().query_all_raw(plan).await.expect("a plan");
    let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a step")).collect();
    assert_eq!(steps.len(), 1, "no sorting: {steps:?}");
    assert!(steps[0].contains("USING INDEX task_queue (unit=? AND due_at>?)"), "{steps:?}");
}
