//! The tables as rows; private to the store.

pub mod document {
    //! A result document with its present stage.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "result_document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub round: i32,
        pub code: String,
        pub agency: String,
        pub procedure_id: Uuid,
        pub granted: bool,
        pub decided_at: DateTimeUtc,
        pub state: String,
        pub stage: String,
        pub number: Option<String>,
        pub seal: Option<String>,
        pub issued_at: Option<DateTimeUtc>,
        pub returned_at: Option<DateTimeUtc>,
        pub collected_by: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod number_counter {
    //! The last number given by each agency in each year.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_counter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub last: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
