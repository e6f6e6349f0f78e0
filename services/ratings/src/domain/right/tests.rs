//! The rules of a rating right, a line each.

use super::*;
use crate::domain::{Channel, Score};

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_640_000_000 + hour * 3600, 0).unwrap()
}

fn satisfied() -> Command {
    Command::Rate(Answer { score: Score::Satisfied, reason: None, channel: Channel::Kiosk })
}

fn open() -> Stage {
    evolve(&decide(&Stage::Awaiting, &Command::Open, at(0)).unwrap().unwrap())
}

#[test]
fn only_a_returned_dossier_is_rated() {
    assert_eq!(decide(&Stage::Awaiting, &satisfied(), at(1)), Err(Refusal::NotReturned));
    let rated = evolve(&decide(&open(), &satisfied(), at(1)).unwrap().unwrap());
    assert_eq!(rated.since(), Some(at(0)));
    assert_eq!(rated.rated().map(|(answer, at)| (answer.score, at)), Some((Score::Satisfied, at(1))));
}

#[test]
fn a_dossier_is_rated_once() {
    let rated = evolve(&decide(&open(), &satisfied(), at(1)).unwrap().unwrap());
    let other = Command::Rate(Answer { score: Score::NotSatisfied, reason: None, channel: Channel::Online });
    assert_eq!(decide(&rated, &satisfied(), at(2)), Err(Refusal::RatedAlready));
    assert_eq!(decide(&rated, &other, at(2)), Err(Refusal::RatedAlready));
}

#[test]
fn opening_again_changes_nothing() {
    assert_eq!(decide(&open(), &Command::Open, at(5)), Ok(None));
    let rated = evolve(&decide(&open(), &satisfied(), at(1)).unwrap().unwrap());
    assert_eq!(decide(&rated, &Command::Open, at(5)), Ok(None));
}

#[test]
fn history_and_stage_are_read_back_as_written() {
    let event = decide(&open(), &satisfied(), at(1)).unwrap().unwrap();
    let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
    assert_eq!(read, event);
    let stage: Stage = serde_json::from_str(&serde_json::to_string(&evolve(&event)).unwrap()).unwrap();
    assert_eq!(stage, evolve(&read));
}
