//! The state of processing, its name and its subscriptions.

use motcua_messaging::Resources;

/// The service's name, also as a producer.
pub const NAME: &str = "processing";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["catalogue", "routing"];

/// The state of the service.
pub type App = Resources;
