//! The number of a document in the register of its agency.

/// A number below 1, which no register has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberError;

/// `12/2022/H35.05`: running number, local year, agency.
///
/// # Errors
/// For numbers below 1.
pub fn document_number(agency: &str, year: i32, number: i64) -> Result<String, NumberError> {
    if number < 1 {
        return Err(NumberError);
    }
    Ok(format!("{number}/{year}/{agency}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_has_running_number_year_and_agency() {
        assert_eq!(document_number("H35.05", 2022, 12).unwrap(), "12/2022/H35.05");
        assert_eq!(document_number("H35.05", 2022, 0), Err(NumberError));
    }
}
