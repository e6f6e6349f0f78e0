//! What prevents a service from starting.

use motcua_kit::config::ConfigError;
use sea_orm::DbErr;

use crate::bus::BusError;

/// Why a service could not be built or started.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant says what failed")]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("database: {0}")]
    Db(#[from] DbErr),
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0} migrations are pending: run the subcommand migrate")]
    Pending(usize),
    #[error("the schema needs a release of generation {0} or newer")]
    TooNew(i32),
}
