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
    /// Where it may be handed in beside the counter of the competent agency.
    #[serde(default)]
    pub territory: Territory,
    terms: Vec<Term>,
}

/// Where a procedure may be handed in beside the counter of the competent agency (phi địa giới, NĐ 118/2025
/// Art. 14(4)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Territory {
    /// Nowhere else.
    #[default]
    None,
    /// At every counter of the same province.
    Province,
    /// At every counter.
    Country,
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
    /// What it costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
}

impl Procedure {
    /// Reads a published version.
    ///
    /// # Errors
    /// When a limit has a unit, or the procedure a territory, that this version of the contracts does not know.
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
                    fee_vnd: term.fee_vnd,
                });
            }
        }
        Ok(Self {
            code: published.code.clone(),
            version: published.version,
            name: published.name.clone(),
            agency: published.agency.clone(),
            calendar: published.calendar.clone(),
            territory: territory(&published.territory)?,
            terms,
        })
    }

    /// Whether an officer of this unit may receive it.
    pub fn may_be_received_at(&self, unit: &str) -> bool {
        agency_of(unit) == self.agency
            || match self.territory {
                Territory::None => false,
                Territory::Province => province_of(unit) == province_of(&self.agency),
                Territory::Country => true,
            }
    }

    /// What holds for a case and channel, if the procedure can be handed in that way.
    pub fn term(&self, case_code: &str, channel: Channel) -> Option<&Term> {
        self.terms.iter().find(|term| term.case_code == case_code && term.channel == channel.as_str())
    }
}

/// The province of a code, its first part (QĐ 20/2020/QĐ-TTg): `H35` of `H35.05.01`.
fn province_of(code: &str) -> &str {
    code.split('.').next().unwrap_or_default()
}

fn territory(name: &str) -> Result<Territory, String> {
    match name {
        "" | "none" => Ok(Territory::None),
        "province" => Ok(Territory::Province),
        "country" => Ok(Territory::Country),
        other => Err(format!("unknown territory {other}")),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_territory_says_which_counters_receive() {
        let at = |territory: &str, unit: &str| {
            let (agency, territory) = ("H35.05".to_owned(), territory.to_owned());
            let published = ProcedurePublished { agency, territory, ..Default::default() };
            Procedure::of(&published).map(|procedure| procedure.may_be_received_at(unit))
        };
        let cases = [
            ("", "H35.05.01", true),
            ("none", "H35.20.01", false),
            ("province", "H35.20.01", true),
            ("province", "H12.20.01", false),
            ("country", "H12.20.01", true),
        ];
        for (territory, unit, received) in cases {
            assert_eq!(at(territory, unit), Ok(received), "{territory} {unit}");
        }
        assert!(at("world", "H35.05.01").is_err());
    }
}
