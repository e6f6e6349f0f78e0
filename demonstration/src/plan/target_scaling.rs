//! A share of the targets whose sums still agree.

use super::targets::{Targets, sum};

impl Targets {
    /// A share of these targets. Sums are rounded first and divided by largest remainder, so they still agree.
    #[must_use]
    pub fn scaled(&self, scale: f64) -> Self {
        let whole = |number: u64| round(number as f64 * scale);
        let part = |number: u32| whole(u64::from(number));
        // Rounded down, so that longer scenarios stay within 5 % at every scale.
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
            required_fees: few(self.required_fees),
            procedure_fees: few(self.procedure_fees),
            opinions: few(self.opinions),
            corrections: few(self.corrections),
            declined_withdrawals: few(self.declined_withdrawals),
            recalls: few(self.recalls),
            forwards: few(self.forwards),
            moves: few(self.moves),
            withdrawals: few(self.withdrawals),
            missed_supplements: few(self.missed_supplements),
            extensions: self.extensions.min(late),
            finished_before: part(self.finished_before),
            refused_at_intake: part(self.refused_at_intake),
            unanswered: part(self.unanswered),
            withdrawn_early: part(self.withdrawn_early),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and a plan of four thousand million dossiers is refused by its size long before"
)]
fn round(number: f64) -> u32 {
    number.round() as u32
}

/// Divides `total` in proportion to `parts`, by largest remainder.
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
