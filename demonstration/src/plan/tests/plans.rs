//! Plans that several tests look at.

use crate::plan::Plan;

pub(super) fn year() -> Plan {
    Plan::year(2022, 1.0).expect("the published year has a plan")
}

pub(super) fn small() -> Plan {
    Plan::year(7, 0.02).expect("a fiftieth of the year has a plan")
}
