//! The legal dossier code: receiving unit, local date, daily number; and where the register has it.

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

/// Where the register has a dossier (Mẫu 01: "vào sổ, quyển số, số thứ tự"): the book of the local day on which the agency
/// named in the code received it, and its number in it. A book holds one day and not a year, because the numbers of a day
/// are the only ones given without gaps; others that run on through the year would be a second counter to lock at every
/// acceptance.
pub fn register_entry(code: &str) -> Option<(NaiveDate, u32)> {
    let mut parts = code.rsplitn(3, '-');
    let (number, day) = (parts.next()?, parts.next()?);
    Some((NaiveDate::parse_from_str(day, "%y%m%d").ok()?, number.parse().ok()?))
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

    #[test]
    fn the_register_has_a_dossier_by_the_day_and_number_of_its_code() {
        let day = NaiveDate::from_ymd_opt(2022, 12, 5).unwrap();
        for number in [1, 9_999, 12_345] {
            let code = dossier_code("H35.05", day, number.into()).unwrap();
            assert_eq!(register_entry(&code), Some((day, number)), "{code}");
        }
        assert_eq!(register_entry("N7Q2K-4XW8M"), None, "a reference is in no register");
    }
}
