//! The published catalogue as a file, whole or of one agency.

use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::files::{document, filled};

const EXPORT: &str = "/v1/catalogue/export";

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_what_is_published_in_the_shape_of_the_requests() {
    on_both(exported).await;
}

async fn exported(engine: Engine) {
    let fixture = filled(engine).await;
    let (mut next, unpublished) =
        (bodies::named("1.000001", "Mới", "Thú y"), bodies::named("1.000009", "Mới", "Thú y"));
    next["effectiveFrom"] = json!("2022-01-01");
    for draft in [&next, &unpublished] {
        fixture.edit("/v1/procedures", draft).await.expect(201);
    }
    let answer = fixture.read_as_editor(EXPORT).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"catalogue.json\"");
    assert_eq!(answer.expect(200), document(), "a draft is not exported");

    let answer = fixture.read_as_editor(&format!("{EXPORT}?format=yaml")).await;
    assert_eq!(answer.header("content-type"), "application/yaml");
    let text = answer.expect(200);
    let read: Value = serde_saphyr::from_str(text.as_str().expect("text")).expect("YAML");
    assert_eq!(read, document(), "codes, days and hours stay text");

    let clerk = fixture.service.issuer.somebody(&[Role::Clerk], None);
    fixture.read(EXPORT).await.expect(401);
    fixture.service.get(EXPORT, &clerk).await.expect(403);
    fixture.read_as_editor(&format!("{EXPORT}?format=xml")).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_of_one_agency_is_complete() {
    on_both(one_agency).await;
}

async fn one_agency(engine: Engine) {
    let fixture = filled(engine).await;
    let renamed = |code: &str| -> Value {
        let text = bodies::agency().to_string().replace("H35.05", code);
        serde_json::from_str(&text).expect("an agency")
    };
    let (heir, mut ending, stranger) = (renamed("H35.08"), renamed("H35.07"), renamed("H35.09"));
    ending["successor"] = json!("H35.08");
    for agency in [&heir, &ending, &stranger] {
        fixture.edit("/v1/agencies", agency).await.expect(201);
    }
    // It examines with the division of another agency, whose work a third one takes over.
    let mut body = bodies::named("1.000003", "Thủ tục liên thông", "Thú y");
    body["cases"][0]["terms"][0]["steps"][1]["unit"] = json!("H35.07.04");
    fixture.procedure(&body).await;
    let part = fixture.read_as_editor(&format!("{EXPORT}?agency=H35.05")).await.expect(200);
    assert_eq!(part["agencies"], json!([bodies::agency(), ending, heir]));
    assert_eq!(
        (part["calendars"].as_array().map(Vec::len), part["procedures"].as_array().map(Vec::len)),
        (Some(1), Some(3))
    );
    let part = fixture.read_as_editor(&format!("{EXPORT}?agency=H35.09")).await.expect(200);
    assert_eq!(part, json!({"agencies": [stranger], "calendars": [], "procedures": []}));
    fixture.read_as_editor(&format!("{EXPORT}?agency=H35.99")).await.expect(422);
}
