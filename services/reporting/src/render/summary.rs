//! The figures of the review that form 06a has no column for, as lines of a label and a figure.

use super::language::Language;
use crate::domain::Review;

/// Catalogue, ratings, fees, and reopened dossiers.
pub fn summary<'a>(review: &Review, language: &'a Language) -> [(&'a str, u64); 13] {
    let Review { catalogue, ratings, fees, .. } = *review;
    [
        (language.procedures, catalogue.procedures),
        (language.on_the_spot, catalogue.on_the_spot),
        (language.departments, catalogue.departments),
        (language.companies, catalogue.companies),
        (language.central_agencies, catalogue.central_agencies),
        (language.rated, ratings.total),
        (language.very_satisfied, ratings.very_satisfied),
        (language.satisfied, ratings.satisfied),
        (language.not_satisfied, ratings.not_satisfied),
        (language.with_fee, fees.dossiers),
        (language.paid_online, fees.paid_online),
        (language.collected, fees.amount_vnd),
        (language.reopened, review.reopened),
    ]
}

/// The agencies with reopened dossiers, and their number.
pub fn reopened(review: &Review) -> impl Iterator<Item = (&str, u64)> {
    review.by_agency.iter().filter(|row| row.reopened > 0).map(|row| (row.name.as_str(), row.reopened))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::render::language::{ENGLISH, VIETNAMESE};

    /// A review in which every figure that is not in the form has another value.
    fn review() -> Review {
        let rows = |reopened: u64| {
            json!({"code": "H35.05", "name": "Sở Kế hoạch và Đầu tư", "reopened": reopened,
                "received": {"total": 0, "online": 0, "counter": 0, "carriedOver": 0},
                "resolved": {"total": 0, "early": 0, "onTime": 0, "late": 0},
                "inProcess": {"total": 0, "notDue": 0, "overdue": 0}})
        };
        let mut review = rows(13);
        review["period"] = json!({"from": "2021-12-15", "to": "2022-12-14"});
        review["catalogue"] =
            json!({"procedures": 1, "departments": 2, "companies": 3, "centralAgencies": 4, "onTheSpot": 5});
        review["ratings"] = json!({"total": 6, "verySatisfied": 7, "satisfied": 8, "notSatisfied": 9});
        review["fees"] = json!({"dossiers": 10, "paidOnline": 11, "amountVnd": 12});
        review["byAgency"] = json!([rows(0), rows(3)]);
        serde_json::from_value(review).unwrap()
    }

    fn numbers(value: &Value) -> Vec<u64> {
        value
            .as_object()
            .map_or_else(|| value.as_u64().into_iter().collect(), |of| of.values().flat_map(numbers).collect())
    }

    #[test]
    fn every_figure_of_the_json_without_a_column_is_a_line() {
        let review = review();
        let json = serde_json::to_value(&review).unwrap();
        let mut expected: Vec<u64> =
            ["catalogue", "ratings", "fees", "reopened"].map(|part| numbers(&json[part])).concat();
        expected.sort_unstable();
        for language in [&VIETNAMESE, &ENGLISH] {
            let mut lines = summary(&review, language).map(|(_, figure)| figure);
            lines.sort_unstable();
            assert_eq!(lines.as_slice(), expected);
        }
    }

    #[test]
    fn agencies_without_reopened_dossiers_have_no_line() {
        assert_eq!(reopened(&review()).collect::<Vec<_>>(), [("Sở Kế hoạch và Đầu tư", 3)]);
    }
}
