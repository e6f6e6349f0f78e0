//! Opens every service on its own SQLite file, after migrating it.

use std::path::Path;
use std::sync::Arc;

use motcua_kit::Clocks;
use motcua_kit::auth::Verifier;
use motcua_kit::config::Secret;
use motcua_kit::db::Db;
use motcua_messaging::{Bus, Env, Service, StartError};
use motcua_payments::OnlineCheckout;
use sea_orm_migration::MigratorTrait;

use crate::folder::database_url;

/// Connections per database.
pub(super) const CONNECTIONS: u32 = 8;

/// What all services of the process share.
pub(super) struct SharedEnv<'a> {
    pub(super) data: &'a Path,
    pub(super) bus: Arc<dyn Bus>,
    pub(super) clocks: Clocks,
    pub(super) verifier: Verifier,
    pub(super) lookup_key: Secret,
    /// How fees are paid online; `None` when they are paid at the counter only.
    pub(super) online: Option<OnlineCheckout>,
}

/// Opens all services.
///
/// # Errors
/// When a database cannot be opened or migrated, or the bus refuses a subscription.
pub(super) async fn open_all(shared: &SharedEnv<'_>) -> Result<Vec<Service>, StartError> {
    use motcua_catalogue as catalogue;
    use motcua_intake as intake;
    use motcua_processing as processing;
    use motcua_ratings as ratings;
    use motcua_reporting as reporting;
    use motcua_results as results;
    use motcua_routing as routing;
    let build_intake = |env| intake::build_with(env, shared.online.clone());
    Ok(vec![
        open::<catalogue::Migrator, _, _>(shared, catalogue::NAME, catalogue::build).await?,
        open::<intake::Migrator, _, _>(shared, intake::NAME, build_intake).await?,
        open::<routing::Migrator, _, _>(shared, routing::NAME, routing::build).await?,
        open::<processing::Migrator, _, _>(shared, processing::NAME, processing::build).await?,
        open::<results::Migrator, _, _>(shared, results::NAME, results::build).await?,
        open::<ratings::Migrator, _, _>(shared, ratings::NAME, ratings::build).await?,
        open::<reporting::Migrator, _, _>(shared, reporting::NAME, reporting::build).await?,
    ])
}

async fn open<M, F, Fut>(shared: &SharedEnv<'_>, name: &str, build: F) -> Result<Service, StartError>
where
    M: MigratorTrait,
    F: FnOnce(Env) -> Fut,
    Fut: Future<Output = Result<Service, StartError>>,
{
    let db = Db::connect(&database_url(shared.data, name), CONNECTIONS).await?;
    db.migrate::<M>().await?;
    build(Env {
        db,
        bus: shared.bus.clone(),
        clocks: shared.clocks.clone(),
        verifier: shared.verifier.clone(),
        lookup_key: shared.lookup_key.clone(),
    })
    .await
}
