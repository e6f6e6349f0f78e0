//! What a command of the plan is as a request of the public API.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::plan::{Cause, Channel, PlannedDossier, Verb};
use super::seed::citizen;

/// What the driver knows of a dossier, because it was told.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) code: String,
    /// Its tasks in the order of its steps, as far as somebody saw them in a queue.
    pub(super) tasks: Vec<String>,
    /// The task of the unit that is asked for its opinion.
    pub(super) opinion: Option<String>,
    /// The fee of its procedure.
    pub(super) charge: Option<String>,
    /// The fee that is demanded.
    pub(super) fee: Option<String>,
    /// Its results in their order; more than one when the first came back.
    pub(super) results: Vec<String>,
}

/// How far a dossier has come when a command is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How many of its tasks earlier commands did.
    pub(super) turn: usize,
    /// How many of its results came back.
    pub(super) edition: usize,
}

impl Place {
    /// Where a dossier stands before one of its actions. Work that moves stays the same task, whoever claims it again.
    pub(super) fn before(planned: &PlannedDossier, action: usize) -> Self {
        let count = |fits: fn(&Verb) -> bool| planned.actions.iter().take(action).filter(|a| fits(&a.verb)).count();
        Self {
            turn: count(|verb| matches!(verb, Verb::Complete { .. } | Verb::Approve { .. })),
            edition: count(|verb| *verb == Verb::Recall),
        }
    }
}

impl Known {
    /// Whether a task or result is known already.
    pub(super) fn has_seen(&self, id: &String) -> bool {
        self.tasks.contains(id) || self.opinion.as_ref() == Some(id) || self.results.contains(id)
    }
}

/// Path and body of a command; `procedures`: ids by code.
pub(super) fn request(
    planned: &PlannedDossier,
    verb: &Verb,
    known: &Known,
    place: Place,
    procedures: &HashMap<String, String>,
) -> (String, Value) {
    let dossier = |operation: &str| format!("/v1/dossiers/{}/{operation}", known.id);
    let task =
        |operation: &str| format!("/v1/tasks/{}/{operation}", known.tasks.get(place.turn).map_or("", String::as_str));
    let opinion = |operation: &str| format!("/v1/tasks/{}/{operation}", known.opinion.as_deref().unwrap_or_default());
    let result = |operation: &str| {
        format!("/v1/results/{}/{operation}", known.results.get(place.edition).map_or("", String::as_str))
    };
    match verb {
        Verb::Submit => ("/v1/dossiers".to_owned(), submission(planned, procedures)),
        Verb::Accept => (dossier("acceptance"), json!({})),
        Verb::Receive => (dossier("arrival"), json!({})),
        Verb::Refuse { reason } => (dossier("refusal"), json!({ "reason": reason })),
        Verb::Correct => (dossier("correction"), correction(planned, procedures)),
        Verb::Claim { .. } => (task("claim"), json!({})),
        Verb::Complete { .. } => (task("completion"), json!({})),
        Verb::RequestSupplement { until, .. } => (task("supplement-request"), missing_papers(*until)),
        Verb::Supplement => (
            dossier("supplements"),
            json!({ "papers": [{ "code": "GT2", "originals": 0, "copies": 1, "digitisation": "digitised" }] }),
        ),
        Verb::RequireFee { .. } => (
            task("fee-requirement"),
            json!({ "amountVnd": 150_000, "reason": "Lệ phí theo quy định của Hội đồng nhân dân tỉnh" }),
        ),
        Verb::PayFee if planned.channel == Channel::Online => {
            (dossier("online-payments"), json!({ "feeId": known.fee }))
        }
        Verb::PayFee => (dossier("payments"), json!({ "feeId": known.fee })),
        Verb::PayCharge => (dossier("payments"), json!({ "feeId": known.charge })),
        Verb::AskOpinion { unit, until, .. } => (
            task("opinions"),
            json!({ "unit": unit, "question": "Đề nghị cho ý kiến về hồ sơ thuộc lĩnh vực quản lý", "dueOn": until }),
        ),
        Verb::TakeOpinion => (opinion("claim"), json!({})),
        Verb::GiveOpinion => (opinion("completion"), json!({ "note": "Thống nhất với đề nghị của cơ quan chủ trì" })),
        Verb::Move { from, to, reason } => (
            "/v1/journeys/moves".to_owned(),
            json!({ "fromUnit": from, "toUnit": to, "reason": reason, "dossierIds": [known.id] }),
        ),
        Verb::Withdraw => (dossier("withdrawal"), json!({ "reason": "Không còn nhu cầu giải quyết" })),
        Verb::Keep => (task("withdrawal-refusal"), json!({ "reason": "Kết quả đã được chuẩn bị trình ký" })),
        Verb::Stop { cause } => (task("stop"), stop(*cause)),
        Verb::Extend { promised_on } => {
            (task("extension"), json!({ "reason": "Cần thêm thời gian xác minh thực tế", "promisedOn": promised_on }))
        }
        Verb::Approve { granted: true } => (task("approval"), json!({ "granted": true })),
        Verb::Approve { granted: false } => {
            (task("approval"), json!({ "granted": false, "reason": "Không đủ điều kiện theo quy định" }))
        }
        Verb::Issue => (result("issue"), json!({})),
        Verb::Recall => (result("recall"), json!({ "reason": "Sai thông tin trên văn bản kết quả" })),
        Verb::Return => (result("return"), hand_over(planned)),
        Verb::Rate { score } => {
            ("/v1/ratings".to_owned(), json!({ "code": known.code, "lookupSecret": known.secret, "score": score }))
        }
    }
}

/// Why something was refused by an answer that is none itself: work moves dossier by dossier. One that had moved already,
/// because an earlier start was interrupted before it read the answer, is none.
pub(super) fn refusal(answer: &Value) -> Option<&Value> {
    let mut items = answer["items"].as_array().into_iter().flatten();
    items.find(|item| item["outcome"] == "refused").map(|item| &item["problem"])
}

fn submission(planned: &PlannedDossier, procedures: &HashMap<String, String>) -> Value {
    let procedure = planned.mistaken_for.as_ref().unwrap_or(&planned.procedure);
    json!({
        "procedureId": procedures.get(procedure),
        "caseCode": planned.case,
        "channel": planned.channel,
        "applicant": citizen(planned.citizen),
        "papers": papers(planned),
    })
}

/// The counter digitises what it receives, and what comes online is electronic; some of it was there from another
/// dossier. What the post office brings is digitised by nobody yet.
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

fn stop(cause: Cause) -> Value {
    match cause {
        Cause::Withdrawn => json!({ "cause": "withdrawn", "reason": "Đồng ý cho rút hồ sơ theo yêu cầu" }),
        Cause::SupplementOverdue => {
            json!({ "cause": "supplement_overdue", "reason": "Quá thời hạn bổ sung hồ sơ theo thông báo" })
        }
    }
}

fn hand_over(planned: &PlannedDossier) -> Value {
    let way = match planned.channel {
        Channel::Online => "online",
        Channel::Counter => "counter",
        Channel::Post => "post",
    };
    json!({ "way": way, "collectedBy": { "name": citizen(planned.citizen).name } })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::demo::plan::{Action, By, Fate, Origin, Outcome};

    fn moved() -> Verb {
        Verb::Move { from: "H35.05.04".into(), to: "H35.05.05".into(), reason: "Nghỉ dài ngày".into() }
    }

    fn planned() -> PlannedDossier {
        PlannedDossier {
            number: 1,
            agency: "H35.05".into(),
            procedure: "9.350001".into(),
            mistaken_for: None,
            case: "1".into(),
            channel: Channel::Online,
            citizen: 1,
            fate: Fate { origin: Origin::InPeriod, outcome: Outcome::Early },
            actions: Vec::new(),
        }
    }

    #[test]
    fn a_move_names_both_units_the_reason_and_its_own_dossier_alone() {
        let known = Known { id: "0193".into(), ..Known::default() };
        let (path, body) = request(&planned(), &moved(), &known, Place { turn: 0, edition: 0 }, &HashMap::new());
        assert_eq!(path, "/v1/journeys/moves");
        let wanted = json!({
            "fromUnit": "H35.05.04", "toUnit": "H35.05.05", "reason": "Nghỉ dài ngày", "dossierIds": ["0193"],
        });
        assert_eq!(body, wanted);
    }

    #[test]
    fn whoever_claims_after_a_move_claims_the_same_task() {
        let (claim, complete) = (Verb::Claim { step: 2 }, Verb::Complete { step: 2 });
        let moves = [claim.clone(), moved(), claim, complete, Verb::Approve { granted: true }];
        let by = By::Staff("congthuong.chuyenvien1".into());
        let actions = moves.map(|verb| Action { at: NaiveDateTime::MIN, verb, by: by.clone() }).into();
        let planned = PlannedDossier { actions, ..planned() };
        let known = Known { tasks: vec!["work".into(), "decision".into()], ..Known::default() };
        let path = |action: usize| {
            let verb = &planned.actions[action].verb;
            request(&planned, verb, &known, Place::before(&planned, action), &HashMap::new()).0
        };
        assert_eq!([path(0), path(2)], ["/v1/tasks/work/claim", "/v1/tasks/work/claim"]);
        assert_eq!([path(3), path(4)], ["/v1/tasks/work/completion", "/v1/tasks/decision/approval"]);
    }

    #[test]
    fn a_move_that_is_refused_inside_its_answer_is_a_refusal() {
        let answer = |outcome: &str, problem: Value| json!({ "items": [{ "dossierId": "0193", "outcome": outcome, "problem": problem }] });
        let problem = json!({ "status": 409 });
        assert_eq!(refusal(&answer("refused", problem.clone())), Some(&problem));
        assert_eq!(refusal(&answer("moved", Value::Null)), None);
        assert_eq!(refusal(&answer("unchanged", Value::Null)), None);
        assert_eq!(refusal(&json!({ "id": "0193" })), None);
    }
}
