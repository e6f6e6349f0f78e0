//! The reference page about the year, `docs/reference/demonstration.md`: how many dossiers follow which scenario.

use std::fmt::Write;

use motcua_contracts::Status;

use crate::plan::Targets;
use crate::seed::{PRACTICE_AGENCY, PRACTICE_CITIZEN, citizen, practice};
use crate::sign_ins::{PASSWORD, PRACTICE_STAFF};

/// A kind of dossier: what happens, how often, the statuses it passes, and how it is counted.
struct Row {
    what: &'static str,
    count: u32,
    statuses: &'static [Status],
    meaning: &'static str,
}

const fn row(what: &'static str, count: u32, statuses: &'static [Status], meaning: &'static str) -> Row {
    Row { what, count, statuses, meaning }
}

/// The page in Markdown, written from the targets of the full year.
pub fn reference_page() -> String {
    let targets = Targets::default();
    let mut page = String::from(
        "# The year of the demonstration\n\nWritten from the targets of the plan; do not edit. Every dossier is planned \
         before the first request and runs through the\npublic API; how the platform counts is described in \
         [definitions.md](definitions.md).\n\n| What happens | Dossiers of the full year | National statuses, and what \
         it means |\n|---|---|---|\n",
    );
    for row in scenarios(&targets).iter().chain(&not_counted(&targets)) {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {} | {} |", row.what, row.count, meaning(row));
    }
    let _ = writeln!(
        page,
        "\nAll others follow the ordinary scenario of seven commands: submit, accept, claim, complete, approve, issue, \
         return.\n{} of the {} resolved dossiers need more. `motcua demo --print-plan` writes the plan, `--plan FILE` \
         runs another.",
        targets.longer(),
        targets.resolved()
    );
    page.push_str(&practice_part());
    page
}

/// What visitors find at the practice agency.
fn practice_part() -> String {
    let person = citizen(PRACTICE_CITIZEN);
    let mut part = format!(
        "\n## The practice agency\n\nVisitors work at {PRACTICE_AGENCY} from the first minute on, while the year is \
         played. It is set up before the catalogue of\nthe year; example dossiers wait in every queue, and what \
         visitors use up is replaced at the beginning of each month.\nNo figure of the centre counts it, because it is \
         a partner; a report on it alone does. The review states separately how many\ndossiers visitors submitted and \
         resolved.\n\n| Procedure | Name |\n|---|---|\n"
    );
    for procedure in practice().procedures {
        let _ = writeln!(part, "| {} | {} |", procedure.code, procedure.name);
    }
    let (number, name) = (person.identity_number, person.name);
    let _ =
        write!(part, "\n| Sign-in | Role |\n|---|---|\n| {number}, {name}, by the simulated e-identity | Citizen |\n");
    for account in PRACTICE_STAFF {
        let _ = writeln!(part, "| `{}` | {} |", account.username, account.role_en);
    }
    let _ = writeln!(
        part,
        "\nThe password of every staff account is `{PASSWORD}`. The accounts of the other agencies have\nit too, but \
         their queues belong to the plan until the year is over: a planned dossier that a visitor changes stops the run."
    );
    part
}

fn meaning(row: &Row) -> String {
    let numbers: Vec<String> = row.statuses.iter().map(|status| status.number().to_string()).collect();
    match numbers.is_empty() {
        true => row.meaning.to_owned(),
        false => format!("{}: {}", numbers.join(", then "), row.meaning),
    }
}

fn scenarios(targets: &Targets) -> [Row; 15] {
    use Status::{Completed, InProgress, PaymentRequested, Stopped, SupplementRequested, WithdrawalRequested};
    [
        row(
            "Papers are asked for once and submitted",
            targets.supplements,
            &[SupplementRequested, InProgress],
            "the clock pauses in between",
        ),
        row(
            "Papers are asked for and never submitted",
            targets.missed_supplements,
            &[SupplementRequested, Stopped],
            "the head stops it after the last day; counts as resolved",
        ),
        row(
            "A payment is required and made",
            targets.required_fees,
            &[PaymentRequested, InProgress],
            "the clock pauses in between",
        ),
        row("The fee of the procedure is paid at the acceptance", targets.procedure_fees, &[], "the clock continues"),
        row(
            "Two work steps, half of them in a second agency (liên thông)",
            targets.two_steps,
            &[],
            "one dossier, one due date, counted once",
        ),
        row("Another agency is asked for its opinion", targets.opinions, &[], "the clock continues"),
        row(
            "Submitted under a wrong procedure, corrected after the acceptance",
            targets.corrections,
            &[],
            "code and day of acceptance stay, the limit is that of the right procedure",
        ),
        row(
            "The applicant asks to withdraw it, the agency declines",
            targets.declined_withdrawals,
            &[WithdrawalRequested, InProgress],
            "the clock continues",
        ),
        row(
            "The applicant asks to withdraw it, the head agrees",
            targets.withdrawals,
            &[WithdrawalRequested, Stopped],
            "counts as resolved",
        ),
        row(
            "The first result comes back for an error",
            targets.recalls,
            &[Completed, InProgress, Completed],
            "the last end counts",
        ),
        row(
            "Accepted outside the territory and forwarded (phi địa giới)",
            targets.forwards,
            &[],
            "the clock starts when the competent agency receives it",
        ),
        row(
            "Its work moves to another division of the agency; about half of it is claimed before",
            targets.moves,
            &[],
            "the clock continues; task and due date stay, a claim is released",
        ),
        row(
            "Late, with an apology and a later day",
            targets.extensions,
            &[],
            "late all the same: the original due date counts",
        ),
        row("Refused by a reasoned result", targets.refused_results, &[Completed], "a refusal is a result"),
        row("By post", targets.post, &[], "counted with the counter"),
    ]
}

fn not_counted(targets: &Targets) -> [Row; 4] {
    use Status::{NotAccepted, Stopped, Submitted};
    [
        row("Finished, returned and rated before the period", targets.finished_before, &[], "not counted"),
        row("Refused at intake", targets.refused_at_intake, &[NotAccepted], "not counted"),
        row("Withdrawn before its acceptance", targets.withdrawn_early, &[Stopped], "not counted"),
        row("Never answered", targets.unanswered, &[Submitted], "not counted"),
    ]
}

#[cfg(test)]
mod tests {
    use motcua_testkit::reference::assert_page;

    #[test]
    fn the_page_about_the_year_agrees_with_the_plan() {
        assert_page("demonstration.md", &super::reference_page());
    }
}
