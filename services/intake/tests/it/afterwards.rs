//! Operations after the acceptance: correction, withdrawal, payment.

use motcua_contracts::ids::{DossierId, FeeId};
use motcua_contracts::intake::{DossierCorrected, DossierWithdrawn, FeePaid, WithdrawalRequested};
use motcua_contracts::processing::{FeeRequired, WithdrawalDeclined};
use motcua_testkit::{Shape, on_both};
use serde_json::{Value, json};

use crate::fixture::{Fixture, path};

async fn correct(fixture: &Fixture, id: DossierId, body: &Value) -> motcua_testkit::Answer {
    fixture.service.command(&path(id, "/correction"), &fixture.officer(), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn correcting_the_procedure_issues_the_receipt_again_under_the_same_code() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = Fixture::start(shape).await;
        let id = fixture.accepted().await;
        let before = fixture.read(id).await;
        // The right limit is twice as long; what was accepted at eight on a Monday is counted from there.
        let right = fixture.another_procedure(10).await;
        fixture.service.set_clock("2022-03-16 15:00");
        let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
        let after = correct(&fixture, id, &body).await.expect(200);
        assert_eq!((&after["code"], &after["acceptedAt"]), (&before["code"], &before["acceptedAt"]));
        assert_eq!((&before["dueOn"], &after["dueOn"]), (&json!("2022-03-21"), &json!("2022-03-28")));
        assert_eq!((&after["receiptIssue"], &after["procedureId"]), (&json!(2), &json!(right)));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierCorrected>();
        assert_eq!(published.len(), 1, "{shape:?}");
        assert_eq!(published[0].procedure_id, right.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn correcting_the_applicant_publishes_no_event() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        let applicant = json!({"name": "Lò Thị Mây", "identityNumber": "012300000018", "phone": "0912345679",
            "address": "Bản Nà Cọ, xã Bum Tở"});
        let body = json!({"applicant": applicant, "reason": "Ghi nhầm họ tên người nộp"});
        let after = correct(&fixture, id, &body).await.expect(200);
        assert_eq!((&after["applicant"], &after["receiptIssue"]), (&applicant, &json!(2)));
        assert!(fixture.service.published_of::<DossierCorrected>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_names_the_right_process_or_applicant() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = fixture.accepted().await;
        for body in [json!({"reason": "Không nói gì cả"}), json!({"caseCode": "1", "reason": "Thiếu thủ tục"})]
        {
            let answer = correct(&fixture, id, &body).await;
            assert_eq!(answer.wrong_fields(), ["/caseCode"], "{}", answer.json);
        }
        let body = json!({"procedureId": fixture.procedure, "caseCode": "1"});
        assert_eq!(correct(&fixture, id, &body).await.wrong_fields(), ["/reason"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_takes_effect_before_the_acceptance_and_is_a_request_after() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (early, late) = (fixture.submitted().await, fixture.accepted().await);
        let reason = json!({"reason": "Không còn nhu cầu"});
        let back = fixture.service.command(&path(early, "/withdrawal"), &fixture.officer(), &reason).await.expect(200);
        assert_eq!(back["status"], 8);
        let asked = fixture.service.command(&path(late, "/withdrawal"), &fixture.officer(), &reason).await.expect(200);
        assert_eq!((&asked["status"], &asked["withdrawing"]), (&json!(2), &json!(true)));
        fixture
            .service
            .publish(late.0, &WithdrawalDeclined { dossier_id: late.to_string(), ..Default::default() })
            .await;
        assert_eq!(fixture.read(late).await["withdrawing"], false);
        fixture.service.assert_clean().await;
        let published = (
            fixture.service.published_of::<DossierWithdrawn>().len(),
            fixture.service.published_of::<WithdrawalRequested>().len(),
        );
        assert_eq!(published, (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_shown_until_it_is_paid() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (id, fee) = (fixture.accepted().await, FeeId::mint());
        let due = FeeRequired { fee_id: fee.to_string(), amount_vnd: 150_000, ..Default::default() };
        fixture.service.publish(id.0, &due).await;
        assert_eq!(fixture.read(id).await["feeDue"], json!({"id": fee, "amountVnd": 150_000}));
        let pay = async |fee: FeeId| {
            fixture.service.command(&path(id, "/payments"), &fixture.officer(), &json!({ "feeId": fee })).await
        };
        assert_eq!(pay(FeeId::mint()).await.wrong_fields(), ["/feeId"]);
        assert!(pay(fee).await.expect(200).get("feeDue").is_none());
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<FeePaid>().len(), 1);
    })
    .await;
}

/// "Interlinked due dates are not summed", as the officers of an older system complained: the receipt shows the date
/// of the whole way, and the date until which the receiving agency has the dossier.
#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_an_interlinked_procedure_shows_the_total_and_the_local_date() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.publish_interlinked().await;
        let id = fixture.accepted().await;
        let receipt = fixture.read(id).await;
        // Ten working days in all, from Monday the 14th at eight; the first 24 working hours of them here.
        assert_eq!((&receipt["dueOn"], &receipt["localDueOn"]), (&json!("2022-03-28"), &json!("2022-03-17")));
    })
    .await;
}
