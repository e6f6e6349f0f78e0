//! Who may read what.

use motcua_office::Role;
use motcua_testkit::on_both;
use uuid::Uuid;

use crate::events::begin;
use crate::fixture::{Fixture, HEALTH, PLANNING};

const YEAR: &str = "from=2021-12-15&to=2022-12-14";

#[tokio::test]
async fn the_timeline_is_for_staff_of_the_agency_the_director_and_the_auditor() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let id = begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.service.assert_clean().await;
        let path = format!("/v1/dossiers/{id}/timeline");
        let somebody = |role: Role, unit: Option<&str>| fixture.service.issuer.somebody(&[role], unit);
        for (role, unit, status) in [
            (Role::DeptOfficer, Some("H35.05.02"), 200),
            (Role::DeptOfficer, Some("H35.15.02"), 404),
            (Role::DeptOfficer, None, 404),
            (Role::CentreDirector, None, 200),
            (Role::Auditor, None, 200),
            (Role::SysAdmin, Some("H35.05"), 403),
            (Role::Citizen, None, 403),
        ] {
            fixture.service.get(&path, &somebody(role, unit)).await.expect(status);
        }
        fixture.service.get(&path, "").await.expect(401);
        let director = fixture.director();
        fixture.service.get(&format!("/v1/dossiers/{}/timeline", Uuid::now_v7()), &director).await.expect(404);
        let shown = fixture.service.get(&path, &director).await.expect(200);
        assert_eq!(shown["statusText"]["vi"], "Đang xử lý");
        assert_eq!(shown["timeline"][1]["dueAt"], "2022-03-17T10:00:00Z");
    })
    .await;
}

#[tokio::test]
async fn a_head_of_department_reads_the_reports_of_the_own_agency_only() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        begin(&fixture, HEALTH, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.service.assert_clean().await;
        let head = fixture.service.issuer.somebody(&[Role::DeptHead], Some("H35.15.01"));
        for report in ["yearly-review", "form-06a"] {
            let path = format!("/v1/reports/{report}?{YEAR}");
            let own = fixture.service.get(&path, &head).await.expect(200);
            assert!(!own.to_string().contains(PLANNING), "{own}");
            fixture.service.get(&format!("{path}&agency={HEALTH}"), &head).await.expect(200);
            fixture.service.get(&format!("{path}&agency={PLANNING}"), &head).await.expect(403);
            let officer = fixture.service.issuer.somebody(&[Role::DeptOfficer], Some("H35.15.01"));
            fixture.service.get(&path, &officer).await.expect(403);
            fixture.service.get(&path, "").await.expect(401);
        }
    })
    .await;
}

#[tokio::test]
async fn reports_are_available_in_three_formats() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        begin(&fixture, PLANNING, "online", "2022-03-14 08:00", "2022-03-17 17:00").await;
        fixture.service.assert_clean().await;
        let director = fixture.director();
        let form = fixture.service.get(&format!("/v1/reports/form-06a?{YEAR}"), &director).await.expect(200);
        assert_eq!((&form["total"]["c3"], &form["rows"][0]["c4"]), (&1.into(), &1.into()));
        assert_eq!(form["columns"][10]["key"], "c13");
        let csv = fixture.service.get(&format!("/v1/reports/form-06a?{YEAR}&format=csv"), &director).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"06a_2021-12-15_2022-12-14.csv\"");
        assert!(csv.json.as_str().unwrap().contains("\r\n1,H35.05,Cơ quan H35.05,1,1,0,0,"), "{}", csv.json);
        let whole = fixture.service.get(&format!("/v1/reports/yearly-review?{YEAR}&format=csv"), &director).await;
        assert!(whole.json.as_str().unwrap().contains("\r\n,,Hồ sơ có khoản phải nộp,0,"), "{}", whole.json);
        let xlsx = fixture.service.get(&format!("/v1/reports/yearly-review?{YEAR}&format=xlsx"), &director).await;
        assert!(xlsx.header("content-type").ends_with("spreadsheetml.sheet"));
        assert!(xlsx.json.as_str().unwrap().starts_with("PK"));
        fixture.service.get(&format!("/v1/reports/form-06a?{YEAR}&format=pdf"), &director).await.expect(422);
        for (unknown, pointer) in [("H35.99", "/query/agency"), ("%00", "/query"), ("x%27", "/query/agency")] {
            let path = format!("/v1/reports/form-06a?{YEAR}&agency={unknown}");
            assert_eq!(fixture.service.get(&path, &director).await.wrong_fields(), [pointer]);
        }
    })
    .await;
}
