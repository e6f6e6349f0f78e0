//! The tables as rows; private to the store.

pub mod agency {
    //! The agencies, with their units.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub name: String,
        pub name_en: String,
        pub kind: String,
        pub units: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod procedure {
    //! The newest published version of each procedure.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub name: String,
        pub field: String,
        pub agency: String,
        pub on_the_spot: bool,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dossier {
    //! A dossier as it stands; local dates beside the UTC moments.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub status: i32,
        pub reference: String,
        pub reference_mac: Vec<u8>,
        pub code: Option<String>,
        pub code_mac: Option<Vec<u8>>,
        pub procedure_id: Uuid,
        pub agency: String,
        pub channel: String,
        pub submitted_at: DateTimeUtc,
        pub accepted_at: Option<DateTimeUtc>,
        pub accepted_on: Option<Date>,
        pub due_at: Option<DateTimeUtc>,
        pub due_on: Option<Date>,
        pub paused_at: Option<DateTimeUtc>,
        pub supplement_until: Option<Date>,
        pub finished_at: Option<DateTimeUtc>,
        pub finished_on: Option<Date>,
        pub returned_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod timeline {
    //! What became of each dossier, in order: enough to tell how it stood at any moment.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "timeline")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub n: i32,
        pub at: DateTimeUtc,
        pub status: i32,
        pub due_at: Option<DateTimeUtc>,
        pub unit: Option<String>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod rating {
    //! The rating of a dossier; at most one.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rating")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        pub agency: String,
        pub score: String,
        pub at: DateTimeUtc,
        pub on_day: Date,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
