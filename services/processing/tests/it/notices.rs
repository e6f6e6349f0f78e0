//! The applicant reads what the office wrote to them, and nobody else who is not at work on the dossier does.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::{JourneyWithdrawing, StepOpened};
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{APPROVAL, LEADERSHIP, Office, WORK, approval_step, work_step};

const DUE: &str = "2022-03-18 17:00";

fn path(dossier: DossierId) -> String {
    format!("/v1/dossiers/{dossier}/notices")
}

/// A dossier of somebody with an account, and their token.
async fn dossier_of_somebody(office: &Office) -> (DossierId, StepOpened, String) {
    let (dossier, account) = (DossierId::mint(), Uuid::now_v7());
    let step = StepOpened { applicant_account: account.to_string(), ..work_step(dossier, DUE) };
    office.open_step(dossier, &step).await;
    (dossier, step, office.rig.issuer.bearer(account, &[Role::Citizen], None))
}

fn said(page: &Value, field: &str) -> Vec<Value> {
    page["items"].as_array().expect("a list").iter().map(|item| item[field].clone()).collect()
}

#[tokio::test]
async fn the_applicant_reads_what_the_office_wrote_to_them_oldest_first() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, step, applicant) = dossier_of_somebody(&office).await;
        assert_eq!(office.rig.get(&path(dossier), &applicant).await.expect(200), json!({"items": []}));
        office.claim(&office.mai, dossier).await.expect(200);
        let fee = json!({"amountVnd": 150_000, "reason": "Phí thẩm định tại chỗ"});
        office.command(&office.mai, dossier, WORK, "fee-requirement", fee).await.expect(200);
        office.resume(dossier, "2022-03-18 17:00").await;
        office.rig.set_clock("2022-03-15 09:30");
        office.ask(&office.mai, dossier).await.expect(200);
        office.resume(dossier, "2022-04-05 17:00").await;
        let later = json!({"reason": "Chờ kết quả giám định", "promisedOn": "2022-04-20"});
        office.command(&office.leader, dossier, WORK, "extension", later).await.expect(200);
        let withdrawing = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
        office.rig.say(dossier.0, &withdrawing).await;
        office.rig.settle().await;
        let kept = json!({"reason": "Kết quả đã sẵn sàng"});
        office.command(&office.leader, dossier, WORK, "withdrawal-refusal", kept).await.expect(200);
        let note = json!({"note": "Chỉ đồng nghiệp đọc"});
        office.command(&office.mai, dossier, WORK, "completion", note).await.expect(200);
        let account = step.applicant_account;
        office
            .open_step(dossier, &StepOpened { applicant_account: account, ..approval_step(dossier, LEADERSHIP) })
            .await;
        let refusal = json!({"granted": false, "reason": "Không đủ điều kiện"});
        office.command(&office.leader, dossier, APPROVAL, "approval", refusal).await.expect(200);

        let page = office.rig.get(&path(dossier), &applicant).await.expect(200);
        let kinds = ["feeRequired", "supplementRequested", "extended", "withdrawalDeclined", "refused"];
        assert_eq!(said(&page, "kind"), kinds);
        let reasons = [
            "Phí thẩm định tại chỗ",
            "Bản sao đã hết hiệu lực",
            "Chờ kết quả giám định",
            "Kết quả đã sẵn sàng",
            "Không đủ điều kiện",
        ];
        assert_eq!(said(&page, "reason"), reasons);
        let items = &page["items"];
        assert_eq!(items[0]["amountVnd"], 150_000);
        assert_eq!((&items[1]["papers"], &items[1]["deadline"]), (&json!(["Bản sao giấy phép"]), &json!("2022-04-01")));
        assert_eq!((&items[1]["at"], &items[2]["promisedOn"]), (&json!("2022-03-15T02:30:00Z"), &json!("2022-04-20")));
        assert!(!page.to_string().contains("đồng nghiệp"), "notes are for colleagues");
    })
    .await;
}

#[tokio::test]
async fn a_stop_is_told_with_its_cause() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, _, applicant) = dossier_of_somebody(&office).await;
        let stop = json!({"cause": "other", "reason": "Đất đang có tranh chấp"});
        office.command(&office.leader, dossier, WORK, "stop", stop).await.expect(200);
        let item = office.rig.get(&path(dossier), &applicant).await.expect(200)["items"][0].clone();
        assert_eq!((&item["kind"], &item["cause"]), (&json!("stopped"), &json!("other")));
        assert_eq!(item["reason"], "Đất đang có tranh chấp");
    })
    .await;
}

#[tokio::test]
async fn notices_are_for_the_applicant_and_for_who_sees_the_work_and_for_nobody_else() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, step, applicant) = dossier_of_somebody(&office).await;
        let somebody = |role, unit| office.rig.issuer.somebody(&[role], unit);
        let director = somebody(Role::CentreDirector, Some("H35.00.02"));
        for reader in [&applicant, &office.an, &office.leader, &director] {
            office.rig.get(&path(dossier), reader).await.expect(200);
        }
        // The account alone is not enough: what an officer applies for he reads as a citizen.
        let account = step.applicant_account.parse().expect("an account");
        let strangers = [
            somebody(Role::Citizen, None),
            somebody(Role::DeptOfficer, Some("H35.05.03")),
            somebody(Role::DeptHead, Some("H35.06.02")),
            office.rig.issuer.bearer(account, &[Role::DeptOfficer], Some("H35.06.04")),
        ];
        for stranger in &strangers {
            office.rig.get(&path(dossier), stranger).await.expect(404);
        }
        office.rig.get(&path(dossier), "").await.expect(401);
        office.rig.get(&path(DossierId::mint()), &applicant).await.expect(404);
        // Nobody applied with an account.
        office.rig.get(&path(office.dossier(DUE).await), &applicant).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_applicant_still_reads_after_a_stop_was_forgotten() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (dossier, _, applicant) = dossier_of_somebody(&office).await;
        let stop = json!({"cause": "other", "reason": "Đất đang có tranh chấp"});
        office.command(&office.leader, dossier, WORK, "stop", stop).await.expect(200);
        let reopened =
            motcua_contracts::routing::JourneyReopened { dossier_id: dossier.to_string(), ..Default::default() };
        office.rig.say(dossier.0, &reopened).await;
        office.rig.assert_clean().await;
        assert_eq!(said(&office.rig.get(&path(dossier), &applicant).await.expect(200), "kind"), ["stopped"]);
    })
    .await;
}
