//! The tables as rows; private to the store.

pub mod task {
    //! A task with its present stage.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub code: String,
        pub procedure_id: Uuid,
        pub agency: String,
        pub step_number: i32,
        pub kind: String,
        pub name: String,
        pub unit: String,
        pub role: String,
        pub due_at: DateTimeUtc,
        pub dossier_due_at: DateTimeUtc,
        pub state: String,
        pub stage: String,
        pub supplement: Option<String>,
        pub fee: Option<String>,
        pub extension: Option<String>,
        pub withdrawing: bool,
        pub opened_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
