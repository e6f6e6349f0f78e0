//! Work that moves goes from one division of an agency to another, whose officers then do it from the start.

use std::collections::HashMap;

use super::super::{By, Plan, PlannedDossier, Targets, Verb, legal};
use crate::demo::seed::{self, StepKind, UnitKind};

/// A dossier whose work moves.
struct Moved {
    dossier: PlannedDossier,
    /// Place of the move among its actions.
    place: usize,
    from: String,
    to: String,
}

impl Moved {
    /// Who claims and completes in a part of its actions, with the step.
    fn workers(&self, part: std::ops::Range<usize>) -> Vec<(&Verb, &By)> {
        let actions = self.dossier.actions[part].iter().map(|action| (&action.verb, &action.by));
        actions.filter(|(verb, _)| matches!(verb, Verb::Claim { .. } | Verb::Complete { .. })).collect()
    }

    fn before(&self) -> Vec<(&Verb, &By)> {
        self.workers(0..self.place)
    }

    fn after(&self) -> Vec<(&Verb, &By)> {
        self.workers(self.place + 1..self.dossier.actions.len())
    }
}

/// What moves in a small year full of it.
fn moved() -> Vec<Moved> {
    let targets = Targets { two_steps: 0, moves: 30, ..Targets::default().scaled(0.05) };
    let plan = Plan::build(3, 0.05, targets).expect("a plan");
    let moved: Vec<_> = plan.dossiers.into_iter().filter_map(find).collect();
    assert_eq!(moved.len(), 30);
    moved
}

fn find(dossier: PlannedDossier) -> Option<Moved> {
    let mut actions = dossier.actions.iter().enumerate();
    let (place, from, to) = actions.find_map(|(place, action)| match &action.verb {
        Verb::Move { from, to, .. } => Some((place, from.clone(), to.clone())),
        _ => None,
    })?;
    Some(Moved { dossier, place, from, to })
}

#[test]
fn work_moves_between_two_divisions_of_one_agency() {
    let agencies = seed::catalogue().agencies;
    let units =
        agencies.iter().flat_map(|agency| agency.units.iter().map(|unit| (&unit.code, (&agency.code, unit.kind))));
    let units: HashMap<_, _> = units.collect();
    for Moved { dossier, from, to, .. } in moved() {
        assert_ne!(from, to);
        for unit in [&from, &to] {
            assert_eq!(units[unit], (&dossier.agency, UnitKind::Professional), "{unit}");
        }
    }
}

#[test]
fn the_one_work_step_is_all_that_moves() {
    let procedures = seed::catalogue().procedures;
    let procedures: HashMap<_, _> = procedures.iter().map(|procedure| (&procedure.code, procedure)).collect();
    for Moved { dossier, from, .. } in moved() {
        let terms = &procedures[&dossier.procedure].cases[0].terms;
        let term = terms.iter().find(|term| term.channel == dossier.channel).expect("it came in by this channel");
        let of_the_unit: Vec<_> = term.steps.iter().filter(|step| step.unit == from).map(|step| step.kind).collect();
        assert_eq!(of_the_unit, [StepKind::Work], "{}", dossier.procedure);
    }
}

#[test]
fn work_moves_before_somebody_claimed_it_and_after() {
    let moved = moved();
    let claimed = moved.iter().filter(|moved| moved.before().len() == 1).count();
    let unclaimed = moved.iter().filter(|moved| moved.before().is_empty()).count();
    assert_eq!(claimed + unclaimed, moved.len());
    assert!(claimed >= 5 && unclaimed >= 5, "{claimed} claimed, {unclaimed} not");
}

#[test]
fn an_officer_of_the_division_that_gets_it_claims_and_completes_it() {
    let staff = seed::catalogue().staff;
    let units: HashMap<_, _> = staff.iter().map(|person| (&person.username, &person.unit)).collect();
    let unit = |by: &By| match by {
        By::Staff(name) => units[name].clone(),
        By::Citizen(number) => panic!("citizen {number} works in the office"),
    };
    for moved in moved() {
        assert!(moved.before().iter().all(|(_, by)| unit(by) == moved.from), "{:#?}", moved.dossier);
        let after = moved.after();
        let [(Verb::Claim { step: claimed }, claims), (Verb::Complete { step: completed }, completes)] = after[..]
        else {
            panic!("{:#?}", moved.dossier)
        };
        assert_eq!((claimed, claims), (completed, completes));
        assert_eq!(unit(claims), moved.to);
    }
}

#[test]
fn a_plan_that_goes_on_with_a_claim_given_back_is_refused() {
    let moved = moved().into_iter().find(|moved| !moved.before().is_empty()).expect("some are claimed before");
    let mut dossier = moved.dossier;
    assert_eq!(legal::problems(&dossier, u32::MAX), Vec::<String>::new());
    let second = dossier.actions.remove(moved.place + 1);
    assert!(matches!(second.verb, Verb::Claim { .. }));
    let problems = legal::problems(&dossier, u32::MAX);
    assert!(problems.iter().any(|problem| problem.starts_with("Complete") && problem.contains("cannot follow")));
}

#[test]
fn a_plan_in_which_a_citizen_moves_work_is_refused() {
    let Moved { mut dossier, place, .. } = moved().remove(0);
    dossier.actions[place].by = By::Citizen(dossier.citizen);
    let problems = legal::problems(&dossier, u32::MAX);
    assert!(problems.iter().any(|problem| problem.starts_with("Move") && problem.contains("is not for")));
}
