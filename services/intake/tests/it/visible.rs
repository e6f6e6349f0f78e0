//! Who sees which dossiers.

use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Role;
use motcua_testkit::{Engine, on_both};
use serde_json::{Value, json};

use crate::office::{DOSSIERS, Office, id_of, path};

async fn online(office: &Office, citizen: &str) -> DossierId {
    id_of(&office.rig.command(DOSSIERS, citizen, &office.submission("online")).await.expect(201))
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_sees_the_own_dossiers_and_no_trace_of_others() {
    on_both(|engine| async move {
        let office = Office::open(engine).await;
        let (mai, nam) = (office.citizen(), office.citizen());
        let (of_mai, of_nam) = (online(&office, &mai).await, online(&office, &nam).await);
        let at_the_counter = office.submitted().await;
        let own = office.rig.get(&path(of_mai, ""), &mai).await.expect(200);
        assert_eq!(own["applicant"]["name"], "Lò Thị Mai");
        let mut unknown = office.rig.get(&path(DossierId::mint(), ""), &mai).await.expect(404);
        unknown["instance"] = Value::Null;
        for id in [of_nam, at_the_counter] {
            let mut answer = office.rig.get(&path(id, ""), &mai).await.expect(404);
            answer["instance"] = Value::Null;
            assert_eq!(answer, unknown);
            let mut answer = office.supplement(id, &mai).await.expect(404);
            answer["instance"] = Value::Null;
            assert_eq!(answer, unknown);
        }
        let mut nonsense = office.rig.get("/v1/dossiers/nonsense", &mai).await.expect(404);
        nonsense["instance"] = Value::Null;
        assert_eq!(nonsense, unknown);
        assert_eq!(ids(&office.rig.get(DOSSIERS, &mai).await.expect(200)), [of_mai.to_string()]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_their_agency_the_director_all_and_an_administrator_none() {
    let office = Office::open(Engine::Sqlite).await;
    let id = online(&office, &office.citizen()).await;
    let other_agency = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.06.01"));
    // Not a prefix: another agency whose code begins the same.
    let alike = office.rig.issuer.somebody(&[Role::IntakeOfficer], Some("H35.051.01"));
    let cases = [
        (office.officer(), 200),
        (office.staff(Role::DeptHead), 200),
        (office.rig.issuer.somebody(&[Role::CentreDirector], None), 200),
        (office.rig.issuer.somebody(&[Role::Auditor], None), 200),
        (other_agency, 404),
        (alike, 404),
        (office.rig.issuer.somebody(&[Role::IntakeOfficer], None), 404),
        (office.staff(Role::SysAdmin), 404),
        (office.staff(Role::Kiosk), 404),
        (String::new(), 401),
    ];
    for (token, status) in cases {
        let answer = office.rig.get(&path(id, ""), &token).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.json);
        if status == 404 {
            assert_eq!(office.rig.get(DOSSIERS, &token).await.expect(200), json!({"items": []}));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_page_by_page_oldest_first() {
    on_both(|engine| async move {
        let (office, mut wanted) = (Office::open(engine).await, Vec::new());
        for _ in 0..5 {
            wanted.push(office.submitted().await.to_string());
        }
        let officer = office.officer();
        let (mut read, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = office.rig.get(&format!("{DOSSIERS}?limit=2&status=1{cursor}"), &officer).await.expect(200);
            read.extend(ids(&page));
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(read, wanted);
        assert!(ids(&office.rig.get(&format!("{DOSSIERS}?status=2"), &officer).await.expect(200)).is_empty());
        for bad in ["limit=0", "limit=201", "limit=x", "cursor=zzz", "colour=red", "status=one"] {
            let answer = office.rig.get(&format!("{DOSSIERS}?{bad}"), &officer).await;
            assert_eq!(answer.status.as_u16(), 422, "{bad}: {}", answer.json);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postal_clerk_hands_in_and_sees_nothing() {
    let office = Office::open(Engine::Sqlite).await;
    let clerk = office.staff(Role::PostalClerk);
    let id = id_of(&office.rig.command(DOSSIERS, &clerk, &office.submission("post")).await.expect(201));
    office.rig.get(&path(id, ""), &clerk).await.expect(404);
    office.supplement(id, &clerk).await.expect(403);
    assert_eq!(office.rig.get(DOSSIERS, &clerk).await.expect(200), json!({"items": []}));
}
