//! The part of a published procedure that intake needs: who is competent, and what limit holds for a case and channel.

use motcua_contracts::catalogue::{ProcedurePublished, Step};
use motcua_contracts::code::agency_of;
use motcua_worktime::{Limit, Unit};
use serde::{Deserialize, Serialize};

use super::Channel;

/// A version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// National code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Name.
    pub name: String,
    /// Code of the competent agency.
    pub agency: String,
    /// Code of the calendar its deadlines are counted by.
    pub calendar: String,
    terms: Vec<Term>,
}

/// What holds for a case and channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The case.
    pub case_code: String,
    channel: String,
    /// The legal time limit.
    pub limit: Limit,
    /// Unit of the counter that receives.
    pub counter_unit: String,
    /// Nominal working minutes of the steps until another agency takes over (liên thông); `None` when none does.
    pub local_minutes: Option<u32>,
    /// The other agencies it goes through.
    pub partners: Vec<String>,
}

impl Procedure {
    /// Reads a published version.
    ///
    /// # Errors
    /// When a limit has a unit this version of the contracts does not know.
    pub fn of(published: &ProcedurePublished) -> Result<Self, String> {
        let mut terms = Vec::new();
        for case in &published.cases {
            for term in &case.terms {
                let limit = term.limit.clone().ok_or("a term without a limit")?;
                let counter = term.steps.first().map(|step| step.unit.clone()).unwrap_or_default();
                terms.push(Term {
                    case_code: case.code.clone(),
                    channel: term.channel.clone(),
                    limit: Limit { unit: unit(&limit.unit)?, amount: limit.amount },
                    counter_unit: counter,
                    local_minutes: local_minutes(&term.steps),
                    partners: partners(&term.steps),
                });
            }
        }
        Ok(Self {
            code: published.code.clone(),
            version: published.version,
            name: published.name.clone(),
            agency: published.agency.clone(),
            calendar: published.calendar.clone(),
            terms,
        })
    }

    /// What holds for a case and channel, if the procedure can be handed in that way.
    pub fn term(&self, case_code: &str, channel: Channel) -> Option<&Term> {
        self.terms.iter().find(|term| term.case_code == case_code && term.channel == channel.as_str())
    }
}

fn local_minutes(steps: &[Step]) -> Option<u32> {
    let first = agency_of(&steps.first()?.unit);
    let here = steps.iter().take_while(|step| agency_of(&step.unit) == first);
    let (count, minutes) =
        here.fold((0, 0_u32), |(count, minutes), step| (count + 1, minutes.saturating_add(step.minutes)));
    (count < steps.len()).then_some(minutes)
}

fn partners(steps: &[Step]) -> Vec<String> {
    let mut agencies: Vec<String> = steps.iter().map(|step| agency_of(&step.unit).to_owned()).collect();
    agencies.sort();
    agencies.dedup();
    let first = steps.first().map(|step| agency_of(&step.unit)).unwrap_or_default();
    agencies.retain(|agency| agency != first);
    agencies
}

fn unit(name: &str) -> Result<Unit, String> {
    match name {
        "hour" => Ok(Unit::Hour),
        "workingHour" => Ok(Unit::WorkingHour),
        "day" => Ok(Unit::Day),
        "workingDay" => Ok(Unit::WorkingDay),
        "month" => Ok(Unit::Month),
        "sameDay" => Ok(Unit::SameDay),
        other => Err(format!("unknown unit of time {other}")),
    }
}
