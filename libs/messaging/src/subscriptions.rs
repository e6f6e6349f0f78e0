//! Which producers a consumer has subscribed to before: a new subscription begins with the producer's past events.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QuerySelect};

use crate::bus::Bus;
use motcua_kit::Db;

pub mod row {
    //! A producer that the consumer has subscribed to.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subscription")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub producer: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Has the events of every new producer delivered from the first one. Those that were applied before are dropped by the
/// sequence check.
///
/// # Errors
/// A description, when the database or the bus fails; the producer then stays new.
pub(crate) async fn replay_new(db: &Db, bus: &dyn Bus, producers: &[&str]) -> Result<(), String> {
    let known: Vec<String> = row::Entity::find()
        .select_only()
        .column(row::Column::Producer)
        .into_tuple()
        .all(db.read())
        .await
        .map_err(|error| error.to_string())?;
    for producer in producers.iter().filter(|producer| !known.iter().any(|known| known == *producer)) {
        bus.replay(producer).await.map_err(|error| error.to_string())?;
        remember(db, producer).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

async fn remember(db: &Db, producer: &str) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    let row = row::ActiveModel { producer: Set(producer.to_owned()) };
    let known = OnConflict::column(row::Column::Producer).do_nothing().to_owned();
    row::Entity::insert(row).on_conflict(known).exec_without_returning(tx.db()).await?;
    tx.commit().await
}
