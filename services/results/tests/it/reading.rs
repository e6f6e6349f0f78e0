//! Lists and single results, under the reader's rights.

use motcua_contracts::ids::DossierId;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::Value;

use crate::office::{AGENCY, Office, path};

fn codes(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["code"].as_str().expect("a code")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_finds_what_waits_first_decided_first() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        for (number, time) in [(3, "2022-03-14 09:00"), (1, "2022-03-14 10:00"), (2, "2022-03-14 10:00")] {
            office.rig.set_clock(time);
            office.decided(AGENCY, number).await;
        }
        let issued = office.decided(AGENCY, 4).await;
        office.issue(issued).await.expect(200);
        let mut seen = Vec::new();
        let mut query = "/v1/results?state=drafted&limit=1".to_owned();
        loop {
            let page = office.rig.get(&query, &office.clerk).await.expect(200);
            seen.extend(codes(&page).into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            query = format!("/v1/results?state=drafted&limit=1&cursor={next}");
        }
        assert_eq!(seen.len(), 3);
        assert_eq!(seen[0], "H35.05-220314-0003");
        let all = office.rig.get("/v1/results", &office.clerk).await.expect(200);
        assert_eq!(codes(&all).len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_finds_a_result_by_the_code_of_the_receipt() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        office.decided(AGENCY, 1).await;
        office.decided(AGENCY, 2).await;
        let page = office.rig.get("/v1/results?code=h35.05-220314-0002", &office.return_officer).await.expect(200);
        assert_eq!(codes(&page), ["H35.05-220314-0002"]);
        office.rig.get("/v1/results?code=%00", &office.return_officer).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_the_own_agency_and_the_director_all() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (mine, theirs) = (office.decided(AGENCY, 1).await, office.decided("H35.06", 1).await);
        let count = async |roles: &[Role], unit: Option<&str>| {
            let token = office.rig.issuer.somebody(roles, unit);
            codes(&office.rig.get("/v1/results", &token).await.expect(200)).len()
        };
        assert_eq!(count(&[Role::DeptHead], Some("H35.05.03")).await, 1);
        assert_eq!(count(&[Role::CentreDirector], Some("H35.00.03")).await, 2);
        assert_eq!(count(&[Role::Auditor], None).await, 2);
        assert_eq!(count(&[Role::Clerk], None).await, 0);
        office.rig.get(&path(theirs, ""), &office.clerk).await.expect(404);
        office.rig.get(&path(mine, ""), &office.clerk).await.expect(200);
        office.rig.get(&path(DossierId::mint(), ""), &office.clerk).await.expect(404);
        for roles in [[Role::Citizen], [Role::DeptOfficer], [Role::SysAdmin]] {
            let token = office.rig.issuer.somebody(&roles, Some("H35.05.01"));
            office.rig.get("/v1/results", &token).await.expect(403);
            office.rig.get(&path(mine, ""), &token).await.expect(403);
        }
        office.rig.get("/v1/results", "").await.expect(401);
    })
    .await;
}
