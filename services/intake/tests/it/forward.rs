//! Handed in at the counter of another agency (phi địa giới): its code, the way to the competent agency, the clock.

use motcua_contracts::ids::DossierId;
use motcua_contracts::intake::{DossierAccepted, DossierForwarded, DossierRefused, DossierSubmitted, DossierWithdrawn};
use motcua_contracts::lookup;
use motcua_contracts::time;
use motcua_kit::auth::Role;
use motcua_testkit::service::LOOKUP_KEY;
use motcua_testkit::{Engine, Shape, clock, on_both};
use serde_json::{Value, json};

use crate::office::{DOSSIERS, ELSEWHERE, Office, UNIT, id_of, path, without_secret};

async fn open(shape: impl Into<Shape>) -> Office {
    let office = Office::open(shape).await;
    office.publish_territory("province", "2021-02-01").await;
    office
}

async fn forwarded(office: &Office) -> DossierId {
    let id = office.submitted_elsewhere().await;
    office.accept(id, &office.elsewhere()).await.expect(200);
    id
}

async fn listed(office: &Office, token: &str, query: &str) -> Vec<String> {
    let page = office.rig.get(&format!("{DOSSIERS}{query}"), token).await.expect(200);
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_of_a_forwarded_dossier_starts_when_the_competent_agency_receives_it() {
    for shape in [Shape::EMBEDDED, Shape::CLUSTER] {
        let office = open(shape).await;
        let handed_in = office.rig.command(DOSSIERS, &office.elsewhere(), &office.submission("counter")).await;
        let handed_in = handed_in.expect(201);
        let id = id_of(&handed_in);
        office.rig.set_clock("2022-03-14 09:30");
        let sent = office.accept(id, &office.elsewhere()).await.expect(200);
        assert_eq!((&sent["status"], &sent["code"]), (&json!(2), &json!("H35.20-220314-0001")));
        assert_eq!((&sent["forwardedAt"], &sent["receiptIssue"]), (&json!("2022-03-14T02:30:00Z"), &json!(1)));
        assert_eq!(sent["limitFromReceipt"], json!({"unit": "workingDay", "amount": 5}));
        for promised in ["acceptedAt", "dueAt", "dueOn", "localDueOn"] {
            assert_eq!(sent[promised], Value::Null, "{promised}");
        }
        office.rig.assert_clean().await;
        assert!(office.rig.heard_of::<DossierAccepted>().is_empty());

        office.rig.set_clock("2022-03-16 08:00");
        let received = office.receive(id, &office.officer()).await.expect(200);
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

        office.rig.assert_clean().await;
        let (way, arrival) = (office.rig.heard_of::<DossierForwarded>(), office.rig.heard_of::<DossierAccepted>());
        assert_eq!((way.len(), arrival.len()), (1, 1), "{shape:?}");
        assert_eq!((way[0].agency.as_str(), way[0].received_by_unit.as_str()), ("H35.05", ELSEWHERE));
        let secret = handed_in["lookupSecret"].as_str().expect("a secret");
        assert_eq!(way[0].lookup_mac, lookup::mac(LOOKUP_KEY, &way[0].code, secret));
        assert_eq!(arrival[0].code, way[0].code);
        assert_eq!((arrival[0].agency.as_str(), arrival[0].received_by_unit.as_str()), ("H35.05", ELSEWHERE));
        assert_eq!(arrival[0].helped_by_unit, ELSEWHERE);
        assert_eq!(time::from_message(arrival[0].due_at), Some(clock::moment("2022-03-23 17:00")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_helped_who_received_and_who_decides_may_be_three() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let helped = office.rig.command(DOSSIERS, &office.elsewhere(), &office.submission("online")).await.expect(201);
        let id = id_of(&helped);
        let organisations = json!({"helpedBy": ELSEWHERE, "decides": "H35.05"});
        assert_eq!(office.read(id).await["organisations"], organisations);
        // Helping is not receiving.
        office.rig.get(&path(id, ""), &office.elsewhere()).await.expect(404);
        let accepted = office.accept(id, &office.officer()).await.expect(200);
        let organisations = json!({"helpedBy": ELSEWHERE, "receivedBy": UNIT, "decides": "H35.05"});
        assert_eq!((&accepted["code"], &accepted["organisations"]), (&json!("H35.05-220314-0001"), &organisations));
        let alone = office.rig.command(DOSSIERS, &office.citizen(), &office.submission("online")).await.expect(201);
        assert_eq!(office.read(id_of(&alone)).await["organisations"], json!({"decides": "H35.05"}));
        office.accept(id_of(&alone), &office.officer()).await.expect(200);
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<DossierAccepted>();
        let helped: Vec<_> = said.iter().map(|one| one.helped_by_unit.as_str()).collect();
        assert_eq!(helped, [ELSEWHERE, ""]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_procedure_is_received_as_far_as_its_territory_goes() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let far = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H12.03.01"));
        let submit = async |token: &str| {
            office.rig.command(DOSSIERS, token, &office.submission("counter")).await.status.as_u16()
        };
        assert_eq!((submit(&office.elsewhere()).await, submit(&far).await), (403, 403));
        office.publish_territory("province", "2021-02-01").await;
        assert_eq!((submit(&office.elsewhere()).await, submit(&far).await), (201, 403));
        office.publish_territory("country", "2021-03-01").await;
        assert_eq!((submit(&office.elsewhere()).await, submit(&far).await), (201, 201));
        // No longer: what was handed in meanwhile is not sent on, and takes no number.
        let id = office.submitted_elsewhere().await;
        office.publish_territory("none", "2021-04-01").await;
        assert_eq!(office.accept(id, &office.elsewhere()).await.expect(409)["code"], "conflict-state");
        office.publish_territory("province", "2021-05-01").await;
        let sent = office.accept(id, &office.elsewhere()).await.expect(200);
        assert_eq!(sent["code"], "H35.20-220314-0001");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_is_in_the_lists_of_both_counters_and_of_nobody_else() {
    on_both(|engine| async move {
        let office = open(engine).await;
        let id = office.submitted_elsewhere().await;
        let (here, there) = (office.officer(), office.elsewhere());
        let own = office.submitted().await;
        // Until it is sent on it is the other counter's alone.
        assert_eq!(listed(&office, &there, "?status=1").await, [id.to_string()]);
        assert_eq!(listed(&office, &here, "?status=1").await, [own.to_string()]);
        office.rig.get(&path(id, ""), &here).await.expect(404);
        office.accept(id, &there).await.expect(200);
        assert_eq!(listed(&office, &there, "?status=2").await, [id.to_string()]);
        assert_eq!(listed(&office, &here, "").await, [id.to_string(), own.to_string()]);
        office.receive(id, &here).await.expect(200);
        assert_eq!(listed(&office, &there, "").await, [id.to_string()]);
        let nobody = [
            office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.20.02")),
            office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.21.01")),
            office.rig.issuer.somebody(&[Role::DeptOfficer], Some(ELSEWHERE)),
            office.rig.issuer.somebody(&[Role::PostalClerk], Some(ELSEWHERE)),
        ];
        for token in nobody {
            office.rig.get(&path(id, ""), &token).await.expect(404);
            assert!(listed(&office, &token, "").await.is_empty());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_own_and_received_dossiers_are_read_page_by_page_in_one_order() {
    on_both(|engine| async move {
        let (office, mut wanted) = (open(engine).await, Vec::new());
        // The counter elsewhere has dossiers of its own agency too.
        let theirs = office.procedure_of("H35.20").await;
        let there = office.elsewhere();
        for round in 0..6 {
            if round % 2 == 0 {
                wanted.push(forwarded(&office).await.to_string());
            } else {
                let mut body = office.submission("counter");
                body["procedureId"] = json!(theirs);
                wanted.push(id_of(&office.rig.command(DOSSIERS, &there, &body).await.expect(201)).to_string());
            }
        }
        let (mut read, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = office.rig.get(&format!("{DOSSIERS}?limit=2{cursor}"), &there).await.expect(200);
            let items = page["items"].as_array().cloned().unwrap_or_default();
            read.extend(items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()));
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(read, wanted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_competent_agency_receives_and_refuses_what_is_on_its_way() {
    on_both(|engine| async move {
        let office = open(engine).await;
        let (id, there) = (forwarded(&office).await, office.elsewhere());
        office.receive(id, &there).await.expect(403);
        office.refuse(id, &there).await.expect(403);
        office.receive(id, &office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.21.01"))).await.expect(404);
        for role in [Role::DeptOfficer, Role::DeptHead, Role::Clerk, Role::PostalClerk] {
            office.receive(id, &office.staff(role)).await.expect(403);
        }
        assert_eq!(office.accept(id, &office.officer()).await.expect(409)["code"], "conflict-state");
        let without = office.rig.command(&path(id, "/refusal"), &office.officer(), &json!({})).await;
        assert_eq!(without.wrong_fields(), ["/reason"]);
        let refused = office.refuse(id, &office.officer()).await.expect(200);
        assert_eq!((&refused["status"], &refused["code"]), (&json!(3), &json!("H35.20-220314-0001")));
        office.receive(id, &office.officer()).await.expect(409);
        // Who holds the receipt finds why.
        let seen = office.rig.get(&path(id, ""), &there).await.expect(200);
        assert_eq!(seen["refusedReason"], "Không thuộc phạm vi");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierRefused>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_its_way_is_taken_back_at_once_and_counted_nowhere() {
    on_both(|engine| async move {
        let office = open(engine).await;
        let (id, reason) = (forwarded(&office).await, json!({"reason": "Không còn nhu cầu"}));
        let back = office.rig.command(&path(id, "/withdrawal"), &office.elsewhere(), &reason).await.expect(200);
        assert_eq!((&back["status"], &back["code"]), (&json!(8), &json!("H35.20-220314-0001")));
        office.receive(id, &office.officer()).await.expect(409);
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<DossierWithdrawn>().len(), 1);
        assert!(office.rig.heard_of::<DossierAccepted>().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forwarding_and_receiving_twice_are_harmless() {
    on_both(|engine| async move {
        let office = open(engine).await;
        let (id, there, here) = (forwarded(&office).await, office.elsewhere(), office.officer());
        let sent = without_secret(office.rig.get(&path(id, ""), &there).await.expect(200));
        office.rig.set_clock("2022-03-15 10:00");
        assert_eq!(office.accept(id, &there).await.expect(200), sent);
        let received = office.receive(id, &here).await.expect(200);
        office.rig.set_clock("2022-03-16 10:00");
        assert_eq!(office.receive(id, &here).await.expect(200), received);
        assert_eq!(office.accept(id, &there).await.expect(200), received);
        // Only what was sent on is received.
        let own = office.accepted().await;
        for never_sent in [own, office.submitted().await] {
            office.receive(never_sent, &here).await.expect(409);
        }
        office.rig.assert_clean().await;
        let said = (office.rig.heard_of::<DossierForwarded>().len(), office.rig.heard_of::<DossierAccepted>().len());
        assert_eq!(said, (1, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_dossier_keeps_the_version_its_receipt_promised() {
    let office = open(Engine::Sqlite).await;
    let id = forwarded(&office).await;
    office.publish(3, "2022-03-15").await;
    office.rig.set_clock("2022-03-16 08:00");
    let received = office.receive(id, &office.officer()).await.expect(200);
    assert_eq!(received["dueOn"], "2022-03-23", "five working days, as the receipt says");
    office.rig.assert_clean().await;
    assert_eq!(office.rig.heard_of::<DossierAccepted>()[0].procedure_version, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_that_received_takes_papers_but_corrects_nothing() {
    on_both(|engine| async move {
        let office = open(engine).await;
        let (id, there) = (forwarded(&office).await, office.elsewhere());
        office.receive(id, &office.officer()).await.expect(200);
        let asked = motcua_contracts::processing::SupplementRequested {
            dossier_id: id.to_string(),
            deadline: "2022-04-14".into(),
            ..Default::default()
        };
        office.rig.say(id.0, &asked).await;
        office.rig.settle().await;
        let correction = json!({"procedureId": office.procedure, "caseCode": "1", "reason": "Chọn nhầm thủ tục"});
        office.rig.command(&path(id, "/correction"), &there, &correction).await.expect(403);
        let answer = office.supplement(id, &there).await.expect(200);
        assert_eq!(answer["awaitsSupplement"], false);
        let corrected = office.rig.command(&path(id, "/correction"), &office.officer(), &correction).await.expect(200);
        assert_eq!((&corrected["code"], &corrected["receiptIssue"]), (&json!("H35.20-220314-0001"), &json!(3)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_of_a_counter_are_numbered_in_its_own_row() {
    let office = open(Engine::Sqlite).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let (away, own) = (forwarded(&office).await, office.accepted().await);
        for id in [away, own] {
            codes.push(office.read(id).await["code"].clone());
        }
    }
    assert_eq!(codes, ["H35.20-220314-0001", "H35.05-220314-0001", "H35.20-220314-0002", "H35.05-220314-0002"]);
    office.rig.assert_clean().await;
    assert_eq!(office.rig.heard_of::<DossierSubmitted>().len(), 4);
}
