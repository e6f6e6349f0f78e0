//! Who sees which tasks, in which order, and that a queue stays fast.

use motcua_contracts::ids::{DossierId, TaskId};
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use crate::fixture::{DIVISION, Fixture, LEADERSHIP, WORK, approval_step, path, work_step};

#[tokio::test]
async fn a_queue_shows_the_most_urgent_first_page_by_page() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let mut expected = Vec::new();
        for due in ["2022-03-22 17:00", "2022-03-16 17:00", "2022-03-18 17:00", "2022-03-18 17:00"] {
            let dossier = fixture.dossier(due).await;
            expected.push((due, TaskId::of_step(dossier, 0, WORK), work_step(dossier, due).code));
        }
        expected.sort();
        let expected: Vec<String> = expected.into_iter().map(|(_, _, code)| code).collect();
        assert_eq!(fixture.listed(&fixture.mai, "").await, expected);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = fixture.service.get(&format!("/v1/tasks?limit=1{cursor}"), &fixture.mai).await.expect(200);
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
async fn a_list_is_filtered_by_state_and_kind() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let open = fixture.dossier("2022-03-18 17:00").await;
        let claimed = fixture.dossier("2022-03-18 17:00").await;
        fixture.claim(&fixture.head, claimed).await.expect(200);
        let done = fixture.dossier("2022-03-18 17:00").await;
        fixture.claim(&fixture.mai, done).await.expect(200);
        fixture.complete(&fixture.mai, done).await.expect(200);
        fixture.open_step(done, &approval_step(done, DIVISION)).await;
        let code = |dossier| work_step(dossier, "2022-03-18 17:00").code;
        assert_eq!(fixture.listed(&fixture.head, "state=open&kind=work").await, [code(open)]);
        assert_eq!(fixture.listed(&fixture.head, "state=claimed").await, [code(claimed)]);
        assert_eq!(fixture.listed(&fixture.head, "state=done").await, [code(done)]);
        assert_eq!(fixture.listed(&fixture.head, "kind=approve").await, [code(done)]);
        assert_eq!(fixture.listed(&fixture.head, "").await.len(), 3);
        for query in ["state=lost", "kind=dance", "limit=0", "cursor=x", "colour=red"] {
            fixture.service.get(&format!("/v1/tasks?{query}"), &fixture.head).await.expect(422);
        }
    })
    .await;
}

#[tokio::test]
async fn tasks_are_visible_only_to_staff_of_their_unit_and_role() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier("2022-03-18 17:00").await;
        let view = format!("/v1/tasks/{}", TaskId::of_step(dossier, 0, WORK));
        let somebody = |roles: &[Role], unit| fixture.service.issuer.somebody(roles, unit);
        let strangers = [
            somebody(&[Role::DeptOfficer], Some(LEADERSHIP)),
            somebody(&[Role::DeptHead], Some("H35.06.02")),
            somebody(&[Role::DeptOfficer], None),
        ];
        for stranger in &strangers {
            fixture.service.get(&view, stranger).await.expect(404);
            assert_eq!(fixture.listed(stranger, "").await, Vec::<String>::new());
        }
        fixture.claim(&strangers[0], dossier).await.expect(404);
        for stranger in [somebody(&[], Some(DIVISION)), somebody(&[Role::Citizen], None)] {
            fixture.service.get(&view, &stranger).await.expect(403);
            fixture.service.get("/v1/tasks", &stranger).await.expect(403);
            fixture.claim(&stranger, dossier).await.expect(403);
        }
        let mine = fixture.service.get(&view, &fixture.mai).await.expect(200);
        assert_eq!((&mine["state"], &mine["claimedByMe"]), (&json!("open"), &json!(false)));
        fixture.service.get(&view, "").await.expect(401);
        // The leader of the agency reads every task of its dossiers one by one, by id or code, and queues for none.
        fixture.service.get(&view, &fixture.leader).await.expect(200);
        let code = mine["code"].as_str().unwrap_or_default();
        assert_eq!(fixture.listed(&fixture.leader, &format!("code={code}")).await, [code]);
        assert_eq!(fixture.listed(&fixture.leader, "").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn director_and_auditor_read_all_tasks_and_claim_none() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier("2022-03-18 17:00").await;
        for role in [Role::CentreDirector, Role::Auditor] {
            let reader = fixture.service.issuer.somebody(&[role], Some("H35.00.02"));
            assert_eq!(fixture.listed(&reader, "").await.len(), 1);
            fixture.claim(&reader, dossier).await.expect(403);
            // An additional role gives no access to other units either.
            let both = fixture.service.issuer.somebody(&[role, Role::DeptOfficer], Some("H35.00.02"));
            fixture.claim(&both, dossier).await.expect(403);
        }
        assert_eq!(fixture.published().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn commands_to_unknown_tasks_are_not_found() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        fixture.service.command(&path(DossierId::mint(), WORK, "claim"), &fixture.mai, &json!({})).await.expect(404);
        fixture.service.command("/v1/tasks/nonsense/claim", &fixture.mai, &json!({})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_units_queue_is_read_from_its_own_index_in_order() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    // As `store::list` asks it.
    let query = "EXPLAIN QUERY PLAN SELECT id FROM task WHERE unit = ? AND role IN (?) AND ended_at IS NULL \
                 AND state = ? AND due_at >= ? AND (due_at > ? OR id > ?) ORDER BY due_at, id LIMIT ?";
    let values = ["u", "r", "open", "d", "d", "i"].map(sea_orm::Value::from).into_iter().chain([1i64.into()]);
    let plan = Statement::from_sql_and_values(DbBackend::Sqlite, query, values);
    // Explaining runs nothing, so a connection would not notice that the tables changed since it read them.
    let db = fixture.service.database.again().await;
    let rows = db.read().query_all_raw(plan).await.expect("a plan");
    let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a step")).collect();
    assert_eq!(steps.len(), 1, "no sorting: {steps:?}");
    assert!(steps[0].contains("USING INDEX task_queue (unit=? AND due_at>?)"), "{steps:?}");
}
