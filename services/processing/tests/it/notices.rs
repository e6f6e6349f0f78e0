//! The notices to the applicant, visible to the applicant and to those who work on the dossier.

use motcua_contracts::ids::DossierId;
use motcua_contracts::routing::{JourneyWithdrawing, StepOpened};
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{APPROVAL, Fixture, LEADERSHIP, WORK, approval_step, work_step};

const DUE: &str = "2022-03-18 17:00";

fn path(dossier: DossierId) -> String {
    format!("/v1/dossiers/{dossier}/notices")
}

/// A dossier of an applicant with an account, and their token.
async fn dossier_of_somebody(fixture: &Fixture) -> (DossierId, StepOpened, String) {
    let (dossier, account) = (DossierId::mint(), Uuid::now_v7());
    let step = StepOpened { applicant_account: account.to_string(), ..work_step(dossier, DUE) };
    fixture.open_step(dossier, &step).await;
    (dossier, step, fixture.service.issuer.bearer(account, &[Role::Citizen], None))
}

fn published(page: &Value, field: &str) -> Vec<Value> {
    page["items"].as_array().expect("a list").iter().map(|item| item[field].clone()).collect()
}

#[tokio::test]
async fn the_applicant_reads_the_notices_oldest_first() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, step, applicant) = dossier_of_somebody(&fixture).await;
        assert_eq!(fixture.service.get(&path(dossier), &applicant).await.expect(200), json!({"items": []}));
        fixture.claim(&fixture.mai, dossier).await.expect(200);
        let fee = json!({"amountVnd": 150_000, "reason": "Phí thẩm định tại chỗ"});
        fixture.command(&fixture.mai, dossier, WORK, "fee-requirement", fee).await.expect(200);
        fixture.resume(dossier, "2022-03-18 17:00").await;
        fixture.service.set_clock("2022-03-15 09:30");
        fixture.ask(&fixture.mai, dossier).await.expect(200);
        fixture.resume(dossier, "2022-04-05 17:00").await;
        let later = json!({"reason": "Chờ kết quả giám định", "promisedOn": "2022-04-20"});
        fixture.command(&fixture.leader, dossier, WORK, "extension", later).await.expect(200);
        let withdrawing = JourneyWithdrawing { dossier_id: dossier.to_string(), status: 7 };
        fixture.service.publish(dossier.0, &withdrawing).await;
        fixture.service.settle().await;
        let declined = json!({"reason": "Kết quả đã sẵn sàng"});
        fixture.command(&fixture.leader, dossier, WORK, "withdrawal-refusal", declined).await.expect(200);
        let note = json!({"note": "Chỉ đồng nghiệp đọc"});
        fixture.command(&fixture.mai, dossier, WORK, "completion", note).await.expect(200);
        let account = step.applicant_account;
        fixture
            .open_step(dossier, &StepOpened { applicant_account: account, ..approval_step(dossier, LEADERSHIP) })
            .await;
        let refusal = json!({"granted": false, "reason": "Không đủ điều kiện"});
        fixture.command(&fixture.leader, dossier, APPROVAL, "approval", refusal).await.expect(200);

        let page = fixture.service.get(&path(dossier), &applicant).await.expect(200);
        let kinds = ["feeRequired", "supplementRequested", "extended", "withdrawalDeclined", "refused"];
        assert_eq!(published(&page, "kind"), kinds);
        let reasons = [
            "Phí thẩm định tại chỗ",
            "Bản sao đã hết hiệu lực",
            "Chờ kết quả giám định",
            "Kết quả đã sẵn sàng",
            "Không đủ điều kiện",
        ];
        assert_eq!(published(&page, "reason"), reasons);
        let items = &page["items"];
        assert_eq!(items[0]["amountVnd"], 150_000);
        assert_eq!((&items[1]["papers"], &items[1]["deadline"]), (&json!(["Bản sao giấy phép"]), &json!("2022-04-01")));
        assert_eq!((&items[1]["at"], &items[2]["promisedOn"]), (&json!("2022-03-15T02:30:00Z"), &json!("2022-04-20")));
        assert!(!page.to_string().contains("đồng nghiệp"), "notes are for colleagues");
    })
    .await;
}

#[tokio::test]
async fn a_stop_notice_shows_its_cause() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, _, applicant) = dossier_of_somebody(&fixture).await;
        let stop = json!({"cause": "other", "reason": "Đất đang có tranh chấp"});
        fixture.command(&fixture.leader, dossier, WORK, "stop", stop).await.expect(200);
        let item = fixture.service.get(&path(dossier), &applicant).await.expect(200)["items"][0].clone();
        assert_eq!((&item["kind"], &item["cause"]), (&json!("stopped"), &json!("other")));
        assert_eq!(item["reason"], "Đất đang có tranh chấp");
    })
    .await;
}

#[tokio::test]
async fn notices_are_visible_only_to_the_applicant_and_to_readers_of_a_step() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, step, applicant) = dossier_of_somebody(&fixture).await;
        let somebody = |role, unit| fixture.service.issuer.somebody(&[role], unit);
        let director = somebody(Role::CentreDirector, Some("H35.00.02"));
        for reader in [&applicant, &fixture.an, &fixture.leader, &director] {
            fixture.service.get(&path(dossier), reader).await.expect(200);
        }
        // The account alone is not enough: an officer reads their own application as a citizen.
        let account = step.applicant_account.parse().expect("an account");
        let strangers = [
            somebody(Role::Citizen, None),
            somebody(Role::DeptOfficer, Some("H35.05.03")),
            somebody(Role::DeptHead, Some("H35.06.02")),
            fixture.service.issuer.bearer(account, &[Role::DeptOfficer], Some("H35.06.04")),
        ];
        for stranger in &strangers {
            fixture.service.get(&path(dossier), stranger).await.expect(404);
        }
        fixture.service.get(&path(dossier), "").await.expect(401);
        fixture.service.get(&path(DossierId::mint()), &applicant).await.expect(404);
        // A dossier without an applicant account.
        fixture.service.get(&path(fixture.dossier(DUE).await), &applicant).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_applicant_reads_notices_after_a_stop_was_revoked() {
    on_both(|engine| async move {
        let fixture = Fixture::start(engine).await;
        let (dossier, _, applicant) = dossier_of_somebody(&fixture).await;
        let stop = json!({"cause": "other", "reason": "Đất đang có tranh chấp"});
        fixture.command(&fixture.leader, dossier, WORK, "stop", stop).await.expect(200);
        let reopened =
            motcua_contracts::routing::JourneyReopened { dossier_id: dossier.to_string(), ..Default::default() };
        fixture.service.publish(dossier.0, &reopened).await;
        fixture.service.assert_clean().await;
        assert_eq!(published(&fixture.service.get(&path(dossier), &applicant).await.expect(200), "kind"), ["stopped"]);
    })
    .await;
}
