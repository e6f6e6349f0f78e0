//! Paying a fee online: the order that is handed over, the notice that comes back, the statement they are held against.
//!
//! Nothing here calls the payment platform. An order is a signed address that the applicant's browser opens, a notice
//! is a signed request of the platform, and a statement is a file: so none of it stands inside a transaction.

mod notice;
mod online;
mod order;
mod platform;
mod reconcile;
mod signature;
mod simulator;
mod statement;

pub use notice::{Notice, NoticeError, SignedNotice};
pub use online::Online;
pub use order::{Order, OrderError};
pub use platform::{PaymentPlatform, SetupError, SignedRedirect};
pub use reconcile::{Pair, Reconciliation, reconcile};
pub use simulator::{Simulator, simulator};
pub use statement::{Line, LineKind, Statement};
