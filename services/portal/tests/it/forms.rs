//! The legal forms: their content, as a page and as a file, and who may see them.

use crate::fixture::{Fixture, read_pdf, words};
use crate::stub::dossiers::{FORBIDDEN, FULL, HOSTILE_ONE, ON_ITS_WAY, REFUSED, STOPPED};
use crate::stub::{CODE, SECRET};

const CITIZEN: &str = "0";
const CLERK: &str = "1";
const OFFICER: &str = "2";
const COUNTER: &str = "3";
const RESULT_OFFICER: &str = "6";

/// Form, dossier, role of the visitor, and texts that the form must hold.
const FORMS: [(&str, &str, &str, &[&str]); 7] = [
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

#[tokio::test]
async fn each_form_is_filled_from_the_api() {
    for (form, dossier, role, texts) in FORMS {
        let page = Fixture::page_of(role, &format!("/bieu-mau/{form}/{dossier}")).await;
        assert_eq!(page.status, 200, "{form}");
        assert_eq!(page.headers["cache-control"], "no-store");
        let words = words(&page.html);
        for text in texts {
            assert!(words.contains(text), "{form}: {text} in {words}");
        }
    }
}

#[tokio::test]
async fn each_form_fits_on_one_page_of_paper() {
    for (form, dossier, role, texts) in FORMS {
        let (pages, text, name) = read_pdf(role, &format!("/bieu-mau/{form}/{dossier}.pdf")).await;
        assert_eq!(pages, 1, "{form}");
        assert!(texts.iter().any(|expected| text.contains(expected)), "{form}: {text}");
        assert!(name.starts_with(&format!("attachment; filename=\"bieu-mau-{form}-")), "{name}");
        assert!(!name.contains("Mai") && name.is_ascii(), "nothing personal in {name}");
    }
}

#[tokio::test]
async fn the_qr_code_opens_the_lookup_with_the_code_filled_in() {
    let portal = Fixture::filled(1000).await;
    let session = portal.sign_in(CITIZEN).await;
    let page = portal.as_signed_in(&session, &format!("/bieu-mau/01/{FULL}")).await;
    let address = format!("{}/tra-cuu?ma={CODE}", portal.base);
    assert!(page.html.contains(&format!("aria-label=\"QR {address}\"")), "{}", page.html);
    let lookup = portal.page(&format!("/tra-cuu?ma={CODE}")).await;
    assert!(lookup.html.contains(&format!("value=\"{CODE}\"")));
    assert_eq!(portal.page("/tra-cuu?ma=a&ma=b").await.status, 200);
}

#[tokio::test]
async fn the_lookup_secret_is_printed_if_the_api_shows_it_and_blank_otherwise() {
    for (role, printed) in [(CITIZEN, SECRET), (COUNTER, SECRET), (OFFICER, "……………")] {
        let words = words(&Fixture::page_of(role, &format!("/bieu-mau/01/{FULL}")).await.html);
        assert!(words.contains(&format!("Mã tra cứu: {printed}")), "{role}: {words}");
    }
}

#[tokio::test]
async fn the_receiving_officer_is_named_only_for_the_officer_else_the_counter() {
    let signed = async |role| {
        let html = Fixture::page_of(role, &format!("/bieu-mau/01/{FULL}")).await.html;
        html.rsplit_once("NGƯỜI TIẾP NHẬN HỒ SƠ").map(|(_, below)| below.to_owned()).unwrap_or_default()
    };
    assert!(signed(COUNTER).await.contains("&lt;script&gt;alert(1)"), "the name of this account, as text");
    for role in [CITIZEN, OFFICER, RESULT_OFFICER] {
        assert!(signed(role).await.contains("Quầy Sở Xây dựng tại Trung tâm"), "{role}");
    }
}

#[tokio::test]
async fn the_policy_of_a_form_allows_only_its_style_sheet() {
    let page = Fixture::page_of(CITIZEN, &format!("/bieu-mau/01/{FULL}")).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("'self'"), "{policy}");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    for forbidden in ["<script", "style=\"", "src=", "http-equiv"] {
        assert!(!page.html.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn markup_typed_by_an_applicant_is_escaped() {
    let register = "/bieu-mau/so-theo-doi?from=2022-12-01&to=2022-12-31";
    for path in [&format!("/bieu-mau/01/{HOSTILE_ONE}"), register] {
        let html = Fixture::page_of(COUNTER, path).await.html;
        assert!(html.contains("&lt;script&gt;alert(1)"), "{path}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{path}");
    }
}

#[tokio::test]
async fn markup_typed_by_an_officer_is_escaped() {
    for path in [&format!("/ho-so/{HOSTILE_ONE}"), "/toi"] {
        let html = Fixture::page_of(CITIZEN, path).await.html;
        assert!(html.contains("Hồ sơ dừng giải quyết.") && html.contains("&#60;script&#62;alert(1)"), "{path}: {html}");
        assert!(!html.contains("<script>alert") && !html.contains("<img"), "{path}");
    }
}

#[tokio::test]
async fn forms_need_a_sign_in_that_may_see_the_dossier() {
    let portal = Fixture::filled(1000).await;
    for path in [format!("/bieu-mau/01/{FULL}"), format!("/bieu-mau/01/{FULL}.pdf"), format!("/ho-so/{FULL}")] {
        let page = portal.page(&path).await;
        assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, "/#dang-nhap"), "{path}");
        let page = Fixture::page_of(CLERK, &path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.html.contains("Không có hồ sơ hoặc biểu mẫu này"));
    }
    let page = Fixture::page_of(CITIZEN, &format!("/bieu-mau/01/{FORBIDDEN}")).await;
    assert_eq!(page.status, 403);
    assert!(page.html.contains("Vai này không xem được"));
}

#[tokio::test]
async fn a_form_that_does_not_exist_is_not_found() {
    let wrong = [
        format!("/bieu-mau/08/{FULL}"),
        format!("/bieu-mau/1/{FULL}"),
        "/bieu-mau/01/khong-phai-ma".to_owned(),
        "/bieu-mau/01/0192f3c4-6f0e-7c1a-9a57-0000000000ff".to_owned(),
        // It was accepted; it was not stopped; it was stopped, but never extended; it was refused.
        format!("/bieu-mau/03/{FULL}"),
        format!("/bieu-mau/05/{FULL}"),
        format!("/bieu-mau/04/{STOPPED}"),
        format!("/bieu-mau/01/{REFUSED}"),
        "/ho-so/x".to_owned(),
    ];
    for path in wrong {
        assert_eq!(Fixture::page_of(OFFICER, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_page_of_a_dossier_links_to_its_forms() {
    let page = Fixture::page_of(CITIZEN, "/toi").await;
    assert!(page.html.contains(&format!("href=\"/ho-so/{FULL}\"")), "{}", page.html);
    let page = Fixture::page_of(CITIZEN, &format!("/ho-so/{FULL}")).await;
    assert_eq!(page.status, 200);
    for form in ["01", "02", "04", "06"] {
        assert!(page.html.contains(&format!("href=\"/bieu-mau/{form}/{FULL}\"")), "{form}");
        assert!(page.html.contains(&format!("href=\"/bieu-mau/{form}/{FULL}.pdf\"")), "{form}");
    }
    assert!(page.html.contains("Giấy tiếp nhận") && page.html.contains("Tải PDF"));
    assert!(!page.html.contains("/bieu-mau/03/") && !page.html.contains("/bieu-mau/05/"));
    let page = Fixture::page_of(OFFICER, &format!("/ho-so/{STOPPED}")).await;
    assert!(page.html.contains(&format!("href=\"/bieu-mau/05/{STOPPED}\"")));
}

#[tokio::test]
async fn the_applicant_reads_the_notices() {
    let page = Fixture::page_of(CITIZEN, &format!("/ho-so/{FULL}")).await;
    let texts = [
        "10:00 ngày 07/12/2022",
        "Cần nộp 150.000 đồng.",
        "Cần bổ sung, chậm nhất ngày 20/12/2022: Bản vẽ thiết kế xây dựng.",
        "Bản vẽ chưa có chữ ký của chủ trì thiết kế",
        "Cơ quan xin lỗi vì chậm và hẹn trả kết quả ngày 23/12/2022.",
        "Chờ ý kiến của Sở Tài nguyên và Môi trường",
    ];
    let mut rest = page.html.as_str();
    for text in texts {
        rest = rest.split_once(text).unwrap_or_else(|| panic!("{text} in its order in {}", page.html)).1;
    }
    let own = Fixture::page_of(CITIZEN, "/toi").await;
    assert!(
        own.html.contains("Cơ quan báo") && own.html.contains("Lý do: Chờ ý kiến của Sở Tài nguyên"),
        "the latest notice"
    );
    assert!(own.html.contains("Hồ sơ không thuộc phạm vi giải quyết của Sở Xây dựng"), "and the reason of a refusal");
    let without_notices = Fixture::page_of(CITIZEN, &format!("/ho-so/{ON_ITS_WAY}")).await;
    assert!(without_notices.status == 200 && !without_notices.html.contains("Cơ quan đã thông báo"));
    assert!(
        Fixture::page_of(CITIZEN, &format!("/ho-so/{FULL}?lang=en")).await.html.contains("Please pay 150,000 đồng.")
    );
}
