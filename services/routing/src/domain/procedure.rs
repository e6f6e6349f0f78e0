//! A published version of a procedure: one process for each case and channel.

use motcua_contracts::Channel;
use motcua_contracts::catalogue::{ChannelTerm, ProcedurePublished, Step as PublishedStep};
use motcua_worktime::{Limit, Policy, Unit};
use serde::{Deserialize, Serialize};

use super::message_error::MessageError;
use super::process::{Process, Step, StepKind};

/// A published version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Version.
    pub version: u32,
    variants: Vec<(String, Channel, Process)>,
}

impl Procedure {
    /// Reads a published version.
    ///
    /// # Errors
    /// `Unknown` when it names a channel, kind of step, unit of time or policy that this version does not know;
    /// `Invalid` when a limit is missing.
    pub fn of(published: &ProcedurePublished) -> Result<Self, MessageError> {
        let mut variants = Vec::new();
        for case in &published.cases {
            for term in &case.terms {
                let channel = term.channel.parse().map_err(|_| unknown("channel", &term.channel))?;
                variants.push((case.code.clone(), channel, process(published, term)?));
            }
        }
        Ok(Self { version: published.version, variants })
    }

    /// The process of a case and channel.
    pub fn process(&self, case_code: &str, channel: Channel) -> Option<&Process> {
        self.variants.iter().find(|(case, by, _)| case == case_code && *by == channel).map(|(_, _, process)| process)
    }
}

fn process(published: &ProcedurePublished, term: &ChannelTerm) -> Result<Process, MessageError> {
    let limit = term.limit.as_ref().ok_or_else(|| MessageError::Invalid("a term without a limit".into()))?;
    Ok(Process {
        steps: term.steps.iter().map(step).collect::<Result<_, _>>()?,
        limit: Limit { unit: unit(&limit.unit)?, amount: limit.amount },
        policy: policy(&published.supplement_policy)?,
        calendar: published.calendar.clone(),
        round: 0,
    })
}

fn step(step: &PublishedStep) -> Result<Step, MessageError> {
    Ok(Step {
        number: step.number,
        kind: StepKind::named(&step.kind).ok_or_else(|| unknown("kind of step", &step.kind))?,
        name: step.name.clone(),
        unit: step.unit.as_str().into(),
        role: step.role.clone(),
        minutes: step.minutes,
    })
}

fn unit(name: &str) -> Result<Unit, MessageError> {
    serde_json::from_value(name.into()).map_err(|_| unknown("unit of time", name))
}

fn policy(name: &str) -> Result<Policy, MessageError> {
    match name {
        "restart" => Ok(Policy::Restart),
        // Left out, the clock continues with what was left.
        "pause" | "" => Ok(Policy::Pause),
        other => Err(unknown("supplement policy", other)),
    }
}

fn unknown(what: &str, name: &str) -> MessageError {
    MessageError::Unknown(format!("{what} {name:?}"))
}

#[cfg(test)]
mod tests {
    use motcua_contracts::catalogue::{Case, Limit as PublishedLimit};

    use super::*;

    fn published(channel: &str, kind: &str, time: &str, policy: &str) -> ProcedurePublished {
        let step = PublishedStep { number: 1, kind: kind.into(), ..Default::default() };
        let limit = Some(PublishedLimit { unit: time.into(), amount: 3 });
        let term = ChannelTerm { channel: channel.into(), limit, steps: vec![step], ..Default::default() };
        let case = Case { code: "1".into(), terms: vec![term], ..Default::default() };
        ProcedurePublished { supplement_policy: policy.into(), cases: vec![case], ..Default::default() }
    }

    #[test]
    fn a_version_has_one_process_for_each_case_and_channel() {
        let procedure = Procedure::of(&published("counter", "work", "workingDay", "restart")).unwrap();
        let process = procedure.process("1", Channel::Counter).unwrap();
        assert_eq!((process.policy, process.steps[0].kind), (Policy::Restart, StepKind::Work));
        assert_eq!((procedure.process("1", Channel::Online), procedure.process("2", Channel::Counter)), (None, None));
    }

    #[test]
    fn a_name_of_a_newer_catalogue_is_unknown_and_not_invalid() {
        for newer in [
            published("drone", "work", "workingDay", "pause"),
            published("counter", "consult", "workingDay", "pause"),
            published("counter", "work", "quarter", "pause"),
            published("counter", "work", "workingDay", "extend"),
        ] {
            assert!(matches!(Procedure::of(&newer), Err(MessageError::Unknown(_))), "{newer:?}");
        }
        let mut without_limit = published("counter", "work", "workingDay", "pause");
        without_limit.cases[0].terms[0].limit = None;
        assert!(matches!(Procedure::of(&without_limit), Err(MessageError::Invalid(_))));
    }
}
