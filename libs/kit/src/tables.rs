//! The tables that the kit itself needs in every service's database.

use sea_orm_migration::MigrationTrait;

/// Their migrations, oldest first.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(crate::idempotency::Tables),
        Box::new(crate::history::Tables),
        Box::new(crate::idempotency::AgeIndex),
        Box::new(crate::idempotency::VersionColumn),
        Box::new(crate::access::Tables),
        Box::new(crate::attempts::Tables),
    ]
}
