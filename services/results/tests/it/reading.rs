//! Lists and single results, within the scope of the reader.

use motcua_contracts::ids::DossierId;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::Value;

use crate::fixture::{AGENCY, Fixture, path};

fn codes(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["code"].as_str().expect("a code")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_lists_drafts_by_the_time_of_the_decision() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        for (number, time) in [(3, "2022-03-14 09:00"), (1, "2022-03-14 10:00"), (2, "2022-03-14 10:00")] {
            fixture.service.set_clock(time);
            fixture.decided(AGENCY, number).await;
        }
        let issued = fixture.decided(AGENCY, 4).await;
        fixture.issue(issued).await.expect(200);
        let mut seen = Vec::new();
        let mut query = "/v1/results?state=drafted&limit=1".to_owned();
        loop {
            let page = fixture.service.get(&query, &fixture.clerk).await.expect(200);
            seen.extend(codes(&page).into_iter().map(str::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            query = format!("/v1/results?state=drafted&limit=1&cursor={next}");
        }
        assert_eq!(seen.len(), 3);
        assert_eq!(seen[0], "H35.05-220314-0003");
        let all = fixture.service.get("/v1/results", &fixture.clerk).await.expect(200);
        assert_eq!(codes(&all).len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_found_by_the_code_of_the_receipt() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        fixture.decided(AGENCY, 1).await;
        fixture.decided(AGENCY, 2).await;
        let page =
            fixture.service.get("/v1/results?code=h35.05-220314-0002", &fixture.return_officer).await.expect(200);
        assert_eq!(codes(&page), ["H35.05-220314-0002"]);
        fixture.service.get("/v1/results?code=%00", &fixture.return_officer).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_their_own_agency_and_the_director_all() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (mine, theirs) = (fixture.decided(AGENCY, 1).await, fixture.decided("H35.06", 1).await);
        let count = async |roles: &[Role], unit: Option<&str>| {
            let token = fixture.service.issuer.somebody(roles, unit);
            codes(&fixture.service.get("/v1/results", &token).await.expect(200)).len()
        };
        assert_eq!(count(&[Role::DeptHead], Some("H35.05.03")).await, 1);
        assert_eq!(count(&[Role::CentreDirector], Some("H35.00.03")).await, 2);
        assert_eq!(count(&[Role::Auditor], None).await, 2);
        assert_eq!(count(&[Role::Clerk], None).await, 0);
        fixture.service.get(&path(theirs, ""), &fixture.clerk).await.expect(404);
        fixture.service.get(&path(mine, ""), &fixture.clerk).await.expect(200);
        fixture.service.get(&path(DossierId::mint(), ""), &fixture.clerk).await.expect(404);
        for roles in [[Role::Citizen], [Role::DeptOfficer], [Role::SysAdmin]] {
            let token = fixture.service.issuer.somebody(&roles, Some("H35.05.01"));
            fixture.service.get("/v1/results", &token).await.expect(403);
            fixture.service.get(&path(mine, ""), &token).await.expect(403);
        }
        fixture.service.get("/v1/results", "").await.expect(401);
    })
    .await;
}
