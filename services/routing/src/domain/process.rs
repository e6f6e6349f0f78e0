//! The part of a published procedure that routing needs: the steps of a case and channel, limit, calendar, policy.

use motcua_contracts::catalogue::{ChannelTerm, ProcedurePublished};
use motcua_contracts::code::agency_of;
use motcua_worktime::{Limit, Policy, Unit};
use serde::{Deserialize, Serialize};

/// What kind of work a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepKind {
    /// Receiving; done by the acceptance itself.
    Receive,
    /// Working on it.
    Work,
    /// Deciding.
    Approve,
    /// Numbering, sealing and issuing the result.
    Issue,
}

impl StepKind {
    /// As messages name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Work => "work",
            Self::Approve => "approve",
            Self::Issue => "issue",
        }
    }

    fn of(name: &str) -> Result<Self, String> {
        match name {
            "receive" => Ok(Self::Receive),
            "work" => Ok(Self::Work),
            "approve" => Ok(Self::Approve),
            "issue" => Ok(Self::Issue),
            other => Err(format!("unknown kind of step {other}")),
        }
    }
}

/// A step of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number, from 1.
    pub number: u32,
    /// Its kind.
    pub kind: StepKind,
    /// Its name.
    pub name: String,
    /// Unit that holds the dossier.
    pub unit: String,
    /// Role that carries it out.
    pub role: String,
    /// Share of the limit in working minutes.
    pub minutes: u32,
}

/// What one journey follows for life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The steps in their order.
    pub steps: Vec<Step>,
    /// The legal limit.
    pub limit: Limit,
    /// What a supplement request does to the clock.
    pub policy: Policy,
    /// Code of the calendar.
    pub calendar: String,
    /// How often the way began anew; 0 for the first time.
    #[serde(default)]
    pub round: u32,
}

/// A stretch of the way within one agency: in an interlinked procedure a sub-journey. It belongs to its dossier and is
/// never counted as a second one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// Code of the agency.
    pub agency: &'a str,
    /// Its steps, in their order.
    pub steps: &'a [Step],
}

impl Part<'_> {
    /// Its share of the limit in nominal working minutes.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).fold(0, u32::saturating_add)
    }
}

impl Step {
    /// The agency of its unit: `H35.05` of `H35.05.01`.
    pub fn agency(&self) -> &str {
        agency_of(&self.unit)
    }
}

impl Process {
    /// The step with this number.
    pub fn step(&self, number: u32) -> Option<&Step> {
        self.steps.iter().find(|step| step.number == number)
    }

    /// The parts in their order; more than one for an interlinked procedure (liên thông).
    pub fn parts(&self) -> Vec<Part<'_>> {
        let stretches = self.steps.chunk_by(|one, next| one.agency() == next.agency());
        stretches.filter_map(|steps| steps.first().map(|first| Part { agency: first.agency(), steps })).collect()
    }

    /// Gives steps to a unit.
    pub fn assign(&mut self, steps: &[u32], unit: &str) {
        for step in self.steps.iter_mut().filter(|step| steps.contains(&step.number)) {
            unit.clone_into(&mut step.unit);
        }
    }

    /// The step that follows.
    pub fn after(&self, number: u32) -> Option<&Step> {
        self.steps.iter().find(|step| step.number == number + 1)
    }
}

/// A published version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Version.
    pub version: u32,
    variants: Vec<(String, String, Process)>,
}

impl Procedure {
    /// Reads a published version.
    ///
    /// # Errors
    /// When it names something this version of the contracts does not know.
    pub fn of(published: &ProcedurePublished) -> Result<Self, String> {
        let mut variants = Vec::new();
        for case in &published.cases {
            for term in &case.terms {
                variants.push((case.code.clone(), term.channel.clone(), process(published, term)?));
            }
        }
        Ok(Self { version: published.version, variants })
    }

    /// The process of a case and channel.
    pub fn process(&self, case_code: &str, channel: &str) -> Option<&Process> {
        self.variants.iter().find(|(case, by, _)| case == case_code && by == channel).map(|(_, _, process)| process)
    }
}

fn process(published: &ProcedurePublished, term: &ChannelTerm) -> Result<Process, String> {
    let limit = term.limit.as_ref().ok_or("a term without a limit")?;
    let steps = term.steps.iter().map(|step| {
        Ok(Step {
            number: step.number,
            kind: StepKind::of(&step.kind)?,
            name: step.name.clone(),
            unit: step.unit.clone(),
            role: step.role.clone(),
            minutes: step.minutes,
        })
    });
    Ok(Process {
        steps: steps.collect::<Result<_, String>>()?,
        limit: Limit { unit: unit(&limit.unit)?, amount: limit.amount },
        policy: if published.supplement_policy == "restart" { Policy::Restart } else { Policy::Pause },
        calendar: published.calendar.clone(),
        round: 0,
    })
}

fn unit(name: &str) -> Result<Unit, String> {
    serde_json::from_value(name.into()).map_err(|_| format!("unknown unit of time {name}"))
}
