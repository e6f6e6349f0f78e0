//! Whether the targets can all be reached at once.

use super::targets::{Targets, sum};

impl Targets {
    /// Every contradiction in these targets, one sentence each.
    pub fn problems(&self) -> Vec<String> {
        let (resolved, open) = (self.resolved(), self.open());
        let (longer, without_result) = (self.longer(), self.without_result());
        let (carried_over, returned) = (u64::from(self.carried_over), resolved.saturating_sub(without_result));
        let with_others = |special: u64, others: u64| if special == 0 { 0 } else { special + others };
        let checks = [
            (self.post.into(), self.counter.into(), "post is part of counter"),
            (
                resolved,
                self.received(),
                "resolved (early + onTime + late) cannot exceed received (online + counter + carriedOver)",
            ),
            (
                sum(&[self.open_overdue, self.open_paused]),
                open,
                "openOverdue + openPaused cannot exceed what is open (received - resolved)",
            ),
            (
                self.carried_over.into(),
                resolved,
                "carriedOver cannot exceed resolved: the plan finishes every carried-over dossier",
            ),
            (self.ratings(), returned, "ratings cannot exceed what is returned: only a returned dossier is rated"),
            (self.refused_results.into(), returned, "refusedResults is part of what is returned"),
            (
                20 * longer,
                resolved,
                "longer scenarios (supplements, twoSteps, requiredFees, procedureFees, opinions, corrections, declinedWithdrawals, recalls, forwards, moves) cannot exceed 5 % of resolved",
            ),
            (
                with_others(longer, without_result + u64::from(self.late) + carried_over),
                resolved,
                "longer scenarios must fit into the resolved dossiers that are neither late nor carried over",
            ),
            (
                with_others(without_result, carried_over),
                self.early.into(),
                "withdrawals + missedSupplements must fit into the early dossiers that are not carried over",
            ),
            (self.extensions.into(), self.late.into(), "extensions is part of late"),
        ];
        checks
            .into_iter()
            .filter(|(part, whole, _)| part > whole)
            .map(|(part, whole, rule)| format!("{rule} ({part} > {whole})"))
            .collect()
    }
}
