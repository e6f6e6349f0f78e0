//! 06: which unit had the dossier from when to when; the control sheet of the journey, printed.

use motcua_forms::forms::{ControlSheet, Handover};
use motcua_worktime::local;

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use crate::api::journey::ControlRow;

/// The control sheet of a dossier that was accepted.
pub fn control_sheet(facts: &DossierFacts, context: &PrintContext) -> Option<ControlSheet> {
    let control = facts.control.as_ref()?;
    Some(ControlSheet {
        centre: facts.centre(),
        issued: context.today,
        dossier: facts.head(),
        applicant: facts.applicant(),
        received: local(control.accepted_at),
        due: control.due_at.map(local),
        handovers: control.rows.iter().map(|row| handover(facts, row)).collect(),
    })
}

/// A row. Both sides sign by hand: the journey records units, not names.
fn handover(facts: &DossierFacts, row: &ControlRow) -> Handover {
    Handover {
        agency: format!("{}\n{}", facts.name(&row.unit), row.name),
        received: Some(local(row.received_at)),
        handed_over: row.passed_on_at.map(local),
        verdict: row.verdict,
        ..Handover::default()
    }
}
