//! The state of the catalogue, its name and its subscriptions.

use motcua_messaging::Resources;

/// The service's name, also as a producer.
pub const NAME: &str = "catalogue";
/// The producers it subscribes to: none.
pub const SUBSCRIBES_TO: &[&str] = &[];

/// The state of the service: it needs nothing beside the common resources.
pub type App = Resources;
