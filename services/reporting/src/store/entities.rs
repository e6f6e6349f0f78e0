//! The tables as rows; private to the store.

pub mod agency {
    //! The agencies with their units; an agency that ends has its last local day and its successor.
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
        pub successor: Option<String>,
        pub valid_to: Option<Date>,
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
        pub calendar: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dossier {
    //! The present state of a dossier; moments are UTC, dates are local.
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
        pub procedure_version: Option<i32>,
        pub case_code: Option<String>,
        pub agency: String,
        pub channel: String,
        pub has_fee: bool,
        pub submitted_at: DateTimeUtc,
        pub moved_at: DateTimeUtc,
        pub accepted_at: Option<DateTimeUtc>,
        pub accepted_on: Option<Date>,
        pub due_at: Option<DateTimeUtc>,
        pub due_on: Option<Date>,
        pub paused_at: Option<DateTimeUtc>,
        pub supplement_until: Option<Date>,
        pub lapses_at: Option<DateTimeUtc>,
        pub finished_at: Option<DateTimeUtc>,
        pub finished_on: Option<Date>,
        pub returned_at: Option<DateTimeUtc>,
        pub received_by: Option<String>,
        pub receiving_agency: Option<String>,
        pub withdrawal_since: Option<DateTimeUtc>,
        pub answered_at: Option<DateTimeUtc>,
        pub fee_asked: Option<Uuid>,
        pub fee_paid: Option<Uuid>,
        pub fee_paid_at: Option<DateTimeUtc>,
        pub promised_at: Option<DateTimeUtc>,
        pub promised_since: Option<DateTimeUtc>,
        pub recalls: i32,
        pub reopenings: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod timeline {
    //! The timeline of each dossier after its submission, in order: enough to know its state at any moment. A row with
    //! a unit names the unit that holds the dossier from then on, with the open step; the last such row is the present
    //! one.
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
        pub what: Option<String>,
        pub unit: Option<String>,
        pub agency: Option<String>,
        pub role: Option<String>,
        pub step_since: Option<DateTimeUtc>,
        pub step_due_at: Option<DateTimeUtc>,
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

pub mod revoked_completion {
    //! A completion that was revoked because the issued result came back for an error. It was valid from its day to the
    //! day before the dossier was reopened, and reports of that time still count it.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "revoked_completion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub n: i32,
        pub finished_at: DateTimeUtc,
        pub finished_on: Date,
        pub due_at: DateTimeUtc,
        pub due_on: Date,
        pub reopened_on: Date,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod opinion {
    //! An opinion that another unit was asked for; `agency` is the agency of that unit.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "opinion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: Uuid,
        pub dossier_id: Uuid,
        pub agency: String,
        pub unit: String,
        pub asked_at: DateTimeUtc,
        pub given_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod payment {
    //! The payments received for a dossier, in Vietnamese dong, in the order of intake's events: a fee can be paid in
    //! parts.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub n: i32,
        pub fee_id: Uuid,
        pub amount_vnd: i64,
        pub payment_method: String,
        pub at: DateTimeUtc,
        pub on_day: Date,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod term_fee {
    //! The fee of a case and channel of a procedure version, where there is one, in Vietnamese dong.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "term_fee")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub procedure_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub channel: String,
        pub fee_vnd: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod calendar {
    //! The newest published version of each working calendar.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub version: i32,
        pub body: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
