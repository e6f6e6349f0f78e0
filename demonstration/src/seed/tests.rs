//! The seed catalogue has the published numbers and is consistent.

use std::collections::{BTreeMap, HashSet};

use serde_json::json;

use super::{
    Agency, AgencyKind, Channel, LimitUnit, PRACTICE_AGENCY, PRACTICE_CITIZEN, Practice, Procedure, Role, StepKind,
    catalogue, citizen, practice,
};

#[test]
fn the_catalogue_has_the_published_numbers() {
    let catalogue = catalogue();
    let kind = |kind| catalogue.agencies.iter().filter(|a: &&Agency| a.kind == kind).count();
    assert_eq!(catalogue.procedures.len(), 1_481);
    assert_eq!(kind(AgencyKind::Department), 15);
    assert_eq!(kind(AgencyKind::Company), 2);
    assert_eq!(kind(AgencyKind::Central), 3);
    assert_eq!((kind(AgencyKind::Centre), kind(AgencyKind::Partner)), (1, 4));
    let on_the_spot = catalogue.procedures.iter().filter(|p| p.on_the_spot);
    assert_eq!(on_the_spot.count(), 92);
}

#[test]
fn codes_and_names_are_unique() {
    let catalogue = catalogue();
    let all = |values: Vec<&str>| {
        let set: HashSet<_> = values.iter().collect();
        assert_eq!(set.len(), values.len());
    };
    all(catalogue.procedures.iter().map(|p| p.code.as_str()).collect());
    all(catalogue.procedures.iter().map(|p| p.name.as_str()).collect());
    all(catalogue.agencies.iter().map(|a| a.code.as_str()).collect());
    all(units(&catalogue.agencies));
    all(catalogue.staff.iter().map(|p| p.username.as_str()).collect());
    let citizens: HashSet<_> = (0..6_000).map(|n| citizen(n).identity_number).collect();
    assert_eq!(citizens.len(), 6_000);
}

#[test]
fn synthetic_procedures_are_marked() {
    let procedures = catalogue().procedures;
    for procedure in &procedures {
        assert_eq!(procedure.synthetic, procedure.code.starts_with("9."));
        assert_eq!(procedure.synthetic, procedure.name.ends_with(" (mẫu)"));
    }
    assert_eq!(procedures.iter().filter(|p| !p.synthetic).count(), 45);
}

#[test]
fn step_minutes_add_up_to_the_limit() {
    for procedure in catalogue().procedures {
        for term in &procedure.cases[0].terms {
            let minutes: u32 = term.steps.iter().map(|step| step.minutes).sum();
            assert_eq!(minutes, term.limit.nominal_minutes(), "{}", procedure.code);
            assert!(term.steps.iter().all(|step| step.minutes > 0));
            assert!((1..).zip(&term.steps).all(|(number, step)| step.number == number));
        }
    }
}

#[test]
fn every_step_has_a_staff_member_with_its_role() {
    let catalogue = catalogue();
    let units: HashSet<_> = units(&catalogue.agencies).into_iter().collect();
    let posts: HashSet<_> = catalogue.staff.iter().map(|p| (p.unit.as_str(), p.roles[0])).collect();
    assert!(
        catalogue.staff.iter().all(|person| units.contains(person.unit.as_str()) && !person.display_name.is_empty())
    );
    for procedure in &catalogue.procedures {
        for step in procedure.cases[0].terms.iter().flat_map(|term| &term.steps) {
            assert!(posts.contains(&(step.unit.as_str(), step.role)));
            // Only a second work step may be another agency's.
            assert!(step.unit.starts_with(&procedure.agency) || (step.kind, step.number) == (StepKind::Work, 3));
            assert!(!procedure.on_the_spot || step.unit.ends_with(".01"));
        }
    }
}

#[test]
fn about_four_percent_of_procedures_have_two_work_steps() {
    let procedures = catalogue().procedures;
    let two = procedures.iter().filter(|p| {
        let steps = &p.cases[0].terms[0].steps;
        steps.iter().filter(|s| s.kind == StepKind::Work).count() == 2
    });
    let share = two.count() * 1_000 / procedures.len();
    assert!((30..=50).contains(&share), "{share} per mille");
}

#[test]
fn some_procedures_involve_two_agencies_and_many_are_accepted_anywhere() {
    let procedures = catalogue().procedures;
    let is_interlinked =
        |p: &&Procedure| p.cases[0].terms[0].steps.iter().any(|step| !step.unit.starts_with(&p.agency));
    let (interlinked, total) = (procedures.iter().filter(is_interlinked).count(), procedures.len());
    assert!((10..=60).contains(&interlinked), "{interlinked}");
    let anywhere = procedures.iter().filter(|p| p.territory == "province").count();
    assert!((total / 4..total / 2).contains(&anywhere), "{anywhere}");
    assert!(procedures.iter().all(|p| !p.on_the_spot || p.territory == "none"));
}

#[test]
fn limits_follow_the_national_order() {
    let mut counts = BTreeMap::new();
    for procedure in catalogue().procedures.iter().filter(|p| !p.on_the_spot) {
        let terms = &procedure.cases[0].terms;
        let counter = terms.iter().find(|term| term.channel == Channel::Counter);
        let limit = counter.expect("every procedure is open at the counter").limit;
        *counts.entry((limit.unit == LimitUnit::Day, limit.amount)).or_insert(0) += 1;
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let leading: Vec<_> = order.iter().take(4).map(|(limit, _)| *limit).collect();
    assert_eq!(leading, [(false, 5), (false, 3), (false, 7), (false, 10)]);
}

#[test]
fn bodies_have_the_public_shape() {
    let catalogue = catalogue();
    let calendar = serde_json::to_value(&catalogue.calendar).expect("a calendar is JSON");
    assert_eq!(calendar["overrides"]["2022-04-11"], json!({"kind": "off", "reason": "Giỗ Tổ Hùng Vương"}));
    assert_eq!(
        calendar["overrides"]["2024-05-04"],
        json!({
            "kind": "working", "reason": "Làm bù",
            "spans": [{"from": "07:00", "to": "11:30"}, {"from": "13:30", "to": "17:00"}]
        })
    );
    assert_eq!(calendar["week"].as_array().map(Vec::len), Some(7));
    assert_eq!(calendar["validFrom"], "2021-07-01");
    let promotion = catalogue.procedures.iter().find(|p| p.name == "Thông báo hoạt động khuyến mại (mẫu)");
    let body = serde_json::to_value(promotion).expect("a procedure is JSON");
    assert_eq!(body["onTheSpot"], true);
    assert_eq!(body["effectiveFrom"], "2021-07-01");
    let term = &body["cases"][0]["terms"][0];
    assert_eq!(term["limit"], json!({"unit": "sameDay", "amount": 1}));
    assert_eq!(
        term["steps"][0],
        json!({"number": 1, "kind": "receive", "name": "Tiếp nhận, số hóa, chuyển hồ sơ", "unit": "H35.05.01", "role": "intake_officer", "minutes": 60})
    );
    let heads = catalogue.staff.iter().filter(|p| p.roles == [Role::DeptHead]);
    assert!(heads.count() >= 20);
}

#[test]
fn the_practice_agency_works_alone_and_is_apart_from_the_catalogue_of_the_year() {
    let (Practice { agency, procedures, staff }, year) = (practice(), catalogue());
    assert_eq!((agency.code.as_str(), agency.kind), (PRACTICE_AGENCY, AgencyKind::Partner));
    let posts: HashSet<_> = staff.iter().map(|p| (p.unit.as_str(), p.roles[0])).collect();
    for procedure in &procedures {
        for term in &procedure.cases[0].terms {
            assert_eq!(term.steps.iter().map(|step| step.minutes).sum::<u32>(), term.limit.nominal_minutes());
            assert!(term.steps.iter().all(|step| posts.contains(&(step.unit.as_str(), step.role))));
        }
        assert!(year.procedures.iter().all(|other| other.code != procedure.code && other.name != procedure.name));
    }
    assert!(year.agencies.iter().all(|other| other.code != agency.code));
    assert!(year.staff.iter().all(|other| staff.iter().all(|person| person.username != other.username)));
    let identity = citizen(PRACTICE_CITIZEN).identity_number;
    assert!((0..6_000).all(|number| citizen(number).identity_number != identity));
}

fn units(agencies: &[Agency]) -> Vec<&str> {
    agencies.iter().flat_map(|agency| &agency.units).map(|unit| unit.code.as_str()).collect()
}
