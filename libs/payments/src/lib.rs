//! Paying a fee online: the order, the payment notification, the settlement statement and its reconciliation.
//!
//! Nothing here calls the payment platform. An order is a signed URL that the applicant's browser opens, a notification
//! is a signed request from the platform, and a statement is a file, so no call waits inside a database transaction.

#![warn(missing_docs)]

mod notification;
mod online_checkout;
mod order;
mod platform;
mod reconcile;
mod signature;
mod signed_redirect;
mod simulator;
mod statement;

pub use notification::{NotificationError, PaymentNotification, SignedPaymentNotification};
pub use online_checkout::OnlineCheckout;
pub use order::{Order, OrderError};
pub use platform::{PaymentPlatform, SetupError};
pub use reconcile::{Pair, Reconciliation, reconcile};
pub use signed_redirect::SignedRedirect;
pub use simulator::{Simulator, simulator};
pub use statement::{Line, LineKind, Statement};
