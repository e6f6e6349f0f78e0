//! Numbering, sealing and issuing.

use std::collections::BTreeSet;

use motcua_contracts::results::ResultIssued;
use motcua_kit::auth::Role;
use motcua_testkit::on_both;
use serde_json::json;

use crate::office::{AGENCY, Office, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_decided_result_is_numbered_sealed_and_issued() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        office.rig.set_clock("2022-03-14 09:30");
        let issued = office.issue(dossier).await.expect(200);
        assert_eq!(issued["number"], "1/2022/H35.05");
        assert_eq!(issued["state"], "issued");
        assert_eq!(issued["issuedAt"], "2022-03-14T02:30:00Z");
        assert_eq!(issued["seal"].as_str().map(str::len), Some(64));
        office.rig.assert_clean().await;
        let said = office.rig.heard_of::<ResultIssued>();
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].number.as_str(), said[0].granted), ("1/2022/H35.05", true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn issuing_again_is_harmless_and_spends_no_number() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (first, second) = (office.decided(AGENCY, 1).await, office.decided(AGENCY, 2).await);
        let issued = office.issue(first).await.expect(200);
        assert_eq!(office.issue(first).await.expect(200), issued);
        let again = office.rig.post(&path(second, "/issue"), &office.clerk, "k", &json!({})).await;
        let replay = office.rig.post(&path(second, "/issue"), &office.clerk, "k", &json!({})).await;
        assert_eq!(replay.header("idempotency-replayed"), "true");
        assert_eq!(again.expect(200)["number"], "2/2022/H35.05");
        assert_eq!(replay.expect(200)["number"], "2/2022/H35.05");
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<ResultIssued>().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_have_neither_gaps_nor_doubles_when_many_issue_at_once() {
    const MANY: u32 = 40;
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let mut dossiers = Vec::new();
        for number in 1..=MANY {
            dossiers.push(office.decided(AGENCY, number).await);
        }
        let answers = futures::future::join_all(dossiers.iter().map(|dossier| office.issue(*dossier))).await;
        let numbers: BTreeSet<String> =
            answers.into_iter().map(|answer| answer.expect(200)["number"].as_str().unwrap().to_owned()).collect();
        assert_eq!(numbers, (1..=MANY).map(|number| format!("{number}/2022/H35.05")).collect());
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_year_and_each_agency_counts_from_one() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let (early, late) = (office.decided(AGENCY, 1).await, office.decided(AGENCY, 2).await);
        office.issue(early).await.expect(200);
        // Ten past midnight in Lai Châu, still the old year by UTC.
        office.rig.set_clock("2023-01-01 00:10");
        assert_eq!(office.issue(late).await.expect(200)["number"], "1/2023/H35.05");
        let elsewhere = office.decided("H35.06", 1).await;
        let clerk = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        let issued = office.rig.command(&path(elsewhere, "/issue"), &clerk, &json!({})).await.expect(200);
        assert_eq!(issued["number"], "1/2023/H35.06");
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_issue_takes_no_number() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        let stranger = office.rig.issuer.somebody(&[Role::Clerk], Some("H35.06.04"));
        office.rig.command(&path(dossier, "/issue"), &stranger, &json!({})).await.expect(404);
        let seer = office.rig.issuer.somebody(&[Role::Clerk, Role::Auditor], Some("H35.06.04"));
        office.rig.command(&path(dossier, "/issue"), &seer, &json!({})).await.expect(403);
        office.rig.command(&path(dossier, "/issue"), &office.return_officer, &json!({})).await.expect(403);
        assert_eq!(office.issue(dossier).await.expect(200)["number"], "1/2022/H35.05");
        office.rig.assert_clean().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_insists_on_an_old_version_changes_nothing() {
    on_both(async |engine| {
        let office = Office::open(engine).await;
        let dossier = office.decided(AGENCY, 1).await;
        let etag = office.rig.get(&path(dossier, ""), &office.clerk).await.header("etag").to_owned();
        assert_eq!(etag, "\"1\"");
        let issued = office.rig.command_if(&path(dossier, "/issue"), &office.clerk, &etag, &json!({})).await;
        assert_eq!((issued.status.as_u16(), issued.header("etag")), (200, "\"2\""));
        let stale = office.rig.command_if(&path(dossier, "/issue"), &office.clerk, &etag, &json!({})).await;
        assert_eq!(stale.expect(412)["code"], "precondition-failed");
        let read = office.rig.get(&path(dossier, ""), &office.clerk).await;
        assert_eq!((read.header("etag"), &read.json), ("\"2\"", &issued.json));
        office.rig.assert_clean().await;
        assert_eq!(office.rig.heard_of::<ResultIssued>().len(), 1);
    })
    .await;
}
