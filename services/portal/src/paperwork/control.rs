//! 06: who had a dossier from when to when; the journey's control sheet, printed.

use motcua_forms::forms::{ControlSheet, Handover};
use motcua_worktime::local;

use super::{Facts, Occasion};
use crate::api::dossier::ControlRow;

/// The control sheet of a dossier that is or was on its way.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<ControlSheet> {
    let control = facts.control.as_ref()?;
    Some(ControlSheet {
        centre: facts.centre(),
        issued: occasion.today,
        dossier: facts.head(),
        applicant: facts.applicant(),
        received: local(control.accepted_at),
        due: control.due_at.map(local),
        handovers: control.rows.iter().map(|row| handover(facts, row)).collect(),
    })
}

/// A row. Both sign by hand: the journey records units, no names.
fn handover(facts: &Facts, row: &ControlRow) -> Handover {
    Handover {
        agency: format!("{}\n{}", facts.name(&row.unit), row.name),
        received: Some(local(row.received_at)),
        handed_over: row.passed_on_at.map(local),
        verdict: row.verdict,
        ..Handover::default()
    }
}
