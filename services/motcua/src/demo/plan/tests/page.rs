//! The page in the docs about the demo year says the numbers of the plan.

use std::fmt::Write;
use std::path::Path;

use super::Targets;

/// What the year holds beyond the ordinary way: in words, how often, and what the law or the platform makes of it.
fn rows(targets: &Targets) -> [(&'static str, u32, &'static str); 19] {
    [
        ("Papers are asked for once, and come", targets.supplements, "5, then 4: the clock stands in between"),
        (
            "Papers are asked for and never come",
            targets.stops,
            "5, then 8: the leader ends it after the last day; counts as resolved",
        ),
        ("A payment is demanded and made", targets.fees, "6, then 4: the clock stands in between"),
        ("The fee of the procedure is paid when it is accepted", targets.charges, "the clock runs on"),
        (
            "Two work steps, half of them in a second agency (liên thông)",
            targets.two_steps,
            "one dossier, one due date, counted once",
        ),
        ("Another agency is asked for its opinion", targets.opinions, "the clock runs on"),
        (
            "Handed in under a wrong procedure, corrected after acceptance",
            targets.corrections,
            "code and day of acceptance stay, the limit is the right one",
        ),
        ("The applicant wants it back, the agency keeps it", targets.kept, "7, then 4"),
        ("The applicant takes it back, the leader agrees", targets.withdrawals, "7, then 8: counts as resolved"),
        ("The first result comes back for an error", targets.recalls, "9, then 4, then 9: the last end counts"),
        (
            "Received outside the territory and sent on (phi địa giới)",
            targets.forwards,
            "the clock starts when the competent agency receives it",
        ),
        (
            "Its division cannot work on it: moved to another of the agency, about half of it claimed before",
            targets.moves,
            "the clock runs on; task and due date stay, a claim is given back",
        ),
        (
            "Late, with an apology and a later day",
            targets.extensions,
            "late all the same: the original due date counts",
        ),
        ("Refused as a reasoned result", targets.refused_results, "9: a refusal is a result"),
        ("By post", targets.post, "counted with the counter"),
        ("Finished, returned and rated before the period", targets.finished_before, "counted nowhere"),
        ("Refused at intake", targets.refused_at_intake, "3: counted nowhere"),
        ("Taken back before anybody accepted it", targets.taken_back, "8: counted nowhere"),
        ("Never answered", targets.never_accepted, "1: counted nowhere"),
    ]
}

#[test]
fn the_page_about_the_demo_year_says_what_the_plan_holds() {
    let targets = Targets::default();
    let mut page = String::from(
        "# What the demonstration plays\n\nWritten by a test from the targets of the plan; do not edit. Every dossier is \
         planned before the first request and played through\nthe public API; what the platform counts is described in \
         [definitions.md](definitions.md).\n\n| What happens | Dossiers of the full year | Status, and what it means |\n\
         |---|---|---|\n",
    );
    for (what, count, meaning) in rows(&targets) {
        writeln!(page, "| {what} | {count} | {meaning} |").unwrap();
    }
    let longer = targets.longer();
    writeln!(
        page,
        "\nAll others take the ordinary way of seven commands: submit, accept, claim, complete, approve, issue, \
         return. {longer} of the\n{} resolved dossiers take a longer one. `motcua demo --print-plan` writes \
         the plan, `--plan FILE` plays another.",
        targets.resolved()
    )
    .unwrap();
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/demonstration.md");
    let written = std::fs::read_to_string(written).unwrap_or_default();
    if written != page {
        let fresh = tempfile::tempdir().unwrap().keep().join("demonstration.md");
        std::fs::write(&fresh, &page).unwrap();
        panic!("docs/reference/demonstration.md differs from {}", fresh.display());
    }
}
