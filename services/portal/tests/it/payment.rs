//! Online payment: who can pay, the redirect to the payment page, and the outcome after the return.

use std::sync::atomic::Ordering;

use reqwest::header::COOKIE;

use crate::fixture::{Fixture, Page, read};
use crate::stub::dossiers::{FULL, OWING, REFUSED};
use crate::stub::payments::{BROKEN_FEE, CLOSED_FEE, DEMANDED_FEE, OWN_FEE, PAID_FEE};

const CITIZEN: &str = "0";
const OFFICER: &str = "2";
const KEY: &str = "0192f3c4-6f0e-7c1a-9a57-0000000000e1";

async fn pay(portal: &Fixture, session: &str, fee: &str, key: &str) -> Page {
    let form = [("fee", fee), ("key", key)];
    read(portal.post(&format!("/ho-so/{OWING}/thanh-toan"), &form).header(COOKIE, session)).await
}

/// The value of the hidden field that follows a text.
fn hidden<'a>(html: &'a str, after: &str, name: &str) -> &'a str {
    let rest = html.split_once(after).expect(after).1;
    let rest = rest.split_once(&format!("name=\"{name}\" value=\"")).expect(name).1;
    rest.split_once('"').expect("a value").0
}

#[tokio::test]
async fn the_applicant_sees_the_fees_due_and_pays_them_by_one_button() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    let html = portal.as_signed_in(&session, &format!("/ho-so/{OWING}")).await.html;
    let texts = ["Cần nộp", "150.000 đồng", "Cơ quan giải quyết yêu cầu", "30.000 đồng", "Phí, lệ phí của thủ tục"];
    for text in texts {
        assert!(html.contains(text), "{text} in {html}");
    }
    assert!(html.contains("Phí, lệ phí của thủ tục đã nộp</dt><dd>45.000 đồng"), "{html}");
    assert_eq!(html.matches(&format!("<form method=\"post\" action=\"/ho-so/{OWING}/thanh-toan\">")).count(), 2);
    let (fee, key) = (hidden(&html, "150.000", "fee"), hidden(&html, "150.000", "key"));
    assert_eq!(fee, DEMANDED_FEE);
    assert_ne!(key, hidden(&html, "30.000", "key"), "each fee is a payment of its own");
    let sent = pay(&portal, &session, fee, key).await;
    let target = sent.headers["location"].to_str().unwrap();
    assert_eq!((sent.status, target), (303, &*format!("{}/pay?signature=q83v", portal.stub.base.get().unwrap())));
    assert!(sent.headers.contains_key("content-security-policy"));
    assert_eq!(*portal.stub.started_payments.lock().unwrap(), [(fee.to_owned(), key.to_owned())]);
}

#[tokio::test]
async fn pressing_the_button_twice_is_one_payment() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    for _ in 0..2 {
        assert_eq!(pay(&portal, &session, OWN_FEE, KEY).await.status, 303);
    }
    assert_eq!(*portal.stub.started_payments.lock().unwrap(), vec![(OWN_FEE.to_owned(), KEY.to_owned()); 2]);
}

#[tokio::test]
async fn only_the_applicant_can_pay_online() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(OFFICER).await;
    let html = portal.as_signed_in(&session, &format!("/ho-so/{OWING}")).await.html;
    assert!(html.contains("150.000 đồng") && html.contains("Nộp tại quầy của Trung tâm"));
    assert!(!html.contains("Thanh toán trực tuyến"));
    assert_eq!(pay(&portal, &session, DEMANDED_FEE, KEY).await.status, 403);
    let session = portal.sign_in(CITIZEN).await;
    let html = portal.as_signed_in(&session, &format!("/ho-so/{FULL}")).await.html;
    assert!(!html.contains("Cần nộp<") && html.contains("đã nộp</dt><dd>75.000 đồng"), "nothing is to be paid");
    let html = portal.as_signed_in(&session, &format!("/ho-so/{OWING}?lang=en")).await.html;
    assert!(html.contains("Pay online<span class=\"hidden\">: 150,000 đồng"), "{html}");
}

#[tokio::test]
async fn forms_may_redirect_only_to_the_payment_page() {
    let portal = Fixture::filled(1000).await;
    let api = portal.stub.base.get().unwrap();
    for path in ["/", "/tra-cuu", "/thanh-toan"] {
        let policy = portal.page(path).await.headers["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.ends_with(&format!("form-action 'self' {api}")), "{policy}");
    }
    let closed = Fixture::without_payment_page().await;
    let session = closed.sign_in(CITIZEN).await;
    let page = closed.as_signed_in(&session, &format!("/ho-so/{OWING}")).await;
    assert!(page.headers["content-security-policy"].to_str().unwrap().ends_with("form-action 'self'"));
    assert!(page.html.contains("Nộp tại quầy của Trung tâm") && !page.html.contains("Thanh toán trực tuyến"));
}

#[tokio::test]
async fn a_refused_payment_shows_the_reason_in_the_language_of_the_page() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    for (fee, vi, en) in [
        (PAID_FEE, "Khoản này đã được nộp.", "This fee is paid already."),
        (
            CLOSED_FEE,
            "Chưa mở thanh toán trực tuyến; hãy nộp tại quầy.",
            "Online payment is not open; pay at the counter.",
        ),
        (KEY, "Không có khoản phải nộp này", "No such fee is to be paid"),
    ] {
        let page = pay(&portal, &session, fee, KEY).await;
        assert_eq!(page.status, 409, "{fee}");
        assert!(page.html.contains("Chưa thanh toán được") && page.html.contains(vi), "{vi} in {}", page.html);
        assert!(!page.html.contains(en), "one language at a time");
        assert!(page.html.contains(&format!("href=\"/ho-so/{OWING}\"")), "the link back to the dossier");
        let page = pay(&portal, &format!("{session}; motcua_lang=en"), fee, KEY).await;
        assert!(page.html.contains(en) && !page.html.contains(vi), "{en} in {}", page.html);
    }
    assert_eq!(pay(&portal, &session, BROKEN_FEE, KEY).await.status, 503);
    assert_eq!(pay(&portal, &session, "150000", KEY).await.status, 404);
    assert_eq!(pay(&portal, &session, DEMANDED_FEE, "").await.status, 404);
    let reloaded = portal.as_signed_in(&session, &format!("/ho-so/{OWING}/thanh-toan?lang=en")).await;
    assert_eq!((reloaded.status, reloaded.headers["location"].to_str().unwrap()), (303, &*format!("/ho-so/{OWING}")));
}

#[tokio::test]
async fn paying_needs_a_sign_in_and_a_form_of_this_site() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    let path = format!("{}/ho-so/{OWING}/thanh-toan", portal.base);
    let form = [("fee", DEMANDED_FEE), ("key", KEY)];
    let sent = reqwest::Client::new().post(path).form(&form).header("sec-fetch-site", "cross-site");
    assert_eq!(read(sent.header(COOKIE, &session)).await.status, 403);
    let page = pay(&portal, "", DEMANDED_FEE, KEY).await;
    assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"));
    assert!(portal.stub.started_payments.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_outcome_comes_from_the_dossier_and_not_from_the_address() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    let address = format!("/thanh-toan?dossier={OWING}&payment={KEY}&outcome=paid");
    let page = portal.as_signed_in(&session, &address).await;
    assert_eq!(page.status, 200);
    for text in ["Còn khoản chưa nhận được tiền", "150.000 đồng", "30.000 đồng", "đừng nộp lần nữa", "Tải lại"]
    {
        assert!(page.html.contains(text), "{text} in {}", page.html);
    }
    portal.stub.paid.store(true, Ordering::SeqCst);
    let page = portal.as_signed_in(&session, &address.replace("outcome=paid", "outcome=cancelled")).await;
    let nothing_left = "Hồ sơ không còn khoản phải nộp";
    assert!(page.html.contains(nothing_left));
    assert!(page.html.contains(&format!("href=\"/ho-so/{OWING}\"")) && !page.html.contains("Tải lại"));
    let ended = portal.as_signed_in(&session, &format!("/thanh-toan?dossier={REFUSED}")).await;
    assert!(ended.html.contains(nothing_left) && ended.html.contains("hoàn lại"), "{}", ended.html);
}

#[tokio::test]
async fn the_outcome_is_visible_only_to_those_who_see_the_dossier() {
    let portal = Fixture::filled(1000).await;
    let path = format!("/thanh-toan?dossier={OWING}");
    let page = portal.page(&path).await;
    assert!(page.status == 401 && page.html.contains("Đăng nhập lại"), "{}", page.html);
    let session = portal.sign_in("1").await;
    assert_eq!(portal.as_signed_in(&session, &path).await.status, 404, "not shown to this clerk");
    for nonsense in ["/thanh-toan", "/thanh-toan?dossier=x", "/thanh-toan?dossier=a&dossier=b"] {
        assert_eq!(portal.as_signed_in(&session, nonsense).await.status, 404, "{nonsense}");
    }
}
