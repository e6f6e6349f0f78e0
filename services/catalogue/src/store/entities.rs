//! The tables as rows; private to the store.

pub mod agency {
    //! An agency with its units, as JSON of the API.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod procedure {
    //! A procedure: the stage of its newest version, and what lists show of the newest published one.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub stage: String,
        pub published_version: Option<i32>,
        pub name: String,
        pub field: String,
        pub agency: String,
        pub on_the_spot: bool,
        pub synthetic: bool,
        pub search_fold: String,
        pub search_exact: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod procedure_version {
    //! The content of each version of a procedure, as JSON of the API.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure_version")]
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
    //! A working calendar: the stage of its newest version.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub stage: String,
        pub published_version: Option<i32>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod calendar_version {
    //! The content of each version of a calendar, as JSON of the API.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
