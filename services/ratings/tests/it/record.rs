//! Who may rate what, and how often.

use motcua_contracts::ids::DossierId;
use motcua_contracts::ratings::RatingRecorded;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::people::{People, SECRET, code};

fn satisfied(number: u32) -> Value {
    json!({"code": code("H35.05", number), "score": "satisfied"})
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kiosk_rates_with_the_code_alone() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        let dossier = people.returned("H35.05", 1, false).await;
        people.rig.set_clock("2022-03-14 10:00");
        let rated = people.rate(&people.kiosk, &satisfied(1)).await.expect(201);
        assert_eq!((&rated["channel"], &rated["ratedAt"]), (&json!("kiosk"), &json!("2022-03-14T03:00:00Z")));
        people.rig.assert_clean().await;
        let said = people.rig.heard_of::<RatingRecorded>();
        let expected = RatingRecorded {
            dossier_id: dossier.to_string(),
            agency: "H35.05".into(),
            score: "satisfied".into(),
            channel: "kiosk".into(),
        };
        assert_eq!(said, [expected]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_rates_the_own_dossier_or_proves_code_and_secret() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, true).await;
        people.returned("H35.05", 2, false).await;
        let own = people.rate(&people.citizen(people.applicant), &satisfied(1)).await.expect(201);
        assert_eq!(own["channel"], "online");
        // As people type it from paper.
        let body = json!({"code": " h35.05-220314-0002", "lookupSecret": "7kOq-LxyZ", "score": "notSatisfied", "reason": "late"});
        let proved = people.rate(&people.citizen(Uuid::now_v7()), &body).await.expect(201);
        assert_eq!(proved["reason"], "late");
        people.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_and_unproved_look_the_same() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, true).await;
        let stranger = people.citizen(Uuid::now_v7());
        let known = code("H35.05", 1);
        let bodies = [
            json!({"code": code("H35.05", 9), "score": "satisfied"}),
            json!({"code": code("H35.05", 9), "lookupSecret": SECRET, "score": "satisfied"}),
            json!({"code": known, "score": "satisfied"}),
            json!({"code": known, "lookupSecret": "00000000", "score": "satisfied"}),
        ];
        let mut answers = Vec::new();
        for body in &bodies {
            let mut answer = people.rate(&stranger, body).await.expect(404);
            answer.as_object_mut().unwrap().remove("instance");
            answers.push(answer);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        people.rate(&people.kiosk, &bodies[0]).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_never_rate() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let body = json!({"code": code("H35.05", 1), "lookupSecret": SECRET, "score": "verySatisfied"});
        for role in [Role::IntakeOfficer, Role::ResultOfficer, Role::DeptHead, Role::CentreDirector, Role::Auditor] {
            let officer = people.rig.issuer.somebody(&[role], Some("H35.05.01"));
            people.rate(&officer, &body).await.expect(403);
        }
        people.rate("", &body).await.expect(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_is_rated_after_the_return_and_once_whichever_channel() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        let dossier = DossierId::mint();
        people.accept(dossier, "H35.05", 1, true).await;
        people.rig.settle().await;
        let early = people.rate(&people.kiosk, &satisfied(1)).await.expect(409);
        assert_eq!(early["code"], "conflict-state");
        people.hand_over(dossier).await;
        people.rig.settle().await;
        people.rate(&people.kiosk, &satisfied(1)).await.expect(201);
        let second = people.rate(&people.citizen(people.applicant), &satisfied(1)).await.expect(409);
        assert_eq!(second["code"], "conflict-state");
        assert!(second["detail"].as_str().unwrap().contains("rated already"), "{second}");
        people.rig.assert_clean().await;
        assert_eq!(people.rig.heard_of::<RatingRecorded>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gives_the_same_answer() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let post = async || people.rig.post("/v1/ratings", &people.kiosk, "k", &satisfied(1)).await;
        let first = post().await;
        let again = post().await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(first.expect(201), again.expect(201));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_counts() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        people.returned("H35.05", 1, false).await;
        let body = satisfied(1);
        let answers = futures::future::join_all((0..12).map(|_| people.rate(&people.kiosk, &body))).await;
        let taken = answers.iter().filter(|answer| answer.status == 201).count();
        let refused = answers.iter().filter(|answer| answer.status == 409).count();
        assert_eq!((taken, refused), (1, 11));
        people.rig.assert_clean().await;
        assert_eq!(people.rig.heard_of::<RatingRecorded>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_heard_before_the_acceptance_waits_for_it() {
    on_both(async |engine| {
        let people = People::gather(engine).await;
        let dossier = DossierId::mint();
        people.hand_over(dossier).await;
        people.rig.settle_with(1).await;
        people.accept(dossier, "H35.05", 1, false).await;
        people.rig.assert_clean().await;
        people.rate(&people.kiosk, &satisfied(1)).await.expect(201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_guessed_at_five_times_and_the_applicant_is_not_shut_out() {
    let people = People::gather(Engine::Sqlite).await;
    people.returned("H35.05", 1, true).await;
    people.returned("H35.05", 2, false).await;
    let stranger = people.citizen(Uuid::now_v7());
    let guess = |number: u32, secret: &str| json!({"code": code("H35.05", number), "lookupSecret": secret, "score": "satisfied"});
    // A code that does not exist is shut like one that does.
    for number in [1, 9] {
        for _ in 0..5 {
            people.rate(&stranger, &guess(number, "00000000")).await.expect(404);
        }
        let shut = people.rate(&people.citizen(Uuid::now_v7()), &guess(number, SECRET)).await;
        assert_eq!((shut.header("retry-after"), shut.json["code"].as_str()), ("900", Some("rate-limited")));
        shut.expect(429);
    }
    people.rate(&people.citizen(people.applicant), &guess(1, "00000000")).await.expect(201);
    // What proves right does not count, nor does what names no secret.
    people.rate(&stranger, &guess(2, SECRET)).await.expect(201);
    for _ in 0..6 {
        people.rate(&stranger, &guess(2, SECRET)).await.expect(409);
        people.rate(&stranger, &satisfied(2)).await.expect(404);
    }
}
