//! The review as a page of text: every figure with its percentage.

use super::language::Language;
use crate::domain::{AgencyFigures, Fees, InProcess, Received, Resolved, Review, note};

const LABEL: usize = 34;
const FIGURE: usize = 14;

/// A heading, and the lines under it: label, figure, remark.
struct Section<'a> {
    heading: &'a str,
    lines: Vec<(&'a str, u64, String)>,
}

/// The whole page.
pub fn text(review: &Review, language: &Language) -> String {
    let mut page = head(review, language);
    for section in sections(review, language) {
        page.push_str(&format!("\n{}\n", section.heading));
        for (label, figure, remark) in section.lines {
            let figure = language.number(figure);
            let line = format!("  {label:<LABEL$}{figure:>FIGURE$}   {remark}");
            page.push_str(line.trim_end());
            page.push('\n');
        }
    }
    page.push_str(&format!("\n{}\n", language.by_agency));
    page.push_str(&table(review, language));
    page.push_str(&format!("\n(*) {}\n", footnote(language)));
    if let Some(note) = note(review.reopened) {
        page.push_str(&format!("(**) {}\n", (language.of)(&note)));
    }
    page
}

fn head(review: &Review, language: &Language) -> String {
    let [from, to] = language.period;
    let (first, last) = (language.date(review.period.from), language.date(review.period.to));
    let agency = match review.by_agency.as_slice() {
        [only] => format!("{}{} ({})\n", language.agency, only.name, only.code),
        _ => String::new(),
    };
    format!("{}\n{}\n{agency}{from}{first}{to}{last}\n", language.title, language.subject)
}

fn footnote(language: &Language) -> String {
    format!("100% = {}", language.in_time.to_lowercase())
}

fn sections<'a>(review: &Review, language: &'a Language) -> [Section<'a>; 6] {
    [
        catalogue(review, language),
        received(review, language),
        resolved(review.resolved, language),
        in_process(review.in_process, language),
        ratings(review, language),
        fees(review.fees, language),
    ]
}

fn catalogue<'a>(review: &Review, language: &'a Language) -> Section<'a> {
    let catalogue = review.catalogue;
    let share = language.percent(catalogue.on_the_spot, catalogue.procedures);
    let lines = vec![
        (language.procedures, catalogue.procedures, String::new()),
        (language.on_the_spot, catalogue.on_the_spot, share),
        (language.departments, catalogue.departments, String::new()),
        (language.companies, catalogue.companies, String::new()),
        (language.central_agencies, catalogue.central_agencies, String::new()),
    ];
    Section { heading: language.catalogue, lines }
}

fn received<'a>(review: &Review, language: &'a Language) -> Section<'a> {
    let received = review.received;
    let share = |part| language.percent(part, received.total);
    let noted = if review.reopened > 0 { " (**)" } else { "" };
    let carried_over = format!("{}{noted}", share(received.carried_over));
    let lines = vec![
        (language.dossiers, received.total, String::new()),
        (language.online, received.online, share(received.online)),
        (language.counter, received.counter, share(received.counter)),
        (language.carried_over, received.carried_over, carried_over),
        (language.reopened, review.reopened, String::new()),
    ];
    Section { heading: language.received, lines }
}

/// Early and on time are percentages of what was in time: only of that base do they add up to 100.
fn resolved(resolved: Resolved, language: &Language) -> Section<'_> {
    let in_time = resolved.early + resolved.on_time;
    let of_in_time = |part| format!("{} (*)", language.percent(part, in_time));
    let lines = vec![
        (language.dossiers, resolved.total, String::new()),
        (language.early, resolved.early, of_in_time(resolved.early)),
        (language.on_time, resolved.on_time, of_in_time(resolved.on_time)),
        (language.late, resolved.late, language.precise_percent(resolved.late, resolved.total)),
        (language.in_time, in_time, language.precise_percent(in_time, resolved.total)),
    ];
    Section { heading: language.resolved, lines }
}

fn in_process(in_process: InProcess, language: &Language) -> Section<'_> {
    let share = |part| language.percent(part, in_process.total);
    let lines = vec![
        (language.dossiers, in_process.total, String::new()),
        (language.not_due, in_process.not_due, share(in_process.not_due)),
        (language.overdue, in_process.overdue, share(in_process.overdue)),
    ];
    Section { heading: language.in_process, lines }
}

fn ratings<'a>(review: &Review, language: &'a Language) -> Section<'a> {
    let ratings = review.ratings;
    let share = |part| language.percent(part, ratings.total);
    let response = format!("{}{}", language.percent(ratings.total, review.resolved.total), language.response);
    let lines = vec![
        (language.rated, ratings.total, response),
        (language.very_satisfied, ratings.very_satisfied, share(ratings.very_satisfied)),
        (language.satisfied, ratings.satisfied, share(ratings.satisfied)),
        (language.not_satisfied, ratings.not_satisfied, share(ratings.not_satisfied)),
    ];
    Section { heading: language.ratings, lines }
}

fn fees(fees: Fees, language: &Language) -> Section<'_> {
    let lines = vec![
        (language.with_fee, fees.dossiers, String::new()),
        (language.paid_online, fees.paid_online, language.percent(fees.paid_online, fees.dossiers)),
        (language.collected, fees.amount_vnd, String::new()),
    ];
    Section { heading: language.fees, lines }
}

fn table(review: &Review, language: &Language) -> String {
    let [code, agency, figures @ ..] = language.table;
    let wide = |text: &str| text.chars().count();
    let names = review.by_agency.iter().map(|row| wide(&row.name));
    let name_width = names.chain([wide(agency), wide(language.total)]).max().unwrap_or_default();
    let line = |code: &str, name: &str, cells: [String; 5]| {
        let cells =
            cells.iter().zip(figures).map(|(cell, title)| format!("{cell:>width$}", width = wide(title).max(8)));
        format!("  {code:<8}  {name:<name_width$}  {}\n", cells.collect::<Vec<_>>().join("  "))
    };
    let row = |code: &str, name: &str, received: Received, resolved: Resolved, in_process: InProcess, reopened: u64| {
        let cells = [received.total, resolved.total, resolved.late, in_process.total, reopened];
        line(code, name, cells.map(|figure| language.number(figure)))
    };
    let mut table = line(code, agency, figures.map(str::to_owned));
    for AgencyFigures { code, name, received, resolved, in_process, reopened } in &review.by_agency {
        table.push_str(&row(code, name, *received, *resolved, *in_process, *reopened));
    }
    table.push_str(&row("", language.total, review.received, review.resolved, review.in_process, review.reopened));
    table
}
