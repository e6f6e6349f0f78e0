//! The yearly review: what was received, resolved and still open, and how content people were.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Agency, Counted, Period, Procedures};

/// The review of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// What it covers.
    pub period: Period,
    /// What can be applied for, and where.
    pub catalogue: Catalogue,
    /// Tiếp nhận.
    pub received: Received,
    /// Đã giải quyết.
    pub resolved: Resolved,
    /// Đang giải quyết, at the end of the period.
    pub in_process: InProcess,
    /// Ratings, by their own time.
    pub ratings: Ratings,
    /// Fees and charges.
    #[serde(default)]
    pub fees: Fees,
    /// Of the carried-over ones: finished when the period began, and come back for an error inside it. So many more are
    /// carried over than the report before left open.
    #[serde(default)]
    #[schema(example = 0)]
    pub reopened: u64,
    /// The same by agency, in the order of their codes.
    pub by_agency: Vec<AgencyFigures>,
}

/// Procedures and agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// Published procedures.
    #[schema(example = 1481)]
    pub procedures: u64,
    /// Sở, ngành.
    #[schema(example = 15)]
    pub departments: u64,
    /// Công ty.
    #[schema(example = 2)]
    pub companies: u64,
    /// Cơ quan ngành dọc.
    #[schema(example = 3)]
    pub central_agencies: u64,
    /// Procedures whose whole chain runs at the centre.
    #[schema(example = 92)]
    pub on_the_spot: u64,
}

/// Tiếp nhận: columns 3 to 6 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// Their sum.
    #[schema(example = 43378)]
    pub total: u64,
    /// Accepted inside the period, handed in online.
    #[schema(example = 19126)]
    pub online: u64,
    /// Accepted inside the period, at the counter or by post.
    #[schema(example = 22542)]
    pub counter: u64,
    /// Accepted before the period and not finished before it.
    #[schema(example = 1710)]
    pub carried_over: u64,
}

/// Đã giải quyết: columns 7 to 10 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resolved {
    /// Their sum.
    #[schema(example = 40693)]
    pub total: u64,
    /// Finished on an earlier local date than the due date.
    #[schema(example = 20539)]
    pub early: u64,
    /// Finished on the due date, up to the due time.
    #[schema(example = 20134)]
    pub on_time: u64,
    /// Finished after the due time.
    #[schema(example = 20)]
    pub late: u64,
}

/// Đang giải quyết: columns 11 to 13 of form 06a.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InProcess {
    /// Open at the end of the period.
    #[schema(example = 2685)]
    pub total: u64,
    /// Of them not overdue, paused ones included.
    pub not_due: u64,
    /// Of them past due and not paused.
    pub overdue: u64,
}

/// How content people were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ratings {
    /// Their sum.
    #[schema(example = 12710)]
    pub total: u64,
    /// Rất hài lòng.
    #[schema(example = 12670)]
    pub very_satisfied: u64,
    /// Hài lòng.
    #[schema(example = 40)]
    pub satisfied: u64,
    /// Không hài lòng.
    #[schema(example = 0)]
    pub not_satisfied: u64,
}

/// Fees and charges: indicator 3.6 of QĐ 766 is `paidOnline` in `dossiers`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fees {
    /// Dossiers accepted inside the period with something to pay.
    #[schema(example = 9120)]
    pub dossiers: u64,
    /// Of them those that paid online up to the end of the period.
    #[schema(example = 5011)]
    pub paid_online: u64,
    /// What came in inside the period, by the time of the payments, in Vietnamese dong.
    #[schema(example = 1_350_000_000_u64)]
    pub amount_vnd: u64,
}

/// The figures of one agency: the procedure's agency at acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyFigures {
    /// Its code.
    #[schema(example = "H35.05")]
    pub code: String,
    /// Its name.
    #[schema(example = "Sở Kế hoạch và Đầu tư")]
    pub name: String,
    /// Tiếp nhận.
    pub received: Received,
    /// Đã giải quyết.
    pub resolved: Resolved,
    /// Đang giải quyết.
    pub in_process: InProcess,
    /// Of the carried-over ones: finished when the period began, and come back for an error inside it.
    #[serde(default)]
    #[schema(example = 0)]
    pub reopened: u64,
}

/// What is counted beside the dossiers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// How content people were.
    pub ratings: Ratings,
    /// What they paid.
    pub fees: Fees,
}

impl Ratings {
    /// So many of each.
    pub fn of(very_satisfied: u64, satisfied: u64, not_satisfied: u64) -> Self {
        let total = very_satisfied + satisfied + not_satisfied;
        Self { total, very_satisfied, satisfied, not_satisfied }
    }
}

impl Catalogue {
    fn of(agencies: &[Agency], procedures: Procedures) -> Self {
        let of_kind = |kind: &str| agencies.iter().filter(|agency| agency.kind == kind).map(|_| 1).sum();
        Self {
            procedures: procedures.all,
            departments: of_kind("department"),
            companies: of_kind("company"),
            central_agencies: of_kind("central"),
            on_the_spot: procedures.on_the_spot,
        }
    }
}

impl Review {
    /// Puts together what was counted. Agencies that decide cases are listed even without a figure; the others
    /// only when they have one, or when `asked` for.
    pub fn of(
        period: Period,
        asked: Option<&[String]>,
        agencies: &[Agency],
        procedures: Procedures,
        counted: &[Counted],
        beside: Beside,
    ) -> Self {
        let names: BTreeMap<&str, &str> =
            agencies.iter().map(|agency| (agency.code.as_str(), agency.name.as_str())).collect();
        let listed = agencies.iter().filter(|agency| {
            let decides = matches!(agency.kind.as_str(), "department" | "company" | "central");
            decides || asked.is_some_and(|codes| codes.contains(&agency.code))
        });
        let nothing = Counted::default();
        let mut rows: BTreeMap<&str, &Counted> = listed.map(|agency| (agency.code.as_str(), &nothing)).collect();
        rows.extend(counted.iter().map(|counted| (counted.agency.as_str(), counted)));
        let by_agency = rows.into_iter().map(|(code, counted)| AgencyFigures {
            code: code.to_owned(),
            name: names.get(code).copied().unwrap_or(code).to_owned(),
            received: counted.received(),
            resolved: counted.resolved(),
            in_process: counted.in_process(),
            reopened: counted.reopened,
        });
        let total = counted.iter().fold(Counted::default(), Counted::plus);
        Self {
            period,
            catalogue: Catalogue::of(agencies, procedures),
            received: total.received(),
            resolved: total.resolved(),
            in_process: total.in_process(),
            ratings: beside.ratings,
            fees: beside.fees,
            reopened: total.reopened,
            by_agency: by_agency.collect(),
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

    fn review(counted: &[Counted]) -> Review {
        let period = Period::year_of("2022-06-01".parse().unwrap());
        let agencies = [agency("H35.02", "department"), agency("H35.01", "company"), agency("H35.00", "centre")];
        Review::of(
            period,
            None,
            &agencies,
            Procedures { all: 7, on_the_spot: 2 },
            counted,
            Beside { ratings: Ratings::of(3, 1, 0), fees: Fees::default() },
        )
    }

    #[test]
    fn agencies_that_decide_are_listed_by_code_even_without_a_figure() {
        let counted = Counted { agency: "H35.09".into(), online: 1, early: 1, ..Counted::default() };
        let review = review(&[counted]);
        let codes: Vec<&str> = review.by_agency.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, ["H35.01", "H35.02", "H35.09"]);
        assert_eq!(review.by_agency[2].name, "H35.09", "not named by the catalogue yet");
        assert_eq!(review.catalogue.departments, 1);
        assert_eq!(review.catalogue.companies, 1);
        assert_eq!(review.catalogue.central_agencies, 0);
    }

    #[test]
    fn the_total_is_the_sum_of_the_agencies_and_balances() {
        let one = Counted {
            agency: "H35.01".into(),
            online: 5,
            carried_over: 2,
            early: 3,
            late: 1,
            open: 3,
            overdue: 1,
            ..Counted::default()
        };
        let other = Counted { agency: "H35.02".into(), counter: 4, on_time: 4, ..Counted::default() };
        let review = review(&[one, other]);
        assert!(review.balances());
        assert_eq!((review.received.total, review.resolved.total, review.in_process.total), (11, 8, 3));
        assert_eq!((review.in_process.not_due, review.in_process.overdue), (2, 1));
    }

    #[test]
    fn a_dossier_that_is_neither_resolved_nor_open_breaks_the_balance() {
        let lost = Counted { agency: "H35.01".into(), online: 2, early: 1, ..Counted::default() };
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
