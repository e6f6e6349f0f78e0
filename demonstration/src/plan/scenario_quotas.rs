//! Which resolved dossiers of the year follow which scenario.

use motcua_contracts::Channel;

use super::error::Error;
use super::model::{EndState, Origin};
use super::scenario::Scenario;
use super::spec::DossierSpec;
use super::targets::Targets;

/// Assigns the scenarios without a result. Must come before ratings and refusals, which only a result has.
///
/// # Errors
/// When there are fewer dossiers of the right kind than the targets ask for.
pub(super) fn assign_without_result(specs: &mut [DossierSpec], targets: &Targets) -> Result<(), Error> {
    let is_early =
        |spec: &DossierSpec| spec.expected.end_state == EndState::Early && spec.expected.origin == Origin::InPeriod;
    assign(specs, Scenario::Withdrawal, targets.withdrawals, is_early)?;
    assign(specs, Scenario::MissedSupplement, targets.missed_supplements, is_early)
}

/// Assigns the other scenarios among the dossiers that are resolved inside the period.
///
/// # Errors
/// When there are fewer dossiers of the right kind than the targets ask for.
pub(super) fn assign_with_result(specs: &mut [DossierSpec], targets: &Targets) -> Result<(), Error> {
    assign(specs, Scenario::Extension, targets.extensions, |spec| spec.expected.end_state == EndState::Late)?;
    // The scenario with the narrowest condition comes first.
    let can_be_forwarded = |spec: &DossierSpec| spec.channel == Channel::Counter && is_in_time(spec);
    assign(specs, Scenario::Forward, targets.forwards, can_be_forwarded)?;
    for (scenario, count) in [
        (Scenario::Supplement, targets.supplements),
        (Scenario::TwoSteps, targets.two_steps),
        (Scenario::RequiredFee, targets.required_fees),
        (Scenario::ProcedureFee, targets.procedure_fees),
        (Scenario::Opinion, targets.opinions),
        (Scenario::Correction, targets.corrections),
        (Scenario::DeclinedWithdrawal, targets.declined_withdrawals),
        (Scenario::Recall, targets.recalls),
        (Scenario::Move, targets.moves),
    ] {
        assign(specs, scenario, count, is_in_time)?;
    }
    Ok(())
}

fn assign(
    specs: &mut [DossierSpec],
    scenario: Scenario,
    count: u32,
    fits: impl Fn(&DossierSpec) -> bool,
) -> Result<(), Error> {
    let mut left = count;
    for spec in specs.iter_mut().filter(|spec| spec.scenario == Scenario::Ordinary && fits(spec)) {
        if left == 0 {
            break;
        }
        spec.scenario = scenario;
        left -= 1;
    }
    match left {
        0 => Ok(()),
        _ => {
            let problem = format!("{left} of {count} dossiers cannot follow the scenario {scenario:?}");
            Err(Error::Inconsistent(vec![problem]))
        }
    }
}

fn is_in_time(spec: &DossierSpec) -> bool {
    spec.expected.end_state != EndState::Late && spec.expected.origin == Origin::InPeriod
}
