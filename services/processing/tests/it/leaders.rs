//! What the leader of an agency decides about a dossier, whoever holds it: a later day, an end, a wish to withdraw.

use motcua_contracts::processing::{ExtensionGranted, FeeRequired, StopDecided, WithdrawalDeclined};
use motcua_contracts::routing::JourneyWithdrawing;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{Office, WORK};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn the_leader_apologises_once_and_promises_a_day_after_the_due_date() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let extend = async |who: &str, day: &str| {
            let body = json!({"reason": "Chờ ý kiến của cơ quan phối hợp", "promisedOn": day});
            office.command(who, dossier, WORK, "extension", body).await
        };
        // The dossier is due on the 25th.
        for day in ["0001-01-01", "2022-03-25", "2023-03-27", "9999-12-31"] {
            assert_eq!(extend(&office.leader, day).await.wrong_fields(), ["/promisedOn"], "{day}");
        }
        extend(&office.mai, "2022-03-30").await.expect(403);
        let promised = extend(&office.leader, "2022-03-30").await.expect(200);
        assert_eq!((&promised["extension"]["promisedOn"], &promised["state"]), (&json!("2022-03-30"), &json!("open")));
        assert_eq!(extend(&office.leader, "2022-04-30").await.expect(409)["code"], "conflict-state");
        assert_eq!(office.said().await, ["extension.granted"]);
        assert_eq!(office.rig.heard_of::<ExtensionGranted>()[0].promised_on, "2022-03-30");
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_stopped_with_its_reason_and_its_task_is_closed() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let stop = async |body| office.command(&office.leader, dossier, WORK, "stop", body).await;
        assert_eq!(stop(json!({"cause": "other"})).await.wrong_fields(), ["/reason"]);
        let overdue = json!({"cause": "supplement_overdue", "reason": "Quá hạn bổ sung hồ sơ"});
        stop(overdue).await.expect(409);
        let stopped = stop(json!({"cause": "other", "reason": "Người nộp đã mất"})).await.expect(200);
        assert_eq!(stopped["state"], "closed");
        office.claim(&office.mai, dossier).await.expect(409);
        assert_eq!(office.said().await, ["stop.decided"]);
        assert_eq!(office.rig.heard_of::<StopDecided>()[0].cause, "other");
    })
    .await;
}

#[tokio::test]
async fn papers_that_do_not_come_in_time_end_the_dossier_after_their_last_day() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        office.claim(&office.mai, dossier).await.expect(200);
        // Until the first of April.
        office.ask(&office.mai, dossier).await.expect(200);
        let body = json!({"cause": "supplement_overdue", "reason": "Quá hạn bổ sung hồ sơ"});
        office.rig.set_clock("2022-04-01 16:00");
        office.command(&office.leader, dossier, WORK, "stop", body.clone()).await.expect(409);
        office.rig.set_clock("2022-04-04 08:00");
        office.command(&office.leader, dossier, WORK, "stop", body).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_wish_to_withdraw_is_answered_by_the_leader() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (kept, given_back) = (office.dossier(DUE).await, office.dossier(DUE).await);
        let keep = json!({"reason": "Kết quả đã được trình ký"});
        office.command(&office.leader, kept, WORK, "withdrawal-refusal", keep.clone()).await.expect(409);
        for dossier in [kept, given_back] {
            let wish = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
            office.rig.say(dossier.0, &wish).await;
        }
        office.rig.assert_clean().await;
        let answer = office.command(&office.leader, kept, WORK, "withdrawal-refusal", keep).await.expect(200);
        assert_eq!((&answer["withdrawing"], &answer["state"]), (&json!(false), &json!("open")));
        let back = json!({"cause": "withdrawn", "reason": "Theo yêu cầu của người nộp"});
        office.command(&office.leader, given_back, WORK, "stop", back.clone()).await.expect(200);
        office.command(&office.leader, kept, WORK, "stop", back).await.expect(409);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<WithdrawalDeclined>().len(), 1);
        assert_eq!(office.rig.heard_of::<StopDecided>()[0].cause, "withdrawn");
    })
    .await;
}

#[tokio::test]
async fn a_fee_that_is_demanded_makes_the_task_wait() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let demand = async |who: &str, amount: u64| {
            let body = json!({"amountVnd": amount, "reason": "Lệ phí theo quy định"});
            office.command(who, dossier, WORK, "fee-requirement", body).await
        };
        office.claim(&office.mai, dossier).await.expect(200);
        assert_eq!(demand(&office.mai, 0).await.wrong_fields(), ["/amountVnd"]);
        demand(&office.an, 150_000).await.expect(403);
        let waits = demand(&office.mai, 150_000).await.expect(200);
        assert_eq!((&waits["state"], &waits["fee"]["amountVnd"]), (&json!("paused"), &json!(150_000)));
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<FeeRequired>()[0].amount_vnd, 150_000);
    })
    .await;
}

#[tokio::test]
async fn a_leader_of_another_agency_does_not_even_see_the_task() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let dossier = office.dossier(DUE).await;
        let stranger = office.rig.issuer.somebody(&[motcua_kit::auth::Role::DeptHead], Some("H35.06.02"));
        let body = json!({"cause": "other", "reason": "Không thuộc thẩm quyền"});
        office.command(&stranger, dossier, WORK, "stop", body).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_code_finds_the_tasks_of_its_dossier_also_those_that_are_done() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, _) = (office.dossier(DUE).await, office.dossier(DUE).await);
        office.claim(&office.mai, dossier).await.expect(200);
        office.complete(&office.mai, dossier).await.expect(200);
        let code = format!("H35.05-{}", &dossier.to_string()[24..]);
        assert_eq!(office.listed(&office.mai, &format!("code={code}")).await, std::slice::from_ref(&code));
        assert!(office.listed(&office.mai, &format!("state=open&code={code}")).await.is_empty());
    })
    .await;
}
