//! A portal in front of a stub of the API, and a client that behaves like a browser.

use chrono::{DateTime, Utc};
use motcua_kit::Clock;
use motcua_kit::config::Secret;
use motcua_portal::{Availability, DemoKind, DemoProgress, DemoSignIn, DemoSignIns, Portal, routes};
use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};

use crate::stub::{self, Stub};

/// A running portal.
pub struct Fixture {
    pub base: String,
    pub stub: Stub,
    http: Client,
}

/// A response with its body.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

impl Fixture {
    /// A demonstration; `thousandths` is the share of the year that has been counted.
    pub async fn filled(thousandths: u64) -> Self {
        Self::with(thousandths, None).await
    }

    /// The same while it plays the year.
    pub async fn with(thousandths: u64, progress: Option<DemoProgress>) -> Self {
        let (api, stub) = stub::start(thousandths).await;
        let portal = Portal::new(api.clone(), sign_ins(), progress.clone());
        let mut portal = portal.with_payment_page(&format!("{api}/pay"));
        if progress.is_none() {
            let now: DateTime<Utc> = "2022-12-09T02:00:00Z".parse().expect("a moment");
            portal = portal.with_clock(Clock::manual(now));
        }
        Self { base: stub::serve(routes(portal)).await, stub, http: client() }
    }

    /// A portal behind these proxies.
    pub async fn behind(proxies: &str) -> Self {
        let (api, stub) = stub::start(1000).await;
        let portal = Portal::new(api, sign_ins(), None);
        let portal = portal.with_trusted_proxies(&proxies.parse().expect("a list of proxies"));
        Self { base: stub::serve(routes(portal)).await, stub, http: client() }
    }

    /// A portal where fees are paid at the counter only.
    pub async fn without_payment_page() -> Self {
        let (api, stub) = stub::start(1000).await;
        Self { base: stub::serve(routes(Portal::new(api, sign_ins(), None))).await, stub, http: client() }
    }

    /// A portal whose API cannot be reached.
    pub async fn without_api() -> Self {
        let (_, stub) = stub::start(0).await;
        let portal = Portal::new("http://127.0.0.1:9".into(), DemoSignIns::default(), None);
        Self { base: stub::serve(routes(portal)).await, stub, http: client() }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.base))
    }

    /// A form sent from a page of the portal.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.base)).header("sec-fetch-site", "same-origin").form(form)
    }

    pub async fn page(&self, path: &str) -> Page {
        read(self.get(path)).await
    }

    /// Signs in and returns the cookie to send.
    pub async fn sign_in(&self, role: &str) -> String {
        let response = self.post("/dang-nhap", &[("vai", role)]).send().await.expect("an answer");
        assert_eq!(response.status(), 303);
        assert_eq!(response.headers()["location"], "/toi");
        cookie(&response)
    }

    /// A page of a new portal for the visitor who chose this sign-in.
    pub async fn page_of(role: &str, path: &str) -> Page {
        let portal = Self::filled(1000).await;
        let session = portal.sign_in(role).await;
        portal.as_signed_in(&session, path).await
    }

    pub async fn as_signed_in(&self, cookie: &str, path: &str) -> Page {
        read(self.get(path).header(COOKIE, cookie)).await
    }
}

/// Downloads a PDF and returns its number of pages, its text and its file name.
pub async fn read_pdf(role: &str, path: &str) -> (usize, String, String) {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(role).await;
    let response = portal.get(path).header(COOKIE, &session).send().await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let name = response.headers()["content-disposition"].to_str().expect("a name").to_owned();
    let bytes = response.bytes().await.expect("a body");
    assert!(bytes.starts_with(b"%PDF"), "{path}");
    let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).expect("a file");
    (pages.len(), pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" "), name)
}

/// The text of a page without its tags.
pub fn words(html: &str) -> String {
    let body = html.split_once("<body>").map_or("", |(_, body)| body);
    let text: String =
        body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().expect("a client")
}

pub async fn read(request: RequestBuilder) -> Page {
    let response = request.send().await.expect("an answer");
    Page {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        html: response.text().await.expect("a body"),
    }
}

/// `name=value` of the cookie that a response sets.
pub fn cookie(response: &Response) -> String {
    let line = response.headers()[SET_COOKIE].to_str().expect("a readable cookie");
    line.split(';').next().unwrap_or_default().to_owned()
}

/// The sign-ins of the tests: 0 citizen, 1 clerk, 2 officer, 3 intake officer, 4 director, 5 unknown account, 6 result
/// officer, 7 clerk who is available after the year.
pub fn sign_ins() -> DemoSignIns {
    let staff = |username: &str| DemoKind::Staff { username: username.into(), password: Secret::new("mat-khau") };
    let sign_in = |label: (&str, &str), explanation: (&str, &str), kind| DemoSignIn {
        label_vi: label.0.into(),
        label_en: label.1.into(),
        explanation_vi: explanation.0.into(),
        explanation_en: explanation.1.into(),
        available: Availability::Always,
        kind,
    };
    let citizen = DemoKind::Citizen { identity_number: "012300000017".into(), name: "Lò Thị Mai".into() };
    DemoSignIns(vec![
        sign_in(
            ("Công dân", "Citizen"),
            ("Nộp hồ sơ, theo dõi và nhận kết quả.", "Applies, follows and collects."),
            citizen,
        ),
        sign_in(
            ("Văn thư Sở Xây dựng", "Records clerk, Construction"),
            ("Cấp số, đóng dấu và phát hành kết quả đã duyệt.", "Numbers, seals and issues what was approved."),
            staff("xaydung.vanthu"),
        ),
        sign_in(
            ("Chuyên viên Sở Xây dựng", "Officer, Construction"),
            ("Thẩm định hồ sơ, dự thảo kết quả trình lãnh đạo.", "Examines dossiers and drafts results for the head."),
            staff("xaydung.chuyenvien1"),
        ),
        sign_in(
            ("Công chức một cửa", "Intake officer"),
            ("Kiểm tra giấy tờ, tiếp nhận và hẹn ngày trả.", "Checks papers, accepts dossiers and sets the due date."),
            staff("xaydung.tiepnhan1"),
        ),
        sign_in(
            ("Giám đốc Trung tâm", "Director of the centre"),
            ("Theo dõi toàn bộ; không giải quyết hồ sơ nào.", "Watches everything, decides no dossier."),
            staff("trungtam.giamdoc"),
        ),
        sign_in(
            ("Người lạ", "Stranger"),
            ("Không có tài khoản.", "Has no account."),
            DemoKind::Staff { username: "unknown".into(), password: Secret::new("wrong") },
        ),
        sign_in(
            ("Công chức trả kết quả", "Result officer"),
            ("Trả kết quả cho người nộp.", "Hands the results over."),
            staff("xaydung.traketqua"),
        ),
        DemoSignIn {
            available: Availability::AfterTheYear,
            ..sign_in(
                ("Văn thư của năm", "Clerk of the year"),
                ("Dùng được sau.", "Available later."),
                staff("xaydung.vanthu"),
            )
        },
    ])
}
