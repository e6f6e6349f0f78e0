//! The part of a published procedure that intake needs: the competent agency, and the terms of each case and channel.

use motcua_contracts::catalogue::{ChannelTerm, ProcedurePublished, Step};
use motcua_contracts::code::agency_of;
use motcua_contracts::{AgencyCode, Channel, UnitCode};
use motcua_worktime::{Limit, Unit};
use serde::{Deserialize, Serialize};

use super::MessageError;
use super::territory::Territory;

/// A version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// National code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Name.
    pub name: String,
    /// The competent agency.
    pub agency: AgencyCode,
    /// Code of the calendar that its deadlines are counted by.
    pub calendar: String,
    /// Where it may be handed in besides the counter of the competent agency.
    #[serde(default)]
    pub territory: Territory,
    terms: Vec<Term>,
}

/// The terms of a case and channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The case.
    pub case_code: String,
    channel: Channel,
    /// The legal time limit.
    pub limit: Limit,
    /// The unit whose counter receives.
    pub counter_unit: UnitCode,
    /// Nominal working minutes of the steps until another agency takes over (liên thông); `None` when none does.
    #[serde(alias = "local_minutes")]
    pub own_part_minutes: Option<u32>,
    /// The other agencies it goes through.
    pub partners: Vec<AgencyCode>,
    /// What it costs, in đồng; 0 when nothing.
    #[serde(default)]
    pub fee_vnd: u64,
}

impl Procedure {
    /// Reads a published version.
    ///
    /// # Errors
    /// `Unknown` when it names a channel, unit of time or territory that this version does not know; `Invalid` when a
    /// limit is missing.
    pub fn from_message(published: &ProcedurePublished) -> Result<Self, MessageError> {
        let terms = published.cases.iter().flat_map(|case| case.terms.iter().map(|term| Term::of(&case.code, term)));
        Ok(Self {
            code: published.code.clone(),
            version: published.version,
            name: published.name.clone(),
            agency: AgencyCode::new(published.agency.as_str()),
            calendar: published.calendar.clone(),
            territory: Territory::from_message(&published.territory)?,
            terms: terms.collect::<Result<_, _>>()?,
        })
    }

    /// Whether an officer of this unit may receive it.
    pub fn may_be_received_at(&self, unit: &str) -> bool {
        agency_of(unit) == self.agency.as_str()
            || match self.territory {
                Territory::None => false,
                Territory::Province => province_of(unit) == province_of(self.agency.as_str()),
                Territory::Country => true,
            }
    }

    /// The terms of a case and channel, if the procedure can be handed in that way.
    pub fn term(&self, case_code: &str, channel: Channel) -> Option<&Term> {
        self.terms.iter().find(|term| term.case_code == case_code && term.channel == channel)
    }
}

impl Term {
    fn of(case_code: &str, term: &ChannelTerm) -> Result<Self, MessageError> {
        let unknown = |_| MessageError::Unknown(format!("channel {}", term.channel));
        let limit = term.limit.as_ref().ok_or_else(|| MessageError::Invalid("a term without a limit".into()))?;
        let counter_unit = term.steps.first().map(|step| step.unit.as_str()).unwrap_or_default();
        Ok(Self {
            case_code: case_code.to_owned(),
            channel: term.channel.parse().map_err(unknown)?,
            limit: Limit { unit: unit(&limit.unit)?, amount: limit.amount },
            counter_unit: UnitCode::new(counter_unit),
            own_part_minutes: own_part_minutes(&term.steps),
            partners: partners(&term.steps),
            fee_vnd: term.fee_vnd,
        })
    }
}

/// The province of a code, its first part (QĐ 20/2020/QĐ-TTg): `H35` of `H35.05.01`.
fn province_of(code: &str) -> &str {
    code.split('.').next().unwrap_or_default()
}

fn own_part_minutes(steps: &[Step]) -> Option<u32> {
    let first = agency_of(&steps.first()?.unit);
    let here = steps.iter().take_while(|step| agency_of(&step.unit) == first);
    let (count, minutes) =
        here.fold((0, 0_u32), |(count, minutes), step| (count + 1, minutes.saturating_add(step.minutes)));
    (count < steps.len()).then_some(minutes)
}

fn partners(steps: &[Step]) -> Vec<AgencyCode> {
    let mut agencies: Vec<AgencyCode> = steps.iter().map(|step| AgencyCode::new(agency_of(&step.unit))).collect();
    agencies.sort();
    agencies.dedup();
    let first = steps.first().map(|step| agency_of(&step.unit)).unwrap_or_default();
    agencies.retain(|agency| agency.as_str() != first);
    agencies
}

fn unit(name: &str) -> Result<Unit, MessageError> {
    match name {
        "hour" => Ok(Unit::Hour),
        "workingHour" => Ok(Unit::WorkingHour),
        "day" => Ok(Unit::Day),
        "workingDay" => Ok(Unit::WorkingDay),
        "month" => Ok(Unit::Month),
        "sameDay" => Ok(Unit::SameDay),
        other => Err(MessageError::Unknown(format!("unit of time {other}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_territory_decides_which_counters_receive() {
        let at = |territory: &str, unit: &str| {
            let (agency, territory) = ("H35.05".to_owned(), territory.to_owned());
            let published = ProcedurePublished { agency, territory, ..Default::default() };
            Procedure::from_message(&published).map(|procedure| procedure.may_be_received_at(unit))
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
        assert_eq!(at("world", "H35.05.01"), Err(MessageError::Unknown("territory world".into())));
    }

    #[test]
    fn a_channel_or_unit_of_time_of_a_newer_version_is_unknown_and_a_missing_limit_invalid() {
        let limit = |unit: &str| Some(motcua_contracts::catalogue::Limit { unit: unit.into(), amount: 1 });
        let read = |channel: &str, limit| {
            Term::of("1", &ChannelTerm { channel: channel.into(), limit, ..Default::default() }).map(drop)
        };
        assert_eq!(read("online", limit("day")), Ok(()));
        assert_eq!(read("drone", limit("day")), Err(MessageError::Unknown("channel drone".into())));
        assert_eq!(read("online", limit("shift")), Err(MessageError::Unknown("unit of time shift".into())));
        assert!(matches!(read("online", None), Err(MessageError::Invalid(_))));
    }
}
