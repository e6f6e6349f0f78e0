//! The figures of a period as the home page shows them: a finding, four panels, key figures, and a row for each agency.

pub mod agencies;
mod bar;
pub mod changes;
pub mod explanations;
mod finding;
mod key_figures;
mod panels;
pub mod year_progress;

use motcua_kit::http::Language;

use crate::api::figures::Figures;
use crate::wording::format::date;
use agencies::Agencies;
use changes::Changes;
use finding::Finding;
use key_figures::KeyFigure;
use panels::Panel;

/// What the home page shows of a period.
pub struct Dashboard {
    /// The main finding, as a sentence.
    pub finding: Finding,
    /// Numbers of procedures and agencies.
    pub key_figures: [KeyFigure; 5],
    /// Received, resolved, in process, ratings.
    pub panels: [Panel; 4],
    /// The table of the agencies.
    pub agencies: Agencies,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The reporting year.
    pub year: i32,
    /// Whether nothing has been received yet.
    pub is_empty: bool,
}

impl Dashboard {
    /// The figures in a language.
    pub fn of(figures: &Figures, lang: Language) -> Self {
        Self {
            finding: Finding::of(figures, lang),
            key_figures: key_figures::key_figures(figures, lang),
            panels: panels::panels(figures, lang),
            agencies: Agencies::of(figures, lang),
            from: date(figures.period.from, lang),
            to: date(figures.period.to, lang),
            year: figures.period.year(),
            is_empty: figures.received.total == 0,
        }
    }

    /// Identifies the elements of the page. When it changes, new texts and bars are not enough: the page must reload.
    pub fn shape(&self) -> String {
        format!("{}-{}", if self.is_empty { "empty" } else { "filled" }, self.agencies.rows.len())
    }

    /// Every text and bar that can change while the page is open.
    pub fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        self.finding.add_to(&mut changes);
        for figure in &self.key_figures {
            changes.set_text(figure.key, &figure.value);
        }
        for panel in &self.panels {
            panel.add_to(&mut changes);
        }
        self.agencies.add_to(&mut changes);
        changes
    }
}

#[cfg(test)]
mod tests;
