//! The practice agency: visitors of the demonstration work there while the year is played, and no figure of the centre
//! counts it, because it is a partner.

use motcua_contracts::Channel;

use super::agencies::{COUNTER, DIVISION, LEADERSHIP, PRACTICE_ROW, RECORDS};
use super::agency::Agency;
use super::calendar;
use super::procedure::{Case, Limit, LimitUnit, Paper, Procedure, Step, StepKind, Term};
use super::staff::{Person, Role, agency_staff, name_people};

/// Code of the practice agency.
pub const PRACTICE_AGENCY: &str = "H35.90";

/// Number of the citizen who applies there; no plan has so many citizens.
pub const PRACTICE_CITIZEN: u32 = 999_001;

/// Names of its staff are drawn from here on.
const NAMES: u64 = 9_000;

/// Name, limit and fee of each procedure.
const PROCEDURES: [(&str, Limit, u64); 3] = [
    ("Cấp giấy xác nhận thực hành (mẫu)", Limit { unit: LimitUnit::Day, amount: 10 }, 0),
    ("Cấp giấy phép thực hành (mẫu)", Limit { unit: LimitUnit::WorkingDay, amount: 20 }, 50_000),
    ("Đăng ký thực hành dài hạn (mẫu)", Limit { unit: LimitUnit::Month, amount: 3 }, 0),
];

/// The practice agency with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// The agency.
    pub agency: Agency,
    /// Procedures whose whole process runs inside it.
    pub procedures: Vec<Procedure>,
    /// A staff account for each role.
    pub staff: Vec<Person>,
}

/// Builds the practice agency; it is the same on every call.
pub fn practice() -> Practice {
    let mut staff = agency_staff(&PRACTICE_ROW);
    name_people(&mut staff, NAMES);
    let procedures =
        (1..).zip(PROCEDURES).map(|(number, (name, limit, fee_vnd))| procedure(number, name, limit, fee_vnd));
    Practice { agency: PRACTICE_ROW.agency(), procedures: procedures.collect(), staff }
}

fn procedure(number: u32, name: &str, limit: Limit, fee_vnd: u64) -> Procedure {
    let channels = [Channel::Online, Channel::Counter, Channel::Post];
    let terms = channels.map(|channel| Term { channel, limit, fee_vnd, steps: steps(limit.nominal_minutes()) });
    Procedure {
        code: format!("9.359{number:03}"),
        name: name.to_owned(),
        field: "Thực hành".to_owned(),
        agency: PRACTICE_AGENCY.to_owned(),
        on_the_spot: false,
        territory: "none",
        synthetic: true,
        calendar: calendar::CODE,
        effective_from: calendar::FIRST,
        supplement_policy: "pause",
        cases: vec![Case { code: "1", name: "Trường hợp chung", papers: papers(), terms: terms.into() }],
    }
}

fn papers() -> Vec<Paper> {
    let paper = |code: &str, name, originals, copies| Paper { code: code.to_owned(), name, originals, copies };
    vec![paper("GT1", "Đơn đề nghị theo mẫu", 1, 0), paper("GT2", "Bản sao giấy tờ chứng minh nhân thân", 0, 1)]
}

/// An hour to receive, two to decide, one to issue; the rest of the limit is for the work.
fn steps(total: u32) -> Vec<Step> {
    let rows = [
        (StepKind::Receive, "Tiếp nhận, số hóa, chuyển hồ sơ", COUNTER, Role::IntakeOfficer, 60),
        (StepKind::Work, "Thẩm định, dự thảo", DIVISION, Role::DeptOfficer, total - 240),
        (StepKind::Approve, "Ký duyệt", LEADERSHIP, Role::DeptHead, 120),
        (StepKind::Issue, "Vào số, đóng dấu, phát hành", RECORDS, Role::Clerk, 60),
    ];
    let step = |(number, (kind, name, unit, role, minutes))| Step {
        number,
        kind,
        name,
        unit: PRACTICE_ROW.unit(unit),
        role,
        minutes,
    };
    (1..).zip(rows).map(step).collect()
}
