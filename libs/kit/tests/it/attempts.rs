//! Failed guesses are counted for all replicas, outlive a restart, and shut nobody else out.

use chrono::TimeDelta;
use futures::future::join_all;
use motcua_kit::attempts::{Attempt, AttemptKey, AttemptLimiter, DEFAULT_MAX_FAILURES, WINDOW};
use motcua_kit::{Clock, Db};
use motcua_testkit::on_both;
use sea_orm::DbErr;

use crate::fixture::open;

fn limiter(db: Db, wall: &Clock) -> AttemptLimiter {
    AttemptLimiter::new(DEFAULT_MAX_FAILURES, db, wall.clone())
}

fn key(code: &str, address: &str) -> AttemptKey {
    AttemptKey::new(code, address.parse().ok())
}

async fn guess(attempts: &AttemptLimiter, key: &AttemptKey, is_right: bool) -> Attempt<()> {
    attempts.guard(key, async { Ok::<_, DbErr>(is_right.then_some(())) }).await.expect("a database")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sixth_guess_is_not_checked_at_any_replica_and_after_a_restart() {
    on_both(|engine| async move {
        let (service, wall) = (open(engine).await, Clock::manual(Clock::System.now()));
        let (one, other) =
            (limiter(service.database.db.clone(), &wall), limiter(service.database.again().await, &wall));
        let mine = key("H35.05-221205-0001", "192.0.2.1");
        for turn in 0..5 {
            let replica = if turn % 2 == 0 { &one } else { &other };
            assert_eq!(guess(replica, &mine, false).await, Attempt::Wrong);
        }
        let restarted = limiter(service.database.again().await, &wall);
        for replica in [&one, &other, &restarted] {
            assert_eq!(guess(replica, &mine, true).await, Attempt::LockedOut);
        }
        assert!(wall.set(wall.now() + TimeDelta::from_std(WINDOW).expect("a duration") + TimeDelta::seconds(1)));
        assert_eq!(guess(&other, &mine, false).await, Attempt::Wrong);
        assert_eq!(guess(&other, &mine, true).await, Attempt::Right(()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_elsewhere_does_not_shut_the_owner_out() {
    on_both(|engine| async move {
        let (service, wall) = (open(engine).await, Clock::manual(Clock::System.now()));
        let attempts = limiter(service.database.db.clone(), &wall);
        for _ in 0..6 {
            guess(&attempts, &key("H35.05-221205-0001", "198.51.100.7"), false).await;
        }
        assert_eq!(guess(&attempts, &key("H35.05-221205-0001", "192.0.2.1"), true).await, Attempt::Right(()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_once_do_not_exceed_the_limit() {
    on_both(|engine| async move {
        let (service, wall) = (open(engine).await, Clock::manual(Clock::System.now()));
        let (attempts, mine) = (limiter(service.database.db.clone(), &wall), key("A", "192.0.2.1"));
        let outcomes = join_all((0..40).map(|_| guess(&attempts, &mine, false))).await;
        let checked = outcomes.iter().filter(|outcome| **outcome == Attempt::Wrong).count();
        assert!((1..=5).contains(&checked), "{checked} were checked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_wrong_guesses_count_and_a_reset_starts_from_zero() {
    on_both(|engine| async move {
        let (service, wall) = (open(engine).await, Clock::manual(Clock::System.now()));
        let (attempts, mine) = (limiter(service.database.db.clone(), &wall), key("A", "192.0.2.1"));
        for _ in 0..20 {
            let outage = async { Err::<Option<()>, _>(DbErr::Custom("outage".into())) };
            assert!(attempts.guard(&mine, outage).await.is_err());
            assert_eq!(guess(&attempts, &mine, true).await, Attempt::Right(()));
        }
        for _ in 0..4 {
            guess(&attempts, &mine, false).await;
        }
        attempts.reset(&mine).await.expect("a database");
        for _ in 0..5 {
            assert_eq!(guess(&attempts, &mine, false).await, Attempt::Wrong);
        }
    })
    .await;
}
