//! A payment through the simulated platform: order, page, notification over HTTP, statement.

use std::time::Duration;

use axum::Router;
use motcua_contracts::ids::DossierId;
use motcua_intake::domain::ProcedureFee;
use motcua_kit::config::Secret;
use motcua_payments::{Simulator, Statement, simulator};
use motcua_testkit::Engine;
use reqwest::Client;
use reqwest::redirect::Policy;

use crate::fixture::{Fixture, PLATFORM_KEY};
use crate::payment::start;
use crate::reconciliation::{counts, director, put, reconciled};

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    motcua_kit::lifecycle::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// The simulated platform beside an office; gives its address.
async fn platform_of(fixture: &Fixture) -> String {
    let notifications = serve(fixture.service.router.clone()).await + "/v1/payments/notifications";
    let clock = fixture.service.clocks.business.clone();
    let simulated = Simulator::new(Secret::new(PLATFORM_KEY), &notifications, clock).expect("a simulator");
    serve(simulator(simulated.with_retry_delays(vec![Duration::from_millis(1)]))).await
}

/// Begins to pay the fee of the procedure and presses the button on the page.
async fn pay(fixture: &Fixture, http: &Client, platform: &str, id: DossierId, notifications: u32) -> String {
    let started = start(fixture, id, ProcedureFee::id_of(id), &fixture.officer()).await.expect(201);
    let (_, order) = started["payUrl"].as_str().and_then(|url| url.split_once('?')).expect("a signed address");
    let form = format!("{order}&action=pay&notifications={notifications}");
    let request = http.post(format!("{platform}/pay")).header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(form).send().await.expect("an answer");
    answer.headers()["location"].to_str().expect("an address").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_on_the_page_is_recorded_and_the_statement_finds_a_lost_one() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let platform = platform_of(&fixture).await;
    let http = Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client");
    let (notified_twice, lost) = (fixture.accepted().await, fixture.accepted().await);
    let back = pay(&fixture, &http, &platform, notified_twice, 2).await;
    assert!(back.starts_with(&format!("http://portal.test/toi?dossier={notified_twice}&payment=")), "{back}");
    assert_eq!(fixture.read(notified_twice).await["procedureFee"]["dueVnd"], 0);
    pay(&fixture, &http, &platform, lost, 0).await;
    assert_eq!(fixture.read(lost).await["procedureFee"]["paidVnd"], 0);

    let url = format!("{platform}/statements/2022-03-14");
    let statement: Statement = http.get(url).send().await.expect("an answer").json().await.expect("a statement");
    let lines = serde_json::to_value(&statement.lines).expect("lines");
    put(&fixture, "2022-03-14", &director(&fixture), lines).await.expect(200);
    let found = reconciled(&fixture, "2022-03-14").await;
    assert_eq!(counts(&found), (1, [1, 0, 0, 0]), "{found}");
    let reference = found["missingHere"][0]["reference"].as_str().expect("a reference");
    let again = http.post(format!("{platform}/payments/{reference}/notifications")).send().await.expect("an answer");
    assert_eq!(again.text().await.expect("a word"), "accepted");
    assert_eq!(fixture.read(lost).await["procedureFee"]["dueVnd"], 0);
    assert_eq!(counts(&reconciled(&fixture, "2022-03-14").await), (2, [0, 0, 0, 0]));
}
