//! The rules of opinions, each as a sentence.

use super::*;

fn held() -> Stage {
    after(&work(), &[Command::Open, Command::Claim { by: MAI }])
}

/// A dossier due in nine days.
fn due_later() -> RuleContext {
    RuleContext { due_on: local_date(at() + TimeDelta::days(9)), ..work() }
}

#[test]
fn the_claimer_asks_another_unit_and_keeps_the_claim() {
    let asked = answer(&held(), &due_later(), &consulting(MAI, THERE, 2)).expect("allowed").expect("a change");
    assert_eq!((asked.name(), stage_after(&asked)), ("opinion_requested", held()));
    assert_eq!(answer(&held(), &due_later(), &consulting(AN, THERE, 2)), Err(Refusal::NotClaimer));
    assert_eq!(answer(&held(), &due_later(), &consulting(MAI, HERE, 2)), Err(Refusal::OwnUnit));
    let open = after(&work(), &[Command::Open]);
    assert_eq!(answer(&open, &due_later(), &consulting(MAI, THERE, 2)), Err(Refusal::WrongStage));
    for context in [approval(), opinion()] {
        assert_eq!(answer(&held(), &context, &consulting(MAI, THERE, 2)), Err(Refusal::WrongKind));
    }
}

#[test]
fn an_opinion_is_due_after_today_and_by_the_day_the_dossier_is_due() {
    let by = |context: &RuleContext, days| answer(&held(), context, &consulting(MAI, THERE, days));
    let asked = |answer: Decided| matches!(answer, Ok(Some(Event::OpinionRequested { .. })));
    assert_eq!(by(&due_later(), 0), Err(Refusal::OpinionDayPassed));
    assert_eq!(by(&due_later(), -700_000), Err(Refusal::OpinionDayPassed));
    assert!(asked(by(&due_later(), 1)) && asked(by(&due_later(), 9)));
    assert_eq!(by(&due_later(), 10), Err(Refusal::OpinionDayTooFar));
    // Due today: what is late still needs it, but not for ever.
    assert!(asked(by(&work(), 10)));
    assert_eq!(by(&work(), 11), Err(Refusal::OpinionDayTooFar));
}

#[test]
fn a_unit_is_asked_once_at_a_time_and_a_dossier_has_five_opinions_at_most() {
    let awaited = RuleContext { awaited: vec![THERE.into()], opinions: 1, ..due_later() };
    assert_eq!(answer(&held(), &awaited, &consulting(MAI, THERE, 2)), Err(Refusal::Awaited));
    let more = answer(&held(), &awaited, &consulting(MAI, "H35.07.01", 2));
    assert!(matches!(more, Ok(Some(Event::OpinionRequested { .. }))));
    let enough = RuleContext { opinions: 5, ..due_later() };
    assert_eq!(answer(&held(), &enough, &consulting(MAI, THERE, 2)), Err(Refusal::TooManyOpinions));
}

#[test]
fn only_a_known_unit_of_an_active_agency_is_asked() {
    let Command::RequestOpinion { by, question, .. } = consulting(MAI, THERE, 2) else { panic!("a question") };
    let known = agency_of(&question.unit);
    let ended = Agency { valid_to: local_date(at()).pred_opt(), ..known.clone() };
    let other = Agency { units: Vec::new(), ..known };
    for agency in [None, Some(ended), Some(other)] {
        let command = Command::RequestOpinion { by, question: question.clone(), agency };
        assert_eq!(answer(&held(), &due_later(), &command), Err(Refusal::NoUnit), "{command:?}");
    }
}

#[test]
fn an_opinion_requires_a_text_from_its_claimer() {
    let claimed = after(&opinion(), &[Command::Open, Command::Claim { by: MAI }]);
    for note in [None, Some("  ".to_owned())] {
        let silent = Command::Complete { by: MAI, note };
        assert_eq!(answer(&claimed, &opinion(), &silent), Err(Refusal::NoAnswer));
    }
    assert_eq!(answer(&claimed, &opinion(), &completing(AN)), Err(Refusal::NotClaimer));
    let given = answer(&claimed, &opinion(), &completing(MAI)).expect("allowed").expect("a change");
    assert_eq!(given, Event::OpinionGiven { by: MAI, answer: "n".into() });
    assert_eq!(stage_after(&given), Stage::Done { by: MAI, granted: None, note: None });
}

#[test]
fn an_opinion_is_not_paused_with_the_dossier() {
    let claimed = after(&opinion(), &[Command::Open, Command::Claim { by: MAI }]);
    for command in
        [Command::Pause { papers: true }, Command::RecordWithdrawalRequest, Command::RecordWithdrawalDeclined]
    {
        assert_eq!(answer(&claimed, &opinion(), &command), Ok(None), "{command:?}");
    }
    assert_eq!(answer(&claimed, &opinion(), &Command::Close), Ok(Some(Event::Closed)));
}

#[test]
fn an_opinion_neither_asks_for_papers_nor_money_nor_ends_the_dossier() {
    let claimed = after(&opinion(), &[Command::Open, Command::Claim { by: MAI }]);
    let (cause, reason) = (StopCause::Other, "r".to_owned());
    let fee = Fee { id: FeeId(Uuid::from_u128(3)), amount_vnd: 1, reason: reason.clone() };
    let others = [
        asking(MAI),
        extending(5),
        granting(MAI),
        Command::RequireFee { by: MAI, fee },
        Command::Stop { by: AN, cause, reason: reason.clone() },
        Command::DeclineWithdrawal { by: AN, reason },
    ];
    for command in others {
        assert_eq!(answer(&claimed, &opinion(), &command), Err(Refusal::WrongKind), "{command:?}");
    }
}
