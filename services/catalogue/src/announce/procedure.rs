//! The events of a procedure.

use motcua_contracts::catalogue;
use motcua_contracts::ids::ProcedureId;
use motcua_kit::Problem;
use motcua_messaging::OutboxEvent;

use super::name::name;
use crate::domain::{Case, Event, Paper, Procedure, ProcedureVersions, Step, Term};

/// The events to publish; none for a draft, which only editors see.
///
/// # Errors
/// For a procedure that cannot be written as a message.
pub fn announce(versions: &ProcedureVersions, event: &Event<Procedure>) -> Result<Vec<OutboxEvent>, Problem> {
    match event {
        Event::Drafted { .. } => Ok(Vec::new()),
        Event::Published { version, content, .. } => {
            Ok(vec![OutboxEvent::of(&published(versions.key, *version, content)?)])
        }
    }
}

/// A version of a procedure.
///
/// # Errors
/// For a procedure that cannot be written as a message.
pub fn published(id: ProcedureId, version: u32, content: &Procedure) -> Result<catalogue::ProcedurePublished, Problem> {
    Ok(catalogue::ProcedurePublished {
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
        supplement_policy: name(&content.supplement_policy)?,
        cases: content.cases.iter().map(case).collect::<Result<_, _>>()?,
        territory: name(&content.territory)?,
    })
}

fn case(case: &Case) -> Result<catalogue::Case, Problem> {
    Ok(catalogue::Case {
        code: case.code.clone(),
        name: case.name.clone(),
        terms: case.terms.iter().map(term).collect::<Result<_, _>>()?,
        papers: case.papers.iter().map(paper).collect(),
    })
}

fn term(term: &Term) -> Result<catalogue::ChannelTerm, Problem> {
    Ok(catalogue::ChannelTerm {
        channel: term.channel.as_str().to_owned(),
        limit: Some(catalogue::Limit { unit: name(&term.limit.unit)?, amount: term.limit.amount }),
        fee_vnd: term.fee_vnd,
        steps: term.steps.iter().map(step).collect::<Result<_, _>>()?,
    })
}

fn step(step: &Step) -> Result<catalogue::Step, Problem> {
    Ok(catalogue::Step {
        number: step.number,
        kind: name(&step.kind)?,
        name: step.name.clone(),
        unit: step.unit.to_string(),
        role: step.role.as_str().to_owned(),
        minutes: step.minutes,
    })
}

fn paper(paper: &Paper) -> catalogue::Paper {
    catalogue::Paper {
        code: paper.code.clone(),
        name: paper.name.clone(),
        originals: paper.originals,
        copies: paper.copies,
    }
}

#[cfg(test)]
mod tests {
    use super::super::too_large;
    use super::*;
    use crate::domain::sample;

    #[test]
    fn enum_names_are_those_of_the_json() {
        let message = published(ProcedureId::mint(), 1, &sample::procedure()).unwrap();
        let term = &message.cases[0].terms[0];
        assert_eq!((message.supplement_policy.as_str(), message.territory.as_str()), ("pause", "none"));
        assert_eq!(term.channel, "counter");
        assert_eq!(term.limit.as_ref().unwrap().unit, "workingDay");
        assert_eq!((term.steps[0].kind.as_str(), term.steps[0].role.as_str()), ("receive", "intake_officer"));
    }

    #[test]
    fn content_too_large_for_a_broker_is_an_error() {
        let mut procedure = sample::procedure();
        assert!(too_large(&published(ProcedureId::mint(), 1, &procedure).unwrap()).is_none());
        let case = procedure.cases[0].clone();
        procedure.cases = vec![case; 500];
        assert!(too_large(&published(ProcedureId::mint(), 1, &procedure).unwrap()).is_some());
    }
}
