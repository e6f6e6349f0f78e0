//! The two clocks: wall time for tokens, leases and retention; business time for everything legal.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};

/// Tells the time. Business time can be set by hand only in a process started with `MOTCUA_CLOCK=manual`.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that moves only when it is set; microseconds since 1970, UTC.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A manual clock that shows `at`.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }

    /// Now, in UTC, cut to the microseconds that both database engines keep.
    pub fn now(&self) -> DateTime<Utc> {
        let micros = match self {
            Self::System => system_now().timestamp_micros(),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_micros(micros).unwrap_or_default()
    }

    /// Moves a manual clock to `at`. Answers false, and changes nothing, for the machine's clock
    /// and for a moment before the present one: business time never runs backwards.
    pub fn set(&self, at: DateTime<Utc>) -> bool {
        match self {
            Self::System => false,
            Self::Manual(now) => now.fetch_max(at.timestamp_micros(), Ordering::SeqCst) <= at.timestamp_micros(),
        }
    }

    /// Whether this clock is set by hand.
    pub fn is_manual(&self) -> bool {
        matches!(self, Self::Manual(_))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

/// Both clocks of a process.
#[derive(Debug, Clone)]
pub struct Clocks {
    /// Tokens, leases, retries, retention.
    pub wall: Clock,
    /// Deadlines, codes, periods, receipts.
    pub business: Clock,
}

impl Clocks {
    /// The machine's clock for both.
    pub fn system() -> Self {
        Self { wall: Clock::System, business: Clock::System }
    }

    /// The machine's clock for wall time, and a business clock that starts at `at` and is set by hand.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self { wall: Clock::System, business: Clock::manual(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn business_time_never_runs_backwards() {
        let start = DateTime::from_timestamp(1_640_000_000, 0).unwrap();
        let clock = Clock::manual(start);
        assert!(clock.set(start + TimeDelta::hours(1)));
        assert!(!clock.set(start));
        assert_eq!(clock.now(), start + TimeDelta::hours(1));
        assert!(!Clock::System.set(start));
    }
}
