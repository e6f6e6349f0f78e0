//! A plan is written and read back; a broken one is refused; the names of earlier versions are still read.

use chrono::NaiveDate;

use super::plans::small;
use crate::plan::{ActionKind, Actor, EndState, Error, Header, Origin, Plan, PlannedDossier, Score, StopCause};

#[test]
fn a_plan_survives_its_file() {
    let plan = small();
    let mut file = Vec::new();
    plan.write(&mut file).expect("written");
    assert_eq!(Plan::read(file.as_slice()).expect("read"), plan);
}

#[test]
fn a_broken_file_is_refused_with_its_problems() {
    let mut plan = small();
    plan.dossiers[0].actions.reverse();
    plan.dossiers[1].procedure = "9.999999".to_owned();
    plan.dossiers[2].actions[0].actor = Actor::Staff("nobody".to_owned());
    plan.dossiers[3].number = 77;
    let mut file = Vec::new();
    plan.write(&mut file).expect("written");
    let text = String::from_utf8(file).expect("text");
    let text = text.replacen(r#"{"number":5,"#, r#"{"number":5,"color":"red","#, 1);
    match Plan::read(text.as_bytes()) {
        Err(Error::Invalid(problems)) => {
            let all = problems.join("\n");
            for line in ["line 2:", "line 3:", "line 4:", "line 5:", "line 6:"] {
                assert!(all.contains(line), "{line} is missing in\n{all}");
            }
            assert!(problems.len() <= 20);
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(Plan::read(&b""[..]), Err(Error::Invalid(_))));
}

#[test]
fn actions_are_written_as_json() {
    let json = |kind: ActionKind| serde_json::to_string(&kind).expect("JSON");
    assert_eq!(json(ActionKind::Submit), r#""submit""#);
    assert_eq!(json(ActionKind::Claim { step: 2 }), r#"{"claim":{"step":2}}"#);
    let moved = ActionKind::Move { from: "H35.05.04".into(), to: "H35.05.05".into(), reason: "Nghỉ".into() };
    assert_eq!(json(moved), r#"{"move":{"from":"H35.05.04","to":"H35.05.05","reason":"Nghỉ"}}"#);
    let promised_on = NaiveDate::MIN;
    assert!(json(ActionKind::Extend { promised_on }).contains("promisedOn"));
    let score = Score::VerySatisfied;
    assert_eq!(json(ActionKind::Rate { score }), r#"{"rate":{"score":"verySatisfied"}}"#);
    assert!(serde_json::from_str::<ActionKind>(r#"{"claim":{"step":2,"x":1}}"#).is_err());
}

#[test]
fn a_dossier_with_the_names_of_version_0_1_is_read() {
    let line = r#"{"number":1,"agency":"H35.05","procedure":"9.350001","mistakenFor":"9.350002","case":"1","channel":"counter",
        "citizen":4,"fate":{"origin":"uncounted","outcome":"takenBack"},"actions":[
        {"at":"2022-01-04T07:30:00","verb":"submit","by":{"staff":"congthuong.tiepnhan1"}},
        {"at":"2022-01-04T08:15:00","verb":"payCharge","by":{"staff":"congthuong.tiepnhan1"}},
        {"at":"2022-01-04T09:00:00","verb":{"askOpinion":{"step":2,"unit":"H35.01.04","until":"2022-02-01"}},"by":{"citizen":4}},
        {"at":"2022-01-04T09:45:00","verb":{"stop":{"cause":"supplementOverdue"}},"by":{"citizen":4}}]}"#;
    let dossier: PlannedDossier = serde_json::from_str(line).expect("read");
    assert_eq!(dossier.submitted_as.as_deref(), Some("9.350002"));
    assert_eq!(
        (dossier.expected.origin, dossier.expected.end_state),
        (Origin::NeverAccepted, EndState::WithdrawnEarly)
    );
    let kinds: Vec<_> = dossier.actions.iter().map(|action| &action.kind).collect();
    assert_eq!(kinds[..2], [&ActionKind::Submit, &ActionKind::PayProcedureFee]);
    assert!(matches!(kinds[2], ActionKind::RequestOpinion { step: 2, .. }));
    assert_eq!(kinds[3], &ActionKind::Stop { cause: StopCause::SupplementOverdue });
    let others = ["\"supplement\"", "\"payFee\"", "\"takeOpinion\"", "\"giveOpinion\"", "\"keep\""];
    assert!(others.iter().all(|name| serde_json::from_str::<ActionKind>(name).is_ok()));
}

#[test]
fn a_header_with_the_names_of_version_0_1_is_read() {
    let header = small().header;
    let old = serde_json::to_string(&header).expect("JSON");
    let old = [
        ("requiredFees", "fees"),
        ("procedureFees", "charges"),
        ("declinedWithdrawals", "kept"),
        ("missedSupplements", "stops"),
        ("unanswered", "neverAccepted"),
        ("withdrawnEarly", "takenBack"),
    ]
    .iter()
    .fold(old, |text, (new, old)| {
        assert!(text.contains(new), "{new}");
        text.replace(new, old)
    });
    assert_eq!(serde_json::from_str::<Header>(&old).expect("read"), header);
}
