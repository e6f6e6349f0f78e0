//! Random acceptances and limits, clustered around Tết, make-up Saturdays, New Year and closing time.

use motcua_worktime::{Limit, Unit};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{FIXTURES, Fixture};
use crate::oracle::{DAY, tick};
use crate::sample_days::at;

const TRICKY_DAYS: [&str; 16] = [
    "2021-12-31",
    "2022-01-30",
    "2022-05-02",
    "2022-12-31",
    "2023-01-22",
    "2023-05-02",
    "2023-09-02",
    "2024-01-01",
    "2024-02-10",
    "2024-05-04",
    "2025-01-29",
    "2025-04-26",
    "2026-01-10",
    "2026-02-17",
    "2026-08-22",
    "2026-11-24",
];
const EDGES: [&str; 8] = ["00:00", "07:00", "11:30", "12:00", "13:30", "15:00", "15:30", "17:00"];

pub fn any_fixture() -> impl Strategy<Value = &'static Fixture> {
    (0..FIXTURES.len()).prop_map(|index| &FIXTURES[index])
}

pub fn any_limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..=40u32).prop_map(|amount| Limit { unit: Unit::Hour, amount }),
        (1..=40u32).prop_map(|amount| Limit { unit: Unit::WorkingHour, amount }),
        day_limit(),
    ]
}

pub fn day_limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..=20u32).prop_map(|amount| Limit { unit: Unit::Day, amount }),
        (1..=15u32).prop_map(|amount| Limit { unit: Unit::WorkingDay, amount }),
        (1..=2u32).prop_map(|amount| Limit { unit: Unit::Month, amount }),
        (0..=1u32).prop_map(|amount| Limit { unit: Unit::SameDay, amount }),
    ]
}

/// A half-minute within twelve days of a tricky day, half of them within two minutes of an edge.
pub fn tricky_tick() -> impl Strategy<Value = usize> {
    (select(&TRICKY_DAYS[..]), -12..=12i64, time_of_day()).prop_map(|(day, shift, time)| {
        let midnight = tick(at(&format!("{day} 00:00"))) as i64 + shift * DAY as i64;
        usize::try_from(midnight).expect("after the first day") + time
    })
}

fn time_of_day() -> impl Strategy<Value = usize> {
    let near_edge = (select(&EDGES[..]), 0..=8usize).prop_map(|(edge, shift)| {
        let edge = tick(at(&format!("2022-01-01 {edge}"))) - tick(at("2022-01-01 00:00"));
        (edge + shift).saturating_sub(4)
    });
    prop_oneof![near_edge, 0..DAY]
}
