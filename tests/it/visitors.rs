//! Visitors work at the practice agency from the first minute on, and the figures of the year stay exact.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use motcua_demonstration::plan::Plan;
use motcua_demonstration::seed::{Citizen, PRACTICE_AGENCY, PRACTICE_CITIZEN, citizen};
use motcua_demonstration::sign_ins::PASSWORD;
use motcua_demonstration::{OnProgress, RunConfig, RunProgress, Visitors, run};
use motcua_testkit::{Deadline, eventually};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::embedded::{Variation, config, platform};
use crate::recount::{of_review, recount, sqlite};
use crate::year::{assert_counted_as_planned, assert_recount_agrees};

const PAUSE: Duration = Duration::from_millis(100);
/// Queues of the practice agency: who works through them, and their list.
const QUEUES: [(&str, &str); 6] = [
    ("thuchanh.tiepnhan1", "/v1/dossiers?status=1"),
    ("thuchanh.chuyenvien1", "/v1/tasks?state=open"),
    ("thuchanh.chuyenvien1", "/v1/tasks?state=paused"),
    ("thuchanh.lanhdao", "/v1/tasks?state=open"),
    ("thuchanh.vanthu", "/v1/results?state=drafted"),
    ("thuchanh.traketqua", "/v1/results?state=ready"),
];

/// Somebody with a client of the public API.
struct Visitor {
    http: reqwest::Client,
    base: String,
}

impl Visitor {
    async fn json(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn token(&self, form: &[(&str, &str)]) -> String {
        let granted = self.json(self.http.post(format!("{}/oauth/token", self.base)).form(form)).await;
        granted["access_token"].as_str().unwrap().to_owned()
    }

    async fn staff(&self, username: &str) -> String {
        self.token(&[("grant_type", "password"), ("username", username), ("password", PASSWORD)]).await
    }

    async fn citizen(&self, person: &Citizen) -> String {
        let identity = json!({ "identityNumber": person.identity_number, "name": person.name });
        let proof = self.json(self.http.post(format!("{}/simulator/e-identity", self.base)).json(&identity)).await;
        let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
        self.token(&[("grant_type", grant), ("assertion", proof["assertion"].as_str().unwrap())]).await
    }

    async fn items(&self, token: &str, path: &str) -> Vec<Value> {
        let page = self.json(self.http.get(format!("{}{path}", self.base)).bearer_auth(token)).await;
        page["items"].as_array().unwrap().clone()
    }

    /// Waits until a list has an item, as long as the test may take.
    async fn first(&self, token: &str, path: &str) -> Value {
        loop {
            match self.items(token, path).await.into_iter().next() {
                Some(item) => return item,
                None => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    async fn send(&self, token: &str, path: &str, body: &Value) -> Value {
        let key = format!("visitor-{path}");
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(token).header("Idempotency-Key", key);
        self.json(request.json(body)).await
    }

    /// Sends a command about the first item of a list.
    async fn work(&self, username: &str, list: &str, commands: &[(&str, Value)]) {
        let token = self.staff(username).await;
        let item = self.first(&token, list).await;
        let kind = list.split('?').next().unwrap();
        for (operation, body) in commands {
            self.send(&token, &format!("{kind}/{}/{operation}", item["id"].as_str().unwrap()), body).await;
        }
    }

    /// Hands in a dossier under the procedure that a search finds, and returns its id.
    async fn submit(&self, token: &str, person: &Citizen, search: &str) -> String {
        let procedure = self.first(token, &format!("/v1/procedures?q={search}")).await;
        let papers = json!([{ "code": "GT1", "originals": 1, "copies": 0, "digitisation": "digitised" }]);
        let body = json!({
            "procedureId": procedure["id"], "caseCode": "1", "channel": "online", "applicant": person, "papers": papers,
        });
        eventually("intake knows the procedure", || async {
            let request = self.http.post(format!("{}/v1/dossiers", self.base)).bearer_auth(token);
            let response = request.header("Idempotency-Key", format!("visitor-{search}")).json(&body).send().await;
            let submitted: Value = response.unwrap().json().await.unwrap();
            submitted["lookupSecret"].is_string().then(|| submitted["id"].as_str().unwrap().to_owned())
        })
        .await
    }

    /// Finds work in every queue, and takes a dossier from its submission to the hand-over.
    async fn practise(&self) {
        for (username, list) in QUEUES {
            let waiting = self.items(&self.staff(username).await, list).await;
            assert!(waiting.len() >= 2, "{username} {list}: {waiting:?}");
        }
        let person = citizen(PRACTICE_CITIZEN);
        let token = self.citizen(&person).await;
        let dossier = self.submit(&token, &person, "9.359001").await;
        let counter = self.staff("thuchanh.tiepnhan1").await;
        let accepted = self.send(&counter, &format!("/v1/dossiers/{dossier}/acceptance"), &json!({})).await;
        let code = accepted["code"].as_str().unwrap();
        let (tasks, results) = (format!("/v1/tasks?state=open&code={code}"), format!("/v1/results?code={code}"));
        self.work("thuchanh.chuyenvien1", &tasks, &[("claim", json!({})), ("completion", json!({}))]).await;
        self.work("thuchanh.lanhdao", &tasks, &[("approval", json!({ "granted": true }))]).await;
        self.work("thuchanh.vanthu", &format!("{results}&state=drafted"), &[("issue", json!({}))]).await;
        let handed = json!({ "deliveryMethod": "online", "collectedBy": { "name": person.name } });
        self.work("thuchanh.traketqua", &format!("{results}&state=ready"), &[("return", handed.clone())]).await;
        // An example is used up; the next month brings another.
        self.work("thuchanh.traketqua", "/v1/results?state=ready", &[("return", handed)]).await;
        // Elsewhere a dossier waits: only the plan works there.
        self.submit(&token, &person, "1.014159").await;
    }

    async fn report(&self) -> Value {
        let path = format!("/v1/reports/yearly-review?from=2021-12-15&to=2022-12-14&agency={PRACTICE_AGENCY}");
        let director = self.staff("trungtam.giamdoc").await;
        self.json(self.http.get(format!("{}{path}", self.base)).bearer_auth(director)).await
    }
}

/// Announces that visitors can begin.
fn announce(ready: oneshot::Sender<()>) -> OnProgress {
    let ready = Mutex::new(Some(ready));
    Box::new(move |progress| {
        if progress == RunProgress::PracticeReady {
            ready.lock().unwrap().take().unwrap().send(()).unwrap();
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_finishes_a_dossier_while_the_year_is_played_exactly() {
    let _deadline = Deadline::start();
    let data = tempfile::tempdir().unwrap();
    let plan = Plan::year(2022, 0.004).unwrap();
    let platform = platform(data.path(), &plan, None).await;
    let (ready, begin) = oneshot::channel();
    let config = config(&platform, data.path(), Variation::default());
    let visitor = Visitor { http: reqwest::Client::new(), base: config.gateway.clone() };
    let config = RunConfig { on_progress: Some(announce(ready)), ..config };
    let year = async { (run(Arc::new(plan.clone()), config).await.unwrap(), Instant::now()) };
    let visit = async {
        begin.await.unwrap();
        visitor.practise().await;
        Instant::now()
    };
    let ((result, year_ended), visit_ended) = tokio::join!(year, visit);
    assert!(visit_ended < year_ended, "the visitor did not have to wait for the year");

    assert_counted_as_planned(&plan, &result);
    assert_eq!(result.visitors, Visitors { submitted: 2, resolved: 1 });
    assert_recount_agrees(&result.review, &sqlite(data.path())).await;
    assert_eq!(of_review(&visitor.report().await), recount(&sqlite(data.path()), Some(PRACTICE_AGENCY)).await);
    for (username, list) in QUEUES {
        assert!(visitor.items(&visitor.staff(username).await, list).await.len() >= 2, "{username} {list}");
    }
    platform.stop().await;
}
