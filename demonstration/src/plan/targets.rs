//! The totals a plan must reach.

use serde::{Deserialize, Serialize};

/// How many dossiers of each kind the year holds; the default is the published year 2022.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Targets {
    /// Accepted inside the period, online.
    pub online: u32,
    /// Accepted inside the period at the counter or by post.
    pub counter: u32,
    /// The part of `counter` that comes by post.
    pub post: u32,
    /// Accepted before the period and unfinished at its start; the plan finishes all of them inside it.
    pub carried_over: u32,
    /// Finished before the due date.
    pub early: u32,
    /// Finished on the due date.
    pub on_time: u32,
    /// Finished after the due date.
    pub late: u32,
    /// Open, not paused and past due at the end.
    pub open_overdue: u32,
    /// Open and waiting for a supplement at the end.
    pub open_paused: u32,
    /// Ratings inside the period, best score.
    pub very_satisfied: u32,
    /// Ratings inside the period, middle score.
    pub satisfied: u32,
    /// Ratings inside the period, worst score.
    pub not_satisfied: u32,
    /// Resolved dossiers whose result is a refusal.
    pub refused_results: u32,
    /// Resolved dossiers with a supplement.
    pub supplements: u32,
    /// Resolved dossiers with two work steps, in one agency or in two (liên thông).
    pub two_steps: u32,
    /// Resolved dossiers with a required fee.
    #[serde(alias = "fees")]
    pub required_fees: u32,
    /// Resolved dossiers whose procedure has a fee, paid at their acceptance.
    #[serde(alias = "charges")]
    pub procedure_fees: u32,
    /// Resolved dossiers about which another agency is asked for its opinion.
    pub opinions: u32,
    /// Resolved dossiers submitted under a wrong procedure and corrected.
    pub corrections: u32,
    /// Resolved dossiers whose applicants asked to withdraw them and the agency declined.
    #[serde(alias = "kept")]
    pub declined_withdrawals: u32,
    /// Resolved dossiers whose first result came back for an error.
    pub recalls: u32,
    /// Resolved dossiers received outside the territory of their agency (phi địa giới).
    pub forwards: u32,
    /// Resolved dossiers whose open work moves to another division of their agency.
    pub moves: u32,
    /// The part of `early` that the applicants withdrew.
    pub withdrawals: u32,
    /// The part of `early` that ends because the papers asked for were not submitted.
    #[serde(alias = "stops")]
    pub missed_supplements: u32,
    /// The part of `late` with an apology and a later day.
    pub extensions: u32,
    /// Finished, returned and rated before the period: not counted.
    pub finished_before: u32,
    /// Refused at intake: not counted.
    pub refused_at_intake: u32,
    /// Submitted and never answered: not counted.
    #[serde(alias = "neverAccepted")]
    pub unanswered: u32,
    /// Submitted and withdrawn before their acceptance: not counted.
    #[serde(alias = "takenBack")]
    pub withdrawn_early: u32,
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            online: 19_126,
            counter: 22_542,
            post: 1_578,
            carried_over: 1_710,
            early: 20_539,
            on_time: 20_134,
            late: 20,
            open_overdue: 9,
            open_paused: 30,
            very_satisfied: 12_670,
            satisfied: 40,
            not_satisfied: 0,
            refused_results: 40,
            supplements: 500,
            two_steps: 500,
            required_fees: 150,
            procedure_fees: 100,
            opinions: 150,
            corrections: 100,
            declined_withdrawals: 100,
            recalls: 100,
            forwards: 200,
            moves: 100,
            withdrawals: 150,
            missed_supplements: 100,
            extensions: 20,
            finished_before: 320,
            refused_at_intake: 60,
            unanswered: 25,
            withdrawn_early: 30,
        }
    }
}

impl Targets {
    /// Everything the review counts as received.
    pub fn received(&self) -> u64 {
        sum(&[self.online, self.counter, self.carried_over])
    }

    /// Everything finished inside the period.
    pub fn resolved(&self) -> u64 {
        sum(&[self.early, self.on_time, self.late])
    }

    /// Open at the end: received less resolved.
    pub fn open(&self) -> u64 {
        self.received().saturating_sub(self.resolved())
    }

    /// Resolved dossiers with more commands than an ordinary one, without the late ones.
    pub fn longer(&self) -> u64 {
        sum(&[
            self.supplements,
            self.two_steps,
            self.required_fees,
            self.procedure_fees,
            self.opinions,
            self.corrections,
            self.declined_withdrawals,
            self.recalls,
            self.forwards,
            self.moves,
        ])
    }

    /// Resolved dossiers without a result, which are neither returned nor rated.
    pub fn without_result(&self) -> u64 {
        sum(&[self.withdrawals, self.missed_supplements])
    }

    /// Ratings inside the period.
    pub fn ratings(&self) -> u64 {
        sum(&[self.very_satisfied, self.satisfied, self.not_satisfied])
    }
}

pub(super) fn sum(parts: &[u32]) -> u64 {
    parts.iter().copied().map(u64::from).sum()
}
