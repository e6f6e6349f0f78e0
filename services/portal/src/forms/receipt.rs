//! 01: the receipt: what was submitted, and when the result is due.

use motcua_contracts::Channel;
use motcua_forms::DOTS;
use motcua_forms::format::day;
use motcua_forms::forms::{Appointment, Fee, Paper, PaperKind, Receipt, RegisterEntry};
use motcua_worktime::local;

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use crate::api::dossier::{self, ProcedureFee, SubmittedPaper, TimeLimit};

/// The receipt of a dossier that was received.
pub fn receipt(facts: &DossierFacts, context: &PrintContext) -> Option<Receipt> {
    let received = local(facts.received_at()?);
    let blank = || DOTS.to_owned();
    Some(Receipt {
        centre: facts.centre(),
        number: blank(),
        dossier: facts.head(),
        applicant: facts.applicant(),
        papers: facts.dossier.papers.iter().flat_map(|paper| papers(facts, paper)).collect(),
        sets: Some(facts.dossier.sets),
        time_limit: facts.limit().map_or_else(blank, limit_in_words),
        received,
        appointment: appointment(facts)?,
        fees: Some(facts.dossier.procedure_fee.iter().map(fee).collect()),
        return_at: delivery(facts),
        register: facts.dossier.register.map(entry),
        lookup: facts.lookup(context),
        officer: facts.receiver().unwrap_or_default(),
    })
}

fn fee(fee: &ProcedureFee) -> Fee {
    Fee { name: "Mức thu theo quy định".to_owned(), amount_vnd: fee.amount_vnd }
}

/// Where and how the applicant gets the result.
fn delivery(facts: &DossierFacts) -> String {
    let delivery = &facts.dossier.result_return;
    let blank = || DOTS.to_owned();
    match delivery.delivery_method {
        Channel::Counter => format!("{}; nhận trực tiếp", facts.counter().unwrap_or_else(blank)),
        Channel::Post => format!("{}; qua bưu chính công ích", delivery.address.clone().unwrap_or_else(blank)),
        Channel::Online => "bản điện tử, nhận trực tuyến".to_owned(),
    }
}

fn entry(entry: dossier::RegisterEntry) -> RegisterEntry {
    RegisterEntry { book: day(entry.book), entry: entry.number }
}

fn appointment(facts: &DossierFacts) -> Option<Appointment> {
    let dossier = &facts.dossier;
    Some(match (dossier.due_at, dossier.local_due_on) {
        (Some(due), None) => Appointment::Single(local(due)),
        (Some(due), Some(on)) => Appointment::Interlinked { total: local(due), local: on },
        (None, _) if dossier.forwarded_at.is_some() => Appointment::OnceReceived { agency: facts.agency() },
        (None, _) => return None,
    })
}

/// The lines of a paper: one for originals and one for copies, or one for the files submitted online.
fn papers(facts: &DossierFacts, paper: &SubmittedPaper) -> Vec<Paper> {
    let listed = facts.case().and_then(|case| case.papers.iter().find(|listed| listed.code == paper.code));
    let line = |kind, quantity| Paper {
        name: listed.map_or_else(|| paper.code.clone(), |listed| listed.name.clone()),
        kind,
        quantity,
    };
    let lines = match facts.dossier.channel {
        Channel::Online => vec![line(PaperKind::Electronic, paper.originals.saturating_add(paper.copies))],
        Channel::Counter | Channel::Post => {
            vec![line(PaperKind::Original, paper.originals), line(PaperKind::Copy, paper.copies)]
        }
    };
    lines.into_iter().filter(|line| line.quantity > 0).collect()
}

/// A limit in the words of the law; an unknown unit is left blank.
fn limit_in_words(limit: &TimeLimit) -> String {
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
    fn limits_are_written_in_the_words_of_the_law() {
        let words = |unit: &str, amount| limit_in_words(&TimeLimit { unit: unit.to_owned(), amount });
        assert_eq!(words("workingDay", 5), "05 ngày làm việc");
        assert_eq!(words("month", 1), "01 tháng");
        assert!(words("sameDay", 0).starts_with("trong ngày"));
        assert_eq!(words("fortnight", 2), DOTS);
    }
}
