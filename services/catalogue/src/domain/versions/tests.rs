//! Drafting and publishing: who may, in which order, and what a repetition changes.

use super::*;

fn person(number: u32) -> AccountId {
    format!("00000000-0000-0000-0000-{number:012}").parse().unwrap()
}

fn versions(stage: Stage) -> Versions<()> {
    Versions { key: (), stage }
}

fn drafted(version: u32) -> Versions<()> {
    versions(Stage::Drafted { version, by: person(1) })
}

fn published(version: u32) -> Versions<()> {
    versions(Stage::Published { version })
}

fn execute(versions: &mut Versions<()>, command: &Command<()>) {
    let event = versions.decide(command).unwrap().unwrap();
    versions.apply(&event);
}

#[test]
fn a_version_is_drafted_by_one_person_and_published_by_another() {
    let draft = Command::Draft { by: person(1), content: () };
    let publish = |by| Command::Publish { version: 1, by: person(by), content: () };
    let mut versions = Versions::absent(());
    execute(&mut versions, &draft);
    assert_eq!(versions, drafted(1));
    assert_eq!(versions.decide(&publish(1)), Err(Refusal::SamePerson));
    execute(&mut versions, &publish(2));
    assert_eq!(versions, published(1));
    execute(&mut versions, &draft);
    assert_eq!(versions, drafted(2));
}

#[test]
fn one_draft_is_open_at_a_time() {
    assert_eq!(drafted(1).decide(&Command::Draft { by: person(2), content: () }), Err(Refusal::DraftOpen));
}

#[test]
fn publishing_again_changes_nothing() {
    let again = Command::Publish { version: 1, by: person(2), content: () };
    assert_eq!(published(1).decide(&again), Ok(None));
    assert_eq!(drafted(2).decide(&again), Ok(None));
}

#[test]
fn a_version_that_does_not_exist_cannot_be_published() {
    for (versions, version) in [(Versions::absent(()), 1), (drafted(1), 2), (published(1), 2)] {
        let command = Command::Publish { version, by: person(2), content: () };
        assert_eq!(versions.decide(&command), Err(Refusal::NotFound), "{versions:?}");
    }
    for versions in [Versions::absent(()), drafted(2), published(1)] {
        assert_eq!(
            versions.decide(&Command::Publish { version: 0, by: person(2), content: () }),
            Err(Refusal::NotFound)
        );
    }
}

#[test]
fn an_open_draft_leaves_the_version_before_it_in_force() {
    assert_eq!(drafted(1).published(), None);
    assert_eq!(drafted(3).published(), Some(2));
    let current = [Versions::absent(()), drafted(1), drafted(3), published(2)]
        .map(|versions| versions.current().collect::<Vec<_>>());
    assert_eq!(current, [vec![], vec![1], vec![3, 2], vec![2]]);
    assert_eq!((Versions::absent(()).next(), published(4).next()), (1, 5));
}
