//! Settlement statements: who uploads them, and what they replace.

use chrono::TimeDelta;
use motcua_office::Role;
use motcua_payments::PaymentNotification;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{Fixture, PROCEDURE_FEE};
use crate::payment::notification;
use crate::reconciliation::{DAY, counts, director, line, put, put_if, reconciled, reconciliation, started};

#[tokio::test(flavor = "multi_thread")]
async fn director_and_administrator_upload_statements_and_the_newest_counts() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (_, payment) = started(&fixture).await;
        let report = notification(&fixture, &payment, "T1");
        let administrator = fixture.service.issuer.somebody(&[Role::SysAdmin], None);
        for token in [director(&fixture), administrator] {
            // The same once more changes nothing.
            put(&fixture, DAY, &token, json!([line(&report)])).await.expect(200);
        }
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [1, 0, 0, 0]));
        put(&fixture, DAY, &director(&fixture), json!([])).await.expect(200);
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [0; 4]));
        for role in [Role::Auditor, Role::Citizen, Role::IntakeOfficer, Role::Kiosk] {
            let token = fixture.staff(role);
            put(&fixture, DAY, &token, json!([])).await.expect(403);
            let reads = fixture.service.get(&reconciliation(DAY), &token).await;
            assert_eq!(reads.status.as_u16(), if role == Role::Auditor { 200 } else { 403 });
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_is_replaced_only_by_who_has_read_it() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (_, payment) = started(&fixture).await;
        let (one, director) = (json!([line(&notification(&fixture, &payment, "T1"))]), director(&fixture));
        let put = async |etag: &str, lines: &Value| put_if(&fixture, DAY, &director, etag, lines.clone()).await;
        // The first needs no precondition, nor does the same again.
        let first = put("", &one).await;
        assert_eq!((first.header("etag"), &first.json["lines"]), ("\"1\"", &json!(1)));
        assert_eq!(first.json["takenVnd"], PROCEDURE_FEE);
        assert_eq!(put("", &one).await.header("etag"), "\"1\"");
        assert_eq!(put("", &json!([])).await.expect(428)["code"], "precondition-required");
        assert_eq!(put("\"1\"", &json!([])).await.header("etag"), "\"2\"");
        // The second administrator had read version 1.
        assert_eq!(put("\"1\"", &one).await.expect(412)["code"], "precondition-failed");
        assert_eq!(counts(&reconciled(&fixture, DAY).await), (0, [0; 4]));
        let read = fixture.service.get(&reconciliation(DAY), &director).await;
        assert_eq!(put(read.header("etag"), &one).await.header("etag"), "\"3\"");
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_with_lines_of_another_day_is_refused_with_every_line() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let (_, payment) = started(&fixture).await;
    let report = notification(&fixture, &payment, "T1");
    let strange = PaymentNotification { paid_at: report.paid_at + TimeDelta::days(1), ..report.clone() };
    let lines = json!([line(&strange), line(&report), line(&strange)]);
    let answer = put(&fixture, DAY, &director(&fixture), lines).await;
    assert_eq!(answer.wrong_fields(), ["/lines/0/paidAt", "/lines/2/paidAt"]);
    put(&fixture, "yesterday", &director(&fixture), json!([])).await.expect(404);
    let bad = fixture.service.get("/v1/payments/reconciliation?day=yesterday", &director(&fixture)).await;
    assert_eq!(bad.status.as_u16(), 422, "{}", bad.json);
    let wrong = json!([{"reference": "", "transaction": "a b", "amountVnd": -1, "paidAt": "noon"}]);
    let answer = put(&fixture, DAY, &director(&fixture), wrong).await;
    let fields =
        ["/lines/0/amountVnd", "/lines/0/paidAt", "/lines/0/reference", "/lines/0/reference", "/lines/0/transaction"];
    assert_eq!(answer.wrong_fields(), fields);
}
