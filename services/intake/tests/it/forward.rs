//! Dossiers handed in at the counter of another agency (phi địa giới): code, forwarding, start of the clock.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::{DossierAccepted, DossierForwarded, DossierRefused, DossierSubmitted, DossierWithdrawn};
use motcua_contracts::lookup;
use motcua_contracts::time;
use motcua_office::Role;
use motcua_testkit::service::LOOKUP_KEY;
use motcua_testkit::{Engine, Shape, clock, on_both};
use serde_json::{Value, json};

use crate::fixture::{DOSSIERS, ELSEWHERE, Fixture, UNIT, id_of, path, without_secret};

async fn open(shape: impl Into<Shape>) -> Fixture {
    let fixture = Fixture::start(shape).await;
    fixture.publish_territory("province", "2021-02-01").await;
    fixture
}

async fn forwarded(fixture: &Fixture) -> DossierId {
    let id = fixture.submitted_elsewhere().await;
    fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
    id
}

async fn listed(fixture: &Fixture, token: &str, query: &str) -> Vec<String> {
    let page = fixture.service.get(&format!("{DOSSIERS}{query}"), token).await.expect(200);
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_starts_when_the_competent_agency_receives_a_forwarded_dossier() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let fixture = open(shape).await;
        let handed_in =
            fixture.service.command(DOSSIERS, &fixture.receiving_counter(), &fixture.submission("counter")).await;
        let handed_in = handed_in.expect(201);
        let id = id_of(&handed_in);
        fixture.service.set_clock("2022-03-14 09:30");
        let sent = fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
        assert_eq!((&sent["status"], &sent["code"]), (&json!(2), &json!("H35.20-220314-0001")));
        assert_eq!((&sent["forwardedAt"], &sent["receiptIssue"]), (&json!("2022-03-14T02:30:00Z"), &json!(1)));
        assert_eq!(sent["limitFromReceipt"], json!({"unit": "workingDay", "amount": 5}));
        for promised in ["acceptedAt", "dueAt", "dueOn", "localDueOn"] {
            assert_eq!(sent[promised], Value::Null, "{promised}");
        }
        fixture.service.assert_clean().await;
        assert!(fixture.service.published_of::<DossierAccepted>().is_empty());

        fixture.service.set_clock("2022-03-16 08:00");
        let received = fixture.receive(id, &fixture.officer()).await.expect(200);
        assert_eq!((&received["status"], &received["code"]), (&json!(2), &sent["code"]));
        // Five working days after the Wednesday on which it arrived.
        assert_eq!(
            (&received["acceptedAt"], &received["dueOn"]),
            (&json!("2022-03-16T01:00:00Z"), &json!("2022-03-23"))
        );
        assert_eq!((&received["forwardedAt"], &received["receiptIssue"]), (&sent["forwardedAt"], &json!(2)));
        assert_eq!(received["limitFromReceipt"], Value::Null);
        let organisations = json!({"helpedBy": ELSEWHERE, "receivedBy": ELSEWHERE, "decides": "H35.05"});
        assert_eq!((&sent["organisations"], &received["organisations"]), (&organisations, &organisations));

        fixture.service.assert_clean().await;
        let (forwarded, arrival) =
            (fixture.service.published_of::<DossierForwarded>(), fixture.service.published_of::<DossierAccepted>());
        assert_eq!((forwarded.len(), arrival.len()), (1, 1), "{shape:?}");
        assert_eq!((forwarded[0].agency.as_str(), forwarded[0].received_by_unit.as_str()), ("H35.05", ELSEWHERE));
        let secret = handed_in["lookupSecret"].as_str().expect("a secret");
        assert_eq!(forwarded[0].lookup_mac, lookup::mac(LOOKUP_KEY, &forwarded[0].code, secret));
        assert_eq!(arrival[0].code, forwarded[0].code);
        assert_eq!((arrival[0].agency.as_str(), arrival[0].received_by_unit.as_str()), ("H35.05", ELSEWHERE));
        assert_eq!(arrival[0].helped_by_unit, ELSEWHERE);
        assert_eq!(time::from_message(arrival[0].due_at), Some(clock::moment("2022-03-23 17:00")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn helping_receiving_and_deciding_organisations_may_differ() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let helped = fixture
            .service
            .command(DOSSIERS, &fixture.receiving_counter(), &fixture.submission("online"))
            .await
            .expect(201);
        let id = id_of(&helped);
        let organisations = json!({"helpedBy": ELSEWHERE, "decides": "H35.05"});
        assert_eq!(fixture.read(id).await["organisations"], organisations);
        // Helping is not receiving.
        fixture.service.get(&path(id, ""), &fixture.receiving_counter()).await.expect(404);
        let accepted = fixture.accept(id, &fixture.officer()).await.expect(200);
        let organisations = json!({"helpedBy": ELSEWHERE, "receivedBy": UNIT, "decides": "H35.05"});
        assert_eq!((&accepted["code"], &accepted["organisations"]), (&json!("H35.05-220314-0001"), &organisations));
        let alone =
            fixture.service.command(DOSSIERS, &fixture.citizen(), &fixture.submission("online")).await.expect(201);
        assert_eq!(fixture.read(id_of(&alone)).await["organisations"], json!({"decides": "H35.05"}));
        fixture.accept(id_of(&alone), &fixture.officer()).await.expect(200);
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<DossierAccepted>();
        let helped: Vec<_> = published.iter().map(|one| one.helped_by_unit.as_str()).collect();
        assert_eq!(helped, [ELSEWHERE, ""]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_is_received_at_the_counters_of_its_territory() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let far = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H12.03.01"));
        let submit = async |token: &str| {
            fixture.service.command(DOSSIERS, token, &fixture.submission("counter")).await.status.as_u16()
        };
        assert_eq!((submit(&fixture.receiving_counter()).await, submit(&far).await), (403, 403));
        fixture.publish_territory("province", "2021-02-01").await;
        assert_eq!((submit(&fixture.receiving_counter()).await, submit(&far).await), (201, 403));
        fixture.publish_territory("country", "2021-03-01").await;
        assert_eq!((submit(&fixture.receiving_counter()).await, submit(&far).await), (201, 201));
        // No longer received here: what was submitted before is not forwarded, and uses no number.
        let id = fixture.submitted_elsewhere().await;
        fixture.publish_territory("none", "2021-04-01").await;
        assert_eq!(fixture.accept(id, &fixture.receiving_counter()).await.expect(409)["code"], "conflict-state");
        fixture.publish_territory("province", "2021-05-01").await;
        let sent = fixture.accept(id, &fixture.receiving_counter()).await.expect(200);
        assert_eq!(sent["code"], "H35.20-220314-0001");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_is_listed_for_both_counters_only() {
    on_both(async |engine| {
        let fixture = open(engine).await;
        let id = fixture.submitted_elsewhere().await;
        let (here, there) = (fixture.officer(), fixture.receiving_counter());
        let own = fixture.submitted().await;
        // Until it is forwarded only the other counter sees it.
        assert_eq!(listed(&fixture, &there, "?status=1").await, [id.to_string()]);
        assert_eq!(listed(&fixture, &here, "?status=1").await, [own.to_string()]);
        fixture.service.get(&path(id, ""), &here).await.expect(404);
        fixture.accept(id, &there).await.expect(200);
        assert_eq!(listed(&fixture, &there, "?status=2").await, [id.to_string()]);
        assert_eq!(listed(&fixture, &here, "").await, [id.to_string(), own.to_string()]);
        fixture.receive(id, &here).await.expect(200);
        assert_eq!(listed(&fixture, &there, "").await, [id.to_string()]);
        let nobody = [
            fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.20.02")),
            fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.21.01")),
            fixture.service.issuer.somebody(&[Role::DeptOfficer], Some(ELSEWHERE)),
        ];
        for token in nobody {
            fixture.service.get(&path(id, ""), &token).await.expect(404);
            assert!(listed(&fixture, &token, "").await.is_empty());
        }
        let postal_clerk = fixture.service.issuer.somebody(&[Role::PostalClerk], Some(ELSEWHERE));
        fixture.service.get(&path(id, ""), &postal_clerk).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn own_and_received_dossiers_are_listed_page_by_page_in_one_order() {
    on_both(async |engine| {
        let (fixture, mut wanted) = (open(engine).await, Vec::new());
        // The counter elsewhere has dossiers of its own agency too.
        let theirs = fixture.procedure_of("H35.20").await;
        let there = fixture.receiving_counter();
        for round in 0..6 {
            if round % 2 == 0 {
                wanted.push(forwarded(&fixture).await.to_string());
            } else {
                let mut body = fixture.submission("counter");
                body["procedureId"] = json!(theirs);
                wanted.push(id_of(&fixture.service.command(DOSSIERS, &there, &body).await.expect(201)).to_string());
            }
        }
        let (mut read, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = fixture.service.get(&format!("{DOSSIERS}?limit=2{cursor}"), &there).await.expect(200);
            let items = page["items"].as_array().cloned().unwrap_or_default();
            read.extend(items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()));
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(read, wanted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_competent_agency_receives_or_refuses_a_forwarded_dossier() {
    on_both(async |engine| {
        let fixture = open(engine).await;
        let (id, there) = (forwarded(&fixture).await, fixture.receiving_counter());
        fixture.receive(id, &there).await.expect(403);
        fixture.refuse(id, &there).await.expect(403);
        fixture
            .receive(id, &fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.21.01")))
            .await
            .expect(404);
        for role in [Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::PostalClerk] {
            fixture.receive(id, &fixture.staff(role)).await.expect(403);
        }
        assert_eq!(fixture.accept(id, &fixture.officer()).await.expect(409)["code"], "conflict-state");
        let without = fixture.service.command(&path(id, "/refusal"), &fixture.officer(), &json!({})).await;
        assert_eq!(without.wrong_fields(), ["/reason"]);
        let refused = fixture.refuse(id, &fixture.officer()).await.expect(200);
        assert_eq!((&refused["status"], &refused["code"]), (&json!(3), &json!("H35.20-220314-0001")));
        fixture.receive(id, &fixture.officer()).await.expect(409);
        // Who holds the receipt finds why.
        let seen = fixture.service.get(&path(id, ""), &there).await.expect(200);
        assert_eq!(seen["refusedReason"], "Không thuộc phạm vi");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierRefused>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_is_withdrawn_at_once_and_counted_nowhere() {
    on_both(async |engine| {
        let fixture = open(engine).await;
        let (id, reason) = (forwarded(&fixture).await, json!({"reason": "Không còn nhu cầu"}));
        let back =
            fixture.service.command(&path(id, "/withdrawal"), &fixture.receiving_counter(), &reason).await.expect(200);
        assert_eq!((&back["status"], &back["code"]), (&json!(8), &json!("H35.20-220314-0001")));
        fixture.receive(id, &fixture.officer()).await.expect(409);
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<DossierWithdrawn>().len(), 1);
        assert!(fixture.service.published_of::<DossierAccepted>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forwarding_and_receiving_twice_changes_nothing() {
    on_both(async |engine| {
        let fixture = open(engine).await;
        let (id, there, here) = (forwarded(&fixture).await, fixture.receiving_counter(), fixture.officer());
        let sent = without_secret(fixture.service.get(&path(id, ""), &there).await.expect(200));
        fixture.service.set_clock("2022-03-15 10:00");
        assert_eq!(fixture.accept(id, &there).await.expect(200), sent);
        let received = fixture.receive(id, &here).await.expect(200);
        fixture.service.set_clock("2022-03-16 10:00");
        assert_eq!(fixture.receive(id, &here).await.expect(200), received);
        assert_eq!(fixture.accept(id, &there).await.expect(200), received);
        // Only a forwarded dossier is received.
        let own = fixture.accepted().await;
        for never_sent in [own, fixture.submitted().await] {
            fixture.receive(never_sent, &here).await.expect(409);
        }
        fixture.service.assert_clean().await;
        let published = (
            fixture.service.published_of::<DossierForwarded>().len(),
            fixture.service.published_of::<DossierAccepted>().len(),
        );
        assert_eq!(published, (1, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_keeps_the_version_of_its_receipt() {
    let fixture = open(Engine::Sqlite).await;
    let id = forwarded(&fixture).await;
    fixture.publish(3, "2022-03-15").await;
    fixture.service.set_clock("2022-03-16 08:00");
    let received = fixture.receive(id, &fixture.officer()).await.expect(200);
    assert_eq!(received["dueOn"], "2022-03-23", "five working days, as the receipt says");
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<DossierAccepted>()[0].procedure_version, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_that_received_takes_papers_but_corrects_nothing() {
    on_both(async |engine| {
        let fixture = open(engine).await;
        let (id, there) = (forwarded(&fixture).await, fixture.receiving_counter());
        fixture.receive(id, &fixture.officer()).await.expect(200);
        let asked = motcua_contracts::processing::SupplementRequested {
            dossier_id: id.to_string(),
            deadline: "2022-04-14".into(),
            ..Default::default()
        };
        fixture.service.publish(id.0, &asked).await;
        fixture.service.settle().await;
        let correction = json!({"procedureId": fixture.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        fixture.service.command(&path(id, "/correction"), &there, &correction).await.expect(403);
        let answer = fixture.supplement(id, &there).await.expect(200);
        assert_eq!(answer["awaitsSupplement"], false);
        let corrected =
            fixture.service.command(&path(id, "/correction"), &fixture.officer(), &correction).await.expect(200);
        assert_eq!((&corrected["code"], &corrected["receiptIssue"]), (&json!("H35.20-220314-0001"), &json!(3)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_agency_numbers_its_codes_separately() {
    let fixture = open(Engine::Sqlite).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let (away, own) = (forwarded(&fixture).await, fixture.accepted().await);
        for id in [away, own] {
            codes.push(fixture.read(id).await["code"].clone());
        }
    }
    assert_eq!(codes, ["H35.20-220314-0001", "H35.05-220314-0001", "H35.20-220314-0002", "H35.05-220314-0002"]);
    fixture.service.assert_clean().await;
    assert_eq!(fixture.service.published_of::<DossierSubmitted>().len(), 4);
}
