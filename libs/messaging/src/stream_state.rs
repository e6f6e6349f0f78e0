//! Notices that the broker lost events: a stream that was created anew, or whose sequence went backwards.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, QueryTrait};

use crate::bus::StreamState;
use motcua_kit::Db;

mod row {
    //! What was last seen of a stream of the broker.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stream_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub stream: String,
        pub created: String,
        pub last_sequence: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Whether `now` shows that events were lost since the state `before` was seen.
pub(crate) fn lost_events(before: &StreamState, now: &StreamState) -> bool {
    before.created != now.created || now.last_sequence < before.last_sequence
}

/// What was last seen of each stream; nothing before the first look.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn last_seen(db: &Db) -> Result<HashMap<String, StreamState>, DbErr> {
    let state = |row: row::Model| {
        (row.stream, StreamState { created: row.created, last_sequence: row.last_sequence.unsigned_abs() })
    };
    Ok(row::Entity::find().all(db.read()).await?.into_iter().map(state).collect())
}

/// Remembers what is seen now.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn remember(db: &Db, stream: &str, seen: &StreamState) -> Result<(), DbErr> {
    let row = row::ActiveModel {
        stream: Set(stream.to_owned()),
        created: Set(seen.created.clone()),
        last_sequence: Set(seen.last_sequence.cast_signed()),
    };
    let newer = OnConflict::column(row::Column::Stream)
        .update_columns([row::Column::Created, row::Column::LastSequence])
        .to_owned();
    let tx = db.unit_of_work();
    tx.defer(&row::Entity::insert(row).on_conflict(newer).into_query(), 1);
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_stream_or_a_lower_sequence_means_lost_events() {
        let seen = |created: &str, last_sequence| StreamState { created: created.to_owned(), last_sequence };
        assert!(!lost_events(&seen("a", 5), &seen("a", 5)));
        assert!(!lost_events(&seen("a", 5), &seen("a", 9)));
        assert!(lost_events(&seen("a", 5), &seen("a", 4)));
        assert!(lost_events(&seen("a", 5), &seen("b", 9)));
    }
}
