//! Paying online: what is offered to whom, the way to the payment page, and what is said after the way back.

use std::sync::atomic::Ordering;

use reqwest::header::COOKIE;

use crate::site::{Page, Site, read};
use crate::stub::dossiers::{FULL, OWING, REFUSED};
use crate::stub::payments::{BROKEN_FEE, CLOSED_FEE, DEMANDED_FEE, OWN_FEE, PAID_FEE};

const CITIZEN: &str = "0";
const OFFICER: &str = "2";
const KEY: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000e1";

async fn pay(site: &Site, session: &str, fee: &str, key: &str) -> Page {
    let form = [("fee", fee), ("key", key)];
    read(site.post(&format!("/ho-so/{OWING}/thanh-toan"), &form).header(COOKIE, session)).await
}

/// The value of the hidden field that follows a text.
fn hidden<'a>(html: &'a str, after: &str, name: &str) -> &'a str {
    let rest = html.split_once(after).expect(after).1;
    let rest = rest.split_once(&format!("name=\"{name}\" value=\"")).expect(name).1;
    rest.split_once('"').expect("a value").0
}

#[tokio::test]
async fn the_applicant_sees_what_is_to_be_paid_and_one_button_leads_to_the_payment_page() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    let html = site.as_signed_in(&session, &format!("/ho-so/{OWING}")).await.html;
    let told = ["Cần nộp", "150.000 đồng", "Cơ quan giải quyết yêu cầu", "30.000 đồng", "Phí, lệ phí của thủ tục"];
    for text in told {
        assert!(html.contains(text), "{text} in {html}");
    }
    assert!(html.contains("Phí, lệ phí của thủ tục đã nộp</dt><dd>45.000 đồng"), "{html}");
    assert_eq!(html.matches(&format!("<form method=\"post\" action=\"/ho-so/{OWING}/thanh-toan\">")).count(), 2);
    let (fee, key) = (hidden(&html, "150.000", "fee"), hidden(&html, "150.000", "key"));
    assert_eq!(fee, DEMANDED_FEE);
    assert_ne!(key, hidden(&html, "30.000", "key"), "each fee is a payment of its own");
    let sent = pay(&site, &session, fee, key).await;
    let target = sent.headers["location"].to_str().unwrap();
    assert_eq!((sent.status, target), (303, &*format!("{}/pay?signature=q83v", site.stub.base.get().unwrap())));
    assert!(sent.headers.contains_key("content-security-policy"));
    assert_eq!(*site.stub.begun.lock().unwrap(), [(fee.to_owned(), key.to_owned())]);
}

#[tokio::test]
async fn a_button_pressed_twice_is_the_same_payment() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    for _ in 0..2 {
        assert_eq!(pay(&site, &session, OWN_FEE, KEY).await.status, 303);
    }
    assert_eq!(*site.stub.begun.lock().unwrap(), vec![(OWN_FEE.to_owned(), KEY.to_owned()); 2]);
}

#[tokio::test]
async fn only_the_applicant_is_offered_the_button() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(OFFICER).await;
    let html = site.as_signed_in(&session, &format!("/ho-so/{OWING}")).await.html;
    assert!(html.contains("150.000 đồng") && html.contains("Nộp tại quầy của Trung tâm"));
    assert!(!html.contains("Thanh toán trực tuyến"));
    assert_eq!(pay(&site, &session, DEMANDED_FEE, KEY).await.status, 403);
    let session = site.sign_in(CITIZEN).await;
    let html = site.as_signed_in(&session, &format!("/ho-so/{FULL}")).await.html;
    assert!(!html.contains("Cần nộp<") && html.contains("đã nộp</dt><dd>75.000 đồng"), "nothing is to be paid");
    let html = site.as_signed_in(&session, &format!("/ho-so/{OWING}?lang=en")).await.html;
    assert!(html.contains("Pay online<span class=\"hidden\">: 150,000 đồng"), "{html}");
}

#[tokio::test]
async fn forms_may_lead_to_the_payment_page_and_nowhere_else() {
    let site = Site::filled(1000).await;
    let api = site.stub.base.get().unwrap();
    for path in ["/", "/tra-cuu", "/thanh-toan"] {
        let policy = site.page(path).await.headers["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.ends_with(&format!("form-action 'self' {api}")), "{policy}");
    }
    let closed = Site::without_payment_page().await;
    let session = closed.sign_in(CITIZEN).await;
    let page = closed.as_signed_in(&session, &format!("/ho-so/{OWING}")).await;
    assert!(page.headers["content-security-policy"].to_str().unwrap().ends_with("form-action 'self'"));
    assert!(page.html.contains("Nộp tại quầy của Trung tâm") && !page.html.contains("Thanh toán trực tuyến"));
}

#[tokio::test]
async fn a_payment_that_does_not_begin_says_why() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    for (fee, vi, en) in [
        (PAID_FEE, "Khoản này đã được nộp.", "This fee is paid already."),
        (
            CLOSED_FEE,
            "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy.",
            "Online payment is not open; pay at the counter.",
        ),
        (KEY, "Không có khoản phải nộp này", "No such fee is to be paid"),
    ] {
        let page = pay(&site, &session, fee, KEY).await;
        assert_eq!(page.status, 409, "{fee}");
        assert!(page.html.contains("Chưa thanh toán được") && page.html.contains(vi), "{vi} in {}", page.html);
        assert!(!page.html.contains(en), "one language at a time");
        assert!(page.html.contains(&format!("href=\"/ho-so/{OWING}\"")), "the way back");
        let page = pay(&site, &format!("{session}; motcua_lang=en"), fee, KEY).await;
        assert!(page.html.contains(en) && !page.html.contains(vi), "{en} in {}", page.html);
    }
    assert_eq!(pay(&site, &session, BROKEN_FEE, KEY).await.status, 503);
    assert_eq!(pay(&site, &session, "150000", KEY).await.status, 404);
    assert_eq!(pay(&site, &session, DEMANDED_FEE, "").await.status, 404);
    let reloaded = site.as_signed_in(&session, &format!("/ho-so/{OWING}/thanh-toan?lang=en")).await;
    assert_eq!((reloaded.status, reloaded.headers["location"].to_str().unwrap()), (303, &*format!("/ho-so/{OWING}")));
}

#[tokio::test]
async fn nobody_pays_from_another_site_or_without_signing_in() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    let path = format!("{}/ho-so/{OWING}/thanh-toan", site.base);
    let form = [("fee", DEMANDED_FEE), ("key", KEY)];
    let sent = reqwest::Client::new().post(path).form(&form).header("sec-fetch-site", "cross-site");
    assert_eq!(read(sent.header(COOKIE, &session)).await.status, 403);
    let page = pay(&site, "", DEMANDED_FEE, KEY).await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"));
    assert!(site.stub.begun.lock().unwrap().is_empty());
}

#[tokio::test]
async fn after_the_way_back_the_dossier_says_what_has_arrived_and_the_address_proves_nothing() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    let came = format!("/thanh-toan?dossier={OWING}&payment={KEY}&outcome=paid");
    let page = site.as_signed_in(&session, &came).await;
    assert_eq!(page.status, 200);
    for text in ["Còn khoản chưa nhận được tiền", "150.000 đồng", "30.000 đồng", "đừng nộp lần nữa", "Tải lại"]
    {
        assert!(page.html.contains(text), "{text} in {}", page.html);
    }
    site.stub.paid.store(true, Ordering::SeqCst);
    let page = site.as_signed_in(&session, &came.replace("outcome=paid", "outcome=cancelled")).await;
    let nothing_left = "Hồ sơ không còn khoản phải nộp";
    assert!(page.html.contains(nothing_left));
    assert!(page.html.contains(&format!("href=\"/ho-so/{OWING}\"")) && !page.html.contains("Tải lại"));
    let ended = site.as_signed_in(&session, &format!("/thanh-toan?dossier={REFUSED}")).await;
    assert!(ended.html.contains(nothing_left) && ended.html.contains("hoàn lại"), "{}", ended.html);
}

#[tokio::test]
async fn what_has_arrived_is_shown_to_whom_the_dossier_is() {
    let site = Site::filled(1000).await;
    let path = format!("/thanh-toan?dossier={OWING}");
    let page = site.page(&path).await;
    assert!(page.status == 401 && page.html.contains("Đăng nhập lại"), "{}", page.html);
    let session = site.sign_in("1").await;
    assert_eq!(site.as_signed_in(&session, &path).await.status, 404, "not shown to this clerk");
    for nonsense in ["/thanh-toan", "/thanh-toan?dossier=x", "/thanh-toan?dossier=a&dossier=b"] {
        assert_eq!(site.as_signed_in(&session, nonsense).await.status, 404, "{nonsense}");
    }
}
