//! Findings of the published catalogue, and of one version.

use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::fixture::{Fixture, publication};

const FINDINGS: &str = "/v1/catalogue/findings";

async fn with_calendar(engine: Engine) -> Fixture {
    let fixture = Fixture::with_agency(engine).await;
    fixture.edit("/v1/calendars", &bodies::calendar(1)).await.expect(201);
    fixture.publish(&publication("calendars", "H35", &json!(1))).await.expect(200);
    fixture
}

/// Procedure, severity and code of each finding.
fn short(page: &Value) -> Vec<(String, String, String)> {
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    let items = page["items"].as_array().into_iter().flatten();
    items.map(|item| (text(item, "procedureCode"), text(item, "severity"), text(item, "code"))).collect()
}

fn finding(procedure: &str, severity: &str, code: &str) -> (String, String, String) {
    (procedure.into(), severity.into(), code.into())
}

/// A paper asked for in no copy, and an officer of the wrong kind at the last step.
fn doubtful(code: &str) -> Value {
    let mut body = bodies::named(code, "Thủ tục cần xem lại", "Thú y");
    body["cases"][0]["papers"][0]["originals"] = json!(0);
    body["cases"][0]["terms"][0]["steps"][3]["role"] = json!("dept_officer");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_valid_catalogue_gets_findings_when_its_units_change() {
    on_both(changes).await;
}

async fn changes(engine: Engine) {
    let fixture = with_calendar(engine).await;
    fixture.procedure(&bodies::procedure()).await;
    assert_eq!(fixture.read_as_editor(FINDINGS).await.expect(200), json!({"items": []}));
    let mut agency = bodies::agency();
    agency["units"].as_array_mut().expect("units").truncate(3);
    agency["units"][1]["kind"] = json!("professional");
    fixture.replace_agency(&agency).await.expect(200);
    let page = fixture.read_as_editor(FINDINGS).await.expect(200);
    assert_eq!(
        page["items"][0],
        json!({"severity": "error", "code": "unknown", "at": "/cases/0/terms/0/steps/1/unit",
            "procedureCode": "1.005319", "message": "Không có đơn vị này"})
    );
    assert_eq!(page["items"][1]["at"], "/cases/0/terms/0/steps/3/role");
    assert_eq!(short(&page)[1], finding("1.005319", "warning", "role-unit"));
    assert_eq!(short(&page).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_listed_in_pages_and_can_be_filtered() {
    on_both(pages).await;
}

async fn pages(engine: Engine) {
    // No calendar is published: every procedure has an error and two warnings.
    let fixture = Fixture::with_agency(engine).await;
    for code in ["1.000002", "1.000001", "1.000003"] {
        fixture.procedure(&doubtful(code)).await;
    }
    let whole = short(&fixture.read_as_editor(FINDINGS).await.expect(200));
    let of_one = |code: &str| {
        [("error", "unknown-calendar"), ("warning", "no-copies"), ("warning", "role-unit")]
            .map(|(severity, rule)| finding(code, severity, rule))
    };
    assert_eq!(whole, ["1.000001", "1.000002", "1.000003"].map(of_one).concat());
    for narrowed in ["", "&severity=warning", "&severity=error", "&agency=H35.05"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = fixture.read_as_editor(&format!("{FINDINGS}?limit=2{narrowed}{cursor}")).await.expect(200);
            seen.extend(short(&page));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let wanted: Vec<_> = whole
            .iter()
            .filter(|(_, severity, _)| !narrowed.contains("severity") || narrowed.ends_with(severity))
            .cloned()
            .collect();
        assert_eq!(seen, wanted, "{narrowed}");
    }
    assert_eq!(fixture.read_as_editor(&format!("{FINDINGS}?agency=H35.06")).await.expect(200), json!({"items": []}));
    for query in ["severity=fatal", "limit=0", "cursor=x!", "colour=red"] {
        fixture.read_as_editor(&format!("{FINDINGS}?{query}")).await.expect(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_of_a_draft_are_for_editors_approvers_and_auditors() {
    on_both(draft).await;
}

async fn draft(engine: Engine) {
    let fixture = with_calendar(engine).await;
    let drafted = fixture.edit("/v1/procedures", &doubtful("1.000001")).await.expect(201);
    let id = drafted["id"].as_str().unwrap_or_default();
    let path = format!("/v1/procedures/{id}/versions/1/findings");
    let answer = fixture.read_as_editor(&path).await.expect(200);
    assert_eq!((&answer["version"], &answer["code"]), (&json!(1), &json!("1.000001")));
    let wanted = ["no-copies", "role-unit"].map(|code| finding("1.000001", "warning", code));
    assert_eq!(short(&answer), wanted);
    assert_eq!(
        fixture.read_as_editor(FINDINGS).await.expect(200),
        json!({"items": []}),
        "a draft is not in the catalogue"
    );
    fixture.read_as_editor(&path.replace("versions/1", "versions/2")).await.expect(404);
    fixture.read_as_editor(&path.replace("versions/1", "versions/4294967295")).await.expect(404);
    let (clerk, auditor) = (
        fixture.service.issuer.somebody(&[Role::Clerk], None),
        fixture.service.issuer.somebody(&[Role::Auditor], None),
    );
    for path in [path.as_str(), FINDINGS] {
        fixture.read(path).await.expect(401);
        fixture.service.get(path, &clerk).await.expect(403);
        fixture.service.get(path, &auditor).await.expect(200);
        fixture.service.get(path, &fixture.approver).await.expect(200);
    }
}
