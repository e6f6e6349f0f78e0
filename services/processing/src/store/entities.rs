//! The tables as rows; private to the store.

pub mod agency {
    //! An agency as the catalogue published it last.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_copy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub units: String,
        pub valid_from: Option<Date>,
        pub valid_to: Option<Date>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

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
        pub opinion: Option<String>,
        pub withdrawing: bool,
        pub opened_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dossier {
    //! The stop, the decision and the applicant of a dossier; there is no row while it has none of them.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        pub stopped: bool,
        pub decided: bool,
        pub applicant: Option<Uuid>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
