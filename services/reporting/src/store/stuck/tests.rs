//! The rules are said twice, in Rust and in SQL: over rows of every kind both keep the same dossiers in the same order.

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

/// Numbers without a pattern, the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// A moment of the last three weeks, now and then the same one as another, rarely one to come.
    fn moment(&mut self) -> DateTime<Utc> {
        let half_hours = i64::try_from(self.throw(21 * 48)).unwrap() - 4;
        now() - TimeDelta::minutes(30 * half_hours)
    }

    fn maybe(&mut self) -> Option<DateTime<Utc>> {
        (self.throw(3) > 0).then(|| self.moment())
    }
}

/// A Wednesday, 10:17.
fn now() -> DateTime<Utc> {
    "2022-03-16T10:17:30.250+07:00".parse().unwrap()
}

fn patience() -> Patience {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let usual = Calendar::office_hours("A", 1, day(2021, 1, 1), day(2024, 1, 1));
    // Begins a week ago: of the time before nobody knows the working hours.
    let young = Calendar::office_hours("B", 1, day(2022, 3, 9), day(2024, 1, 1));
    let calendars = [("A".to_owned(), usual), ("B".to_owned(), young)].into();
    Patience { now: now(), calendars, hours: 16 }
}

/// Procedures by both calendars, by one that nobody published, and one that nobody told of.
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

async fn any_dossier(tx: &Tx, dice: &mut Dice, procedure: Uuid) {
    let id = Uuid::now_v7();
    let status = i32::try_from(dice.throw(10)).unwrap() + 1;
    let fee_paid_at = dice.maybe();
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
        submitted_at: Set(dice.moment()),
        moved_at: Set(dice.moment()),
        accepted_at: Set(dice.maybe()),
        paused_at: Set(dice.maybe()),
        lapses_at: Set(dice.maybe()),
        answered_at: Set(dice.maybe()),
        fee_asked: Set((dice.throw(4) > 0).then(|| fee(dice.throw(2).into()))),
        fee_paid: Set(fee_paid_at.map(|_| fee(dice.throw(2).into()))),
        fee_paid_at: Set(fee_paid_at),
        withdrawal_since: Set(dice.maybe().filter(|_| status == 7 || dice.throw(3) == 0)),
        returned_at: Set((status == 10).then(|| dice.moment())),
        recalls: Set(i32::try_from(dice.throw(2)).unwrap()),
        reopenings: Set(i32::try_from(dice.throw(2)).unwrap()),
        ..Default::default()
    };
    dossier::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    for n in 1..=i32::try_from(dice.throw(4)).unwrap() {
        any_line(tx, dice, id, n).await;
    }
    for _ in 0..dice.throw(3) {
        let row = opinion::ActiveModel {
            task_id: Set(Uuid::now_v7()),
            dossier_id: Set(id),
            agency: Set("H35.15".to_owned()),
            unit: Set("H35.15.02".to_owned()),
            asked_at: Set(dice.moment()),
            given_at: Set(dice.maybe()),
        };
        opinion::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    }
}

async fn any_line(tx: &Tx, dice: &mut Dice, id: Uuid, n: i32) {
    let holds = dice.throw(2) == 0;
    let row = timeline::ActiveModel {
        dossier_id: Set(id),
        n: Set(n),
        at: Set(dice.moment()),
        status: Set(4),
        unit: Set(holds.then(|| "H35.05.02".to_owned())),
        step_since: Set(dice.maybe().filter(|_| holds)),
        // Seldom past: an overdue step is listed however short it waits.
        step_due_at: Set(dice.maybe().map(|at| at + TimeDelta::days(14)).filter(|_| holds)),
        ..Default::default()
    };
    timeline::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
}

async fn generated(engine: Engine, seed: u64) -> motcua_testkit::database::TestDb {
    let (database, mut dice) = (fresh::<Migrator>(engine).await, Dice(seed));
    let tx = database.db.begin().await.unwrap();
    let procedures = procedures(&tx).await;
    for n in 0..DOSSIERS {
        any_dossier(&tx, &mut dice, procedures[n % procedures.len()]).await;
    }
    tx.commit().await.unwrap();
    database
}

/// All that may be stuck, as the rules keep and order it.
async fn kept(database: &motcua_testkit::database::TestDb, patience: &Patience) -> Vec<(DateTime<Utc>, DossierId)> {
    let all = found(database.db.read(), not_returned()).await.unwrap();
    let mut kept: Vec<_> = all
        .iter()
        .filter_map(|one| patience.too_long(&one.standing, one.calendar.as_deref()).map(|wait| (wait.since, one.id)))
        .collect();
    kept.sort();
    kept
}

#[tokio::test]
async fn sql_lists_exactly_what_the_rules_keep() {
    on_both(async |engine| {
        for (seed, hours) in [(1, 16), (2, 40), (3, 100)] {
            let (database, patience) = (generated(engine, seed).await, Patience { hours, ..patience() });
            let asked = Asked { agencies: None, patience: &patience, after: None };
            let listed = stuck(database.db.read(), &asked, DOSSIERS as u64).await.unwrap();
            let listed: Vec<_> = listed.iter().map(|one| (one.standing.waits_since(now()), one.id)).collect();
            let kept = kept(&database, &patience).await;
            assert!(kept.len() > DOSSIERS / 10 && kept.len() < DOSSIERS * 9 / 10, "{} of {DOSSIERS}", kept.len());
            assert_eq!(listed, kept, "{hours} hours");
        }
    })
    .await;
}
