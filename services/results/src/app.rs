//! The state of results, its name and its subscriptions.

use motcua_messaging::Resources;

/// The service's name, also as a producer.
pub const NAME: &str = "results";
/// The producers it subscribes to.
pub const SUBSCRIBES_TO: &[&str] = &["catalogue", "processing", "routing"];

/// The state of the service.
pub type App = Resources;
