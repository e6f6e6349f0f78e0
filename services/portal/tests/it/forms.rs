//! The legal forms: who gets which, as a page and as a file.

use reqwest::header::COOKIE;

use crate::site::{Page, Site};
use crate::stub::CODE;
use crate::stub::dossiers::{FORBIDDEN, FULL, HOSTILE_ONE, ON_ITS_WAY, REFUSED, SECRET, STOPPED};

const CITIZEN: &str = "0";
const CLERK: &str = "1";
const OFFICER: &str = "2";
const COUNTER: &str = "3";
const RETURNS: &str = "6";

async fn open(role: &str, path: &str) -> Page {
    let site = Site::filled(1000).await;
    let session = site.sign_in(role).await;
    site.as_signed_in(&session, path).await
}

/// A file as another reader sees it: how many pages, and its text.
async fn read_file(role: &str, path: &str) -> (usize, String, String) {
    let site = Site::filled(1000).await;
    let session = site.sign_in(role).await;
    let response = site.get(path).header(COOKIE, &session).send().await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let name = response.headers()["content-disposition"].to_str().expect("a name").to_owned();
    let bytes = response.bytes().await.expect("a body");
    assert!(bytes.starts_with(b"%PDF"), "{path}");
    let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).expect("a file");
    (pages.len(), pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" "), name)
}

/// What each form says of its dossier, to whom.
const SAID: [(&str, &str, &str, &[&str]); 7] = [
    (
        "01",
        FULL,
        CITIZEN,
        &[
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "UBND TỈNH LAI CHÂU",
            "Lò Thị Mai",
            "012300000017",
            "Đơn đề nghị cấp giấy phép xây dựng",
            "07 ngày làm việc",
            "08 giờ 12 phút, ngày 06 tháng 12 năm 2022",
            "17 giờ 00 phút, ngày 15 tháng 12 năm 2022",
            "75.000 đồng",
            "Số: ……………/TNHS",
            "Sets : 01 (bộ)",
            "Collect at : Quầy Sở Xây dựng tại Trung tâm; nhận trực tiếp",
            "quyển số: 06/12/2022",
            "Số thứ tự: 1",
            "Mẫu số 01 (TT 01/2018/TT-VPCP)",
        ],
    ),
    (
        "01",
        ON_ITS_WAY,
        CITIZEN,
        &[
            "tính từ ngày Sở Xây dựng nhận được hồ sơ",
            "05 ngày làm việc",
            "Bản điện tử",
            "Phí, lệ phí Fees : Không",
            "Sets : 02 (bộ)",
            "Handed in by : Giàng A Sử",
            "Email: mai@example.vn",
            "Collect at : Tổ 9, phường Tân Phong, tỉnh Lai Châu; qua bưu chính công ích",
            "Mẫu số 01 (TT 03/2025/TT-VPCP)",
        ],
    ),
    (
        "02",
        FULL,
        CITIZEN,
        &[
            "PHIẾU YÊU CẦU BỔ SUNG",
            "Bản vẽ thiết kế xây dựng",
            "Bản vẽ chưa có chữ ký của chủ trì thiết kế",
            "ngày 20 tháng 12 năm 2022",
            "Lai Châu, ngày 08 tháng 12 năm 2022",
        ],
    ),
    (
        "03",
        REFUSED,
        CITIZEN,
        &[
            "PHIẾU TỪ CHỐI TIẾP NHẬN",
            "N7Q2K-4XW8M",
            "Hồ sơ không thuộc phạm vi giải quyết của Sở Xây dựng",
            "Lai Châu, ngày 05 tháng 12 năm 2022",
        ],
    ),
    (
        "04",
        FULL,
        CITIZEN,
        &[
            "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
            "17 giờ 00 phút, ngày 19 tháng 12 năm 2022",
            "17 giờ 00 phút, ngày 23 tháng 12 năm 2022",
            "Chờ ý kiến của Sở Tài nguyên và Môi trường",
            "Lai Châu, ngày 19 tháng 12 năm 2022",
        ],
    ),
    (
        "05",
        STOPPED,
        OFFICER,
        &[
            "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
            "ngày 08/10/2025. Không còn nhu cầu xây nhà",
            "Thẩm định, Phòng Quản lý xây dựng",
            "Dừng giải quyết hồ sơ theo đề nghị của người nộp.",
            "Đã thu 150.000 đồng",
            "Lai Châu, ngày 09 tháng 10 năm 2025",
        ],
    ),
    (
        "06",
        FULL,
        OFFICER,
        &[
            "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            "Quầy Sở Xây dựng tại Trung tâm",
            "08:12 06/12/2022",
            "16:00 19/12/2022",
            "Trước hạn",
            "Đúng hạn",
        ],
    ),
];

/// The words of a page without its tags.
fn words(html: &str) -> String {
    let body = html.split_once("<body>").map_or("", |(_, body)| body);
    let text: String =
        body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn each_form_is_filled_from_what_the_api_says() {
    for (form, dossier, role, said) in SAID {
        let page = open(role, &format!("/bieu-mau/{form}/{dossier}")).await;
        assert_eq!(page.status, 200, "{form}");
        assert_eq!(page.headers["cache-control"], "no-store");
        let words = words(&page.html);
        for text in said {
            assert!(words.contains(text), "{form}: {text} in {words}");
        }
    }
}

#[tokio::test]
async fn each_form_is_one_page_of_paper_too() {
    for (form, dossier, role, said) in SAID {
        let (pages, text, name) = read_file(role, &format!("/bieu-mau/{form}/{dossier}.pdf")).await;
        assert_eq!(pages, 1, "{form}");
        assert!(said.iter().any(|said| text.contains(said)), "{form}: {text}");
        assert!(name.starts_with(&format!("attachment; filename=\"bieu-mau-{form}-")), "{name}");
        assert!(!name.contains("Mai") && name.is_ascii(), "nothing personal in {name}");
    }
}

#[tokio::test]
async fn the_code_on_a_form_leads_to_the_lookup_with_the_code_filled_in() {
    let site = Site::filled(1000).await;
    let session = site.sign_in(CITIZEN).await;
    let page = site.as_signed_in(&session, &format!("/bieu-mau/01/{FULL}")).await;
    let address = format!("{}/tra-cuu?ma={CODE}", site.base);
    assert!(page.html.contains(&format!("aria-label=\"QR {address}\"")), "{}", page.html);
    let asked = site.page(&format!("/tra-cuu?ma={CODE}")).await;
    assert!(asked.html.contains(&format!("value=\"{CODE}\"")));
    assert_eq!(site.page("/tra-cuu?ma=a&ma=b").await.status, 200);
}

#[tokio::test]
async fn the_lookup_secret_is_printed_where_the_api_shows_it_and_left_to_be_written_elsewhere() {
    for (role, printed) in [(CITIZEN, SECRET), (COUNTER, SECRET), (OFFICER, "……………")] {
        let words = words(&open(role, &format!("/bieu-mau/01/{FULL}")).await.html);
        assert!(words.contains(&format!("Mã tra cứu: {printed}")), "{role}: {words}");
    }
}

#[tokio::test]
async fn the_receiving_officer_signs_by_name_and_for_everybody_else_the_counter_does() {
    let signed = async |role| {
        let html = open(role, &format!("/bieu-mau/01/{FULL}")).await.html;
        html.rsplit_once("NGƯỜI TIẾP NHẬN HỒ SƠ").map(|(_, below)| below.to_owned()).unwrap_or_default()
    };
    assert!(signed(COUNTER).await.contains("&lt;script&gt;alert(1)"), "the name of this account, as text");
    for role in [CITIZEN, OFFICER, RETURNS] {
        assert!(signed(role).await.contains("Quầy Sở Xây dựng tại Trung tâm"), "{role}");
    }
}

#[tokio::test]
async fn a_form_brings_its_own_policy_and_its_style_is_the_only_thing_it_allows() {
    let page = open(CITIZEN, &format!("/bieu-mau/01/{FULL}")).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("'self'"), "{policy}");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    for forbidden in ["<script", "style=\"", "src=", "http-equiv"] {
        assert!(!page.html.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn what_an_applicant_typed_is_text() {
    let register = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    for path in [&format!("/bieu-mau/01/{HOSTILE_ONE}"), register] {
        let html = open(COUNTER, path).await.html;
        assert!(html.contains("&lt;script&gt;alert(1)"), "{path}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{path}");
    }
}

#[tokio::test]
async fn what_an_officer_typed_is_text_too() {
    for path in [&format!("/ho-so/{HOSTILE_ONE}"), "/toi"] {
        let html = open(CITIZEN, path).await.html;
        assert!(html.contains("Hồ sơ dừng giải quyết.") && html.contains("&#60;script&#62;alert(1)"), "{path}: {html}");
        assert!(!html.contains("<script>alert") && !html.contains("<img"), "{path}");
    }
}

#[tokio::test]
async fn strangers_see_no_form() {
    let site = Site::filled(1000).await;
    for path in [format!("/bieu-mau/01/{FULL}"), format!("/bieu-mau/01/{FULL}.pdf"), format!("/ho-so/{FULL}")] {
        let page = site.page(&path).await;
        assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"), "{path}");
        let page = open(CLERK, &path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.html.contains("Không có hồ sơ hoặc biểu mẫu này"));
    }
    let page = open(CITIZEN, &format!("/bieu-mau/01/{FORBIDDEN}")).await;
    assert_eq!(page.status, 403);
    assert!(page.html.contains("Vai này không xem được"));
}

#[tokio::test]
async fn what_there_is_not_is_not_found() {
    let wrong = [
        format!("/bieu-mau/08/{FULL}"),
        format!("/bieu-mau/1/{FULL}"),
        "/bieu-mau/01/khong-phai-ma".to_owned(),
        "/bieu-mau/01/0192f3c4-6f0e-7c1a-9a57-0000000000ff".to_owned(),
        // It was accepted; it was not stopped; it was stopped, but the form came later.
        format!("/bieu-mau/03/{FULL}"),
        format!("/bieu-mau/05/{FULL}"),
        format!("/bieu-mau/04/{STOPPED}"),
        format!("/bieu-mau/01/{REFUSED}"),
        "/ho-so/x".to_owned(),
    ];
    for path in wrong {
        assert_eq!(open(OFFICER, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_page_of_a_dossier_offers_the_forms_there_are() {
    let page = open(CITIZEN, "/toi").await;
    assert!(page.html.contains(&format!("href=\"/ho-so/{FULL}\"")), "{}", page.html);
    let page = open(CITIZEN, &format!("/ho-so/{FULL}")).await;
    assert_eq!(page.status, 200);
    for form in ["01", "02", "04", "06"] {
        assert!(page.html.contains(&format!("href=\"/bieu-mau/{form}/{FULL}\"")), "{form}");
        assert!(page.html.contains(&format!("href=\"/bieu-mau/{form}/{FULL}.pdf\"")), "{form}");
    }
    assert!(page.html.contains("Giấy tiếp nhận") && page.html.contains("Tải PDF"));
    assert!(!page.html.contains("/bieu-mau/03/") && !page.html.contains("/bieu-mau/05/"));
    let page = open(OFFICER, &format!("/ho-so/{STOPPED}")).await;
    assert!(page.html.contains(&format!("href=\"/bieu-mau/05/{STOPPED}\"")));
}

#[tokio::test]
async fn the_register_tells_the_dossiers_of_a_time_with_what_became_of_them() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31&agency=H35.08";
    let page = open(COUNTER, path).await;
    assert_eq!(page.status, 200);
    let words = words(&page.html);
    for text in [
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
        assert!(words.contains(text), "{text} in {words}");
    }
    assert!(!words.contains("N7Q2K-4XW8M") && !words.contains("251006"), "neither refused ones nor later ones");
    assert!(!page.html.contains("trang=2"), "there is no other page");
    let later = open(COUNTER, "/bieu-mau/so-theo-doi?from=2025-10-01&to=2025-10-31&agency=").await;
    assert!(later.html.contains("H35.08-251006-0009") && !later.html.contains(CODE));
    let of_another = open(COUNTER, &path.replace("H35.08", "H35.09")).await;
    assert!(of_another.status == 200 && !of_another.html.contains(CODE));
    let (pages, text, name) = read_file(COUNTER, &path.replace("so-theo-doi", "so-theo-doi.pdf")).await;
    assert!(pages == 1 && text.contains("SỔ THEO DÕI HỒ SƠ"), "{text}");
    assert_eq!(name, "attachment; filename=\"bieu-mau-07.pdf\"");
}

#[tokio::test]
async fn a_long_register_goes_on_from_page_to_page_and_its_numbers_with_it() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    let site = Site::filled(1000).await;
    let session = site.sign_in(RETURNS).await;
    let of = |html: &str| html.matches(CODE).count();
    let first = site.as_signed_in(&session, path).await;
    assert_eq!((first.status, of(&first.html)), (200, 150));
    let next = "/bieu-mau/so-theo-doi?from=2022-12-01&amp;to=2022-12-31&amp;agency=&amp;trang=2";
    assert!(first.html.contains(&format!("<a href=\"{next}\">Trang sau ›</a>")), "{}", first.html);
    let second = site.as_signed_in(&session, &format!("{path}&trang=2")).await;
    assert_eq!((second.status, of(&second.html)), (200, 1));
    assert!(second.html.contains("<td class=\"c\">151</td>") || second.html.contains("<td>151</td>"));
    assert!(second.html.contains("trang=1\">‹ Trang trước</a>") && !second.html.contains("trang=3"));
    assert!(
        second.html.contains("/bieu-mau/so-theo-doi.pdf?from=2022-12-01&amp;to=2022-12-31&amp;agency=&amp;trang=2")
    );
    assert_eq!(site.as_signed_in(&session, &format!("{path}&trang=3")).await.status, 404);
    assert_eq!(site.as_signed_in(&session, &format!("{path}&trang=0")).await.status, 422);
    let beyond = site.as_signed_in(&session, &format!("{path}&trang=61")).await;
    assert!(beyond.status == 422 && beyond.html.contains("Sổ quá dài"));
}

#[tokio::test]
async fn the_applicant_reads_what_the_office_wrote() {
    let page = open(CITIZEN, &format!("/ho-so/{FULL}")).await;
    let told = [
        "10:00 ngày 07/12/2022",
        "Cần nộp 150.000 đồng.",
        "Cần bổ sung, chậm nhất ngày 20/12/2022: Bản vẽ thiết kế xây dựng.",
        "Bản vẽ chưa có chữ ký của chủ trì thiết kế",
        "Cơ quan xin lỗi vì chậm và hẹn trả kết quả ngày 23/12/2022.",
        "Chờ ý kiến của Sở Tài nguyên và Môi trường",
    ];
    let mut rest = page.html.as_str();
    for text in told {
        rest = rest.split_once(text).unwrap_or_else(|| panic!("{text} in its order in {}", page.html)).1;
    }
    let own = open(CITIZEN, "/toi").await;
    assert!(
        own.html.contains("Cơ quan báo") && own.html.contains("Lý do: Chờ ý kiến của Sở Tài nguyên"),
        "the last word"
    );
    assert!(own.html.contains("Hồ sơ không thuộc phạm vi giải quyết của Sở Xây dựng"), "also why one was refused");
    let quiet = open(CITIZEN, &format!("/ho-so/{ON_ITS_WAY}")).await;
    assert!(quiet.status == 200 && !quiet.html.contains("Cơ quan đã thông báo"));
    assert!(open(CITIZEN, &format!("/ho-so/{FULL}?lang=en")).await.html.contains("Please pay 150,000 đồng."));
}

#[tokio::test]
async fn the_register_is_for_those_who_keep_one_and_for_days_that_are_some() {
    let path = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    let site = Site::filled(1000).await;
    assert_eq!(site.page(path).await.status, 303);
    assert_eq!(open(CITIZEN, path).await.status, 403);
    for query in
        ["", "?from=2022-12-31&to=2022-12-01", "?from=x&to=y", "?from=a&from=b", "?from=2010-01-01&to=2022-01-01"]
    {
        let page = open(COUNTER, &format!("/bieu-mau/so-theo-doi{query}")).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.html.contains("Chọn từ ngày và đến ngày"));
    }
    let page = open(COUNTER, "/bieu-mau/so-theo-doi?from=2010-01-01&to=2010-01-31").await;
    assert_eq!(page.status, 404, "the form did not exist then");
    assert!(open(COUNTER, "/toi").await.html.contains("action=\"/bieu-mau/so-theo-doi\""));
    assert!(!open(CITIZEN, "/toi").await.html.contains("so-theo-doi"));
}
