//! Who sees which dossiers.

use motcua_contracts::ids::DossierId;
use motcua_office::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::fixture::{DOSSIERS, Fixture, id_of, path};

async fn online(fixture: &Fixture, citizen: &str) -> DossierId {
    id_of(&fixture.service.command(DOSSIERS, citizen, &fixture.submission("online")).await.expect(201))
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_sees_only_the_own_dossiers() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (mai, nam) = (fixture.citizen(), fixture.citizen());
        let (of_mai, of_nam) = (online(&fixture, &mai).await, online(&fixture, &nam).await);
        let at_the_counter = fixture.submitted().await;
        let own = fixture.service.get(&path(of_mai, ""), &mai).await.expect(200);
        assert_eq!(own["applicant"]["name"], "Lò Thị Mai");
        let mut unknown = fixture.service.get(&path(DossierId::mint(), ""), &mai).await.expect(404);
        unknown["instance"] = Value::Null;
        for id in [of_nam, at_the_counter] {
            let mut answer = fixture.service.get(&path(id, ""), &mai).await.expect(404);
            answer["instance"] = Value::Null;
            assert_eq!(answer, unknown);
            let mut answer = fixture.supplement(id, &mai).await.expect(404);
            answer["instance"] = Value::Null;
            assert_eq!(answer, unknown);
        }
        let mut nonsense = fixture.service.get("/v1/dossiers/nonsense", &mai).await.expect(404);
        nonsense["instance"] = Value::Null;
        assert_eq!(nonsense, unknown);
        assert_eq!(ids(&fixture.service.get(DOSSIERS, &mai).await.expect(200)), [of_mai.to_string()]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_their_agency_the_director_all_an_administrator_none() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let id = online(&fixture, &fixture.citizen()).await;
    let other_agency = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    // Not a prefix: another agency whose code begins the same.
    let alike = fixture.service.issuer.somebody(&[Role::IntakeOfficer], Some("H35.051.01"));
    let cases = [
        (fixture.officer(), 200),
        (fixture.staff(Role::DeptHead), 200),
        (fixture.service.issuer.somebody(&[Role::CentreDirector], None), 200),
        (fixture.service.issuer.somebody(&[Role::Auditor], None), 200),
        (other_agency, 404),
        (alike, 404),
        (fixture.service.issuer.somebody(&[Role::IntakeOfficer], None), 404),
        (fixture.staff(Role::SysAdmin), 403),
        (fixture.staff(Role::Kiosk), 403),
        (String::new(), 401),
    ];
    for (token, status) in cases {
        let answer = fixture.service.get(&path(id, ""), &token).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
        match status {
            404 => assert_eq!(fixture.service.get(DOSSIERS, &token).await.expect(200), json!({"items": []})),
            403 => drop(fixture.service.get(DOSSIERS, &token).await.expect(403)),
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_page_by_page_oldest_first() {
    on_both(async |engine| {
        let (fixture, mut wanted) = (Fixture::start(engine).await, Vec::new());
        for _ in 0..5 {
            wanted.push(fixture.submitted().await.to_string());
        }
        let officer = fixture.officer();
        let (mut read, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = fixture.service.get(&format!("{DOSSIERS}?limit=2&status=1{cursor}"), &officer).await.expect(200);
            read.extend(ids(&page));
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(read, wanted);
        assert!(ids(&fixture.service.get(&format!("{DOSSIERS}?status=2"), &officer).await.expect(200)).is_empty());
        for bad in ["limit=0", "limit=201", "limit=x", "cursor=zzz", "colour=red", "status=one"] {
            let answer = fixture.service.get(&format!("{DOSSIERS}?{bad}"), &officer).await;
            assert_eq!(answer.status.as_u16(), 422, "{bad}: {}", answer.json);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postal_clerk_hands_in_and_sees_nothing() {
    let fixture = Fixture::start(Engine::Sqlite).await;
    let clerk = fixture.staff(Role::PostalClerk);
    let id = id_of(&fixture.service.command(DOSSIERS, &clerk, &fixture.submission("post")).await.expect(201));
    fixture.service.get(&path(id, ""), &clerk).await.expect(403);
    fixture.supplement(id, &clerk).await.expect(403);
    fixture.service.get(DOSSIERS, &clerk).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_sees_who_looked_at_the_dossier() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mai = fixture.citizen();
        let id = online(&fixture, &mai).await;
        let accesses = async |token: &str| fixture.service.get(&path(id, "/accesses"), token).await;
        assert_eq!(accesses(&mai).await.expect(200), json!({"items": []}));
        fixture.service.get(&path(id, ""), &fixture.officer()).await.expect(200);
        fixture.service.get(DOSSIERS, &fixture.officer()).await.expect(200);
        fixture.service.get(&path(id, ""), &mai).await.expect(200);
        let shown = accesses(&mai).await.expect(200)["items"].as_array().cloned().unwrap_or_default();
        let seen: Vec<_> = shown.iter().map(|one| (&one["operation"], one["unit"].is_string(), &one["own"])).collect();
        let (get, list) = (json!("getDossier"), json!("listDossiers"));
        assert_eq!(seen, [(&get, false, &json!(true)), (&list, true, &json!(false)), (&get, true, &json!(false))]);
        assert!(shown.iter().all(|one| one.get("account").is_none()), "{shown:?}");
        accesses(&fixture.citizen()).await.expect(404);
    })
    .await;
}
