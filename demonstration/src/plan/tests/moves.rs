//! Work moves from one division of an agency to another, whose officers then do it from the start.

use std::collections::HashMap;

use crate::plan::{ActionKind, Actor, Plan, PlannedDossier, Targets, action_order};
use crate::seed::{self, StepKind, UnitKind};

/// A dossier whose work moves.
struct Moved {
    dossier: PlannedDossier,
    /// Index of the move among its actions.
    index: usize,
    from: String,
    to: String,
}

impl Moved {
    /// Who claims and completes in a part of its actions, with the step.
    fn workers(&self, part: std::ops::Range<usize>) -> Vec<(&ActionKind, &Actor)> {
        let actions = self.dossier.actions[part].iter().map(|action| (&action.kind, &action.actor));
        actions.filter(|(kind, _)| matches!(kind, ActionKind::Claim { .. } | ActionKind::Complete { .. })).collect()
    }

    fn before(&self) -> Vec<(&ActionKind, &Actor)> {
        self.workers(0..self.index)
    }

    fn after(&self) -> Vec<(&ActionKind, &Actor)> {
        self.workers(self.index + 1..self.dossier.actions.len())
    }
}

/// The moved dossiers of a small year with many of them.
fn moved() -> Vec<Moved> {
    let targets = Targets { two_steps: 0, moves: 30, ..Targets::default().scaled(0.05) };
    let plan = Plan::build(3, 0.05, targets).expect("a plan");
    let moved: Vec<_> = plan.dossiers.into_iter().filter_map(find).collect();
    assert_eq!(moved.len(), 30);
    moved
}

fn find(dossier: PlannedDossier) -> Option<Moved> {
    let mut actions = dossier.actions.iter().enumerate();
    let (index, from, to) = actions.find_map(|(index, action)| match &action.kind {
        ActionKind::Move { from, to, .. } => Some((index, from.clone(), to.clone())),
        _ => None,
    })?;
    Some(Moved { dossier, index, from, to })
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
fn only_the_one_work_step_moves() {
    let procedures = seed::catalogue().procedures;
    let procedures: HashMap<_, _> = procedures.iter().map(|procedure| (&procedure.code, procedure)).collect();
    for Moved { dossier, from, .. } in moved() {
        let terms = &procedures[&dossier.procedure].cases[0].terms;
        let term = terms.iter().find(|term| term.channel == dossier.channel).expect("the channel is offered");
        let of_the_unit: Vec<_> = term.steps.iter().filter(|step| step.unit == from).map(|step| step.kind).collect();
        assert_eq!(of_the_unit, [StepKind::Work], "{}", dossier.procedure);
    }
}

#[test]
fn work_moves_both_before_and_after_a_claim() {
    let moved = moved();
    let claimed = moved.iter().filter(|moved| moved.before().len() == 1).count();
    let unclaimed = moved.iter().filter(|moved| moved.before().is_empty()).count();
    assert_eq!(claimed + unclaimed, moved.len());
    assert!(claimed >= 5 && unclaimed >= 5, "{claimed} claimed, {unclaimed} not");
}

#[test]
fn an_officer_of_the_new_division_claims_and_completes_moved_work() {
    let staff = seed::catalogue().staff;
    let units: HashMap<_, _> = staff.iter().map(|person| (&person.username, &person.unit)).collect();
    let unit = |by: &Actor| match by {
        Actor::Staff(name) => units[name].clone(),
        Actor::Citizen(number) => panic!("citizen {number} is no officer"),
    };
    for moved in moved() {
        assert!(moved.before().iter().all(|(_, by)| unit(by) == moved.from), "{:#?}", moved.dossier);
        let after = moved.after();
        let [(ActionKind::Claim { step: claimed }, claims), (ActionKind::Complete { step: completed }, completes)] =
            after[..]
        else {
            panic!("{:#?}", moved.dossier)
        };
        assert_eq!((claimed, claims), (completed, completes));
        assert_eq!(unit(claims), moved.to);
    }
}

#[test]
fn a_plan_that_completes_a_released_claim_is_refused() {
    let moved = moved().into_iter().find(|moved| !moved.before().is_empty()).expect("some are claimed before");
    let mut dossier = moved.dossier;
    assert_eq!(action_order::problems(&dossier, u32::MAX), Vec::<String>::new());
    let second = dossier.actions.remove(moved.index + 1);
    assert!(matches!(second.kind, ActionKind::Claim { .. }));
    let problems = action_order::problems(&dossier, u32::MAX);
    assert!(problems.iter().any(|problem| problem.starts_with("Complete") && problem.contains("cannot follow")));
}

#[test]
fn a_plan_in_which_a_citizen_moves_work_is_refused() {
    let Moved { mut dossier, index, .. } = moved().remove(0);
    dossier.actions[index].actor = Actor::Citizen(dossier.citizen);
    let problems = action_order::problems(&dossier, u32::MAX);
    assert!(problems.iter().any(|problem| problem.starts_with("Move") && problem.contains("is not for")));
}
