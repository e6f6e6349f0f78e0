//! The state of routing, its name and its subscriptions.

use motcua_messaging::Resources;

/// The service's name, also as a producer.
pub const NAME: &str = "routing";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["catalogue", "intake", "processing", "results"];

/// The state of the service.
pub type App = Resources;
