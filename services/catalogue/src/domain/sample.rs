//! A valid agency, procedure and calendar for the tests to change.

use motcua_contracts::Channel;
use motcua_office::Role;
use motcua_worktime::{Calendar, Limit, Unit as TimeUnit};

use super::{
    Agency, AgencyKind, Case, Paper, Procedure, Step, StepKind, SupplementPolicy, Term, Territory, Unit, UnitKind,
};

/// A department with its four units.
pub fn agency() -> Agency {
    let kinds = [UnitKind::Counter, UnitKind::Records, UnitKind::Leadership, UnitKind::Professional];
    let unit =
        |(number, kind)| Unit { code: format!("H35.05.0{number}").into(), name: format!("Đơn vị {number}"), kind };
    Agency {
        code: "H35.05".into(),
        name: "Sở Công Thương".into(),
        name_en: "Department of Industry and Trade".into(),
        kind: AgencyKind::Department,
        units: (1..).zip(kinds).map(unit).collect(),
        valid_from: None,
        valid_to: None,
        successor: None,
    }
}

/// A procedure of three working days, at the counter and online.
pub fn procedure() -> Procedure {
    let paper = |code: &str| Paper { code: code.into(), name: "Đơn đề nghị".into(), originals: 1, copies: 0 };
    Procedure {
        code: "1.005319".into(),
        name: "Cấp lại Chứng chỉ hành nghề".into(),
        field: "Lưu thông hàng hóa".into(),
        agency: "H35.05".into(),
        on_the_spot: false,
        synthetic: true,
        calendar: "H35".into(),
        effective_from: "2021-07-01".parse().unwrap(),
        supplement_policy: SupplementPolicy::Pause,
        territory: Territory::None,
        cases: vec![Case {
            code: "1".into(),
            name: "Trường hợp chung".into(),
            papers: vec![paper("GT1"), paper("GT2")],
            terms: vec![term(Channel::Counter), term(Channel::Online)],
        }],
    }
}

fn term(channel: Channel) -> Term {
    let steps = [
        (StepKind::Receive, 1, Role::IntakeOfficer, 180),
        (StepKind::Work, 4, Role::DeptOfficer, 900),
        (StepKind::Approve, 3, Role::DeptHead, 240),
        (StepKind::Issue, 2, Role::Clerk, 120),
    ];
    let step = |(number, (kind, unit, role, minutes))| Step {
        number,
        kind,
        name: "Bước".into(),
        unit: format!("H35.05.0{unit}").into(),
        role,
        minutes,
    };
    let limit = Limit { unit: TimeUnit::WorkingDay, amount: 3 };
    Term { channel, limit, fee_vnd: 50_000, steps: (1..).zip(steps).map(step).collect() }
}

/// Office hours from July 2021 to the end of 2027.
pub fn calendar() -> Calendar {
    Calendar::office_hours("H35", 1, "2021-07-01".parse().unwrap(), "2027-12-31".parse().unwrap())
}
