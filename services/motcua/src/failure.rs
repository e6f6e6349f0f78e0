//! Why a command of the command line ended without a result.

/// One sentence for the operator. Commands end at the first failure, so nothing is matched on it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
