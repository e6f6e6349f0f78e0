//! Opinions of other units: they move with the work of the unit that is asked.

use super::*;

fn units(journey: &Journey) -> Vec<&str> {
    journey.round_state.opinions.iter().map(|opinion| opinion.unit.as_str()).collect()
}

fn change(from: &str, to: &str) -> Command {
    Command::Move(Move { from: from.into(), to: to.into(), reason: "Sáp nhập".into() })
}

#[test]
fn a_pending_opinion_changes_neither_step_nor_clock() {
    let mut journey = started();
    let stage = journey.stage.clone();
    run(&mut journey, asked(1, "v"), at(2, 9));
    assert_eq!((&journey.stage, units(&journey)), (&stage, vec!["v"]));
    run(&mut journey, given(1), at(2, 10));
    assert_eq!((&journey.stage, units(&journey)), (&stage, vec![]));
}

#[test]
fn an_opinion_moves_with_its_unit_though_no_step_does() {
    let mut journey = started();
    run(&mut journey, asked(1, "v"), at(2, 9));
    run(&mut journey, asked(2, "x"), at(2, 9));
    let before = journey.clone();
    let event = run(&mut journey, change("v", "w"), at(2, 10));
    assert_eq!(units(&journey), ["w", "x"]);
    assert_eq!((&journey.stage, &journey.process), (&before.stage, &before.process));
    assert!(matches!(&event.kind, EventKind::Moved { steps, open_step_moved: false, .. } if steps.is_empty()));
    assert_eq!(event.kind.reason(), Some("Sáp nhập"));
    assert_eq!(journey.decide(&change("v", "w"), &calendar(), at(2, 11)), Ok(None), "it is there");
    run(&mut journey, given(1), at(2, 12));
    assert_eq!(units(&journey), ["x"]);
}

#[test]
fn a_move_of_opinions_does_not_move_later_work_of_the_unit() {
    let mut journey = started();
    run(&mut journey, asked(1, "v"), at(2, 9));
    run(&mut journey, change("v", "w"), at(2, 10));
    let mut process = started().process;
    process.steps.iter_mut().for_each(|step| step.unit = "v".into());
    journey.round_state.repeat_moves(&mut process, 1);
    assert!(process.steps.iter().all(|step| step.unit == "v"), "{process:?}");
}

#[test]
fn the_end_of_a_step_closes_its_pending_opinions() {
    let ends = [
        Command::FinishWork { step: 2 },
        Command::Stop(StopCause::Other),
        Command::AdoptDecision,
        reroute(started().process, at(9, 17), Vec::new()),
    ];
    for end in ends {
        let mut journey = started();
        run(&mut journey, asked(1, "v"), at(2, 9));
        run(&mut journey, end.clone(), at(2, 10));
        assert_eq!(units(&journey), Vec::<&str>::new(), "{end:?}");
        assert_eq!(journey.decide(&change("v", "w"), &calendar(), at(2, 11)), Ok(None), "{end:?}");
        assert_eq!(journey.decide(&given(1), &calendar(), at(2, 11)), Ok(None), "{end:?}");
    }
}
