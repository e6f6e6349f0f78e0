//! The list of stuck dossiers: its order, its pages, and who sees which of them.

use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::Value;

use crate::events::{opened_in, opinion_requested};
use crate::fixture::{Fixture, HEALTH, PLANNING, WATER};
use crate::stuck::{FAR, accepted_only, held, listed};

#[tokio::test]
async fn the_list_is_paged_with_the_longest_wait_first() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let mut expected = Vec::new();
        for day in ["2022-03-03", "2022-03-04", "2022-03-04", "2022-03-07", "2022-03-08"] {
            expected.push(accepted_only(&fixture, &format!("{day} 08:00")).await.to_string());
        }
        let all = listed(&fixture, "").await;
        assert_eq!(all.iter().map(|row| row["dossierId"].as_str().unwrap()).collect::<Vec<_>>(), expected);
        let minutes: Vec<_> = all.iter().map(|row| row["workingMinutes"].as_u64().unwrap()).collect();
        assert!(minutes.is_sorted_by(|longer, shorter| longer >= shorter), "{minutes:?}");
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/reports/stuck?limit=2{cursor}");
            let page = fixture.service.get(&path, &fixture.director()).await.expect(200);
            found.extend(
                page["items"].as_array().unwrap().iter().map(|row| row["dossierId"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(found, expected);
    })
    .await;
}

#[tokio::test]
async fn an_agency_sees_its_dossiers_and_those_that_wait_for_it() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let unit = format!("{PLANNING}.02");
        held(&fixture, &unit, "2022-03-09 08:00", FAR).await;
        let theirs = held(&fixture, &format!("{HEALTH}.02"), "2022-03-09 08:01", FAR).await;
        let asked = held(&fixture, &unit, "2022-03-09 08:02", FAR).await;
        fixture.publish(asked, "2022-03-09 08:02", &opinion_requested(asked, HEALTH)).await;
        fixture.service.assert_clean().await;
        let head = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.15.01"));
        let own = fixture.service.get("/v1/reports/stuck", &head).await.expect(200);
        let ids: Vec<_> =
            own["items"].as_array().unwrap().iter().map(|row| row["dossierId"].as_str().unwrap()).collect();
        assert_eq!(ids, [theirs.to_string(), asked.to_string()]);
        assert_eq!(listed(&fixture, &format!("?agency={PLANNING}")).await.len(), 3);
        fixture.service.get(&format!("/v1/reports/stuck?agency={PLANNING}"), &head).await.expect(403);
        for role in [Role::DeptOfficer, Role::IntakeOfficer, Role::SysAdmin, Role::Citizen] {
            let somebody = fixture.service.issuer.somebody(&[role], Some("H35.05.01"));
            fixture.service.get("/v1/reports/stuck", &somebody).await.expect(403);
        }
        let auditor = fixture.service.issuer.somebody(&[Role::Auditor], None);
        fixture.service.get("/v1/reports/stuck", &auditor).await.expect(200);
        fixture.service.get("/v1/reports/stuck", "").await.expect(401);
        for wrong in ["workingHours=0", "workingHours=2001", "limit=0", "cursor=x!"] {
            let answer = fixture.service.get(&format!("/v1/reports/stuck?{wrong}"), &auditor).await;
            assert_eq!(answer.wrong_fields(), [format!("/query/{}", wrong.split('=').next().unwrap())], "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_opinion_of_an_earlier_step_is_no_longer_waited_for() {
    on_both(async |engine| {
        let fixture = Fixture::with_calendar(engine).await;
        let unit = format!("{PLANNING}.02");
        let id = held(&fixture, &unit, "2022-03-08 08:00", FAR).await;
        fixture.publish(id, "2022-03-08 09:00", &opinion_requested(id, HEALTH)).await;
        fixture.publish(id, "2022-03-09 08:00", &opened_in(id, &unit, FAR)).await;
        // Another one is waited for in the step that is open now.
        let again = motcua_contracts::processing::OpinionRequested {
            task_id: uuid::Uuid::now_v7().to_string(),
            ..opinion_requested(id, WATER)
        };
        fixture.publish(id, "2022-03-09 09:00", &again).await;
        fixture.service.assert_clean().await;
        let of = async |agency: &str| own(&fixture, agency).await.len();
        assert_eq!((of(HEALTH).await, of(WATER).await, of(PLANNING).await), (0, 1, 1));
        let all = listed(&fixture, "").await;
        assert_eq!(
            (&all[0]["waitsFor"], &all[0]["responsible"]["unit"]["code"]),
            (&"opinion".into(), &"H35.31.02".into())
        );
    })
    .await;
}

/// What the head of a department of an agency sees.
async fn own(fixture: &Fixture, agency: &str) -> Vec<Value> {
    let head = fixture.service.issuer.somebody(&[Role::DeptHead], Some(&format!("{agency}.01")));
    fixture.service.get("/v1/reports/stuck", &head).await.expect(200)["items"].as_array().expect("items").clone()
}
