//! Why a run ended without a result.

/// One sentence for the operator. Runs end at the first failure, so nothing is matched on it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
