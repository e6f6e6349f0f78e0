//! Numbering, sealing and issuing.

use std::collections::BTreeSet;

use motcua_contracts::results::ResultIssued;
use motcua_office::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::fixture::{AGENCY, Fixture, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_decided_result_is_numbered_sealed_and_issued() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        fixture.service.set_clock("2022-03-14 09:30");
        let issued = fixture.issue(dossier).await.expect(200);
        assert_eq!(issued["number"], "1/2022/H35.05");
        assert_eq!(issued["state"], "issued");
        assert_eq!(issued["issuedAt"], "2022-03-14T02:30:00Z");
        assert_eq!(issued["seal"].as_str().map(str::len), Some(64));
        fixture.service.assert_clean().await;
        let published = fixture.service.published_of::<ResultIssued>();
        assert_eq!(published.len(), 1);
        assert_eq!((published[0].number.as_str(), published[0].granted), ("1/2022/H35.05", true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn issuing_again_changes_nothing_and_uses_no_number() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (first, second) = (fixture.decided(AGENCY, 1).await, fixture.decided(AGENCY, 2).await);
        let issued = fixture.issue(first).await.expect(200);
        assert_eq!(fixture.issue(first).await.expect(200), issued);
        let again = fixture.service.post(&path(second, "/issue"), &fixture.clerk, "k", &json!({})).await;
        let replay = fixture.service.post(&path(second, "/issue"), &fixture.clerk, "k", &json!({})).await;
        assert_eq!(replay.header("idempotency-replayed"), "true");
        assert_eq!(again.expect(200)["number"], "2/2022/H35.05");
        assert_eq!(replay.expect(200)["number"], "2/2022/H35.05");
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultIssued>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_issues_get_numbers_without_gaps_or_duplicates() {
    const MANY: u32 = 40;
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mut dossiers = Vec::new();
        for number in 1..=MANY {
            dossiers.push(fixture.decided(AGENCY, number).await);
        }
        let answers = futures::future::join_all(dossiers.iter().map(|dossier| fixture.issue(*dossier))).await;
        let numbers: BTreeSet<String> =
            answers.into_iter().map(|answer| answer.expect(200)["number"].as_str().unwrap().to_owned()).collect();
        assert_eq!(numbers, (1..=MANY).map(|number| format!("{number}/2022/H35.05")).collect());
        fixture.service.assert_clean().await;
    })
    .await;
}

/// Of several who issue the same document one takes a number; the others return theirs with the rollback.
#[tokio::test(flavor = "multi_thread")]
async fn parallel_issues_of_the_same_document_use_one_number() {
    const MANY: u32 = 10;
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let mut dossiers = Vec::new();
        for number in 1..=MANY {
            dossiers.push(fixture.decided(AGENCY, number).await);
        }
        let thrice = dossiers.iter().flat_map(|dossier| [dossier; 3]);
        let answers = futures::future::join_all(thrice.map(|dossier| fixture.issue(*dossier))).await;
        let numbers: BTreeSet<String> =
            answers.into_iter().map(|answer| answer.expect(200)["number"].as_str().unwrap().to_owned()).collect();
        assert_eq!(numbers, (1..=MANY).map(|number| format!("{number}/2022/H35.05")).collect());
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultIssued>().len(), MANY as usize);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_year_and_each_agency_counts_from_one() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let (early, late) = (fixture.decided(AGENCY, 1).await, fixture.decided(AGENCY, 2).await);
        fixture.issue(early).await.expect(200);
        // Ten past midnight in Lai Châu, still the old year by UTC.
        fixture.service.set_clock("2023-01-01 00:10");
        assert_eq!(fixture.issue(late).await.expect(200)["number"], "1/2023/H35.05");
        let elsewhere = fixture.decided("H35.06", 1).await;
        let clerk = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        let issued = fixture.service.command(&path(elsewhere, "/issue"), &clerk, &json!({})).await.expect(200);
        assert_eq!(issued["number"], "1/2023/H35.06");
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_issue_takes_no_number() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        let stranger = fixture.service.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        fixture.service.command(&path(dossier, "/issue"), &stranger, &json!({})).await.expect(404);
        let seer = fixture.service.issuer.somebody(&[Role::Clerk, Role::Auditor], Some("H35.06.04"));
        fixture.service.command(&path(dossier, "/issue"), &seer, &json!({})).await.expect(403);
        fixture.service.command(&path(dossier, "/issue"), &fixture.return_officer, &json!({})).await.expect(403);
        assert_eq!(fixture.issue(dossier).await.expect(200)["number"], "1/2022/H35.05");
        fixture.service.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_with_a_stale_if_match_changes_nothing() {
    on_both(async |engine| {
        let fixture = Fixture::start(engine).await;
        let dossier = fixture.decided(AGENCY, 1).await;
        let etag = fixture.service.get(&path(dossier, ""), &fixture.clerk).await.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let issued = fixture.service.command_if(&path(dossier, "/issue"), &fixture.clerk, &etag, &json!({})).await;
        assert_eq!((issued.status.as_u16(), issued.header("etag")), (200, "\"2\""));
        let stale = fixture.service.command_if(&path(dossier, "/issue"), &fixture.clerk, &etag, &json!({})).await;
        assert_eq!(stale.expect(412)["code"], "precondition-failed");
        let read = fixture.service.get(&path(dossier, ""), &fixture.clerk).await;
        assert_eq!((read.header("etag"), &read.json), ("\"2\"", &issued.json));
        fixture.service.assert_clean().await;
        assert_eq!(fixture.service.published_of::<ResultIssued>().len(), 1);
    })
    .await;
}
