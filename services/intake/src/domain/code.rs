//! The legal dossier code: receiving unit, local date, daily number.

use chrono::NaiveDate;

/// The number cannot stand in a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeError;

/// `H35.05-221205-0001`: at least four digits, more when a unit receives more than 9,999 dossiers in a day
/// (TT 01/2018/TT-VPCP Art. 19).
///
/// # Errors
/// For numbers below 1.
pub fn dossier_code(unit: &str, day: NaiveDate, number: i64) -> Result<String, CodeError> {
    if number < 1 {
        return Err(CodeError);
    }
    Ok(format!("{unit}-{}-{number:04}", day.format("%y%m%d")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_names_unit_day_and_number() {
        let day = NaiveDate::from_ymd_opt(2022, 12, 5).unwrap();
        assert_eq!(dossier_code("H35.05", day, 1).unwrap(), "H35.05-221205-0001");
        assert_eq!(dossier_code("H35.05", day, 12_345).unwrap(), "H35.05-221205-12345");
        assert_eq!(dossier_code("H35.05", day, 0), Err(CodeError));
    }
}
