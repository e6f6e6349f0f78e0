//! What can still be asked of a dossier after its acceptance: correction, withdrawal, payment.

use motcua_contracts::ids::{DossierId, FeeId};
use motcua_contracts::intake::{DossierCorrected, DossierWithdrawn, FeePaid, WithdrawalRequested};
use motcua_contracts::processing::{FeeRequired, WithdrawalDeclined};
use motcua_testkit::{Shape, on_both};
use serde_json::{Value, json};

use crate::office::{Office, path};

async fn correct(office: &Office, id: DossierId, body: &Value) -> motcua_testkit::Answer {
    office.rig.command(&path(id, "/correction"), &office.officer(), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_procedure_is_corrected_and_the_receipt_issued_again_under_the_same_code() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = Office::open(shape).await;
        let id = office.accepted().await;
        let before = office.read(id).await;
        // The right limit is twice as long; what was accepted at eight on a Monday is counted from there.
        let right = office.another_procedure(10).await;
        office.rig.set_clock("2022-03-16 15:00");
        let body = json!({"procedureId": right, "caseCode": "1", "reason": "Chọn nhầm thủ tục khi tiếp nhận"});
        let after = correct(&office, id, &body).await.expect(200);
        assert_eq!((&after["code"], &after["acceptedAt"]), (&before["code"], &before["acceptedAt"]));
        assert_eq!((&before["dueOn"], &after["dueOn"]), (&json!("2022-03-21"), &json!("2022-03-28")));
        assert_eq!((&after["receiptIssue"], &after["procedureId"]), (&json!(2), &json!(right)));
        office.rig.assert_clean().await;
        let told = office.rig.heard_of::<DossierCorrected>();
        assert_eq!(told.len(), 1, "{shape:?}");
        assert_eq!(told[0].procedure_id, right.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_data_of_the_applicant_are_corrected_without_a_word_to_others() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        let applicant = json!({"name": "Lò Thị Mây", "identityNumber": "012300000018", "phone": "0912345679",
            "address": "Bản Nà Cọ, xã Bum Tở"});
        let body = json!({"applicant": applicant, "reason": "Ghi nhầm họ tên người nộp"});
        let after = correct(&office, id, &body).await.expect(200);
        assert_eq!((&after["applicant"], &after["receiptIssue"]), (&applicant, &json!(2)));
        assert!(office.rig.heard_of::<DossierCorrected>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_says_what_is_right() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let id = office.accepted().await;
        for body in [json!({"reason": "Không nói gì cả"}), json!({"caseCode": "1", "reason": "Thiếu thủ tục"})]
        {
            let answer = correct(&office, id, &body).await;
            assert_eq!(answer.wrong_fields(), ["/caseCode"], "{}", answer.json);
        }
        let body = json!({"procedureId": office.procedure, "caseCode": "1"});
        assert_eq!(correct(&office, id, &body).await.wrong_fields(), ["/reason"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_acceptance_a_dossier_is_taken_back_at_once_and_afterwards_asked_for() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (early, late) = (office.submitted().await, office.accepted().await);
        let reason = json!({"reason": "Không còn nhu cầu"});
        let back = office.rig.command(&path(early, "/withdrawal"), &office.officer(), &reason).await.expect(200);
        assert_eq!(back["status"], 8);
        let asked = office.rig.command(&path(late, "/withdrawal"), &office.officer(), &reason).await.expect(200);
        assert_eq!((&asked["status"], &asked["withdrawing"]), (&json!(2), &json!(true)));
        office.rig.say(late.0, &WithdrawalDeclined { dossier_id: late.to_string(), ..Default::default() }).await;
        assert_eq!(office.read(late).await["withdrawing"], false);
        office.rig.assert_clean().await;
        let told =
            (office.rig.heard_of::<DossierWithdrawn>().len(), office.rig.heard_of::<WithdrawalRequested>().len());
        assert_eq!(told, (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_is_shown_until_it_is_paid() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (id, fee) = (office.accepted().await, FeeId::mint());
        let due = FeeRequired { fee_id: fee.to_string(), amount_vnd: 150_000, ..Default::default() };
        office.rig.say(id.0, &due).await;
        assert_eq!(office.read(id).await["feeDue"], json!({"id": fee, "amountVnd": 150_000}));
        let pay = async |fee: FeeId| {
            office.rig.command(&path(id, "/payments"), &office.officer(), &json!({ "feeId": fee })).await
        };
        assert_eq!(pay(FeeId::mint()).await.wrong_fields(), ["/feeId"]);
        assert!(pay(fee).await.expect(200).get("feeDue").is_none());
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<FeePaid>().len(), 1);
    })
    .await;
}

/// "Interlinked due dates are not summed", as the officers of an older system complained: the receipt shows the date
/// of the whole way, and the date until which the receiving agency has the dossier.
#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_an_interlinked_procedure_shows_the_total_and_the_local_date() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        office.publish_interlinked().await;
        let id = office.accepted().await;
        let receipt = office.read(id).await;
        // Ten working days in all, from Monday the 14th at eight; the first 24 working hours of them here.
        assert_eq!((&receipt["dueOn"], &receipt["localDueOn"]), (&json!("2022-03-28"), &json!("2022-03-17")));
    })
    .await;
}
