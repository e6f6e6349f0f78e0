//! The register of dossiers: its rows, its pages, and who may read it.

use crate::fixture::{Fixture, read_pdf, words};
use crate::stub::CODE;

const CITIZEN: &str = "0";
const COUNTER: &str = "3";
const RESULT_OFFICER: &str = "6";

#[tokio::test]
async fn the_register_lists_the_dossiers_of_a_period_with_their_dates() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31&agency=H35.08";
    let page = Fixture::page_of(COUNTER, path).await;
    assert_eq!(page.status, 200);
    let text = words(&page.html);
    for expected in [
        "SỔ THEO DÕI HỒ SƠ",
        "01/12/2022",
        "31/12/2022",
        CODE,
        "Lò Thị Mai",
        "09:00 06/12/2022",
        "16:40 19/12/2022",
        "10:00 20/12/2022",
        "Sở Xây dựng",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains("N7Q2K-4XW8M") && !text.contains("251006"), "neither refused nor later dossiers");
    assert!(!page.html.contains("trang=2"), "there is only one page");
    let later = Fixture::page_of(COUNTER, "/bieu-mau/so-theo-doi?from=2025-10-01&to=2025-10-31&agency=").await;
    assert!(later.html.contains("H35.08-251006-0009") && !later.html.contains(CODE));
    let of_another = Fixture::page_of(COUNTER, &path.replace("H35.08", "H35.09")).await;
    assert!(of_another.status == 200 && !of_another.html.contains(CODE));
    let (pages, text, name) = read_pdf(COUNTER, &path.replace("so-theo-doi", "so-theo-doi.pdf")).await;
    assert!(pages == 1 && text.contains("SỔ THEO DÕI HỒ SƠ"), "{text}");
    assert_eq!(name, "attachment; filename=\"bieu-mau-07.pdf\"");
}

#[tokio::test]
async fn numbers_of_a_long_register_continue_from_page_to_page() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(RESULT_OFFICER).await;
    let of = |html: &str| html.matches(CODE).count();
    let first = portal.as_signed_in(&session, path).await;
    assert_eq!((first.status, of(&first.html)), (200, 150));
    let next = "/bieu-mau/so-theo-doi?from=2022-12-01&amp;to=2022-12-31&amp;agency=&amp;trang=2";
    assert!(first.html.contains(&format!("<a href=\"{next}\">Trang sau ›</a>")), "{}", first.html);
    let second = portal.as_signed_in(&session, &format!("{path}&trang=2")).await;
    assert_eq!((second.status, of(&second.html)), (200, 1));
    assert!(second.html.contains("<td class=\"c\">151</td>") || second.html.contains("<td>151</td>"));
    assert!(second.html.contains("trang=1\">‹ Trang trước</a>") && !second.html.contains("trang=3"));
    assert!(
        second.html.contains("/bieu-mau/so-theo-doi.pdf?from=2022-12-01&amp;to=2022-12-31&amp;agency=&amp;trang=2")
    );
    assert_eq!(portal.as_signed_in(&session, &format!("{path}&trang=3")).await.status, 404);
    assert_eq!(portal.as_signed_in(&session, &format!("{path}&trang=0")).await.status, 422);
    let beyond = portal.as_signed_in(&session, &format!("{path}&trang=61")).await;
    assert!(beyond.status == 422 && beyond.html.contains("Sổ quá dài"));
}

#[tokio::test]
async fn the_register_needs_a_role_that_may_read_it_and_a_valid_period() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    let portal = Fixture::filled(1000).await;
    assert_eq!(portal.page(path).await.status, 303);
    assert_eq!(Fixture::page_of(CITIZEN, path).await.status, 403);
    for query in
        ["", "?from=2022-12-31&to=2022-12-01", "?from=x&to=y", "?from=a&from=b", "?from=2010-01-01&to=2022-01-01"]
    {
        let page = Fixture::page_of(COUNTER, &format!("/bieu-mau/so-theo-doi{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.html.contains("Chọn từ ngày và đến ngày"));
    }
    let page = Fixture::page_of(COUNTER, "/bieu-mau/so-theo-doi?from=2010-01-01&to=2010-01-31").await;
    assert_eq!(page.status, 404, "the form did not exist then");
    assert!(Fixture::page_of(COUNTER, "/toi").await.html.contains("action=\"/bieu-mau/so-theo-doi\""));
    assert!(!Fixture::page_of(CITIZEN, "/toi").await.html.contains("so-theo-doi"));
}
