//! 05: that a dossier is no longer processed. What its owner wrote is recorded by intake; what the leader wrote, the
//! owner was told.

use motcua_forms::DOTS;
use motcua_forms::dates::dong;
use motcua_forms::forms::StopNotice;
use motcua_worktime::{local, local_date};

use super::facts::last;
use super::{Facts, Occasion};
use crate::api::dossier::Told;

const WITHDRAWN: &str = "withdrawn";
const SUPPLEMENT_OVERDUE: &str = "supplement_overdue";

/// The notice about a dossier that was stopped.
pub fn of(facts: &Facts, occasion: &Occasion) -> Option<StopNotice> {
    let cause = facts.journey.as_ref()?.stopped_because.as_deref()?;
    let unknown = || DOTS.to_owned();
    let asked = last(&facts.at_intake, "withdrawal_asked").filter(|_| cause == WITHDRAWN);
    let request = match (asked, cause == WITHDRAWN) {
        (Some(asked), _) => asked.reason.clone().unwrap_or_else(unknown),
        (None, true) => unknown(),
        (None, false) => String::new(),
    };
    Some(StopNotice {
        centre: facts.centre(),
        number: unknown(),
        issued: last(&facts.at_intake, "stopped").map(|entry| local(entry.at)),
        dossier: facts.head(),
        applicant: facts.applicant(),
        agency: facts.agency(),
        received: local(facts.received_at()?),
        requested: asked.map(|asked| local_date(asked.at)),
        request,
        stage: stage(facts).unwrap_or_else(unknown),
        decision: decision(facts, cause),
        finance: finance(facts),
        archive: unknown(),
        lookup: facts.lookup(occasion),
        leader: String::new(),
    })
}

/// The last step that held the dossier.
fn stage(facts: &Facts) -> Option<String> {
    let row = facts.control.as_ref()?.rows.last()?;
    Some(format!("{}, {}", row.name, facts.name(&row.unit)))
}

fn decision(facts: &Facts, cause: &str) -> String {
    match cause {
        WITHDRAWN => "Dừng giải quyết hồ sơ theo đề nghị của người nộp.".to_owned(),
        SUPPLEMENT_OVERDUE => "Dừng giải quyết hồ sơ vì hết hạn mà chưa nhận được giấy tờ bổ sung.".to_owned(),
        _ => {
            let written = facts.notices.iter().rev().find_map(|notice| match &notice.told {
                Told::Stopped { reason, .. } => Some(reason.as_str()),
                _ => None,
            });
            format!("Dừng giải quyết hồ sơ. Lý do: {}", written.unwrap_or(DOTS))
        }
    }
}

/// What was collected, as far as it is shown; what is paid back is written by hand.
fn finance(facts: &Facts) -> String {
    // The timeline, which only staff see, has every fee; the dossier that of the procedure.
    let told: u64 = facts.timeline.timeline.iter().filter_map(|entry| entry.amount_vnd).sum();
    let paid = facts.filed.procedure_fee.map_or(0, |fee| fee.paid_vnd);
    let collected = told.max(paid);
    if collected == 0 { DOTS.to_owned() } else { format!("Đã thu {}; hoàn trả: {DOTS}", dong(collected)) }
}
