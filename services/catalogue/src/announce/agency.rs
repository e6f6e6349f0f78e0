//! The events of an agency.

use motcua_contracts::catalogue;
use motcua_kit::Problem;
use motcua_messaging::OutboxEvent;

use super::name::{day, name};
use crate::domain::{Agency, AgencyEvent, AgencyRecord, Unit};

/// The events to publish.
///
/// # Errors
/// For an agency that cannot be written as a message.
pub fn announce(_: &AgencyRecord, event: &AgencyEvent) -> Result<Vec<OutboxEvent>, Problem> {
    match event {
        AgencyEvent::Added { agency } | AgencyEvent::Changed { agency } => Ok(vec![OutboxEvent::of(&changed(agency)?)]),
    }
}

/// An agency with its whole present state.
///
/// # Errors
/// For an agency that cannot be written as a message.
pub fn changed(agency: &Agency) -> Result<catalogue::AgencyChanged, Problem> {
    Ok(catalogue::AgencyChanged {
        code: agency.code.to_string(),
        name: agency.name.clone(),
        name_en: agency.name_en.clone(),
        kind: name(&agency.kind)?,
        units: agency.units.iter().map(unit).collect::<Result<_, _>>()?,
        valid_from: day(agency.valid_from),
        valid_to: day(agency.valid_to),
        successor: agency.successor.as_ref().map(ToString::to_string).unwrap_or_default(),
    })
}

fn unit(unit: &Unit) -> Result<catalogue::Unit, Problem> {
    Ok(catalogue::Unit { code: unit.code.to_string(), name: unit.name.clone(), kind: name(&unit.kind)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn days_are_iso_dates_and_unknown_ones_are_empty() {
        let message = changed(&sample::agency()).unwrap();
        assert_eq!((message.kind.as_str(), message.units[0].kind.as_str()), ("department", "counter"));
        assert_eq!((message.valid_from, message.valid_to, message.successor), Default::default());
        let valid_to = "2025-06-30".parse().ok();
        let message = changed(&Agency { valid_to, successor: Some("H35.07".into()), ..sample::agency() }).unwrap();
        assert_eq!((message.valid_to.as_str(), message.successor.as_str()), ("2025-06-30", "H35.07"));
    }
}
