//! The request of the public API for each action of the plan.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::known_ids::{KnownIds, Position};
use crate::plan::{ActionKind, Channel, PlannedDossier, StopCause};
use crate::seed::citizen;

/// Path and body of an action; `procedures`: ids by code.
pub fn request(
    planned: &PlannedDossier,
    kind: &ActionKind,
    known: &KnownIds,
    position: Position,
    procedures: &HashMap<String, String>,
) -> (String, Value) {
    let dossier = |operation: &str| format!("/v1/dossiers/{}/{operation}", known.dossier);
    let task = |operation: &str| {
        format!("/v1/tasks/{}/{operation}", known.tasks.get(position.task).map_or("", String::as_str))
    };
    let opinion = |operation: &str| format!("/v1/tasks/{}/{operation}", known.opinion.as_deref().unwrap_or_default());
    let result = |operation: &str| {
        format!("/v1/results/{}/{operation}", known.results.get(position.result).map_or("", String::as_str))
    };
    match kind {
        ActionKind::Submit => ("/v1/dossiers".to_owned(), submission(planned, procedures)),
        ActionKind::Accept => (dossier("acceptance"), json!({})),
        ActionKind::Receive => (dossier("arrival"), json!({})),
        ActionKind::Refuse { reason } => (dossier("refusal"), json!({ "reason": reason })),
        ActionKind::Correct => (dossier("correction"), correction(planned, procedures)),
        ActionKind::Claim { .. } => (task("claim"), json!({})),
        ActionKind::Complete { .. } => (task("completion"), json!({})),
        ActionKind::RequestSupplement { until, .. } => (task("supplement-request"), missing_papers(*until)),
        ActionKind::SubmitSupplement => (
            dossier("supplements"),
            json!({ "papers": [{ "code": "GT2", "originals": 0, "copies": 1, "digitisation": "digitised" }] }),
        ),
        ActionKind::RequireFee { .. } => (
            task("fee-requirement"),
            json!({ "amountVnd": 150_000, "reason": "Lệ phí theo quy định của Hội đồng nhân dân tỉnh" }),
        ),
        ActionKind::PayRequiredFee if planned.channel == Channel::Online => {
            (dossier("online-payments"), json!({ "feeId": known.required_fee }))
        }
        ActionKind::PayRequiredFee => (dossier("payments"), json!({ "feeId": known.required_fee })),
        ActionKind::PayProcedureFee => (dossier("payments"), json!({ "feeId": known.procedure_fee })),
        ActionKind::RequestOpinion { unit, until, .. } => (
            task("opinions"),
            json!({ "unit": unit, "question": "Đề nghị cho ý kiến về hồ sơ thuộc lĩnh vực quản lý", "dueOn": until }),
        ),
        ActionKind::ClaimOpinion => (opinion("claim"), json!({})),
        ActionKind::CompleteOpinion => {
            (opinion("completion"), json!({ "note": "Thống nhất với đề nghị của cơ quan chủ trì" }))
        }
        ActionKind::Move { from, to, reason } => (
            "/v1/journeys/moves".to_owned(),
            json!({ "fromUnit": from, "toUnit": to, "reason": reason, "dossierIds": [known.dossier] }),
        ),
        ActionKind::Withdraw => (dossier("withdrawal"), json!({ "reason": "Không còn nhu cầu giải quyết" })),
        ActionKind::DeclineWithdrawal => {
            (task("withdrawal-refusal"), json!({ "reason": "Kết quả đã được chuẩn bị trình ký" }))
        }
        ActionKind::Stop { cause } => (task("stop"), stop(*cause)),
        ActionKind::Extend { promised_on } => {
            (task("extension"), json!({ "reason": "Cần thêm thời gian xác minh thực tế", "promisedOn": promised_on }))
        }
        ActionKind::Approve { granted: true } => (task("approval"), json!({ "granted": true })),
        ActionKind::Approve { granted: false } => {
            (task("approval"), json!({ "granted": false, "reason": "Không đủ điều kiện theo quy định" }))
        }
        ActionKind::Issue => (result("issue"), json!({})),
        ActionKind::Recall => (result("recall"), json!({ "reason": "Sai thông tin trên văn bản kết quả" })),
        ActionKind::Return => (result("return"), return_body(planned)),
        ActionKind::Rate { score } => {
            ("/v1/ratings".to_owned(), json!({ "code": known.code, "lookupSecret": known.secret, "score": score }))
        }
    }
}

/// The problem inside a successful response: work moves dossier by dossier, and each item has its own outcome. An item
/// that had moved before, because an earlier start did not read the response, has no problem.
pub fn item_problem(response: &Value) -> Option<&Value> {
    let mut items = response["items"].as_array().into_iter().flatten();
    items.find(|item| item["outcome"] == "refused").map(|item| &item["problem"])
}

fn submission(planned: &PlannedDossier, procedures: &HashMap<String, String>) -> Value {
    let procedure = planned.submitted_as.as_ref().unwrap_or(&planned.procedure);
    json!({
        "procedureId": procedures.get(procedure),
        "caseCode": planned.case,
        "channel": planned.channel,
        "applicant": citizen(planned.citizen),
        "papers": papers(planned),
    })
}

/// The counter digitises papers, and online ones are electronic; some are reused from another dossier. Postal papers are
/// not digitised yet.
fn papers(planned: &PlannedDossier) -> Value {
    let (form, copy) = match planned.channel {
        Channel::Post => ("notDigitised", "notDigitised"),
        Channel::Online | Channel::Counter if planned.citizen.is_multiple_of(4) => ("digitised", "reusedPaper"),
        Channel::Online | Channel::Counter => ("digitised", "digitised"),
    };
    json!([
        { "code": "GT1", "originals": 1, "copies": 0, "digitisation": form },
        { "code": "GT2", "originals": 0, "copies": 1, "digitisation": copy },
    ])
}

fn correction(planned: &PlannedDossier, procedures: &HashMap<String, String>) -> Value {
    json!({
        "procedureId": procedures.get(&planned.procedure),
        "caseCode": planned.case,
        "reason": "Chọn nhầm thủ tục khi nộp hồ sơ",
    })
}

fn missing_papers(until: chrono::NaiveDate) -> Value {
    json!({
        "reason": "Thiếu giấy tờ theo thành phần hồ sơ",
        "papers": ["Bản sao có chứng thực"],
        "deadline": until,
    })
}

fn stop(cause: StopCause) -> Value {
    match cause {
        StopCause::Withdrawn => json!({ "cause": "withdrawn", "reason": "Đồng ý cho rút hồ sơ theo yêu cầu" }),
        StopCause::SupplementOverdue => {
            json!({ "cause": "supplement_overdue", "reason": "Quá thời hạn bổ sung hồ sơ theo thông báo" })
        }
    }
}

fn return_body(planned: &PlannedDossier) -> Value {
    json!({ "deliveryMethod": planned.channel, "collectedBy": { "name": citizen(planned.citizen).name } })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::plan::{Action, Actor, EndState, ExpectedOutcome, Origin};

    fn moved() -> ActionKind {
        ActionKind::Move { from: "H35.05.04".into(), to: "H35.05.05".into(), reason: "Nghỉ dài ngày".into() }
    }

    fn planned() -> PlannedDossier {
        PlannedDossier {
            number: 1,
            agency: "H35.05".into(),
            procedure: "9.350001".into(),
            submitted_as: None,
            case: "1".into(),
            channel: Channel::Online,
            citizen: 1,
            expected: ExpectedOutcome { origin: Origin::InPeriod, end_state: EndState::Early },
            actions: Vec::new(),
        }
    }

    #[test]
    fn a_move_names_both_units_the_reason_and_one_dossier() {
        let known = KnownIds { dossier: "0193".into(), ..KnownIds::default() };
        let (path, body) = request(&planned(), &moved(), &known, Position { task: 0, result: 0 }, &HashMap::new());
        assert_eq!(path, "/v1/journeys/moves");
        let expected = json!({
            "fromUnit": "H35.05.04", "toUnit": "H35.05.05", "reason": "Nghỉ dài ngày", "dossierIds": ["0193"],
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn after_a_move_the_same_task_is_claimed() {
        let (claim, complete) = (ActionKind::Claim { step: 2 }, ActionKind::Complete { step: 2 });
        let moves = [claim.clone(), moved(), claim, complete, ActionKind::Approve { granted: true }];
        let actor = Actor::Staff("congthuong.chuyenvien1".into());
        let actions = moves.map(|kind| Action { at: NaiveDateTime::MIN, kind, actor: actor.clone() }).into();
        let planned = PlannedDossier { actions, ..planned() };
        let known = KnownIds { tasks: vec!["work".into(), "decision".into()], ..KnownIds::default() };
        let path = |action: usize| {
            let kind = &planned.actions[action].kind;
            request(&planned, kind, &known, Position::of(&planned, action), &HashMap::new()).0
        };
        assert_eq!([path(0), path(2)], ["/v1/tasks/work/claim", "/v1/tasks/work/claim"]);
        assert_eq!([path(3), path(4)], ["/v1/tasks/work/completion", "/v1/tasks/decision/approval"]);
    }

    #[test]
    fn a_refused_item_of_a_move_is_a_problem() {
        let response = |outcome: &str, problem: Value| json!({ "items": [{ "dossierId": "0193", "outcome": outcome, "problem": problem }] });
        let problem = json!({ "status": 409 });
        assert_eq!(item_problem(&response("refused", problem.clone())), Some(&problem));
        assert_eq!(item_problem(&response("moved", Value::Null)), None);
        assert_eq!(item_problem(&response("unchanged", Value::Null)), None);
        assert_eq!(item_problem(&json!({ "id": "0193" })), None);
    }
}
