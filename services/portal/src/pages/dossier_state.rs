//! A dossier as the lookup shows it: status, deadline, holder and timeline.

use askama::Template;
use chrono::{DateTime, Utc};
use motcua_kit::http::Language;
use motcua_worktime::Calendar;

use crate::api::lookup::DossierState;
use crate::api::timeline::TimelineRow;
use crate::session::visitor::Visitor;
use crate::web::layout::{Layout, Section};
use crate::wording::deadline::{Deadline, deadline};
use crate::wording::format;

/// The page.
#[derive(Template)]
#[template(path = "dossier_state.html")]
pub struct DossierStatePage {
    layout: Layout,
    code: String,
    /// Whether the code is the legal one, or only the reference of a submission.
    accepted: bool,
    status: String,
    deadline: Option<Deadline>,
    due: Option<String>,
    /// The later due date that was promised with an apology.
    new_due: Option<String>,
    agency: String,
    holder: Option<String>,
    procedure: Option<String>,
    supplement_until: Option<String>,
    timeline: Vec<Entry>,
    /// Whether the result is still to come.
    open: bool,
}

/// An entry of the timeline.
struct Entry {
    text: String,
    unit: Option<String>,
    at: String,
    /// The same time, machine-readable.
    datetime: String,
}

/// The page at business time `now`.
pub fn dossier_state_page(
    visitor: &Visitor,
    dossier: &DossierState,
    now: DateTime<Utc>,
    calendar: Option<&Calendar>,
) -> DossierStatePage {
    let lang = visitor.lang;
    let status = lang.text(&dossier.status_text).to_owned();
    let title = format!("{status} – {}", dossier.code);
    DossierStatePage {
        layout: Layout::new(visitor, Section::LookUp, title),
        accepted: dossier.accepted_at.is_some(),
        status,
        deadline: deadline(dossier, now, calendar, lang),
        due: dossier.due_at.map(|due_at| format::due(due_at, lang)),
        new_due: dossier.promised_at.map(|promised_at| format::due(promised_at, lang)),
        holder: dossier.holder().map(str::to_owned),
        agency: dossier.agency.name.clone(),
        procedure: dossier.procedure_name.clone(),
        supplement_until: dossier.supplement_until.map(|day| format::long_date(day, lang)),
        timeline: dossier.timeline.iter().map(|row| entry(row, lang)).collect(),
        open: dossier.is_open(),
        code: dossier.code.clone(),
    }
}

fn entry(row: &TimelineRow, lang: Language) -> Entry {
    Entry {
        text: lang.text(&row.text).to_owned(),
        unit: row.unit_label().map(str::to_owned),
        at: format::time_and_date(row.at, lang),
        datetime: row.at.to_rfc3339(),
    }
}
