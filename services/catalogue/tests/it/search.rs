//! The public list of procedures: searched without accents, narrowed, in pages.

use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::Fixture;

const LIST: &str = "/v1/procedures";

async fn filled(engine: Engine) -> Fixture {
    let fixture = Fixture::with_agency(engine).await;
    let procedures = [
        ("1.000001", "Đăng ký đất đai lần đầu", "Đất đai"),
        ("1.000002", "Đạt chuẩn cơ sở dữ liệu", "Y tế"),
        ("1.000003", "Giao đất, cho thuê đất", "Đất đai"),
        ("1.000004", "Giảm 50% phí thẩm định", "Tài chính"),
    ];
    for (code, name, field) in procedures {
        let mut body = bodies::named(code, name, field);
        body["onTheSpot"] = json!(code == "1.000004");
        fixture.procedure(&body).await;
    }
    fixture
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().into_iter().flatten().filter_map(|item| item["code"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_ignores_accents_and_lists_equal_accents_first() {
    on_both(found).await;
}

async fn found(engine: Engine) {
    let fixture = filled(engine).await;
    let cases: [(&str, &[&str]); 8] = [
        // dat dai
        ("dat+dai", &["1.000001", "1.000003"]),
        // DAT: what begins with it comes before what has it somewhere
        ("DAT", &["1.000002", "1.000001", "1.000003"]),
        // đất: the same accents first
        ("%C4%91%E1%BA%A5t", &["1.000001", "1.000003", "1.000002"]),
        // words in any order
        ("thue+giao", &["1.000003"]),
        ("1.000004", &["1.000004"]),
        // 50%: the typed characters are literal
        ("50%25", &["1.000004"]),
        ("5_%25", &[]),
        ("%5C", &[]),
    ];
    for (typed, expected) in cases {
        let page = fixture.read(&format!("{LIST}?q={typed}")).await.expect(200);
        assert_eq!(codes(&page), expected, "{typed}");
    }
    let long = "a".repeat(201);
    fixture.read(&format!("{LIST}?q={long}")).await.expect(422);
    fixture.read(&format!("{LIST}?q=dat%00dai")).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_can_be_filtered() {
    on_both(narrowed).await;
}

async fn narrowed(engine: Engine) {
    let fixture = filled(engine).await;
    let cases: [(&str, &[&str]); 6] = [
        ("agency=H35.05", &["1.000001", "1.000002", "1.000003", "1.000004"]),
        ("agency=H35.06", &[]),
        ("field=Y+t%E1%BA%BF", &["1.000002"]),
        ("onTheSpot=true", &["1.000004"]),
        ("onTheSpot=false&q=giao", &["1.000003"]),
        ("q=", &["1.000001", "1.000002", "1.000003", "1.000004"]),
    ];
    for (query, expected) in cases {
        let page = fixture.read(&format!("{LIST}?{query}")).await.expect(200);
        assert_eq!(codes(&page), expected, "{query}");
    }
    for query in ["onTheSpot=maybe", "colour=red", "limit=0", "limit=201", "cursor=x!"] {
        fixture.read(&format!("{LIST}?{query}")).await.expect(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_in_the_order_of_the_list() {
    on_both(pages).await;
}

async fn pages(engine: Engine) {
    let fixture = filled(engine).await;
    for query in ["", "&q=dat"] {
        let whole = fixture.read(&format!("{LIST}?limit=200{query}")).await.expect(200);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = fixture.read(&format!("{LIST}?limit=1{query}{cursor}")).await.expect(200);
            seen.extend(codes(&page).into_iter().map(str::to_owned));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, codes(&whole), "{query}");
    }
}
