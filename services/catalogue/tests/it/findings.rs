//! What an editor should look at: in the published catalogue, and in one version.

use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::bodies;
use crate::stage::{Stage, publication};

const FINDINGS: &str = "/v1/catalogue/findings";

async fn with_calendar(engine: Engine) -> Stage {
    let stage = Stage::with_agency(engine).await;
    stage.edit("/v1/calendars", &bodies::calendar(1)).await.expect(201);
    stage.publish(&publication("calendars", "H35", &json!(1))).await.expect(200);
    stage
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
async fn a_catalogue_in_order_has_no_findings_until_what_it_speaks_of_changes() {
    on_both(changes).await;
}

async fn changes(engine: Engine) {
    let stage = with_calendar(engine).await;
    stage.procedure(&bodies::procedure()).await;
    assert_eq!(stage.look(FINDINGS).await.expect(200), json!({"items": []}));
    let mut agency = bodies::agency();
    agency["units"].as_array_mut().expect("units").truncate(3);
    agency["units"][1]["kind"] = json!("professional");
    stage.edit("/v1/agencies", &agency).await.expect(200);
    let page = stage.look(FINDINGS).await.expect(200);
    assert_eq!(
        page["items"][0],
        json!({"severity": "error", "code": "unknown", "at": "/cases/0/terms/0/steps/1/unit",
            "procedureCode": "1.005319", "message": "Không có đơn vị này / No such unit"})
    );
    assert_eq!(page["items"][1]["at"], "/cases/0/terms/0/steps/3/role");
    assert_eq!(short(&page)[1], finding("1.005319", "warning", "role-unit"));
    assert_eq!(short(&page).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_come_in_pages_by_procedure_and_can_be_narrowed() {
    on_both(pages).await;
}

async fn pages(engine: Engine) {
    // No calendar is published: every procedure has an error beside its two warnings.
    let stage = Stage::with_agency(engine).await;
    for code in ["1.000002", "1.000001", "1.000003"] {
        stage.procedure(&doubtful(code)).await;
    }
    let whole = short(&stage.look(FINDINGS).await.expect(200));
    let of_one = |code: &str| {
        [("error", "unknown-calendar"), ("warning", "no-copies"), ("warning", "role-unit")]
            .map(|(severity, rule)| finding(code, severity, rule))
    };
    assert_eq!(whole, ["1.000001", "1.000002", "1.000003"].map(of_one).concat());
    for narrowed in ["", "&severity=warning", "&severity=error", "&agency=H35.05"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = stage.look(&format!("{FINDINGS}?limit=2{narrowed}{cursor}")).await.expect(200);
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
    assert_eq!(stage.look(&format!("{FINDINGS}?agency=H35.06")).await.expect(200), json!({"items": []}));
    for query in ["severity=fatal", "limit=0", "cursor=x!", "colour=red"] {
        stage.look(&format!("{FINDINGS}?{query}")).await.expect(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_looked_at_before_it_is_published_and_only_by_those_who_keep_the_catalogue() {
    on_both(draft).await;
}

async fn draft(engine: Engine) {
    let stage = with_calendar(engine).await;
    let drafted = stage.edit("/v1/procedures", &doubtful("1.000001")).await.expect(201);
    let id = drafted["id"].as_str().unwrap_or_default();
    let path = format!("/v1/procedures/{id}/versions/1/findings");
    let answer = stage.look(&path).await.expect(200);
    assert_eq!((&answer["version"], &answer["code"]), (&json!(1), &json!("1.000001")));
    let wanted = ["no-copies", "role-unit"].map(|code| finding("1.000001", "warning", code));
    assert_eq!(short(&answer), wanted);
    assert_eq!(stage.look(FINDINGS).await.expect(200), json!({"items": []}), "a draft is not in the catalogue");
    stage.look(&path.replace("versions/1", "versions/2")).await.expect(404);
    stage.look(&path.replace("versions/1", "versions/4294967295")).await.expect(404);
    let (clerk, auditor) =
        (stage.rig.issuer.somebody(&[Role::Clerk], None), stage.rig.issuer.somebody(&[Role::Auditor], None));
    for path in [path.as_str(), FINDINGS] {
        stage.read(path).await.expect(401);
        stage.rig.get(path, &clerk).await.expect(403);
        stage.rig.get(path, &auditor).await.expect(200);
        stage.rig.get(path, &stage.approver).await.expect(200);
    }
}
