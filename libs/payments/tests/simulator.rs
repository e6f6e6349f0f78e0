//! The simulator over HTTP, as the browser of an applicant and intake use it.

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
use motcua_payments::{
    Order, PaymentPlatform, SignedPaymentNotification, SignedRedirect, Simulator, Statement, simulator,
};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

/// The receiver of notifications: stores them, and answers with the configured status.
#[derive(Clone, Default)]
struct Portal {
    received: Arc<Mutex<Vec<SignedPaymentNotification>>>,
    /// How many of the next notifications are answered with a 503.
    unavailable: Arc<AtomicU16>,
}

async fn receive(State(portal): State<Portal>, Json(notification): Json<SignedPaymentNotification>) -> StatusCode {
    portal.received.lock().expect("not poisoned").push(notification);
    let unavailable =
        portal.unavailable.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    if unavailable { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
}

struct Fixture {
    platform: SignedRedirect,
    portal: Portal,
    base: String,
    clock: Clock,
    http: Client,
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_647_234_000, 0).expect("fixture")
}

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let address = listener.local_addr().expect("fixture");
    motcua_kit::lifecycle::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn fixture() -> Fixture {
    let (portal, key, clock) = (Portal::default(), Secret::new("k".repeat(40)), Clock::manual(noon()));
    let receiver = serve(Router::new().route("/notifications", post(receive)).with_state(portal.clone())).await;
    let simulated = Simulator::new(key.clone(), &format!("{receiver}/notifications"), clock.clone()).expect("fixture");
    let simulated = simulated.with_retry_delays(vec![Duration::from_millis(1); 2]);
    // Nested, as in the all-in-one binary.
    let base = serve(Router::new().nest("/mo-phong/thanh-toan", simulator(simulated))).await + "/mo-phong/thanh-toan";
    let platform = SignedRedirect::new(&format!("{base}/pay"), key).expect("fixture");
    let http = Client::builder().redirect(Policy::none()).no_proxy().build().expect("fixture");
    Fixture { platform, portal, base, clock, http }
}

impl Fixture {
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
    async fn submit(&self, order: &Order, action: &str, notifications: &str) -> Response {
        let url = self.platform.pay_url(order);
        let body = format!("{}&action={action}&notifications={notifications}", url.split_once('?').expect("fixture").1);
        let form = "application/x-www-form-urlencoded";
        self.http
            .post(format!("{}/pay", self.base))
            .header("content-type", form)
            .body(body)
            .send()
            .await
            .expect("a response")
    }

    fn received(&self) -> Vec<SignedPaymentNotification> {
        self.portal.received.lock().expect("not poisoned").clone()
    }

    async fn statement(&self, day: &str) -> Statement {
        self.http
            .get(format!("{}/statements/{day}", self.base))
            .send()
            .await
            .expect("a response")
            .json()
            .await
            .expect("JSON")
    }
}

#[tokio::test]
async fn the_page_shows_the_order_and_is_marked_as_a_simulation() {
    let fixture = fixture().await;
    let response = fixture.http.get(fixture.platform.pay_url(&fixture.order())).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    let page = response.text().await.unwrap();
    for text in ["lang=\"vi\"", "Mô phỏng", "Simulation", "150.000 đ", "H35.05-220314-0001", "Thanh toán", "Huỷ"]
    {
        assert!(page.contains(text), "{text} in {page}");
    }
    let style = fixture.http.get(format!("{}/style.css", fixture.base)).send().await.unwrap();
    assert_eq!(style.status(), StatusCode::OK);
}

#[tokio::test]
async fn paying_sends_a_signed_notification_and_redirects_to_the_return_url() {
    let fixture = fixture().await;
    let order = fixture.order();
    let response = fixture.submit(&order, "pay", "1").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let back = format!("http://portal.test/toi?payment={}&outcome=paid", order.reference);
    assert_eq!(response.headers()["location"], back.as_str());
    let received = fixture.received();
    assert_eq!(received.len(), 1);
    let notification = fixture.platform.verify(&received[0]).unwrap();
    assert_eq!((notification.reference, notification.amount_vnd), (order.reference.to_string(), 150_000));
    assert_eq!((notification.succeeded, notification.paid_at), (true, noon()));
}

#[tokio::test]
async fn notifications_are_sent_twice_or_never_on_request_and_retried_on_503() {
    let fixture = fixture().await;
    fixture.submit(&fixture.order(), "pay", "2").await;
    let twice = fixture.received();
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[0], twice[1]);
    fixture.portal.unavailable.store(2, Ordering::SeqCst);
    fixture.submit(&fixture.order(), "pay", "1").await;
    assert_eq!(fixture.received().len(), 5);
    let lost = fixture.order();
    fixture.submit(&lost, "pay", "0").await;
    assert_eq!(fixture.received().len(), 5);
    let again = format!("{}/payments/{}/notifications", fixture.base, lost.reference);
    assert_eq!(fixture.http.post(&again).send().await.unwrap().text().await.unwrap(), "accepted");
    assert_eq!(fixture.received().len(), 6);
    fixture.portal.unavailable.store(9, Ordering::SeqCst);
    assert_eq!(fixture.http.post(&again).send().await.unwrap().text().await.unwrap(), "undelivered");
}

#[tokio::test]
async fn an_order_is_paid_once_and_a_cancelled_one_can_still_be_paid() {
    let fixture = fixture().await;
    let order = fixture.order();
    fixture.submit(&order, "cancel", "1").await;
    assert!(!fixture.platform.verify(&fixture.received()[0]).unwrap().succeeded);
    assert_eq!(fixture.statement("2022-03-14").await, Statement::default());
    assert_eq!(fixture.submit(&order, "pay", "1").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(fixture.submit(&order, "pay", "1").await.status(), StatusCode::CONFLICT);
    assert_eq!(fixture.statement("2022-03-14").await.lines.len(), 1);
}

#[tokio::test]
async fn the_statement_lists_payments_of_a_local_day_even_without_notification() {
    let fixture = fixture().await;
    let first = fixture.order();
    fixture.submit(&first, "pay", "0").await;
    fixture.clock.set("2022-03-14T17:00:00Z".parse().unwrap());
    fixture.submit(&fixture.order(), "pay", "1").await;
    let statement = fixture.statement("2022-03-14").await;
    assert_eq!(
        statement.lines.iter().map(|line| line.reference.clone()).collect::<Vec<_>>(),
        [first.reference.to_string()]
    );
    assert_eq!(fixture.statement("2022-03-15").await.lines.len(), 1);
    let invalid = fixture.http.get(format!("{}/statements/today", fixture.base)).send().await.unwrap();
    assert_eq!(invalid.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn forged_and_expired_orders_are_refused() {
    let fixture = fixture().await;
    let changed = fixture.platform.pay_url(&fixture.order()).replace("150000", "1");
    assert_eq!(fixture.http.get(changed).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    let order = fixture.order();
    fixture.clock.set(noon() + TimeDelta::hours(2));
    assert_eq!(fixture.submit(&order, "pay", "1").await.status(), StatusCode::GONE);
    assert_eq!(fixture.submit(&fixture.order(), "unknown", "1").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fixture.received().is_empty());
}
