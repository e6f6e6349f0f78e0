//! The contract events that the catalogue publishes, made from its domain.

use chrono::NaiveDate;
use motcua_contracts::ids::ProcedureId;
use motcua_contracts::{Event, Text, catalogue};
use motcua_kit::problem::FieldError;
use motcua_messaging::OutboxEvent;
use motcua_worktime::Calendar;
use serde::Serialize;

use crate::domain::{Agency, Case, Paper, Procedure, Step, Term, Unit, field_error};

/// An agency with its whole present state.
pub fn agency_changed(agency: &Agency) -> catalogue::AgencyChanged {
    catalogue::AgencyChanged {
        code: agency.code.to_string(),
        name: agency.name.clone(),
        name_en: agency.name_en.clone(),
        kind: name(&agency.kind),
        units: agency.units.iter().map(unit).collect(),
        valid_from: day(agency.valid_from),
        valid_to: day(agency.valid_to),
        successor: agency.successor.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// A version of a procedure.
pub fn procedure_published(id: ProcedureId, version: u32, content: &Procedure) -> catalogue::ProcedurePublished {
    catalogue::ProcedurePublished {
        procedure_id: id.to_string(),
        code: content.code.clone(),
        version,
        name: content.name.clone(),
        field: content.field.clone(),
        agency: content.agency.to_string(),
        on_the_spot: content.on_the_spot,
        synthetic: content.synthetic,
        calendar: content.calendar.clone(),
        effective_from: content.effective_from.to_string(),
        supplement_policy: name(&content.supplement_policy),
        cases: content.cases.iter().map(case).collect(),
        territory: name(&content.territory),
    }
}

/// A version of a calendar.
pub fn calendar_published(calendar: &Calendar) -> catalogue::CalendarPublished {
    catalogue::CalendarPublished {
        code: calendar.code.clone(),
        version: calendar.version,
        document: serde_json::to_string(calendar).unwrap_or_default(),
    }
}

/// The error of a content whose event would be too large; found when it is drafted, not when it is published.
pub fn too_large<M: Event>(message: &M) -> Option<FieldError> {
    let (bytes, most) = (message.encoded_len(), OutboxEvent::MOST_BYTES);
    (bytes > most).then(|| {
        let message = Text::new(
            format!("Nội dung quá lớn: {bytes} byte, nhiều nhất {most}"),
            format!("Too large: {bytes} bytes, at most {most}"),
        );
        field_error("", "too-large", message)
    })
}

fn unit(unit: &Unit) -> catalogue::Unit {
    catalogue::Unit { code: unit.code.to_string(), name: unit.name.clone(), kind: name(&unit.kind) }
}

fn case(case: &Case) -> catalogue::Case {
    catalogue::Case {
        code: case.code.clone(),
        name: case.name.clone(),
        terms: case.terms.iter().map(term).collect(),
        papers: case.papers.iter().map(paper).collect(),
    }
}

fn term(term: &Term) -> catalogue::ChannelTerm {
    catalogue::ChannelTerm {
        channel: term.channel.as_str().to_owned(),
        limit: Some(catalogue::Limit { unit: name(&term.limit.unit), amount: term.limit.amount }),
        fee_vnd: term.fee_vnd,
        steps: term.steps.iter().map(step).collect(),
    }
}

fn step(step: &Step) -> catalogue::Step {
    catalogue::Step {
        number: step.number,
        kind: name(&step.kind),
        name: step.name.clone(),
        unit: step.unit.to_string(),
        role: step.role.as_str().to_owned(),
        minutes: step.minutes,
    }
}

fn paper(paper: &Paper) -> catalogue::Paper {
    catalogue::Paper {
        code: paper.code.clone(),
        name: paper.name.clone(),
        originals: paper.originals,
        copies: paper.copies,
    }
}

/// A day as messages carry it; empty when it is not known.
fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// The name of an enum variant, in messages the same as in JSON.
fn name<T: Serialize>(choice: &T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;

    #[test]
    fn choices_have_the_names_of_the_json() {
        let message = procedure_published(ProcedureId::mint(), 1, &sample::procedure());
        let term = &message.cases[0].terms[0];
        assert_eq!((message.supplement_policy.as_str(), message.territory.as_str()), ("pause", "none"));
        assert_eq!(term.channel, "counter");
        assert_eq!(term.limit.as_ref().unwrap().unit, "workingDay");
        assert_eq!((term.steps[0].kind.as_str(), term.steps[0].role.as_str()), ("receive", "intake_officer"));
        let message = agency_changed(&sample::agency());
        assert_eq!((message.kind.as_str(), message.units[0].kind.as_str()), ("department", "counter"));
    }

    #[test]
    fn days_are_iso_dates_and_unknown_ones_are_empty() {
        let message = agency_changed(&sample::agency());
        assert_eq!((message.valid_from, message.valid_to, message.successor), Default::default());
        let valid_to = "2025-06-30".parse().ok();
        let message = agency_changed(&Agency { valid_to, successor: Some("H35.07".into()), ..sample::agency() });
        assert_eq!((message.valid_to.as_str(), message.successor.as_str()), ("2025-06-30", "H35.07"));
    }

    #[test]
    fn content_too_large_for_a_broker_is_an_error() {
        let mut procedure = sample::procedure();
        assert!(too_large(&procedure_published(ProcedureId::mint(), 1, &procedure)).is_none());
        let case = procedure.cases[0].clone();
        procedure.cases = vec![case; 500];
        assert!(too_large(&procedure_published(ProcedureId::mint(), 1, &procedure)).is_some());
    }
}
