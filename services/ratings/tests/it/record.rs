//! Who may rate what, and how often.

use motcua_contracts::ids::DossierId;
use motcua_contracts::ratings::RatingRecorded;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::{Fixture, SECRET, code};

fn satisfied(number: u32) -> Value {
    json!({"code": code("H35.05", number), "score": "satisfied"})
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kiosk_rates_with_the_code_alone() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.returned("H35.05", 1, false).await;
        fixture.service.set_clock("2022-03-14 10:00");
        let rated = fixture.rate(&fixture.kiosk, &satisfied(1)).await.expect(201);
        assert_eq!((&rated["channel"], &rated["ratedAt"]), (&json!("kiosk"), &json!("2022-03-14T03:00:00Z")));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<RatingRecorded>();
        let expected = RatingRecorded {
            dossier_id: dossier.to_string(),
            agency: "H35.05".into(),
            score: "satisfied".into(),
            channel: "kiosk".into(),
        };
        assert_eq!(published, [expected]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_rates_the_own_dossier_or_proves_code_and_secret() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, true).await;
        fixture.returned("H35.05", 2, false).await;
        let own = fixture.rate(&fixture.citizen(fixture.applicant), &satisfied(1)).await.expect(201);
        assert_eq!(own["channel"], "online");
        // As people type it from paper.
        let body = json!({"code": " h35.05-220314-0002", "lookupSecret": "7kOq-LxyZ", "score": "notSatisfied", "reason": "late"});
        let proved = fixture.rate(&fixture.citizen(Uuid::now_v7()), &body).await.expect(201);
        assert_eq!(proved["reason"], "late");
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_code_and_a_wrong_secret_get_the_same_response() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, true).await;
        let stranger = fixture.citizen(Uuid::now_v7());
        let known = code("H35.05", 1);
        let bodies = [
            json!({"code": code("H35.05", 9), "score": "satisfied"}),
            json!({"code": code("H35.05", 9), "lookupSecret": SECRET, "score": "satisfied"}),
            json!({"code": known, "score": "satisfied"}),
            json!({"code": known, "lookupSecret": "00000000", "score": "satisfied"}),
        ];
        let mut answers = Vec::new();
        for body in &bodies {
            let mut answer = fixture.rate(&stranger, body).await.expect(404);
            answer.as_object_mut().unwrap().remove("instance");
            answers.push(answer);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        fixture.rate(&fixture.kiosk, &bodies[0]).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_never_rate() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let body = json!({"code": code("H35.05", 1), "lookupSecret": SECRET, "score": "verySatisfied"});
        for role in [Role::IntakeOfficer, Role::ResultOfficer, Role::DeptHead, Role::CentreDirector, Role::Auditor] {
            let officer = fixture.service.issuer.somebody(&[role], Some("H35.05.01"));
            fixture.rate(&officer, &body).await.expect(403);
        }
        fixture.rate("", &body).await.expect(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_is_rated_after_the_return_and_once_whichever_channel() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        fixture.accept(dossier, "H35.05", 1, true).await;
        fixture.service.settle().await;
        let early = fixture.rate(&fixture.kiosk, &satisfied(1)).await.expect(409);
        assert_eq!(early["code"], "conflict-state");
        fixture.hand_over(dossier).await;
        fixture.service.settle().await;
        fixture.rate(&fixture.kiosk, &satisfied(1)).await.expect(201);
        let second = fixture.rate(&fixture.citizen(fixture.applicant), &satisfied(1)).await.expect(409);
        assert_eq!(second["code"], "conflict-state");
        assert!(second["detail"].as_str().unwrap().contains("đã được đánh giá"), "{second}");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<RatingRecorded>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_with_the_same_key_returns_the_stored_response() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let post = async || fixture.service.post("/v1/ratings", &fixture.kiosk, "k", &satisfied(1)).await;
        let first = post().await;
        let again = post().await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(first.expect(201), again.expect(201));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_concurrent_ratings_of_a_dossier_one_is_recorded() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.returned("H35.05", 1, false).await;
        let body = satisfied(1);
        let answers = futures::future::join_all((0..12).map(|_| fixture.rate(&fixture.kiosk, &body))).await;
        let recorded = answers.iter().filter(|answer| answer.status == 201).count();
        let refused = answers.iter().filter(|answer| answer.status == 409).count();
        assert_eq!((recorded, refused), (1, 11));
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<RatingRecorded>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_before_the_acceptance_is_parked_until_it_arrives() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = DossierId::mint();
        fixture.hand_over(dossier).await;
        fixture.service.settle_with(1).await;
        fixture.accept(dossier, "H35.05", 1, false).await;
        fixture.service.assert_clean().await;
        fixture.rate(&fixture.kiosk, &satisfied(1)).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_secrets_lock_a_code_but_not_its_applicant() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    fixture.returned("H35.05", 1, true).await;
    fixture.returned("H35.05", 2, false).await;
    let stranger = fixture.citizen(Uuid::now_v7());
    let guess = |number: u32, secret: &str| json!({"code": code("H35.05", number), "lookupSecret": secret, "score": "satisfied"});
    // A code that does not exist is locked like one that does.
    for number in [1, 9] {
        for _ in 0..5 {
            fixture.rate(&stranger, &guess(number, "00000000")).await.expect(404);
        }
        let locked = fixture.rate(&fixture.citizen(Uuid::now_v7()), &guess(number, SECRET)).await;
        assert_eq!((locked.header("retry-after"), locked.json["code"].as_str()), ("900", Some("rate-limited")));
        locked.expect(429);
    }
    fixture.rate(&fixture.citizen(fixture.applicant), &guess(1, "00000000")).await.expect(201);
    // A correct secret does not count as an attempt, nor does a request without one.
    fixture.rate(&stranger, &guess(2, SECRET)).await.expect(201);
    for _ in 0..6 {
        fixture.rate(&stranger, &guess(2, SECRET)).await.expect(409);
        fixture.rate(&stranger, &satisfied(2)).await.expect(404);
    }
}
