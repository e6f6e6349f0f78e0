//! How a procedure is carried out: papers, channel terms, and the steps whose minutes share the limit.

use motcua_contracts::Channel;

use super::agencies::{AGENCY_ROWS, AgencyRow, COUNTER, DIVISION, LEADERSHIP, RECORDS};
use super::hash::pick;
use super::outlines::Outline;
use super::procedure::{Case, Limit, LimitUnit, Paper, Step, StepKind, Term};
use super::staff::Role;

const FEES: [u64; 10] = [0, 0, 0, 0, 0, 50_000, 100_000, 150_000, 200_000, 500_000];
const PAPERS: [&str; 5] = [
    "Đơn đề nghị theo mẫu",
    "Bản sao giấy tờ chứng minh nhân thân hoặc tư cách pháp lý",
    "Tài liệu chứng minh đáp ứng điều kiện",
    "Bản thuyết minh kèm theo",
    "Giấy tờ đã được cấp trước đó (nếu có)",
];

const RECEIVE: &str = "Tiếp nhận, số hóa, chuyển hồ sơ";
const EXAMINE: &str = "Thẩm định, dự thảo";
const ISSUE: &str = "Vào số, đóng dấu, phát hành";

/// The only case of a demo procedure.
pub(super) fn case(outline: &Outline) -> Case {
    Case {
        code: "1",
        name: "Trường hợp chung",
        papers: papers(outline),
        terms: channels(outline).into_iter().map(|channel| term(outline, channel)).collect(),
    }
}

fn papers(outline: &Outline) -> Vec<Paper> {
    let number =
        2 + usize::from(outline.hash.is_multiple_of(2)) + 2 * usize::from((outline.hash >> 3).is_multiple_of(4));
    (1..)
        .zip(PAPERS)
        .take(number)
        .map(|(position, name)| Paper {
            code: format!("GT{position}"),
            name,
            originals: u32::from(position % 2 == 1),
            copies: u32::from(position % 2 == 0),
        })
        .collect()
}

fn channels(outline: &Outline) -> Vec<Channel> {
    if outline.on_the_spot {
        return vec![Channel::Counter];
    }
    let real = outline.code.is_some();
    let online = real || !(outline.hash >> 8).is_multiple_of(8);
    let post = real || !(outline.hash >> 12).is_multiple_of(4);
    [(online, Channel::Online), (true, Channel::Counter), (post, Channel::Post)]
        .into_iter()
        .filter_map(|(open, channel)| open.then_some(channel))
        .collect()
}

fn term(outline: &Outline, channel: Channel) -> Term {
    let limit = match channel {
        Channel::Online => online_limit(outline),
        Channel::Counter | Channel::Post => outline.limit,
    };
    let fee_vnd = pick(&FEES, outline.hash >> 16);
    Term {
        channel,
        limit,
        // Some fees are halved online.
        fee_vnd: match channel {
            Channel::Online => fee_vnd / 2,
            Channel::Counter | Channel::Post => fee_vnd,
        },
        steps: steps(outline, limit.nominal_minutes()),
    }
}

/// The province shortened some limits by a day for those who apply online.
fn online_limit(outline: &Outline) -> Limit {
    let Limit { unit, amount } = outline.limit;
    let shorter = outline.code.is_none()
        && unit == LimitUnit::WorkingDay
        && amount >= 5
        && (outline.hash >> 20).is_multiple_of(10);
    Limit { unit, amount: amount - u32::from(shorter) }
}

/// One row per step: kind, name, agency and number of the unit, minutes.
type Row = (StepKind, &'static str, &'static AgencyRow, usize, u32);

fn steps(outline: &Outline, total: u32) -> Vec<Step> {
    let receive = (total / 8).min(240);
    let approve = (total / 4).min(240);
    let issue = (total / 8).min(120);
    let work = total - receive - approve - issue;
    let agency = outline.agency;
    let mut rows: Vec<Row> = vec![(StepKind::Receive, RECEIVE, agency, COUNTER, receive)];
    rows.extend(work_rows(outline, work));
    rows.push((StepKind::Approve, "Ký duyệt", agency, LEADERSHIP, approve));
    rows.push((StepKind::Issue, ISSUE, agency, RECORDS, issue));
    (1..).zip(rows).map(|(number, row)| step(outline, number, row)).collect()
}

fn work_rows(outline: &Outline, minutes: u32) -> Vec<Row> {
    let division = DIVISION + outline.field.division;
    let work = |name, agency, division, minutes| (StepKind::Work, name, agency, division, minutes);
    let (agency, second) = (outline.agency, minutes / 3);
    match (has_second_work_step(outline), partner(outline)) {
        (false, _) => vec![work(EXAMINE, agency, division, minutes)],
        (true, None) => {
            vec![work(EXAMINE, agency, division, minutes - second), work("Kiểm tra", agency, division, second)]
        }
        (true, Some(other)) => vec![
            work(EXAMINE, agency, division, minutes - second),
            work("Thẩm định của cơ quan phối hợp (liên thông)", other, DIVISION, second),
        ],
    }
}

/// Half of the longer processes go through a second agency.
fn partner(outline: &Outline) -> Option<&'static AgencyRow> {
    let others: Vec<&AgencyRow> = AGENCY_ROWS.iter().filter(|other| other.number != outline.agency.number).collect();
    let drawn = usize::try_from((outline.hash >> 40) % 64).ok()?;
    (outline.hash >> 36).is_multiple_of(2).then(|| others.get(drawn % others.len()).copied()).flatten()
}

fn step(outline: &Outline, number: u8, (kind, name, agency, unit, minutes): Row) -> Step {
    // On the spot every step happens at the agency's own window in the Centre.
    let unit = if outline.on_the_spot { COUNTER } else { unit };
    Step {
        number,
        kind,
        name,
        unit: agency.unit(unit),
        role: match kind {
            StepKind::Receive => Role::IntakeOfficer,
            StepKind::Work => Role::DeptOfficer,
            StepKind::Approve => Role::DeptHead,
            StepKind::Issue => Role::Clerk,
        },
        minutes,
    }
}

fn has_second_work_step(outline: &Outline) -> bool {
    !outline.on_the_spot && outline.limit.nominal_minutes() >= 3 * 480 && (outline.hash >> 24).is_multiple_of(20)
}
