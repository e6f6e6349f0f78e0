//! The rules exist twice, in Rust and in SQL: over generated rows both list the same dossiers in the same order.

use chrono::{NaiveDate, TimeDelta};
use motcua_kit::Tx;
use motcua_testkit::database::fresh;
use motcua_testkit::{Engine, on_both};
use motcua_worktime::Calendar;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::Migrator;
use crate::store::entities::timeline;

const DOSSIERS: usize = 600;

/// Pseudo-random numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A moment of the last three weeks, now and then the same one as another, rarely one to come.
    fn moment(&mut self) -> DateTime<Utc> {
        let half_hours = i64::try_from(self.below(21 * 48)).unwrap() - 4;
        now() - TimeDelta::minutes(30 * half_hours)
    }

    fn maybe(&mut self) -> Option<DateTime<Utc>> {
        (self.below(3) > 0).then(|| self.moment())
    }
}

/// A Wednesday, 10:17.
fn now() -> DateTime<Utc> {
    "2022-03-16T10:17:30.250+07:00".parse().unwrap()
}

fn threshold() -> StuckThreshold {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let usual = Calendar::office_hours("A", 1, day(2021, 1, 1), day(2024, 1, 1));
    // Begins a week ago: the working hours before are not known.
    let young = Calendar::office_hours("B", 1, day(2022, 3, 9), day(2024, 1, 1));
    let calendars = [("A".to_owned(), usual), ("B".to_owned(), young)].into();
    StuckThreshold { now: now(), calendars, hours: 16 }
}

/// Procedures by both calendars and by an unpublished one, and the id of an unpublished procedure.
async fn procedures(tx: &Tx) -> Vec<Uuid> {
    let ids: Vec<Uuid> = (0..4).map(|_| Uuid::now_v7()).collect();
    for (id, calendar) in ids.iter().zip(["A", "B", "C"]) {
        let row = procedure::ActiveModel {
            id: Set(*id),
            version: Set(1),
            name: Set(String::new()),
            field: Set(String::new()),
            agency: Set(String::new()),
            on_the_spot: Set(false),
            calendar: Set(calendar.to_owned()),
        };
        procedure::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    }
    ids
}

async fn any_dossier(tx: &Tx, random: &mut Random, procedure: Uuid) {
    let id = Uuid::now_v7();
    let status = i32::try_from(random.below(10)).unwrap() + 1;
    let fee_paid_at = random.maybe();
    // One of two fees.
    let fee = |number| Uuid::from_u128(number);
    let row = dossier::ActiveModel {
        id: Set(id),
        status: Set(status),
        reference: Set(id.simple().to_string()[8..].to_owned()),
        reference_mac: Set(Vec::new()),
        procedure_id: Set(procedure),
        agency: Set("H35.05".to_owned()),
        channel: Set("online".to_owned()),
        submitted_at: Set(random.moment()),
        moved_at: Set(random.moment()),
        accepted_at: Set(random.maybe()),
        paused_at: Set(random.maybe()),
        lapses_at: Set(random.maybe()),
        answered_at: Set(random.maybe()),
        fee_asked: Set((random.below(4) > 0).then(|| fee(random.below(2).into()))),
        fee_paid: Set(fee_paid_at.map(|_| fee(random.below(2).into()))),
        fee_paid_at: Set(fee_paid_at),
        withdrawal_since: Set(random.maybe().filter(|_| status == 7 || random.below(3) == 0)),
        returned_at: Set((status == 10).then(|| random.moment())),
        recalls: Set(i32::try_from(random.below(2)).unwrap()),
        reopenings: Set(i32::try_from(random.below(2)).unwrap()),
        ..Default::default()
    };
    dossier::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    for n in 1..=i32::try_from(random.below(4)).unwrap() {
        any_timeline_row(tx, random, id, n).await;
    }
    for _ in 0..random.below(3) {
        let row = opinion::ActiveModel {
            task_id: Set(Uuid::now_v7()),
            dossier_id: Set(id),
            agency: Set("H35.15".to_owned()),
            unit: Set("H35.15.02".to_owned()),
            asked_at: Set(random.moment()),
            given_at: Set(random.maybe()),
        };
        opinion::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    }
}

async fn any_timeline_row(tx: &Tx, random: &mut Random, id: Uuid, n: i32) {
    let holds = random.below(2) == 0;
    let row = timeline::ActiveModel {
        dossier_id: Set(id),
        n: Set(n),
        at: Set(random.moment()),
        status: Set(4),
        unit: Set(holds.then(|| "H35.05.02".to_owned())),
        step_since: Set(random.maybe().filter(|_| holds)),
        // Seldom past: an overdue step is listed however short it waits.
        step_due_at: Set(random.maybe().map(|at| at + TimeDelta::days(14)).filter(|_| holds)),
        ..Default::default()
    };
    timeline::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
}

async fn generated(engine: Engine, seed: u64) -> motcua_testkit::database::TestDb {
    let (database, mut random) = (fresh::<Migrator>(engine).await, Random(seed));
    let tx = database.db.begin().await.unwrap();
    let procedures = procedures(&tx).await;
    for n in 0..DOSSIERS {
        any_dossier(&tx, &mut random, procedures[n % procedures.len()]).await;
    }
    tx.commit().await.unwrap();
    database
}

/// The stuck dossiers by the rules, in their order.
async fn by_rules(
    database: &motcua_testkit::database::TestDb,
    threshold: &StuckThreshold,
) -> Vec<(DateTime<Utc>, DossierId)> {
    let all = list(database.db.read(), not_returned()).await.unwrap();
    let mut stuck: Vec<_> = all
        .iter()
        .filter_map(|one| threshold.too_long(&one.candidate, one.calendar.as_deref()).map(|wait| (wait.since, one.id)))
        .collect();
    stuck.sort();
    stuck
}

#[tokio::test]
async fn sql_lists_the_same_dossiers_as_the_rules() {
    on_both(async |engine| {
        for (seed, hours) in [(1, 16), (2, 40), (3, 100)] {
            let (database, threshold) = (generated(engine, seed).await, StuckThreshold { hours, ..threshold() });
            let query = StuckQuery { agencies: None, threshold: &threshold, after: None };
            let listed = list_stuck(database.db.read(), &query, DOSSIERS as u64).await.unwrap();
            let listed: Vec<_> = listed.iter().map(|one| (one.candidate.waits_since(now()), one.id)).collect();
            let expected = by_rules(&database, &threshold).await;
            assert!(
                expected.len() > DOSSIERS / 10 && expected.len() < DOSSIERS * 9 / 10,
                "{} of {DOSSIERS}",
                expected.len()
            );
            assert_eq!(listed, expected, "{hours} hours");
        }
    })
    .await;
}
