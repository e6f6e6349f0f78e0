//! The figures by agency: a table with a finding of its own.

use motcua_kit::http::Language;

use super::bar::Bar;
use super::changes::Changes;
use crate::api::figures::{AgencyFigures, Figures, InProcess, Received, Resolved};
use crate::wording::format::{number, precise_share};

/// The table of the agencies.
pub struct Agencies {
    /// The finding, as a sentence.
    pub finding: String,
    /// A row for each agency.
    pub rows: Vec<AgencyRow>,
    /// The sums.
    pub total: Numbers,
}

/// The row of an agency.
pub struct AgencyRow {
    pub name: String,
    /// Resolved and in process, on the scale of the agency that received most.
    pub bar: Bar,
    pub numbers: Numbers,
}

/// The figures of a row.
pub struct Numbers {
    /// Key of its elements.
    pub key: String,
    pub received: String,
    pub resolved: String,
    pub in_time: String,
    pub late: String,
    pub in_process: String,
    pub overdue: String,
    pub has_late: bool,
    pub has_overdue: bool,
}

impl Agencies {
    /// The table of a period.
    pub fn of(figures: &Figures, lang: Language) -> Self {
        let rows = &figures.by_agency;
        let most = rows.iter().map(|row| row.received.total).max().unwrap_or_default();
        let total = Numbers::of("all", figures.received, figures.resolved, figures.in_process, lang);
        Self {
            finding: finding(rows, lang),
            rows: rows.iter().map(|row| AgencyRow::of(row, most, lang)).collect(),
            total,
        }
    }

    /// Adds its texts and bars to the changes of the page.
    pub fn add_to(&self, changes: &mut Changes) {
        changes.set_text("agencies-finding", &self.finding);
        for row in &self.rows {
            row.numbers.add_to(changes);
            changes.set_bar(&row.bar);
        }
        self.total.add_to(changes);
    }
}

impl AgencyRow {
    fn of(figures: &AgencyFigures, most: u64, lang: Language) -> Self {
        let numbers = Numbers::of(&figures.code, figures.received, figures.resolved, figures.in_process, lang);
        let description = format!(
            "{} {}; {} {}.",
            lang.pick("Đã giải quyết", "Resolved"),
            numbers.resolved,
            lang.pick("đang giải quyết", "in process"),
            numbers.in_process
        );
        let amounts = [("one", figures.resolved.total), ("three", figures.in_process.total)];
        let title = format!("{}: {}", figures.name, numbers.received);
        let bar = Bar::of(&format!("bar-{}", figures.code), title, description, most, &amounts);
        Self { name: figures.name.clone(), bar, numbers }
    }
}

impl Numbers {
    fn of(key: &str, received: Received, resolved: Resolved, in_process: InProcess, lang: Language) -> Self {
        Self {
            key: key.to_owned(),
            received: number(received.total, lang),
            resolved: number(resolved.total, lang),
            in_time: precise_share(resolved.early + resolved.on_time, resolved.total, lang),
            late: number(resolved.late, lang),
            in_process: number(in_process.total, lang),
            overdue: number(in_process.overdue, lang),
            has_late: resolved.late > 0,
            has_overdue: in_process.overdue > 0,
        }
    }

    fn add_to(&self, changes: &mut Changes) {
        let columns = [
            ("received", &self.received),
            ("resolved", &self.resolved),
            ("in-time", &self.in_time),
            ("late", &self.late),
            ("in-process", &self.in_process),
            ("overdue", &self.overdue),
        ];
        for (column, text) in columns {
            changes.set_text(&format!("{}-{column}", self.key), text);
        }
    }
}

fn finding(rows: &[AgencyFigures], lang: Language) -> String {
    let late = rows.iter().filter(|row| row.resolved.late > 0).count();
    let all = rows.len();
    match (lang, late) {
        (Language::Vi, 0) => "Không cơ quan nào có hồ sơ giải quyết quá hạn".to_owned(),
        (Language::Vi, _) => format!("{late} trong {all} cơ quan có hồ sơ giải quyết quá hạn"),
        (Language::En, 0) => "No agency resolved a dossier late".to_owned(),
        (Language::En, _) => format!("{late} of {all} agencies resolved a dossier late"),
    }
}
