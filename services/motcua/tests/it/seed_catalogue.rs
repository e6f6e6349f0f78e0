//! The catalogue service accepts the seed catalogue of the demonstration.

use motcua_catalogue::domain::{self as linter, LintContext};
use motcua_demonstration::seed::{catalogue, practice};
use serde_json::json;

#[test]
fn the_linter_of_the_catalogue_finds_no_error() {
    let (catalogue, practice) = (catalogue(), practice());
    let agencies: Vec<linter::Agency> = as_received(&[catalogue.agencies, vec![practice.agency]].concat());
    let procedures: Vec<linter::Procedure> = as_received(&[catalogue.procedures, practice.procedures].concat());
    let context = LintContext::new(agencies, [catalogue.calendar.code.to_owned()]);
    let findings = linter::lint_all(&procedures, &context);
    let errors: Vec<_> = findings.iter().filter(|found| found.severity == linter::Severity::Error).collect();
    assert!(errors.is_empty(), "{} errors, the first: {:?}", errors.len(), errors.first());
    assert!(findings.is_empty(), "{} warnings, the first: {:?}", findings.len(), findings.first());
}

#[test]
fn an_import_of_one_agency_fits_one_request() {
    let catalogue = catalogue();
    for agency in &catalogue.agencies {
        let procedures: Vec<_> = catalogue.procedures.iter().filter(|p| p.agency == agency.code).collect();
        let document = json!({"agencies": [agency], "calendars": [catalogue.calendar], "procedures": procedures});
        let bytes = json!({"document": document, "dryRun": false}).to_string().len();
        assert!(bytes < motcua_kit::http::BODY_LIMIT, "{}: {bytes} bytes", agency.code);
    }
}

/// What the catalogue service reads from what the demonstration sends.
fn as_received<S: serde::Serialize, R: serde::de::DeserializeOwned>(sent: &S) -> R {
    serde_json::from_value(json!(sent)).expect("a body of the public API")
}
