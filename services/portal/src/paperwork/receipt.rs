//! 01: what was handed in, and when the result is due.

use motcua_forms::DOTS;
use motcua_forms::dates::day;
use motcua_forms::forms::{Appointment, Fee, Paper, PaperKind, Receipt, RegisterEntry};
use motcua_worktime::local;

use super::{Facts, Occasion};
use crate::api::dossier::{self, HandedIn, Limit, ProcedureFee};

/// The channel on which papers come, and results go out, as files.
const ONLINE: &str = "online";

/// The receipt of a dossier that was received.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<Receipt> {
    let received = local(facts.received_at()?);
    let unknown = || DOTS.to_owned();
    Some(Receipt {
        centre: facts.centre(),
        number: unknown(),
        dossier: facts.head(),
        applicant: facts.applicant(),
        papers: facts.filed.papers.iter().flat_map(|paper| papers(facts, paper)).collect(),
        sets: Some(facts.filed.sets),
        time_limit: facts.limit().map_or_else(unknown, in_words),
        received,
        appointment: appointment(facts)?,
        fees: Some(facts.filed.procedure_fee.iter().map(fee).collect()),
        return_at: return_at(facts),
        register: facts.filed.register.map(entry),
        lookup: facts.lookup(occasion),
        officer: facts.receiver().unwrap_or_default(),
    })
}

fn fee(fee: &ProcedureFee) -> Fee {
    Fee { name: "Mức thu theo quy định".to_owned(), dong: fee.amount_vnd }
}

/// Where and how the applicant gets the result. A way that is not known here is left to be written by hand.
fn return_at(facts: &Facts) -> String {
    let wanted = &facts.filed.result_return;
    let unknown = || DOTS.to_owned();
    match wanted.way.as_str() {
        "counter" => format!("{}; nhận trực tiếp", facts.counter().unwrap_or_else(unknown)),
        "post" => format!("{}; qua bưu chính công ích", wanted.address.clone().unwrap_or_else(unknown)),
        ONLINE => "bản điện tử, nhận trực tuyến".to_owned(),
        _ => unknown(),
    }
}

fn entry(entry: dossier::RegisterEntry) -> RegisterEntry {
    RegisterEntry { book: day(entry.book), entry: entry.number }
}

fn appointment(facts: &Facts) -> Option<Appointment> {
    let filed = &facts.filed;
    Some(match (filed.due_at, filed.local_due_on) {
        (Some(due), None) => Appointment::Single(local(due)),
        (Some(due), Some(on)) => Appointment::Interlinked { total: local(due), local: on },
        (None, _) if filed.forwarded_at.is_some() => Appointment::OnceReceived { agency: facts.agency() },
        (None, _) => return None,
    })
}

/// The lines of a paper: one for originals, one for copies; what came over the network is a file.
fn papers(facts: &Facts, paper: &HandedIn) -> Vec<Paper> {
    let listed = facts.case().and_then(|case| case.papers.iter().find(|listed| listed.code == paper.code));
    let line = |kind, quantity| Paper {
        name: listed.map_or_else(|| paper.code.clone(), |listed| listed.name.clone()),
        kind,
        quantity,
    };
    let lines = match facts.filed.channel.as_str() {
        ONLINE => vec![line(PaperKind::Electronic, paper.originals.saturating_add(paper.copies))],
        _ => vec![line(PaperKind::Original, paper.originals), line(PaperKind::Copy, paper.copies)],
    };
    lines.into_iter().filter(|line| line.quantity > 0).collect()
}

/// A limit as the law words it; a unit that is not known here is left to be written by hand.
fn in_words(limit: &Limit) -> String {
    let unit = match limit.unit.as_str() {
        "hour" => "giờ",
        "workingHour" => "giờ làm việc",
        "day" => "ngày",
        "workingDay" => "ngày làm việc",
        "month" => "tháng",
        "sameDay" => return "trong ngày; nhận sau 15 giờ thì trong ngày làm việc tiếp theo".to_owned(),
        _ => return DOTS.to_owned(),
    };
    format!("{:02} {unit}", limit.amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_worded_as_the_law_words_them() {
        let said = |unit: &str, amount| in_words(&Limit { unit: unit.to_owned(), amount });
        assert_eq!(said("workingDay", 5), "05 ngày làm việc");
        assert_eq!(said("month", 1), "01 tháng");
        assert!(said("sameDay", 0).starts_with("trong ngày"));
        assert_eq!(said("fortnight", 2), DOTS);
    }
}
