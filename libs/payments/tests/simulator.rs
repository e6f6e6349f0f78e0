//! The simulator as a browser and as intake meet it, over HTTP.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use motcua_contracts::ids::PaymentId;
use motcua_kit::Clock;
use motcua_kit::config::Secret;
use motcua_payments::{Order, PaymentPlatform, SignedNotice, SignedRedirect, Simulator, Statement, simulator};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

/// Where notices are sent to: remembers them, and answers what it is told to.
#[derive(Clone, Default)]
struct Portal {
    heard: Arc<Mutex<Vec<SignedNotice>>>,
    /// How many of the next notices are answered with a 503.
    busy: Arc<AtomicU16>,
}

async fn hear(State(portal): State<Portal>, Json(notice): Json<SignedNotice>) -> StatusCode {
    portal.heard.lock().expect("a lock").push(notice);
    let busy = portal.busy.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    if busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
}

struct Setting {
    platform: SignedRedirect,
    portal: Portal,
    base: String,
    clock: Clock,
    http: Client,
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_647_234_000, 0).expect("what the setting needs")
}

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let address = listener.local_addr().expect("what the setting needs");
    motcua_kit::lifecycle::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn setting() -> Setting {
    let (portal, key, clock) = (Portal::default(), Secret::new("k".repeat(40)), Clock::manual(noon()));
    let notices = serve(Router::new().route("/notices", post(hear)).with_state(portal.clone())).await;
    let simulated =
        Simulator::new(key.clone(), &format!("{notices}/notices"), clock.clone()).expect("what the setting needs");
    let simulated = simulated.with_patience(vec![Duration::from_millis(1); 2]);
    // Nested, as the all-in-one binary has it.
    let base = serve(Router::new().nest("/mo-phong/thanh-toan", simulator(simulated))).await + "/mo-phong/thanh-toan";
    let platform = SignedRedirect::new(&format!("{base}/pay"), key).expect("what the setting needs");
    let http = Client::builder().redirect(Policy::none()).no_proxy().build().expect("what the setting needs");
    Setting { platform, portal, base, clock, http }
}

impl Setting {
    fn order(&self) -> Order {
        Order {
            reference: PaymentId::mint(),
            dossier: "H35.05-220314-0001".into(),
            amount_vnd: 150_000,
            description: "Lệ phí cấp giấy phép".into(),
            return_url: "http://portal.test/toi".into(),
            expires_at: self.clock.now() + TimeDelta::hours(1),
        }
    }

    /// Sends the form of the page as a browser does.
    async fn act(&self, order: &Order, action: &str, notices: &str) -> Response {
        let url = self.platform.pay_url(order);
        let body =
            format!("{}&action={action}&notices={notices}", url.split_once('?').expect("what the setting needs").1);
        let form = "application/x-www-form-urlencoded";
        self.http
            .post(format!("{}/pay", self.base))
            .header("content-type", form)
            .body(body)
            .send()
            .await
            .expect("an answer")
    }

    fn heard(&self) -> Vec<SignedNotice> {
        self.portal.heard.lock().expect("a lock").clone()
    }

    async fn statement(&self, day: &str) -> Statement {
        self.http
            .get(format!("{}/statements/{day}", self.base))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("a document")
    }
}

#[tokio::test]
async fn the_page_shows_what_is_to_be_paid_and_that_it_is_a_simulation() {
    let setting = setting().await;
    let answer = setting.http.get(setting.platform.pay_url(&setting.order())).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    let page = answer.text().await.unwrap();
    for said in ["lang=\"vi\"", "Mô phỏng", "Simulation", "150.000 đ", "H35.05-220314-0001", "Thanh toán", "Huỷ"]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
    let style = setting.http.get(format!("{}/style.css", setting.base)).send().await.unwrap();
    assert_eq!(style.status(), StatusCode::OK);
}

#[tokio::test]
async fn paying_sends_a_signed_notice_and_the_applicant_back() {
    let setting = setting().await;
    let order = setting.order();
    let answer = setting.act(&order, "pay", "1").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let back = format!("http://portal.test/toi?payment={}&outcome=paid", order.reference);
    assert_eq!(answer.headers()["location"], back.as_str());
    let heard = setting.heard();
    assert_eq!(heard.len(), 1);
    let notice = setting.platform.verify(&heard[0]).unwrap();
    assert_eq!((notice.reference, notice.amount_vnd), (order.reference.to_string(), 150_000));
    assert_eq!((notice.succeeded, notice.paid_at), (true, noon()));
}

#[tokio::test]
async fn a_notice_is_sent_twice_on_request_again_when_nobody_took_it_and_never_when_it_is_to_be_lost() {
    let setting = setting().await;
    setting.act(&setting.order(), "pay", "2").await;
    let twice = setting.heard();
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[0], twice[1]);
    setting.portal.busy.store(2, Ordering::SeqCst);
    setting.act(&setting.order(), "pay", "1").await;
    assert_eq!(setting.heard().len(), 5);
    let lost = setting.order();
    setting.act(&lost, "pay", "0").await;
    assert_eq!(setting.heard().len(), 5);
    let again = format!("{}/payments/{}/notices", setting.base, lost.reference);
    assert_eq!(setting.http.post(&again).send().await.unwrap().text().await.unwrap(), "taken");
    assert_eq!(setting.heard().len(), 6);
    setting.portal.busy.store(9, Ordering::SeqCst);
    assert_eq!(setting.http.post(&again).send().await.unwrap().text().await.unwrap(), "lost");
}

#[tokio::test]
async fn an_order_is_paid_once_and_a_cancelled_one_can_still_be_paid() {
    let setting = setting().await;
    let order = setting.order();
    setting.act(&order, "cancel", "1").await;
    assert!(!setting.platform.verify(&setting.heard()[0]).unwrap().succeeded);
    assert_eq!(setting.statement("2022-03-14").await, Statement::default());
    assert_eq!(setting.act(&order, "pay", "1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(setting.act(&order, "pay", "1").await.status(), StatusCode::CONFLICT);
    assert_eq!(setting.statement("2022-03-14").await.lines.len(), 1);
}

#[tokio::test]
async fn the_statement_of_a_local_day_has_every_payment_of_that_day_even_when_its_notice_was_lost() {
    let setting = setting().await;
    let first = setting.order();
    setting.act(&first, "pay", "0").await;
    setting.clock.set("2022-03-14T17:00:00Z".parse().unwrap());
    setting.act(&setting.order(), "pay", "1").await;
    let statement = setting.statement("2022-03-14").await;
    assert_eq!(
        statement.lines.iter().map(|line| line.reference.clone()).collect::<Vec<_>>(),
        [first.reference.to_string()]
    );
    assert_eq!(setting.statement("2022-03-15").await.lines.len(), 1);
    let nonsense = setting.http.get(format!("{}/statements/today", setting.base)).send().await.unwrap();
    assert_eq!(nonsense.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_changed_and_an_expired_order_are_not_taken() {
    let setting = setting().await;
    let changed = setting.platform.pay_url(&setting.order()).replace("150000", "1");
    assert_eq!(setting.http.get(changed).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    let order = setting.order();
    setting.clock.set(noon() + TimeDelta::hours(2));
    assert_eq!(setting.act(&order, "pay", "1").await.status(), StatusCode::GONE);
    assert_eq!(setting.act(&setting.order(), "dance", "1").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(setting.heard().is_empty());
}
