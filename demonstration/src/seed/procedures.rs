//! Every procedure of the province: the outlines with codes, terms and process templates.

use super::agencies::AGENCY_ROWS;
use super::outlines::{self, Outline};
use super::procedure::Procedure;
use super::{calendar, terms};

/// Every procedure of the province, agency by agency.
pub fn procedures() -> Vec<Procedure> {
    let mut synthetic = 0;
    AGENCY_ROWS
        .iter()
        .flat_map(outlines::outlines)
        .map(|outline| {
            synthetic += u32::from(outline.code.is_none());
            procedure(outline, synthetic)
        })
        .collect()
}

fn procedure(outline: Outline, synthetic: u32) -> Procedure {
    let code = outline.code.map_or_else(|| format!("9.35{synthetic:04}"), ToOwned::to_owned);
    let cases = vec![terms::case(&outline)];
    // A third of the procedures of an agency can be submitted at any counter of the province.
    let anywhere = !outline.on_the_spot && (outline.hash >> 32).is_multiple_of(3);
    Procedure {
        code,
        name: outline.name,
        field: outline.field.name.to_owned(),
        agency: outline.agency.code(),
        on_the_spot: outline.on_the_spot,
        territory: if anywhere { "province" } else { "none" },
        synthetic: outline.code.is_none(),
        calendar: calendar::CODE,
        effective_from: calendar::FIRST,
        supplement_policy: "pause",
        cases,
    }
}
