//! The tables as rows; private to the store.

pub mod right {
    //! A rating right with its present stage.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rating_right")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        pub code: String,
        pub agency: String,
        pub account_id: Option<Uuid>,
        pub lookup_mac: Vec<u8>,
        pub stage: String,
        pub returned_at: Option<DateTimeUtc>,
        pub score: Option<String>,
        pub rated_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
