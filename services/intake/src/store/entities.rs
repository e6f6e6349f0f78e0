//! The tables as rows; private to the store.

pub mod dossier {
    //! A dossier as it was handed in, with its stage.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub reference: String,
        pub code: Option<String>,
        pub status: i32,
        pub agency: String,
        pub procedure_id: Uuid,
        pub case_code: String,
        pub channel: String,
        pub account_id: Option<Uuid>,
        pub applicant: String,
        pub papers: String,
        pub sets: i32,
        pub delivery_method: String,
        pub return_address: Option<String>,
        pub secret: String,
        pub partners: String,
        pub helped_by: Option<String>,
        pub counter: String,
        pub receiver: Option<String>,
        pub fee_vnd: i64,
        pub fee_paid_vnd: i64,
        pub stage: String,
        pub submitted_at: DateTimeUtc,
        pub received_at: Option<DateTimeUtc>,
        pub accepted_at: Option<DateTimeUtc>,
        pub due_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod code_sequence {
    //! The last number given by each agency on each day.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "code_sequence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: Date,
        pub last: i64,
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
        pub effective_from: Date,
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

pub mod payment {
    //! Payments for fees, made or started.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub number: i32,
        pub fee_id: Uuid,
        pub amount_vnd: i64,
        pub payment_method: String,
        pub state: String,
        pub surplus_vnd: i64,
        pub refunded_vnd: i64,
        pub surplus_at: Option<DateTimeUtc>,
        pub transaction: Option<String>,
        pub begun_by: String,
        pub begun_at: DateTimeUtc,
        pub paid_at: Option<DateTimeUtc>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod payment_refund {
    //! Refunds of payments; `version` is the one of the dossier from that change on.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment_refund")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub payment_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub dossier_id: Uuid,
        pub amount_vnd: i64,
        pub transaction: Option<String>,
        pub reason: String,
        pub refunded_by: String,
        pub refunded_at: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod disputed_payment {
    //! Payment notifications that were refused.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "disputed_payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub reference: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub transaction: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub amount_vnd: i64,
        pub ordered_vnd: Option<i64>,
        pub dispute: String,
        pub paid_at: DateTimeUtc,
        pub recorded_at: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod payment_statement {
    //! The payment platform's settlement statements, every version of each day.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment_statement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: Date,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub lines: String,
        pub uploaded_by: String,
        pub uploaded_at: DateTimeUtc,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
