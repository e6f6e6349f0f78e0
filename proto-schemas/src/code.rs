//! Codes of agencies and units (QĐ 20/2020/QĐ-TTg): which part of a unit's code is its agency.

/// The agency of a unit: `H35.05` of `H35.05.01`, and of an agency itself.
pub fn agency_of(unit: &str) -> &str {
    let end = unit.match_indices('.').nth(1).map_or(unit.len(), |(at, _)| at);
    &unit[..end]
}

#[cfg(test)]
mod tests {
    use super::agency_of;

    #[test]
    fn the_agency_of_a_unit_is_the_first_two_parts_of_its_code() {
        assert_eq!(agency_of("H35.05.01"), "H35.05");
        assert_eq!(agency_of("H35.05.01.02"), "H35.05");
        assert_eq!(agency_of("H35.05"), "H35.05");
        assert_eq!(agency_of(""), "");
    }
}
