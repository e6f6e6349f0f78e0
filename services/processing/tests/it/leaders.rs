//! What the leader of an agency decides about a dossier of any claimer: a later day, a stop, a withdrawal.

use motcua_contracts::processing::{ExtensionGranted, FeeRequired, StopDecided, WithdrawalDeclined};
use motcua_contracts::routing::JourneyWithdrawing;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{Fixture, WORK};

const DUE: &str = "2022-03-18 17:00";

#[tokio::test]
async fn the_leader_promises_once_a_day_after_the_due_date() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let extend = async |who: &str, day: &str| {
            let body = json!({"reason": "Chờ ý kiến của cơ quan phối hợp", "promisedOn": day});
            fixture.command(who, dossier, WORK, "extension", body).await
        };
        // The dossier is due on the 25th.
        for day in ["0001-01-01", "2022-03-25", "2023-03-27", "9999-12-31"] {
            assert_eq!(extend(&fixture.leader, day).await.wrong_fields(), ["/promisedOn"], "{day}");
        }
        extend(&fixture.mai, "2022-03-30").await.expect(403);
        let promised = extend(&fixture.leader, "2022-03-30").await.expect(200);
        assert_eq!((&promised["extension"]["promisedOn"], &promised["state"]), (&json!("2022-03-30"), &json!("open")));
        assert_eq!(extend(&fixture.leader, "2022-04-30").await.expect(409)["code"], "conflict-state");
        assert_eq!(fixture.published().await, ["extension.granted"]);
        assert_eq!(fixture.service.published_of::<ExtensionGranted>()[0].promised_on, "2022-03-30");
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_stopped_with_its_reason_and_its_task_is_closed() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let stop = async |body| fixture.command(&fixture.leader, dossier, WORK, "stop", body).await;
        assert_eq!(stop(json!({"cause": "other"})).await.wrong_fields(), ["/reason"]);
        let overdue = json!({"cause": "supplement_overdue", "reason": "Quá hạn bổ sung hồ sơ"});
        stop(overdue).await.expect(409);
        let stopped = stop(json!({"cause": "other", "reason": "Người nộp đã mất"})).await.expect(200);
        assert_eq!(stopped["state"], "closed");
        fixture.claim(&fixture.mai, dossier).await.expect(409);
        assert_eq!(fixture.published().await, ["stop.decided"]);
        assert_eq!(fixture.service.published_of::<StopDecided>()[0].cause, "other");
    })
    .await;
}

#[tokio::test]
async fn a_dossier_is_stopped_for_papers_after_their_deadline() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        // Until the first of April.
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        let body = json!({"cause": "supplement_overdue", "reason": "Quá hạn bổ sung hồ sơ"});
        fixture.service.set_clock("2022-04-01 16:00");
        fixture.command(&fixture.leader, dossier, WORK, "stop", body.clone()).await.expect(409);
        fixture.service.set_clock("2022-04-04 08:00");
        fixture.command(&fixture.leader, dossier, WORK, "stop", body).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_leader_grants_or_declines_a_withdrawal_request() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (declined, granted) = (fixture.dossier(DUE).await, fixture.dossier(DUE).await);
        let refusal = json!({"reason": "Kết quả đã được trình ký"});
        fixture.command(&fixture.leader, declined, WORK, "withdrawal-refusal", refusal.clone()).await.expect(409);
        for dossier in [declined, granted] {
            let request = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
            fixture.service.publish(dossier.0, &request).await;
        }
        fixture.service.assert_clean().await;
        let answer = fixture.command(&fixture.leader, declined, WORK, "withdrawal-refusal", refusal).await.expect(200);
        assert_eq!((&answer["withdrawing"], &answer["state"]), (&json!(false), &json!("open")));
        let back = json!({"cause": "withdrawn", "reason": "Theo yêu cầu của người nộp"});
        fixture.command(&fixture.leader, granted, WORK, "stop", back.clone()).await.expect(200);
        fixture.command(&fixture.leader, declined, WORK, "stop", back).await.expect(409);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<WithdrawalDeclined>().len(), 1);
        assert_eq!(fixture.service.published_of::<StopDecided>()[0].cause, "withdrawn");
    })
    .await;
}

#[tokio::test]
async fn a_required_fee_pauses_the_task() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let demand = async |who: &str, amount: u64| {
            let body = json!({"amountVnd": amount, "reason": "Lệ phí theo quy định"});
            fixture.command(who, dossier, WORK, "fee-requirement", body).await
        };
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        assert_eq!(demand(&fixture.mai, 0).await.wrong_fields(), ["/amountVnd"]);
        demand(&fixture.an, 150_000).await.expect(403);
        let waits = demand(&fixture.mai, 150_000).await.expect(200);
        assert_eq!((&waits["state"], &waits["fee"]["amountVnd"]), (&json!("paused"), &json!(150_000)));
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<FeeRequired>()[0].amount_vnd, 150_000);
    })
    .await;
}

#[tokio::test]
async fn a_leader_of_another_agency_gets_not_found() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.dossier(DUE).await;
        let stranger = fixture.service.issuer.somebody(&[motcua_office::Role::DeptHead], Some("H35.06.02"));
        let body = json!({"cause": "other", "reason": "Không thuộc thẩm quyền"});
        fixture.command(&stranger, dossier, WORK, "stop", body).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_list_by_code_includes_done_tasks() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, _) = (fixture.dossier(DUE).await, fixture.dossier(DUE).await);
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        fixture.complete(&fixture.mai, dossier).await.expect(200);
        let code = format!("H35.05-{}", &dossier.to_string()[24..]);
        assert_eq!(fixture.listed(&fixture.mai, &format!("code={code}")).await, std::slice::from_ref(&code));
        assert!(fixture.listed(&fixture.mai, &format!("state=open&code={code}")).await.is_empty());
    })
    .await;
}
