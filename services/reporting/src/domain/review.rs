//! The yearly review: what was received, resolved and is still open, with ratings and fees.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::agency_counts::{Agency, AgencyCounts, ProcedureCounts, ReviewCounts};
use super::figures::{AgencyFigures, Catalogue, Fees, InProcess, Ratings, Received, Resolved};
use super::period::Period;

/// The review of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// The period.
    pub period: Period,
    /// Procedures and agencies.
    pub catalogue: Catalogue,
    /// Tiếp nhận.
    pub received: Received,
    /// Đã giải quyết.
    pub resolved: Resolved,
    /// Đang giải quyết, at the end of the period.
    pub in_process: InProcess,
    /// Satisfaction ratings, by their own time.
    pub ratings: Ratings,
    /// Fees and charges.
    #[serde(default)]
    pub fees: Fees,
    /// Carried-over dossiers that were finished when the period began and came back for an error inside it: by this
    /// number the carried-over ones exceed what the report before left open.
    #[serde(default)]
    #[schema(example = 0)]
    pub reopened: u64,
    /// The figures by agency, in the order of the codes.
    pub by_agency: Vec<AgencyFigures>,
}

fn catalogue(agencies: &[Agency], procedures: ProcedureCounts) -> Catalogue {
    let of_kind = |kind: &str| agencies.iter().filter(|agency| agency.kind == kind).map(|_| 1).sum();
    Catalogue {
        procedures: procedures.all,
        departments: of_kind("department"),
        companies: of_kind("company"),
        central_agencies: of_kind("central"),
        on_the_spot: procedures.on_the_spot,
    }
}

fn by_agency(requested: Option<&[String]>, counts: &ReviewCounts) -> Vec<AgencyFigures> {
    let names: BTreeMap<&str, &str> =
        counts.agencies.iter().map(|agency| (agency.code.as_str(), agency.name.as_str())).collect();
    let listed = counts.agencies.iter().filter(|agency| {
        let decides = matches!(agency.kind.as_str(), "department" | "company" | "central");
        decides || requested.is_some_and(|codes| codes.iter().any(|code| agency.code == code.as_str()))
    });
    let nothing = AgencyCounts::default();
    let mut rows: BTreeMap<&str, &AgencyCounts> = listed.map(|agency| (agency.code.as_str(), &nothing)).collect();
    rows.extend(counts.by_agency.iter().map(|counts| (counts.agency.as_str(), counts)));
    let figures = |(code, counts): (&str, &AgencyCounts)| AgencyFigures {
        code: code.to_owned(),
        name: names.get(code).copied().unwrap_or(code).to_owned(),
        received: counts.received(),
        resolved: counts.resolved(),
        in_process: counts.in_process(),
        reopened: counts.reopened,
    };
    rows.into_iter().map(figures).collect()
}

impl Review {
    /// The review of these counts. Agencies that decide cases are listed even without a figure; the others only when
    /// they have one, or when they are `requested`.
    pub fn of(period: Period, requested: Option<&[String]>, counts: &ReviewCounts) -> Self {
        let total = counts.by_agency.iter().fold(AgencyCounts::default(), AgencyCounts::plus);
        Self {
            period,
            catalogue: catalogue(&counts.agencies, counts.procedures),
            received: total.received(),
            resolved: total.resolved(),
            in_process: total.in_process(),
            ratings: counts.ratings,
            fees: counts.fees,
            reopened: total.reopened,
            by_agency: by_agency(requested, counts),
        }
    }

    /// Whether every row and the total obey form 06a: 3 = 4+5+6, 7 = 8+9+10, 11 = 12+13, 3 = 7+11.
    pub fn balances(&self) -> bool {
        let rows = self.by_agency.iter().map(|row| (row.received, row.resolved, row.in_process));
        rows.chain([(self.received, self.resolved, self.in_process)]).all(|(received, resolved, in_process)| {
            received.total == received.online + received.counter + received.carried_over
                && resolved.total == resolved.early + resolved.on_time + resolved.late
                && in_process.total == in_process.not_due + in_process.overdue
                && received.total == resolved.total + in_process.total
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(code: &str, kind: &str) -> Agency {
        Agency { code: code.into(), name: format!("Tên {code}"), kind: kind.into() }
    }

    fn review(counts: &[AgencyCounts]) -> Review {
        let period = Period::year_of("2022-06-01".parse().unwrap());
        let counts = ReviewCounts {
            agencies: vec![agency("H35.02", "department"), agency("H35.01", "company"), agency("H35.00", "centre")],
            procedures: ProcedureCounts { all: 7, on_the_spot: 2 },
            by_agency: counts.to_vec(),
            ratings: Ratings::of(3, 1, 0),
            fees: Fees::default(),
        };
        Review::of(period, None, &counts)
    }

    #[test]
    fn agencies_that_decide_are_listed_by_code_even_without_a_figure() {
        let counts = AgencyCounts { agency: "H35.09".into(), online: 1, early: 1, ..AgencyCounts::default() };
        let review = review(&[counts]);
        let codes: Vec<&str> = review.by_agency.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, ["H35.01", "H35.02", "H35.09"]);
        assert_eq!(review.by_agency[2].name, "H35.09", "not named by the catalogue yet");
        assert_eq!(review.catalogue.departments, 1);
        assert_eq!(review.catalogue.companies, 1);
        assert_eq!(review.catalogue.central_agencies, 0);
    }

    #[test]
    fn the_total_is_the_sum_of_the_agencies_and_balances() {
        let one = AgencyCounts {
            agency: "H35.01".into(),
            online: 5,
            carried_over: 2,
            early: 3,
            late: 1,
            open: 3,
            overdue: 1,
            ..AgencyCounts::default()
        };
        let other = AgencyCounts { agency: "H35.02".into(), counter: 4, on_time: 4, ..AgencyCounts::default() };
        let review = review(&[one, other]);
        assert!(review.balances());
        assert_eq!((review.received.total, review.resolved.total, review.in_process.total), (11, 8, 3));
        assert_eq!((review.in_process.not_due, review.in_process.overdue), (2, 1));
    }

    #[test]
    fn a_dossier_that_is_neither_resolved_nor_open_breaks_the_balance() {
        let lost = AgencyCounts { agency: "H35.01".into(), online: 2, early: 1, ..AgencyCounts::default() };
        assert!(!review(&[lost]).balances());
    }

    #[test]
    fn the_json_has_the_names_the_contract_fixes() {
        let json = serde_json::to_value(review(&[])).unwrap();
        let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let mut top = keys(&json);
        top.sort();
        let names = ["byAgency", "catalogue", "fees", "inProcess", "period", "ratings"];
        assert_eq!(top, [&names[..], &["received", "reopened", "resolved"]].concat());
        assert_eq!(json["fees"], serde_json::json!({"dossiers": 0, "paidOnline": 0, "amountVnd": 0}));
        assert_eq!(json["period"], serde_json::json!({"from": "2021-12-15", "to": "2022-12-14"}));
        for pointer in [
            "/catalogue/centralAgencies",
            "/catalogue/onTheSpot",
            "/received/carriedOver",
            "/resolved/onTime",
            "/inProcess/notDue",
            "/ratings/verySatisfied",
            "/byAgency/0/inProcess/overdue",
            "/byAgency/0/reopened",
        ] {
            assert!(json.pointer(pointer).is_some_and(serde_json::Value::is_u64), "{pointer}");
        }
        assert_eq!(serde_json::from_value::<Review>(json).unwrap(), review(&[]));
    }
}
