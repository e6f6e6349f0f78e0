//! The totals a plan must hit, how they shrink with the scale, and whether they can all be true at once.

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
    /// Resolved dossiers with a supplement on the way.
    pub supplements: u32,
    /// Resolved dossiers with two work steps, in one agency or in two (liên thông).
    pub two_steps: u32,
    /// Resolved dossiers with a payment demanded on the way.
    pub fees: u32,
    /// Resolved dossiers whose procedure has a fee, paid when they are accepted.
    pub charges: u32,
    /// Resolved dossiers about which another agency is asked for its opinion.
    pub opinions: u32,
    /// Resolved dossiers handed in under a wrong procedure and corrected.
    pub corrections: u32,
    /// Resolved dossiers that their applicants wanted back and the agency kept.
    pub kept: u32,
    /// Resolved dossiers whose first result came back for an error.
    pub recalls: u32,
    /// Resolved dossiers received outside the territory of their agency (phi địa giới).
    pub forwards: u32,
    /// Resolved dossiers whose open work moves to another division of their agency.
    pub moves: u32,
    /// The part of `early` that ends by the applicant taking it back.
    pub withdrawals: u32,
    /// The part of `early` that ends because the papers asked for never came.
    pub stops: u32,
    /// The part of `late` with an apology and a later day.
    pub extensions: u32,
    /// Finished, returned and rated before the period: counted nowhere.
    pub finished_before: u32,
    /// Refused at intake: counted nowhere.
    pub refused_at_intake: u32,
    /// Submitted and never accepted: counted nowhere.
    pub never_accepted: u32,
    /// Submitted and taken back before anybody accepted them: counted nowhere.
    pub taken_back: u32,
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
            fees: 150,
            charges: 100,
            opinions: 150,
            corrections: 100,
            kept: 100,
            recalls: 100,
            forwards: 200,
            moves: 100,
            withdrawals: 150,
            stops: 100,
            extensions: 20,
            finished_before: 320,
            refused_at_intake: 60,
            never_accepted: 25,
            taken_back: 30,
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

    /// What is open at the end: received less resolved.
    pub fn open(&self) -> u64 {
        self.received().saturating_sub(self.resolved())
    }

    /// Resolved dossiers that take more commands than an ordinary one, without the late ones.
    pub fn longer(&self) -> u64 {
        sum(&[
            self.supplements,
            self.two_steps,
            self.fees,
            self.charges,
            self.opinions,
            self.corrections,
            self.kept,
            self.recalls,
            self.forwards,
            self.moves,
        ])
    }

    /// Resolved dossiers without a result: nothing is returned, nothing is rated.
    pub fn without_result(&self) -> u64 {
        sum(&[self.withdrawals, self.stops])
    }

    /// Ratings inside the period.
    pub fn ratings(&self) -> u64 {
        sum(&[self.very_satisfied, self.satisfied, self.not_satisfied])
    }

    /// A share of these targets. Sums are rounded first and shared out by largest remainder, so they still agree.
    #[must_use]
    pub fn scaled(&self, scale: f64) -> Self {
        let whole = |number: u64| round(number as f64 * scale);
        let part = |number: u32| whole(u64::from(number));
        // Rounded down: longer chains must stay within five in a hundred at every scale.
        let few = |number: u32| round((f64::from(number) * scale).floor());
        let received = whole(self.received());
        let [online, counter, carried_over] = apportion([self.online, self.counter, self.carried_over], received);
        let not_due = u32::try_from(self.open()).unwrap_or(u32::MAX);
        let not_due = not_due.saturating_sub(self.open_overdue);
        let [early, on_time, late, open_overdue, not_due] =
            apportion([self.early, self.on_time, self.late, self.open_overdue, not_due], received);
        let [very_satisfied, satisfied, not_satisfied] =
            apportion([self.very_satisfied, self.satisfied, self.not_satisfied], whole(self.ratings()));
        Self {
            online,
            counter,
            post: part(self.post).min(counter),
            carried_over,
            early,
            on_time,
            late,
            open_overdue,
            open_paused: part(self.open_paused).min(not_due),
            very_satisfied,
            satisfied,
            not_satisfied,
            refused_results: part(self.refused_results),
            supplements: few(self.supplements),
            two_steps: few(self.two_steps),
            fees: few(self.fees),
            charges: few(self.charges),
            opinions: few(self.opinions),
            corrections: few(self.corrections),
            kept: few(self.kept),
            recalls: few(self.recalls),
            forwards: few(self.forwards),
            moves: few(self.moves),
            withdrawals: few(self.withdrawals),
            stops: few(self.stops),
            extensions: self.extensions.min(late),
            finished_before: part(self.finished_before),
            refused_at_intake: part(self.refused_at_intake),
            never_accepted: part(self.never_accepted),
            taken_back: part(self.taken_back),
        }
    }

    /// Every contradiction in these targets, in words.
    pub fn problems(&self) -> Vec<String> {
        let (resolved, open) = (self.resolved(), self.open());
        let (longer, without_result) = (self.longer(), self.without_result());
        let (carried_over, returned) = (u64::from(self.carried_over), resolved.saturating_sub(without_result));
        let beside = |special: u64, others: u64| if special == 0 { 0 } else { special + others };
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
                "longer chains (supplements, twoSteps, fees, charges, opinions, corrections, kept, recalls, forwards, moves) cannot exceed 5 % of resolved",
            ),
            (
                beside(longer, without_result + u64::from(self.late) + carried_over),
                resolved,
                "longer chains must fit into the resolved dossiers that are neither late nor carried over",
            ),
            (
                beside(without_result, carried_over),
                self.early.into(),
                "withdrawals + stops must fit into the early dossiers that are not carried over",
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

fn sum(parts: &[u32]) -> u64 {
    parts.iter().copied().map(u64::from).sum()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and a plan of four thousand million dossiers is refused by its size long before"
)]
fn round(number: f64) -> u32 {
    number.round() as u32
}

/// Shares `total` out in proportion to `parts`; what rounding leaves goes to the largest remainders.
fn apportion<const N: usize>(parts: [u32; N], total: u32) -> [u32; N] {
    let (sum, total) = (sum(&parts), u64::from(total));
    if sum == 0 {
        return parts;
    }
    let exact = parts.map(|part| u64::from(part) * total);
    let mut shares = exact.map(|product| product / sum);
    let left = total - shares.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..N).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(exact[i] % sum), i));
    for &i in order.iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[i] += 1;
    }
    shares.map(|share| u32::try_from(share).unwrap_or(u32::MAX))
}
