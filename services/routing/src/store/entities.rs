//! The tables as rows; private to the store.

pub mod journey {
    //! A journey with its present stage.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "journey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        pub code: String,
        pub agency: String,
        pub status: i32,
        pub unit: Option<String>,
        pub units: Option<String>,
        pub procedure_id: Uuid,
        pub procedure_version: i32,
        pub account_id: Option<Uuid>,
        pub process: String,
        pub stage: String,
        pub round_state: String,
        pub clock: String,
        pub accepted_at: DateTimeUtc,
        pub due_at: Option<DateTimeUtc>,
        pub finished_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod procedure {
    //! Copies of the published procedure versions.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure_copy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub procedure_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod calendar {
    //! Copies of the published calendars.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_copy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agency {
    //! Copies of the agencies.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_copy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
