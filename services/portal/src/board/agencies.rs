//! The same figures by agency, with a finding of their own.

use super::{Bar, Changes};
use crate::api::{AgencyFigures, InProcess, Received, Resolved, Review};
use crate::lang::Lang;
use crate::words::{number, share_fine};

/// The table.
pub struct Agencies {
    /// What it shows, as a sentence.
    pub finding: String,
    /// One row an agency.
    pub rows: Vec<AgencyRow>,
    /// All of them together.
    pub total: Numbers,
}

/// One agency.
pub struct AgencyRow {
    /// Its name.
    pub name: String,
    /// What was received, drawn: resolved and in process, beside the agency that received most.
    pub bar: Bar,
    /// The figures.
    pub numbers: Numbers,
}

/// The figures of a row.
pub struct Numbers {
    pub key: String,
    pub received: String,
    pub resolved: String,
    pub in_time: String,
    pub late: String,
    pub in_process: String,
    pub overdue: String,
    /// Whether anything was late or is overdue.
    pub has_late: bool,
    pub has_overdue: bool,
}

impl Agencies {
    /// The table of a period.
    pub fn of(review: &Review, lang: Lang) -> Self {
        let rows = &review.by_agency;
        let most = rows.iter().map(|row| row.received.total).max().unwrap_or_default();
        let total = Numbers::of("all", review.received, review.resolved, review.in_process, lang);
        Self {
            finding: finding(rows, lang),
            rows: rows.iter().map(|row| AgencyRow::of(row, most, lang)).collect(),
            total,
        }
    }

    pub(super) fn tell(&self, changes: &mut Changes) {
        changes.text("agencies-finding", &self.finding);
        for row in &self.rows {
            row.numbers.tell(changes);
            changes.bar(&row.bar);
        }
        self.total.tell(changes);
    }
}

impl AgencyRow {
    fn of(figures: &AgencyFigures, most: u64, lang: Lang) -> Self {
        let numbers = Numbers::of(&figures.code, figures.received, figures.resolved, figures.in_process, lang);
        let description = format!(
            "{} {}; {} {}.",
            lang.say("Đã giải quyết", "Resolved"),
            numbers.resolved,
            lang.say("đang giải quyết", "in process"),
            numbers.in_process
        );
        let amounts = [("one", figures.resolved.total), ("three", figures.in_process.total)];
        let title = format!("{}: {}", figures.name, numbers.received);
        let bar = Bar::of(&format!("bar-{}", figures.code), title, description, most, &amounts);
        Self { name: figures.name.clone(), bar, numbers }
    }
}

impl Numbers {
    fn of(key: &str, received: Received, resolved: Resolved, in_process: InProcess, lang: Lang) -> Self {
        Self {
            key: key.to_owned(),
            received: number(received.total, lang),
            resolved: number(resolved.total, lang),
            in_time: share_fine(resolved.early + resolved.on_time, resolved.total, lang),
            late: number(resolved.late, lang),
            in_process: number(in_process.total, lang),
            overdue: number(in_process.overdue, lang),
            has_late: resolved.late > 0,
            has_overdue: in_process.overdue > 0,
        }
    }

    fn tell(&self, changes: &mut Changes) {
        let columns = [
            ("received", &self.received),
            ("resolved", &self.resolved),
            ("in-time", &self.in_time),
            ("late", &self.late),
            ("in-process", &self.in_process),
            ("overdue", &self.overdue),
        ];
        for (column, text) in columns {
            changes.text(&format!("{}-{column}", self.key), text);
        }
    }
}

fn finding(rows: &[AgencyFigures], lang: Lang) -> String {
    let late = rows.iter().filter(|row| row.resolved.late > 0).count();
    let all = rows.len();
    match (lang, late) {
        (Lang::Vi, 0) => "Không cơ quan nào có hồ sơ giải quyết quá hạn".to_owned(),
        (Lang::Vi, _) => format!("{late} trong {all} cơ quan có hồ sơ giải quyết quá hạn"),
        (Lang::En, 0) => "No agency resolved a dossier late".to_owned(),
        (Lang::En, _) => format!("{late} of {all} agencies resolved a dossier late"),
    }
}
