//! The rules of a rating right.

use super::*;
use crate::domain::{Channel, Score};

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000 + hour * 3600, 0).unwrap()
}

fn satisfied() -> Command {
    Command::Rate(Answer { score: Score::Satisfied, reason: None, channel: Channel::Kiosk })
}

fn right(stage: Stage) -> RatingRight {
    let proof = Proof { account: None, lookup_mac: Vec::new() };
    RatingRight {
        stage,
        ..RatingRight::new(DossierId::mint(), "H35.05-220314-0001".into(), AgencyCode::new("H35.05"), proof)
    }
}

fn after(mut right: RatingRight, command: &Command, hour: i64) -> RatingRight {
    let event = right.decide(command, at(hour)).unwrap().unwrap();
    right.apply(&event);
    right
}

fn open() -> RatingRight {
    after(right(Stage::Awaiting), &Command::Open, 0)
}

#[test]
fn only_a_returned_dossier_is_rated() {
    assert_eq!(right(Stage::Awaiting).decide(&satisfied(), at(1)), Err(Refusal::NotReturned));
    let rated = after(open(), &satisfied(), 1).stage;
    assert_eq!(rated.since(), Some(at(0)));
    assert_eq!(rated.rated().map(|(answer, at)| (answer.score, at)), Some((Score::Satisfied, at(1))));
}

#[test]
fn a_dossier_is_rated_once() {
    let rated = after(open(), &satisfied(), 1);
    let other = Command::Rate(Answer { score: Score::NotSatisfied, reason: None, channel: Channel::Online });
    assert_eq!(rated.decide(&satisfied(), at(2)), Err(Refusal::AlreadyRated));
    assert_eq!(rated.decide(&other, at(2)), Err(Refusal::AlreadyRated));
}

#[test]
fn opening_again_changes_nothing() {
    assert_eq!(open().decide(&Command::Open, at(5)), Ok(None));
    assert_eq!(after(open(), &satisfied(), 1).decide(&Command::Open, at(5)), Ok(None));
}

#[test]
fn history_and_stage_are_read_back_as_written() {
    let event = open().decide(&satisfied(), at(1)).unwrap().unwrap();
    let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
    assert_eq!(read, event);
    let rated = after(open(), &satisfied(), 1).stage;
    let stage: Stage = serde_json::from_str(&serde_json::to_string(&rated).unwrap()).unwrap();
    assert_eq!(stage, rated);
}
