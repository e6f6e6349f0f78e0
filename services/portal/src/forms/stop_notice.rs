//! 05: the notice that a dossier is stopped. The applicant's words come from the history of intake, those of the leader
//! from the notice to the applicant.

use motcua_contracts::StopCause;
use motcua_forms::DOTS;
use motcua_forms::forms::StopNotice;
use motcua_kit::http::Language;
use motcua_worktime::{local, local_date};

use super::facts::DossierFacts;
use super::print_context::PrintContext;
use crate::api::notices::NoticeKind;
use crate::wording::format::dong;

/// The notice about a dossier that was stopped.
pub fn stop_notice(facts: &DossierFacts, context: &PrintContext) -> Option<StopNotice> {
    let cause = facts.journey.as_ref()?.stopped_because?;
    let blank = || DOTS.to_owned();
    let is_withdrawn = cause == StopCause::Withdrawn;
    let withdrawal = facts.last_intake_change("withdrawal_requested").filter(|_| is_withdrawn);
    let request = withdrawal.and_then(|withdrawal| withdrawal.reason.clone());
    Some(StopNotice {
        centre: facts.centre(),
        number: blank(),
        issued: facts.last_intake_change("stopped").map(|entry| local(entry.at)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        agency: facts.agency(),
        received: local(facts.received_at()?),
        requested: withdrawal.map(|withdrawal| local_date(withdrawal.at)),
        request: request.unwrap_or_else(|| if is_withdrawn { blank() } else { String::new() }),
        stage: last_step(facts).unwrap_or_else(blank),
        decision: decision(facts, cause),
        finance: finance(facts),
        archive: blank(),
        lookup: facts.lookup(context),
        leader: String::new(),
    })
}

/// The last step that held the dossier.
fn last_step(facts: &DossierFacts) -> Option<String> {
    let row = facts.control.as_ref()?.rows.last()?;
    Some(format!("{}, {}", row.name, facts.name(&row.unit)))
}

fn decision(facts: &DossierFacts, cause: StopCause) -> String {
    match cause {
        StopCause::Withdrawn => "Dừng giải quyết hồ sơ theo đề nghị của người nộp.".to_owned(),
        StopCause::SupplementOverdue => {
            "Dừng giải quyết hồ sơ vì hết hạn mà chưa nhận được giấy tờ bổ sung.".to_owned()
        }
        StopCause::Other => {
            let reason = facts.notices.iter().rev().find_map(|notice| match &notice.kind {
                NoticeKind::Stopped { reason, .. } => Some(reason.as_str()),
                _ => None,
            });
            format!("Dừng giải quyết hồ sơ. Lý do: {}", reason.unwrap_or(DOTS))
        }
    }
}

/// The fees that were collected, as far as they are visible; a refund is filled in by hand.
fn finance(facts: &DossierFacts) -> String {
    // The timeline, which only staff see, has every fee; the dossier has that of the procedure.
    let on_timeline: u64 = facts.timeline.rows.iter().filter_map(|row| row.amount_vnd).sum();
    let procedure_fee = facts.dossier.procedure_fee.map_or(0, |fee| fee.paid_vnd);
    let collected = on_timeline.max(procedure_fee);
    if collected == 0 {
        return DOTS.to_owned();
    }
    format!("Đã thu {}; hoàn trả: {DOTS}", dong(collected, Language::Vi))
}
